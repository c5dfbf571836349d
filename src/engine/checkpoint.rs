//! Folding the log: changed chunks are written anew, ops go to the history of their records, and the
//! frames that hold them are deleted, all in one transaction. A crash at any point leaves either the
//! state before or the state after, and both open to the same data.

use std::rc::Rc;

use super::Engine;
use super::core_state::Phase;
use super::disk::{BOOT, Boot, DEVICE, Device, SCHEMA, UNDO, chunk_key, history_key};
use crate::codec::envelope::Kind;
use crate::codec::history::{PARTITIONS, Past, partition};
use crate::codec::{chunk, frame, history};
use crate::db::CHUNK_ROWS;
use crate::model::id::ObjectId;
use crate::model::op::{Action, Op, Tx, TxId};
use crate::platform::Platform;
use crate::platform::store::{Area, Change, Durability, Key, Span};

/// A bulk deletion of more records than this leaves no line in each one's history; that they were
/// deleted, and when, their chunks say.
const MANY: usize = 1000;

/// Bytes of transactions kept for undo across a reload.
const UNDO_BYTES: usize = 1 << 20;

impl<P: Platform> Engine<P> {
    /// Folds the log as it is now, if this tab leads and nothing is in the way.
    pub(super) async fn checkpoint(&self) {
        let (keys, tail) = {
            let mut core = self.inner.core.borrow_mut();
            let ready = core.phase == Phase::Loaded && core.leads && !core.checkpointing && core.log.is_idle();
            if !ready || !core.log.unsaved.is_empty() || self.inner.store.borrow().is_none() {
                return;
            }
            core.checkpointing = true;
            if !core.layout_known {
                // Another tab wrote the chunks, in an order of its own.
                for object in core.db.objects() {
                    core.db.mark_dirty(object);
                }
            }
            let keys: Vec<Key> = core.log.folded_next.keys().cloned().collect();
            let tail: Vec<Rc<Tx>> = core.tail.values().cloned().collect();
            (keys, tail)
        };
        let (mut changes, written) = self.dirty_chunks().await;
        let number = self.inner.core.borrow().log.checkpoints + 1;
        changes.extend(self.segments(&tail, number).await);
        changes.extend(self.own_values(number).await);
        changes.extend(keys.iter().map(|key| Change::Delete(Area::Frames, key.clone())));
        let done = self.write(changes, Durability::Strict).await;
        let mut core = self.inner.core.borrow_mut();
        core.checkpointing = false;
        if done.is_err() {
            // Nothing is lost: the frames are still there. The chunks are to be written after all.
            for (object, _) in written {
                core.db.mark_dirty(object);
            }
            return;
        }
        core.layout_known = true;
        core.log.checkpoints = number;
        core.boot_stale = false;
        let txs: Vec<TxId> = tail.iter().map(|tx| tx.stamp).collect();
        core.folded(&keys, &txs);
        drop(core);
        self.tell_folded(number, keys, txs);
    }

    /// Writes every dirty chunk, and cuts off what lies behind the last of each table.
    async fn dirty_chunks(&self) -> (Vec<Change>, Vec<(ObjectId, u32)>) {
        let dirty = self.inner.core.borrow().db.dirty_chunks();
        let mut changes = Vec::new();
        let mut since = self.platform().ticks_ms();
        for (object, number) in &dirty {
            let content = {
                let mut core = self.inner.core.borrow_mut();
                // A later edit makes it dirty again.
                core.db.mark_clean(*object, *number);
                chunk::encode(&core.db.chunk(*object, *number))
            };
            let value = self.wrap(Kind::Chunk, content).await;
            changes.push(Change::Put(Area::Chunks, chunk_key(*object, *number), value));
            since = self.give_way(since).await;
        }
        let mut objects: Vec<ObjectId> = dirty.iter().map(|(object, _)| *object).collect();
        objects.dedup();
        for object in objects {
            let count = self.inner.core.borrow().db.len(object).div_ceil(CHUNK_ROWS);
            let span = Span {
                area: Area::Chunks,
                from: chunk_key(object, count),
                to: Some(chunk_key(ObjectId(object.0 + 1), 0)),
            };
            changes.push(Change::Clear(span));
        }
        (changes, dirty)
    }

