//! Undo. The list of what can be undone and done again is derived from the transactions themselves, so it
//! survives a reload by feeding the tail of the log again.

use std::collections::{BTreeMap, BTreeSet};

use super::Database;
use super::apply::{elements, except};
use super::plan::carry;
use crate::model::hlc::{ClientId, Hlc};
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::op::{Action, Op, Tx, TxId, Undo};
use crate::model::value::Value;

/// Entries kept.
const DEPTH: usize = 1000;

/// What can be undone and done again.
#[derive(Clone, Debug)]
pub struct UndoStack {
    me: RecordId,
    client: ClientId,
    done: Vec<(TxId, String)>,
    undone: Vec<(TxId, String)>,
}

impl UndoStack {
    /// An empty list for a user, and for what this device did before it had one.
    #[must_use]
    pub fn new(me: RecordId, client: ClientId) -> Self {
        Self { me, client, done: Vec::new(), undone: Vec::new() }
    }

    /// Takes note of a transaction. In the order of the log; one of the user's other devices may come late, and
    /// is put in its place.
    pub fn feed(&mut self, tx: &Tx) {
        let mine =
            if tx.author.0 == 0 { tx.stamp.client.device() == self.client.device() } else { tx.author == self.me };
        if !mine || self.knows(tx.stamp) {
            return;
        }
        match tx.undo {
            Undo::Never => {}
            Undo::Do => {
                self.undone.retain(|(stamp, _)| *stamp > tx.stamp);
                insert(&mut self.done, tx.stamp, &tx.command);
            }
            Undo::Undoes(id) => {
                let command = take(&mut self.done, id).unwrap_or_else(|| tx.command.clone());
                insert(&mut self.undone, tx.stamp, &command);
            }
            Undo::Redoes(id) => {
                let command = take(&mut self.undone, id).unwrap_or_else(|| tx.command.clone());
                insert(&mut self.done, tx.stamp, &command);
            }
        }
    }

    /// The transaction to undo next, and the command it carried out.
    #[must_use]
    pub fn undo_target(&self) -> Option<(TxId, &str)> {
        self.done.last().map(|(stamp, command)| (*stamp, command.as_str()))
    }

    /// The transaction to take back in order to do again what was undone last: an undo; and the command that it
    /// took back.
    #[must_use]
    pub fn redo_target(&self) -> Option<(TxId, &str)> {
        self.undone.last().map(|(stamp, command)| (*stamp, command.as_str()))
    }

    fn knows(&self, stamp: Hlc) -> bool {
        self.done.iter().chain(&self.undone).any(|(known, _)| *known == stamp)
    }
}

fn insert(list: &mut Vec<(TxId, String)>, stamp: TxId, command: &str) {
    let place = list.partition_point(|(known, _)| *known < stamp);
    list.insert(place, (stamp, command.to_owned()));
    if list.len() > DEPTH {
        list.remove(0);
    }
}

fn take(list: &mut Vec<(TxId, String)>, stamp: TxId) -> Option<String> {
    let place = list.iter().position(|(known, _)| *known == stamp)?;
    Some(list.remove(place).1)
}

/// The ops that take a transaction back as far as it still stands. See [`Database::undo_ops`].
pub(super) fn ops(db: &Database, tx: &Tx) -> Vec<Op> {
    let mut out = Vec::new();
    let mut net = Net::default();
    for op in &tx.ops {
        net.take(op);
    }
    let mut back = BTreeSet::new();
    for op in tx.inverse_ops() {
        match moves(db, &op) {
            Some(action) => {
                if matches!(action, Action::Restore) {
                    back.insert(op.record);
                }
                out.push(Op { action, ..op });
            }
            None if schema_stands(db, &op) => out.push(op),
            None => {}
        }
    }
    // Cells come after restorations and before deletions, so that neither hides them.
    let cells = net.ops(db, &back);
    let first_delete = out.iter().position(|op| matches!(op.action, Action::Delete | Action::DeleteMany(_)));
    out.splice(first_delete.unwrap_or(out.len())..first_delete.unwrap_or(out.len()), cells);
    out
}

/// What a transaction did to cells on the whole: what stood there first, and what stands there last.
#[derive(Default)]
struct Net {
    cells: BTreeMap<(ObjectId, RecordId, FieldId), (Value, Value)>,
    /// Elements, and whether they were put in last.
    elements: BTreeMap<(ObjectId, RecordId, FieldId), BTreeMap<u128, bool>>,
    options: BTreeSet<(ObjectId, FieldId)>,
}

impl Net {
    fn take(&mut self, op: &Op) {
        match &op.action {
            Action::Set { field, before, after } => {
                let set = |value: &Value| matches!(value, Value::Options(_) | Value::Refs(_));
                if set(before) || set(after) {
                    self.move_elements(op, *field, &except(after, before), &except(before, after));
                } else {
                    let key = (op.object, op.record, *field);
                    self.cells.entry(key).or_insert_with(|| (before.clone(), after.clone())).1 = after.clone();
                }
            }
            Action::Elements { field, add, remove } => self.move_elements(op, *field, add, remove),
            _ => {}
        }
    }

    fn move_elements(&mut self, op: &Op, field: FieldId, add: &Value, remove: &Value) {
        if [add, remove].iter().any(|value| matches!(value, Value::Options(_))) {
            self.options.insert((op.object, field));
        }
        let moves = self.elements.entry((op.object, op.record, field)).or_default();
        for (value, present) in [(add, true), (remove, false)] {
            for element in elements(value) {
                moves.insert(element, present);
            }
        }
    }

