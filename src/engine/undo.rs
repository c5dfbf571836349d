//! Undo and redo: transactions that take back others.

use super::Engine;
use crate::model::op::{TxId, Undo};
use crate::platform::Platform;
use crate::protocol::fault::Fault;

impl<P: Platform> Engine<P> {
    pub(super) fn undo(&self, id: u32) {
        let target = self.inner.core.borrow().undo.undo_target().map(|(tx, command)| (tx, command.to_owned()));
        self.take_back(id, target, Undo::Undoes);
    }

    pub(super) fn redo(&self, id: u32) {
        let target = self.inner.core.borrow().undo.redo_target().map(|(tx, command)| (tx, command.to_owned()));
        self.take_back(id, target, Undo::Redoes);
    }

    pub(super) fn undo_tx(&self, id: u32, tx: TxId) {
        let command = self.inner.core.borrow().mine.get(&tx).map(|tx| tx.command.clone());
        self.take_back(id, command.map(|command| (tx, command)), Undo::Undoes);
    }

    /// Takes a transaction back as far as it still stands.
    fn take_back(&self, id: u32, target: Option<(TxId, String)>, how: impl FnOnce(TxId) -> Undo) {
        let found = target.and_then(|(tx, command)| {
            let core = self.inner.core.borrow();
            core.mine.get(&tx).map(|whole| (tx, command, core.db.undo_ops(whole)))
        });
        match found {
            Some((tx, command, ops)) => self.change(id, command, ops, how(tx)),
            None => self.reply(id, Err(Fault::NothingToUndo)),
        }
    }
}
