//! L3: the engine. It owns the data of one tab: loads it, answers the UI's requests, keeps live
//! queries up to date, writes what was changed, and stays in step with the engines of other tabs.
//!
//! - `open`: start-up. Storage, then the boot record (which already holds the first page of the
//!   last view), then tables, then the op log since the last checkpoint, then the search index.
//! - `commit`: an edit is planned, stamped, applied in memory, shown, and appended to the op log;
//!   it is acknowledged when the log is durable. Edits that arrive together are written together.
//! - `checkpoint`: when nobody waits, the tab that leads folds the log into the tables' chunks and
//!   into the history of records, in one transaction.
//! - `tabs`: every engine appends under keys of its own and tells the others what it appended.
//! - `usage`: events are numbered for the device and appended.
//! - `mend`: who missed what another tab said reads it in storage.
//!
//! It is generic over [`Platform`], so that all of this runs in tests without a browser. Everything
//! happens on one thread; a borrow of `Core` never lives across an `await`.

mod bulk;
mod calendar;
mod checkpoint;
mod commit;
mod core_state;
mod disk;
mod export;
mod find;
mod idle;
mod import;
mod log;
mod mend;
mod open;
mod order;
mod reads;
mod request;
mod show;
mod tabs;
#[cfg(test)]
mod tests;
mod timeline;
mod undo;
mod usage;

use std::cell::RefCell;
use std::rc::Rc;

use crate::platform::Platform;
use crate::protocol::codec;
use crate::protocol::fault::Fault;
use crate::protocol::request::{FromEngine, Reply, Request, ToEngine};
use core_state::{Core, Phase};

/// The engine of one tab. Clones are the same engine.
pub struct Engine<P: Platform> {
    inner: Rc<Inner<P>>,
}

struct Inner<P: Platform> {
    platform: P,
    core: RefCell<Core>,
    store: RefCell<Option<P::Store>>,
    /// Storage as it was found, until somebody asks for it.
    found: RefCell<Option<Result<open::Found, Fault>>>,
    /// Those who asked for it before it was found.
    openers: RefCell<Vec<u32>>,
    /// Requests that came before the data.
    waiting: RefCell<Vec<(ToEngine, Vec<P::File>)>>,
    /// Messages of other tabs that came before the data.
    heard: RefCell<Vec<Vec<u8>>>,
    import: RefCell<import::Desk<P::File>>,
}

impl<P: Platform> Clone for Engine<P> {
    fn clone(&self) -> Self {
        Self { inner: Rc::clone(&self.inner) }
    }
}

impl<P: Platform> Engine<P> {
    /// An engine that has not opened storage yet.
    #[must_use]
    pub fn new(platform: P) -> Self {
        let inner = Inner {
            platform,
            core: RefCell::new(Core::new()),
            store: RefCell::new(None),
            found: RefCell::new(None),
            openers: RefCell::default(),
            waiting: RefCell::default(),
            heard: RefCell::default(),
            import: RefCell::default(),
        };
        Self { inner: Rc::new(inner) }
    }

    /// A message of the UI, with the files that came along.
    pub fn receive(&self, message: &[u8], files: Vec<P::File>) {
        // The UI is built from the same source; what cannot be read has no id to answer to.
        if let Ok(message) = codec::decode::<ToEngine>(message) {
            self.handle(message, files);
        }
    }

    fn handle(&self, message: ToEngine, files: Vec<P::File>) {
        let phase = self.inner.core.borrow().phase;
        let at_once = matches!(
            message.request,
            Request::Open { .. } | Request::Subscribe(..) | Request::Unsubscribe(_) | Request::Window(..)
        );
        if at_once || phase == Phase::Loaded {
            self.carry_out(message, files);
        } else {
            self.inner.waiting.borrow_mut().push((message, files));
        }
    }

    fn platform(&self) -> &P {
        &self.inner.platform
    }

    fn store(&self) -> Option<P::Store> {
        self.inner.store.borrow().clone()
    }

    fn post(&self, message: &FromEngine) {
        self.inner.platform.post(codec::encode(message));
    }

    fn reply(&self, id: u32, answer: Result<Reply, Fault>) {
        if id != 0 {
            self.post(&FromEngine::Reply(id, answer));
        }
    }

    /// Runs a task of this engine beside the others.
    fn spawn<F: Future<Output = ()> + 'static>(&self, task: impl FnOnce(Self) -> F) {
        self.platform().spawn(task(self.clone()));
    }
}