    fn ops(self, db: &Database, restored: &BTreeSet<RecordId>) -> Vec<Op> {
        let live = |object: ObjectId, record: RecordId| {
            db.row(object, record).filter(|row| !db.is_deleted(object, *row) || restored.contains(&record))
        };
        let mut out = Vec::new();
        // By record and merge group: the group goes back as a whole or not at all.
        let mut groups: BTreeMap<(ObjectId, RecordId, FieldId), Vec<(FieldId, Value, Value)>> = BTreeMap::new();
        for ((object, record, field), (before, after)) in self.cells {
            if before != after {
                let head = db.group_head(object, field);
                groups.entry((object, record, head)).or_default().push((field, before, after));
            }
        }
        for ((object, record, _), cells) in groups {
            let Some(row) = live(object, record) else { continue };
            if cells.iter().all(|(field, _, after)| db.value(object, row, *field) == *after) {
                let sets = cells.into_iter().map(|(field, before, after)| (field, after, before)).collect();
                out.extend(carry(db, object, record, sets, |field| db.value(object, row, field)));
            }
        }
        for ((object, record, field), moves) in self.elements {
            let Some(row) = live(object, record) else { continue };
            let there = elements(&db.value(object, row, field));
            let pick = |put_in: bool| {
                let moves =
                    moves.iter().filter(|(element, present)| **present == put_in && there.contains(element) == put_in);
                let picked = moves.map(|(element, _)| *element);
                if self.options.contains(&(object, field)) {
                    Value::options(picked.map(|element| OptionId(element as u32)).collect())
                } else {
                    Value::refs(picked.map(RecordId).collect())
                }
            };
            let (add, remove) = (pick(false), pick(true));
            if !(add.is_empty() && remove.is_empty()) {
                out.push(Op { object, record, action: Action::Elements { field, add, remove } });
            }
        }
        out
    }
}

/// A deletion or restoration as far as it still has to be made.
fn moves(db: &Database, op: &Op) -> Option<Action> {
    let deleted = |id: RecordId| db.row(op.object, id).map(|row| db.is_deleted(op.object, row));
    let rest = |ids: &[RecordId], state: bool| -> Option<Vec<RecordId>> {
        let rest: Vec<RecordId> = ids.iter().copied().filter(|id| deleted(*id) == Some(state)).collect();
        (!rest.is_empty()).then_some(rest)
    };
    match &op.action {
        Action::Delete => (deleted(op.record) == Some(false)).then_some(Action::Delete),
        Action::Restore => (deleted(op.record) == Some(true)).then_some(Action::Restore),
        Action::DeleteMany(ids) => rest(ids, false).map(Action::DeleteMany),
        Action::RestoreMany(ids) => rest(ids, true).map(Action::RestoreMany),
        _ => None,
    }
}

/// Whether the inverse of a schema change meets what that change left.
fn schema_stands(db: &Database, op: &Op) -> bool {
    let field = |id: FieldId| db.schema().field(op.object, id);
    let choice = |id: FieldId, choice: OptionId| field(id)?.kind.options().iter().find(|known| known.id == choice);
    match &op.action {
        Action::PutField { field: new, before } => field(new.id) == before.as_deref(),
        Action::DropField(dropped) => field(dropped.id) == Some(dropped.as_ref()),
        Action::PutChoice { field, choice: new, before } => choice(*field, new.id) == before.as_deref(),
        Action::DropChoice { field, choice: dropped } => choice(*field, dropped.id) == Some(dropped.as_ref()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tx(time: u64, undo: Undo) -> Tx {
        let stamp = Hlc { time, client: ClientId(1) };
        Tx { stamp, author: RecordId(7), command: format!("c{time}"), undo, ops: Vec::new() }
    }

    fn at(time: u64) -> Hlc {
        Hlc { time, client: ClientId(1) }
    }

    #[test]
    fn undo_walks_back_and_redo_forth_until_something_new_is_done() {
        let mut stack = UndoStack::new(RecordId(7), ClientId(1));
        for time in 1..=3 {
            stack.feed(&tx(time, Undo::Do));
        }
        stack.feed(&tx(4, Undo::Undoes(at(3))));
        stack.feed(&tx(5, Undo::Undoes(at(2))));
        assert_eq!(stack.undo_target(), Some((at(1), "c1")));
        assert_eq!(stack.redo_target(), Some((at(5), "c2")));
        stack.feed(&tx(6, Undo::Redoes(at(5))));
        assert_eq!(stack.undo_target(), Some((at(6), "c2")), "what was done again can be undone again");
        assert_eq!(stack.redo_target(), Some((at(4), "c3")));
        stack.feed(&tx(7, Undo::Do));
        assert_eq!(stack.redo_target(), None);
    }

    #[test]
    fn what_others_did_is_not_ours_to_undo() {
        let mut stack = UndoStack::new(RecordId(7), ClientId(1));
        stack.feed(&Tx { author: RecordId(8), ..tx(1, Undo::Do) });
        stack.feed(&tx(2, Undo::Never));
        assert_eq!(stack.undo_target(), None);
        let late = tx(3, Undo::Do);
        stack.feed(&tx(9, Undo::Do));
        stack.feed(&late);
        stack.feed(&late);
        assert_eq!(stack.undo_target(), Some((at(9), "c9")));
    }
}
