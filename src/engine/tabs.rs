//! Staying in step with the engines of other tabs.
//!
//! A tab listens before it reads storage, so that whatever is appended in between reaches it one way
//! or the other; applying a transaction twice does no harm. A frame is told to the others only when
//! it is durable: what one tab shows, a crash of another cannot take back.

use serde::{Deserialize, Serialize};

use super::Engine;
use super::core_state::{Core, Phase};
use crate::codec::envelope::Kind;
use crate::codec::frame;
use crate::db::UndoStack;
use crate::model::op::{Tx, TxId};
use crate::platform::Platform;
use crate::platform::store::Key;
use crate::protocol::codec;
use crate::protocol::settings::Settings;

/// What engines tell each other.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
enum News {
    /// Frames were appended: key and value of each.
    Frames(Vec<(Key, Vec<u8>)>),
    /// Frames with these transactions were folded into chunks and history.
    Folded(Vec<Key>, Vec<TxId>),
    /// Settings were changed.
    Settings(Box<Settings>),
    /// Everything was deleted.
    Erased,
}

impl<P: Platform> Engine<P> {
    fn tell(&self, news: &News) {
        self.platform().broadcast(&codec::encode(news));
    }

    pub(super) fn tell_frames(&self, frames: Vec<(Key, Vec<u8>)>) {
        if !frames.is_empty() {
            self.tell(&News::Frames(frames));
        }
    }

    pub(super) fn tell_folded(&self, keys: Vec<Key>, txs: Vec<TxId>) {
        self.tell(&News::Folded(keys, txs));
    }

    pub(super) fn tell_settings(&self, settings: &Settings) {
        self.tell(&News::Settings(Box::new(settings.clone())));
    }

    pub(super) fn tell_erased(&self) {
        self.tell(&News::Erased);
    }

    /// A message of another tab's engine.
    pub fn hear(&self, message: Vec<u8>) {
        if self.inner.core.borrow().phase != Phase::Loaded {
            self.inner.heard.borrow_mut().push(message);
            return;
        }
        // A tab of another version speaks otherwise; what it wrote is met at the next start.
        match codec::decode(&message) {
            Ok(News::Frames(frames)) => self.spawn(async move |engine: Self| engine.take_frames(frames).await),
            Ok(News::Folded(keys, txs)) => self.inner.core.borrow_mut().folded(&keys, &txs),
            Ok(News::Settings(settings)) => self.take_settings(*settings),
            Ok(News::Erased) => self.forget_all(),
            Err(_) => {}
        }
    }

    async fn take_frames(&self, frames: Vec<(Key, Vec<u8>)>) {
        let mut txs: Vec<Tx> = Vec::new();
        for (key, bytes) in frames {
            let known = self.inner.core.borrow().log.folded_next.contains_key(&key);
            let read = self.unwrap(Kind::Frame, &bytes).await.and_then(|content| frame::decode(&content));
            if let (false, Ok(found)) = (known, read) {
                txs.extend(found);
                self.inner.core.borrow_mut().log.folded_next.insert(key, bytes.len());
            }
        }
        self.replay(txs).await;
        self.push_soon();
    }

    /// Starts over with nothing, after everything was deleted.
    pub(super) fn forget_all(&self) {
        {
            let mut core = self.inner.core.borrow_mut();
            let fresh = Core::new();
            let old = std::mem::replace(&mut *core, fresh);
            core.phase = old.phase;
            core.clock = old.clock;
            core.undo = UndoStack::new(core.settings.me, core.clock.client());
            core.calendar = old.calendar;
            core.locale = old.locale;
            core.leads = old.leads;
            core.subs = old.subs;
            core.log.start_over(old.log);
            core.layout_known = old.layout_known;
            core.job = old.job;
            let schema = core.db.schema().clone();
            core.search.start_empty(&schema);
        }
        self.learn_order();
        self.show_state(None);
        self.show_all();
    }
}

impl Core {
    /// Drops what was folded: it is read from chunks and history from now on.
    pub(super) fn folded(&mut self, keys: &[Key], txs: &[TxId]) {
        for key in keys {
            self.log.folded_next.remove(key);
        }
        for tx in txs {
            self.tail.remove(tx);
        }
    }
}
