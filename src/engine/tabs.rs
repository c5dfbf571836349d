//! Staying in step with the engines of other tabs.
//!
//! A tab listens before it reads storage, so that whatever is appended in between reaches it one way
//! or the other; applying a transaction twice does no harm. A frame is told to the others only when
//! it is durable: what one tab shows, a crash of another cannot take back.
//!
//! Messages of a tab are numbered. Who misses one (`mend`) reads in storage what it was about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Engine;
use super::core_state::{Core, Phase};
use crate::codec::envelope::Kind;
use crate::codec::frame;
use crate::db::UndoStack;
use crate::model::hlc::ClientId;
use crate::model::op::{Tx, TxId};
use crate::platform::Platform;
use crate::platform::store::Key;
use crate::protocol::codec;
use crate::protocol::settings::Settings;

/// A message to the other engines.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Message {
    /// Which engine says it.
    from: ClientId,
    /// Which of its messages this is, from 1.
    number: u64,
    news: News,
}

/// What engines tell each other.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
enum News {
    /// Frames were appended: key and value of each.
    Frames(Vec<(Key, Vec<u8>)>),
    /// Frames were appended that are better read in storage than sent: an import.
    Many,
    /// Frames with these transactions were folded into chunks and history, by the checkpoint of this
    /// number.
    Folded(u32, Vec<Key>, Vec<TxId>),
    /// Settings were changed.
    Settings(Box<Settings>),
    /// Everything was deleted; the next usage event has at least this number.
    Erased(u64),
    /// Nothing, for a while: who missed the message before notices it now.
    Quiet,
}

/// Bytes of frames that are sent to other tabs at most.
const MANY: usize = 256 << 10;

/// Who said how much.
#[derive(Default)]
pub(super) struct Tabs {
    said: u64,
    /// The last message was not `Quiet`.
    fresh: bool,
    heard: BTreeMap<ClientId, u64>,
}

impl Tabs {
    /// Notes a message; whether one before it was missed. The first of a tab that starts is 1.
    fn missed(&mut self, from: ClientId, number: u64) -> bool {
        let before = self.heard.insert(from, number).unwrap_or_default();
        number != 1 && number != before + 1
    }
}

impl<P: Platform> Engine<P> {
    fn tell(&self, news: News) {
        let message = {
            let mut core = self.inner.core.borrow_mut();
            core.tabs.said += 1;
            core.tabs.fresh = news != News::Quiet;
            Message { from: core.clock.client(), number: core.tabs.said, news }
        };
        self.platform().broadcast(&codec::encode(&message));
    }

    pub(super) fn tell_frames(&self, frames: Vec<(Key, Vec<u8>)>) {
        let bytes: usize = frames.iter().map(|(_, bytes)| bytes.len()).sum();
        if bytes > MANY {
            self.tell(News::Many);
        } else if bytes > 0 {
            self.tell(News::Frames(frames));
        }
    }

    pub(super) fn tell_folded(&self, number: u32, keys: Vec<Key>, txs: Vec<TxId>) {
        self.tell(News::Folded(number, keys, txs));
    }

    pub(super) fn tell_settings(&self, settings: &Settings) {
        self.tell(News::Settings(Box::new(settings.clone())));
    }

    pub(super) fn tell_erased(&self, next_event: u64) {
        self.tell(News::Erased(next_event));
    }

    /// After a while without news.
    pub(super) fn tell_quiet(&self) {
        let fresh = self.inner.core.borrow().tabs.fresh;
        if fresh {
            self.tell(News::Quiet);
        }
    }

    /// A message of another tab's engine.
    pub fn hear(&self, message: Vec<u8>) {
        if self.inner.core.borrow().phase != Phase::Loaded {
            self.inner.heard.borrow_mut().push(message);
            return;
        }
        // A tab of another version speaks otherwise; what it wrote is met at the next start.
        let Ok(Message { from, number, news }) = codec::decode(&message) else { return };
        let mut missed = self.inner.core.borrow_mut().tabs.missed(from, number);
        match news {
            News::Frames(frames) => self.spawn(async move |engine: Self| engine.take_frames(frames).await),
            News::Folded(number, keys, txs) => {
                let mut core = self.inner.core.borrow_mut();
                if keys.iter().all(|key| core.log.folded_next.contains_key(key)) {
                    core.log.checkpoints = number;
                    core.folded(&keys, &txs);
                } else {
                    missed = true;
                }
            }
            News::Settings(settings) => self.take_settings(*settings),
            News::Erased(next_event) => self.forget_all(next_event),
            News::Many => missed = true,
            News::Quiet => {}
        }
        if missed {
            self.spawn(async |engine: Self| engine.mend().await);
        }
    }

    /// Applies frames of other tabs that are not known yet.
    pub(super) async fn take_frames(&self, frames: Vec<(Key, Vec<u8>)>) {
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

    /// Starts over with nothing, after everything was deleted. Usage events go on with this number.
    pub(super) fn forget_all(&self, next_event: u64) {
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
            core.tabs = old.tabs;
            core.events = old.events;
            core.events.next = core.events.next.max(next_event);
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
