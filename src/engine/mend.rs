//! When a message of another tab was lost, or the tab that folded the log is gone: reads in storage
//! what memory lacks.

use std::collections::BTreeSet;

use super::Engine;
use super::disk::{DEVICE, Device, SCHEMA};
use super::log::key;
use crate::codec::envelope::Kind;
use crate::codec::{chunk, frame};
use crate::model::op::TxId;
use crate::platform::Platform;
use crate::platform::store::{Area, Entry, Key, Span, Store as _};

/// What storage holds beside the tables.
#[derive(Default)]
struct Held {
    checkpoints: u32,
    frames: Vec<Entry>,
}

impl<P: Platform> Engine<P> {
    /// Brings memory up to date with storage.
    pub(super) async fn mend(&self) {
        // What is being written would look as if it had been folded.
        self.log_idle().await;
        let Some(held) = self.held().await else { return };
        let behind = held.checkpoints > self.inner.core.borrow().log.checkpoints;
        // Frames may have been folded that never came here; they are in the tables now.
        let held = if behind { self.held_with_tables().await } else { Some(held) };
        let Some(held) = held else { return };
        {
            let mut core = self.inner.core.borrow_mut();
            let there: BTreeSet<&Key> = held.frames.iter().map(|(key, _)| key).collect();
            let folded: Vec<Key> = core.log.folded_next.keys().filter(|key| !there.contains(key)).cloned().collect();
            if behind {
                core.log.checkpoints = held.checkpoints;
                core.layout_known = false;
                let gone: BTreeSet<&Key> = folded.iter().collect();
                let in_gone = |tx: &&TxId| core.log.frame_of(**tx).is_some_and(|key| gone.contains(key));
                let txs: Vec<TxId> = core.tail.keys().filter(in_gone).copied().collect();
                core.folded(&folded, &txs);
            }
        }
        self.take_frames(held.frames).await;
    }

    async fn held(&self) -> Option<Held> {
        let mut held = Held::default();
        let spans = vec![Span::under(Area::Meta, DEVICE), Span::all(Area::Frames)];
        let store = self.store()?;
        let read = store.read(spans, async |at, entries| self.hold(at, entries, &mut held).await);
        read.await.is_ok().then_some(held)
    }

    async fn hold(&self, at: usize, entries: Vec<Entry>, held: &mut Held) {
        if at > 0 {
            held.frames = entries;
            return;
        }
        for (_, bytes) in entries {
            let device = self.unwrap_own::<Device>(Kind::Device, &bytes).await;
            held.checkpoints = device.map(|device| device.checkpoints).unwrap_or_default();
        }
    }

    /// As [`Engine::held`], at the same moment as the tables, which are merged with those in memory.
    async fn held_with_tables(&self) -> Option<Held> {
        let mut held = Held::default();
        let spans = vec![
            Span::under(Area::Meta, DEVICE),
            Span::all(Area::Frames),
            Span::under(Area::Meta, SCHEMA),
            Span::all(Area::Chunks),
        ];
        let store = self.store()?;
        let read = store.read(spans, async |at, entries| match at {
            0 | 1 => self.hold(at, entries, &mut held).await,
            2 => {
                for (_, bytes) in entries {
                    let content = self.unwrap(Kind::Schema, &bytes).await;
                    let txs = content.and_then(|content| frame::decode(&content)).unwrap_or_default();
                    txs.iter().for_each(|tx| drop(self.inner.core.borrow_mut().apply(tx)));
                }
            }
            _ => self.merge_chunks(entries).await,
        });
        read.await.is_ok().then_some(held)
    }

    async fn merge_chunks(&self, entries: Vec<Entry>) {
        let mut since = self.platform().ticks_ms();
        for (_, bytes) in entries {
            // What cannot be read now is met, and said, at the next start.
            let content = self.unwrap(Kind::Chunk, &bytes).await;
            if let Ok(block) = content.and_then(|content| chunk::decode(&content)) {
                self.inner.core.borrow_mut().merge(&block);
            }
            since = self.give_way(since).await;
        }
    }
}

impl super::log::Log {
    /// The frame that holds a transaction: the last of its client that begins no later.
    fn frame_of(&self, tx: TxId) -> Option<&Key> {
        let (found, _) = self.folded_next.range(..=key(tx, u16::MAX)).next_back()?;
        found.starts_with(&tx.client.0.to_be_bytes()).then_some(found)
    }
}