    /// Deals the ops of the log's tail out over the partitions of history.
    async fn segments(&self, tail: &[Rc<Tx>], number: u32) -> Vec<Change> {
        let mut segments: Vec<Vec<Past>> = vec![Vec::new(); usize::from(PARTITIONS)];
        for tx in tail {
            for op in &tx.ops {
                for (record, action) in pasts(op) {
                    let past = Past {
                        stamp: tx.stamp,
                        author: tx.author,
                        command: tx.command.clone(),
                        object: op.object,
                        record,
                        action,
                    };
                    segments[usize::from(partition(record))].push(past);
                }
            }
        }
        let mut changes = Vec::new();
        for (at, segment) in (0..).zip(segments) {
            if !segment.is_empty() {
                let value = self.wrap(Kind::History, history::encode(&segment)).await;
                changes.push(Change::Put(Area::History, history_key(at, number), value));
            }
        }
        changes
    }

    /// The device's value, what is in no chunk, the undo list, and the boot record.
    async fn own_values(&self, checkpoints: u32) -> Vec<Change> {
        let (device, unchunked, undo) = {
            let core = self.inner.core.borrow();
            let layout = core.db.objects().into_iter().map(|object| (object, core.db.len(object).div_ceil(CHUNK_ROWS)));
            let layout = layout.filter(|(_, chunks)| *chunks > 0).collect();
            let device = Device { id: core.clock.client().device(), layout, checkpoints };
            let mut size = 0;
            let newest = core.mine.values().rev().take_while(|tx| {
                size += frame::encode(&[tx.as_ref()]).len();
                size <= UNDO_BYTES
            });
            let mut undo: Vec<&Tx> = newest.map(AsRef::as_ref).collect();
            undo.reverse();
            (device, frame::encode(&core.db.unchunked()), frame::encode(&undo))
        };
        vec![
            self.put_own(Kind::Device, DEVICE, &device).await,
            Change::Put(Area::Meta, SCHEMA.to_vec(), self.wrap(Kind::Schema, unchunked).await),
            Change::Put(Area::History, UNDO.to_vec(), self.wrap(Kind::Undo, undo).await),
            self.boot_change().await,
        ]
    }

    async fn boot_change(&self) -> Change {
        let boot = {
            let core = self.inner.core.borrow();
            let ctx = core.context(self.platform().now_ms());
            let page = core.last_list.as_ref().map(|spec| (spec.clone(), core.db.rows(spec, &ctx)));
            let letters = core.order.learned().collect();
            let frames = core.log.folded_next.keys().cloned().collect();
            Boot { state: core.shown.state.clone(), page, letters, frames }
        };
        self.put_own(Kind::Boot, BOOT, &boot).await
    }

    /// Writes the boot record if it is older than what is shown.
    pub(super) async fn write_boot(&self) {
        let stale = {
            let mut core = self.inner.core.borrow_mut();
            core.phase == Phase::Loaded && std::mem::take(&mut core.boot_stale)
        };
        if stale {
            let change = self.boot_change().await;
            // Derived: a failure costs the next start some milliseconds.
            let _ = self.write(vec![change], Durability::Relaxed).await;
        }
    }
}

/// What an op leaves in the history of records. Bulk creations leave nothing: when and by whom a
/// record was created, its chunk says.
fn pasts(op: &Op) -> Vec<(crate::model::id::RecordId, Action)> {
    match &op.action {
        Action::DeleteMany(ids) if ids.len() <= MANY => ids.iter().map(|id| (*id, Action::Delete)).collect(),
        Action::RestoreMany(ids) if ids.len() <= MANY => ids.iter().map(|id| (*id, Action::Restore)).collect(),
        // The cells a record was created with are its own first values; history needs only the fact.
        Action::Create(_) => vec![(op.record, Action::Create(Vec::new()))],
        action if op.record.0 != 0 => vec![(op.record, action.clone())],
        _ => Vec::new(),
    }
}
