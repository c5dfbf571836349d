//! From an edit to the disk.

use core::future::poll_fn;
use std::rc::Rc;

use super::Engine;
use super::core_state::slim;
use super::disk::fault;
use super::log::Flush;
use crate::codec::envelope::Kind;
use crate::db::{Changes, DbError};
use crate::model::op::{Action, Op, Tx, Undo};
use crate::platform::Platform;
use crate::platform::store::{Area, Change, Durability, StoreError};
use crate::protocol::edit::{Done, Edit};
use crate::protocol::fault::Fault;
use crate::protocol::request::Reply;
use crate::protocol::show::Trouble;

/// Longest wait between attempts to write what could not be written, in seconds.
const MAX_PATIENCE: u32 = 60;

pub(super) fn refused(error: DbError) -> Fault {
    match error {
        DbError::NoSuchRecord => Fault::NoSuchRecord,
        DbError::NoSuchField => Fault::NoSuchField,
        DbError::BadValue => Fault::BadValue,
        DbError::Required(field) => Fault::Required(field),
        DbError::Taken(field) => Fault::Taken(field),
    }
}

impl<P: Platform> Engine<P> {
    /// Carries edits out and answers when they are durable.
    pub(super) fn commit(&self, id: u32, command: String, edits: &[Edit]) {
        let planned = {
            let core = self.inner.core.borrow();
            core.db.plan(edits, &core.context(self.platform().now_ms()))
        };
        match planned {
            Ok(ops) => self.change(id, command, ops, Undo::Do),
            Err(error) => self.reply(id, Err(refused(error))),
        }
    }

    /// Makes ops a transaction: applies, shows and logs it, and answers when it is durable.
    pub(super) fn change(&self, id: u32, command: String, ops: Vec<Op>, undo: Undo) {
        if ops.is_empty() && undo == Undo::Do {
            return self.reply(id, Ok(Reply::Done(Done { tx: None, command, records: 0, record: None })));
        }
        let mut core = self.inner.core.borrow_mut();
        let stamp = core.clock.tick(self.platform().now_ms());
        let tx = Rc::new(Tx { stamp, author: core.settings.me, command: command.clone(), undo, ops });
        let changes = core.apply(&tx);
        let bulk = tx.ops.iter().any(|op| matches!(op.action, Action::CreateMany(_)));
        core.note(if bulk { Rc::new(slim(&tx)) } else { Rc::clone(&tx) });
        core.busy_at = self.platform().ticks_ms();
        let record = only_record(&core.db, &changes);
        core.log.push(tx);
        core.log.answer(id, Done { tx: Some(stamp), command, records: changes.records(), record });
        drop(core);
        self.flush_soon();
        self.push_soon();
    }

    /// Writes what waits: at once, or when what is being written is done. Edits that came meanwhile
    /// share a frame.
    pub(super) fn flush_soon(&self) {
        if self.inner.core.borrow_mut().log.start_writing() {
            self.spawn(async |engine: Self| engine.write_log().await);
        }
    }

    /// Writes what waits, and waits until it is written or was found not to be.
    pub(super) async fn flush(&self) {
        self.flush_soon();
        self.log_idle().await;
    }

    /// Waits until nothing is being written.
    pub(super) async fn log_idle(&self) {
        poll_fn(|cx| self.inner.core.borrow_mut().log.poll_idle(cx)).await;
    }

    async fn write_log(&self) {
        loop {
            let next = self.inner.core.borrow_mut().log.take();
            let Some(flush) = next else { break };
            let mut puts = Vec::with_capacity(flush.frames.len());
            for frame in &flush.frames {
                puts.push((frame.key.clone(), self.wrap(Kind::Frame, frame.content.clone()).await));
            }
            let changes =
                puts.iter().map(|(key, bytes)| Change::Put(Area::Frames, key.clone(), bytes.clone())).collect();
            match self.write(changes, Durability::Relaxed).await {
                Ok(()) => self.written(flush, puts),
                Err(error) => self.not_written(flush, error),
            }
        }
        // Whoever made the edits knows that they are kept; now everybody may see them.
        self.push_if_due();
    }

    fn written(&self, flush: Flush, puts: Vec<(Vec<u8>, Vec<u8>)>) {
        let mended = {
            let mut core = self.inner.core.borrow_mut();
            if self.inner.store.borrow().is_some() {
                core.log.folded_next.extend(puts.iter().map(|(key, bytes)| (key.clone(), bytes.len())));
            }
            core.log.patience = 0;
            let mended = matches!(core.trouble, Some(Trouble::CannotWrite(_))) && !puts.is_empty();
            if mended && self.inner.store.borrow().is_some() {
                core.trouble = None;
            }
            mended
        };
        for (id, done) in flush.answers {
            self.reply(id, Ok(Reply::Done(done)));
        }
        self.tell_frames(puts);
        if mended {
            self.show_state(None);
        }
    }

    /// Keeps in memory what could not be written, says so, and tries again.
    fn not_written(&self, flush: Flush, error: StoreError) {
        let fault = fault(error);
        let patience = {
            let mut core = self.inner.core.borrow_mut();
            core.log.unsaved.extend(flush.frames);
            core.trouble = Some(Trouble::CannotWrite(fault.clone()));
            core.log.patience = (core.log.patience * 2).clamp(1, MAX_PATIENCE);
            core.log.patience
        };
        for (id, _) in flush.answers {
            self.reply(id, Err(fault.clone()));
        }
        self.show_state(None);
        self.spawn(async move |engine: Self| {
            engine.platform().sleep(patience * 1000).await;
            engine.inner.core.borrow_mut().log.try_again();
            engine.flush_soon();
        });
    }
}

impl<P: Platform> Engine<P> {
    /// Storage was closed from outside. What was acknowledged is safe; nothing more can be, and the
    /// person hears of it now, not with the next edit.
    pub(super) fn storage_closed(&self, error: StoreError) {
        self.inner.core.borrow_mut().trouble = Some(Trouble::CannotWrite(fault(error)));
        self.show_state(None);
    }
}

/// The record that changes are about, when it is one.
pub(super) fn only_record(
    db: &crate::db::Database,
    changes: &Changes,
) -> Option<(crate::model::id::ObjectId, crate::model::id::RecordId)> {
    let [table] = changes.tables.as_slice() else { return None };
    let mut rows = table.rows();
    let row = rows.next()?;
    rows.next().is_none().then(|| (table.object, db.id(table.object, row)))
}
