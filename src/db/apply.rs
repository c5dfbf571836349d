//! Transactions into tables. Every step takes the newest stamp and leaves the rest, so that the same set of
//! transactions leads to the same tables in any order:
//!
//! - a cell stands as its newest write says; a set element likewise, put in or taken out;
//! - a record is in the trash when its newest removal says so and nothing in it is newer than that;
//! - `created` is the oldest creation, `updated` the newest stamp of any op on the record;
//! - an op whose record is not there yet waits for it.

use super::changes::Changes;
use super::column::{Cells, Column};
use super::table::Table;
use super::{Database, links};
use crate::merge::Write;
use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::op::{Action, Op, Tx, Undo};
use crate::model::value::Value;

/// An op that came before its record.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Waiting {
    object: ObjectId,
    stamp: Hlc,
    author: RecordId,
    action: Action,
}

impl Waiting {
    pub(super) fn to_tx(&self, record: RecordId) -> Tx {
        Tx {
            stamp: self.stamp,
            author: self.author,
            command: String::new(),
            undo: Undo::Never,
            ops: vec![Op { object: self.object, record, action: self.action.clone() }],
        }
    }
}

/// When, where and by whom.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    pub(super) stamp: Hlc,
    pub(super) author: RecordId,
}

impl Database {
    /// Applies a transaction: idempotent, and commutative with every other. Values that do not fit their cell
    /// are left out.
    pub fn apply(&mut self, tx: &Tx) -> Changes {
        let mut changes = Changes::default();
        let origin = Origin { stamp: tx.stamp, author: tx.author };
        for (place, op) in (0..).zip(&tx.ops) {
            match &op.action {
                Action::AddObject(_)
                | Action::PutField { .. }
                | Action::DropField(_)
                | Action::PutChoice { .. }
                | Action::DropChoice { .. } => {
                    if self.schema.apply(tx.stamp, place, op.object, &op.action) {
                        changes.schema = true;
                        self.fit_tables();
                    }
                }
                Action::CreateMany(block) => self.create_many(op.object, block, origin, &mut changes),
                Action::DeleteMany(ids) => {
                    for id in ids {
                        self.remove(op.object, *id, origin, true, &mut changes);
                    }
                }
                Action::RestoreMany(ids) => {
                    for id in ids {
                        self.remove(op.object, *id, origin, false, &mut changes);
                    }
                }
                Action::Create(cells) => self.create(op.object, op.record, cells, origin, &mut changes),
                _ => self.change(op.object, op.record, &op.action, origin, &mut changes),
            }
        }
        self.note_writes(tx);
        changes.normalize();
        self.follow(&changes);
        changes
    }

    /// An op on one record that exists, or waits for it.
    fn change(&mut self, object: ObjectId, id: RecordId, action: &Action, origin: Origin, changes: &mut Changes) {
        let at = self.table_at(object);
        let Some(row) = self.tables[at].ids.find(id) else {
            let op = Waiting { object, stamp: origin.stamp, author: origin.author, action: action.clone() };
            let queue = self.waiting.entry(id).or_default();
            if !queue.contains(&op) {
                queue.push(op);
            }
            return;
        };
        match action {
            Action::Delete => self.remove(object, id, origin, true, changes),
            Action::Restore => self.remove(object, id, origin, false, changes),
            Action::Set { field, before, after } => {
                if self.is_set(at, *field, before, after) {
                    let (add, remove) = (except(after, before), except(before, after));
                    self.set_elements(at, row, *field, &add, &remove, origin, changes);
                } else {
                    self.set_cell(at, row, *field, after, origin.stamp, changes);
                }
                self.touched(at, row, origin, changes);
            }
            Action::Elements { field, add, remove } => {
                self.set_elements(at, row, *field, add, remove, origin, changes);
                self.touched(at, row, origin, changes);
            }
            _ => {}
        }
    }

    /// Brings a record into being, or merges it into the one that is there.
    pub(super) fn create(
        &mut self,
        object: ObjectId,
        id: RecordId,
        cells: &[(FieldId, Value)],
        origin: Origin,
        changes: &mut Changes,
    ) {
        if id.0 == 0 {
            return;
        }
        let at = self.table_at(object);
        let author = self.author(origin.author);
        let row = if let Some(row) = self.tables[at].ids.find(id) {
            let created = self.tables[at].created.get(row, &self.clients);
            if origin.stamp < created {
                self.age(at, row, created);
                let table = &mut self.tables[at];
                table.created.set(row, origin.stamp, &mut self.clients);
                table.created_by[row as usize] = author;
                table.touch(row);
            }
            row
        } else {
            let row = self.tables[at].add(id, origin.stamp, author, &mut self.clients);
            self.links.place(id, at as u16, row);
            changes.table(object).create(row..row + 1);
            row
        };
        for (field, value) in cells {
            if self.is_set(at, *field, &Value::Empty, value) {
                self.set_elements(at, row, *field, value, &Value::Empty, origin, changes);
            } else {
                self.set_cell(at, row, *field, value, origin.stamp, changes);
            }
        }
        self.touched(at, row, origin, changes);
        self.replay(id, changes);
    }

    /// Applies what waited for a record.
    pub(super) fn replay(&mut self, id: RecordId, changes: &mut Changes) {
        if self.waiting.is_empty() {
            return;
        }
        for op in self.waiting.remove(&id).unwrap_or_default() {
            let origin = Origin { stamp: op.stamp, author: op.author };
            self.change(op.object, id, &op.action, origin, changes);
        }
    }

    /// Moves a record to the trash or out of it, unless it was moved later than that.
    fn remove(&mut self, object: ObjectId, id: RecordId, origin: Origin, deletes: bool, changes: &mut Changes) {
        let at = self.table_at(object);
        let Some(row) = self.tables[at].ids.find(id) else {
            let action = if deletes { Action::Delete } else { Action::Restore };
            self.change(object, id, &action, origin, changes);
            return;
        };
        self.set_removed(at, row, origin.stamp, deletes);
        self.touched(at, row, origin, changes);
    }

    /// Notes a removal or restoration by its stamp.
    pub(super) fn set_removed(&mut self, at: usize, row: u32, stamp: Hlc, deletes: bool) {
        let table = &mut self.tables[at];
        let last = table.sparse.removed.entry(row).or_insert((Hlc::default(), false));
        if stamp >= last.0 {
            *last = (stamp, deletes);
            table.touch(row);
        }
    }

    /// After an op on a record: the time of its last change, and whether it lies in the trash now.
    pub(super) fn touched(&mut self, at: usize, row: u32, origin: Origin, changes: &mut Changes) {
        let author = self.author(origin.author);
        let table = &mut self.tables[at];
        if table.note(row, origin.stamp, author, &mut self.clients) {
            changes.table(table.object).change(row, None);
        }
        if let Some((stamp, deletes)) = table.sparse.removed.get(&row) {
            let deleted = *deletes && table.edited(row, &self.clients) <= *stamp;
            if deleted != table.deleted.has(row) {
                table.deleted.put(row, deleted);
                table.touch(row);
                changes.table(table.object).moved.push(row);
            }
        }
    }

    /// Writes a cell unless it was written later. A set-valued cell is not written here.
    pub(super) fn set_cell(
        &mut self,
        at: usize,
        row: u32,
        field: FieldId,
        value: &Value,
        stamp: Hlc,
        changes: &mut Changes,
    ) {
        let Some(slot) = self.slot(at, field, value) else {
            // A field nobody knows, emptied: what was written there earlier and comes later stays out.
            let table = &mut self.tables[at];
            let known = table.sparse.cells.entry((row, field)).or_default();
            *known = stamp.max(*known);
            table.touch(row);
            return;
        };
        let table = &self.tables[at];
        let cells = &table.columns[slot].cells;
        let current = cells.get(row, &self.links);
        let known = table.stamp(row, field, !current.is_empty(), &self.clients);
        if stamp < known || !cells.takes(value) || cells.is_set() {
            return;
        }
        let created = table.created.get(row, &self.clients);
        let own = table.sparse.cells.contains_key(&(row, field));
        if current != *value {
            self.write(at, slot, row, value);
            changes.table(self.tables[at].object).change(row, Some(field));
        }
        let table = &mut self.tables[at];
        if own || stamp != created || value.is_empty() {
            table.sparse.cells.insert((row, field), stamp);
        }
        table.touch(row);
    }

    /// Puts elements in and takes others out, each unless it was moved later.
    #[expect(clippy::too_many_arguments, reason = "a cell, two sets, who and when, and where to say so")]
    fn set_elements(
        &mut self,
        at: usize,
        row: u32,
        field: FieldId,
        add: &Value,
        remove: &Value,
        origin: Origin,
        changes: &mut Changes,
    ) {
        let kind = if add.is_empty() { remove } else { add };
        let Some(slot) = self.slot(at, field, kind) else { return };
        let table = &mut self.tables[at];
        if !table.columns[slot].cells.is_set() {
            return;
        }
        let current = table.columns[slot].cells.get(row, &self.links);
        let mut set = elements(&current);
        let created = table.created.get(row, &self.clients);
        let moves = elements(add).into_iter().map(|element| (element, true));
        let moves: Vec<_> = moves.chain(elements(remove).into_iter().map(|element| (element, false))).collect();
        for (element, present) in moves {
            let own = table.sparse.elements.get(&(row, field, element)).map(|(stamp, _)| *stamp);
            let place = set.binary_search(&element);
            let known = own.unwrap_or(if place.is_ok() { created } else { Hlc::default() });
            if origin.stamp < known {
                continue;
            }
            if own.is_some() || !present || origin.stamp != created {
                table.sparse.elements.insert((row, field, element), (origin.stamp, present));
                table.touch(row);
            }
            match (place, present) {
                (Err(place), true) => set.insert(place, element),
                (Ok(place), false) => drop(set.remove(place)),
                _ => {}
            }
        }
        let value = match &table.columns[slot].cells {
            Cells::Refs(_) => Value::refs(set.into_iter().map(RecordId).collect()),
            _ => Value::options(set.into_iter().map(|element| OptionId(element as u32)).collect()),
        };
        if value != current {
            self.write(at, slot, row, &value);
            let table = &mut self.tables[at];
            table.touch(row);
            changes.table(table.object).change(row, Some(field));
        }
    }

    /// Puts one element in or takes it out, with a stamp of its own.
    #[expect(clippy::too_many_arguments, reason = "a cell, an element, its stamp, and where to say so")]
    pub(super) fn set_element(
        &mut self,
        at: usize,
        row: u32,
        field: FieldId,
        one: &Value,
        present: bool,
        stamp: Hlc,
        changes: &mut Changes,
    ) {
        let origin = Origin { stamp, author: RecordId(0) };
        let (add, remove) = if present { (one, &Value::Empty) } else { (&Value::Empty, one) };
        self.set_elements(at, row, field, add, remove, origin, changes);
    }

    /// Writes a cell, whatever its stamp.
    pub(super) fn write(&mut self, at: usize, slot: usize, row: u32, value: &Value) {
        let mut columns = core::mem::take(&mut self.tables[at].columns);
        let target = self.target(self.tables[at].object, columns[slot].field);
        let look = |id| look(&self.tables, target, id);
        columns[slot].cells.set(row, value, &mut self.links, &look);
        self.tables[at].columns = columns;
    }

    /// The column for a field, made when there is none: by the schema, or else by the value. `None` when there
    /// is neither.
    pub(super) fn slot(&mut self, at: usize, field: FieldId, value: &Value) -> Option<usize> {
        let table = &mut self.tables[at];
        let known = table.columns.iter().position(|column| column.field == field);
        let kind = self.schema.now().field(table.object, field).map(|field| Cells::of(&field.kind));
        if let Some(slot) = known {
            let cells = &mut table.columns[slot].cells;
            // A column that a wrong value made before the schema knew the field gives way while it is empty.
            if let Some(kind) = kind.filter(|kind| !kind.same_kind(cells))
                && (0..cells.len() as u32).all(|row| cells.get(row, &self.links).is_empty())
            {
                *cells = kind;
            }
            return Some(slot);
        }
        let cells = kind.or_else(|| Cells::holding(value))?;
        table.columns.push(Column { field, cells });
        Some(table.columns.len() - 1)
    }

    /// The number of the user who did something.
    pub(super) fn author(&mut self, author: RecordId) -> links::LinkCode {
        let users = self.target_table(crate::model::standard::USER);
        self.links.code(author, || look(&self.tables, users, author))
    }

    /// The table that a field's links lead to.
    pub(super) fn target(&self, object: ObjectId, field: FieldId) -> Option<usize> {
        self.target_table(self.schema().field(object, field)?.kind.target()?)
    }

    fn target_table(&self, object: ObjectId) -> Option<usize> {
        self.tables.iter().position(|table| table.object == object)
    }

    /// Gives every cell without a stamp of its own the record's creation as its stamp, because an older creation
    /// of the same record is to become the record's.
    fn age(&mut self, at: usize, row: u32, created: Hlc) {
        let table = &mut self.tables[at];
        for column in &table.columns {
            let value = column.cells.get(row, &self.links);
            if column.cells.is_set() {
                for element in elements(&value) {
                    table.sparse.elements.entry((row, column.field, element)).or_insert((created, true));
                }
            } else if !value.is_empty() {
                table.sparse.cells.entry((row, column.field)).or_insert(created);
            }
        }
    }

    /// Whether a cell is a set: by its column, the schema, or the values.
    fn is_set(&self, at: usize, field: FieldId, before: &Value, after: &Value) -> bool {
        let table = &self.tables[at];
        match (table.column(field), self.schema().field(table.object, field)) {
            (Some(cells), _) => cells.is_set(),
            (None, Some(field)) => Cells::of(&field.kind).is_set(),
            (None, None) => [before, after].iter().any(|value| matches!(value, Value::Options(_) | Value::Refs(_))),
        }
    }

    /// Keeps what a transaction wrote over what, so that edits made without knowing of each other are noticed.
    fn note_writes(&mut self, tx: &Tx) {
        let mut open: Option<((ObjectId, RecordId, FieldId), Write)> = None;
        for op in &tx.ops {
            let Action::Set { field, before, after } = &op.action else { continue };
            if matches!(
                (before, after),
                (Value::Options(_) | Value::Refs(_), _) | (_, Value::Options(_) | Value::Refs(_))
            ) {
                continue;
            }
            let key = (op.object, op.record, self.group_head(op.object, *field));
            match &mut open {
                Some((last, write)) if *last == key => {
                    write.before.push((*field, before.clone()));
                    write.after.push((*field, after.clone()));
                }
                _ => {
                    let write = Write { before: vec![(*field, before.clone())], after: vec![(*field, after.clone())] };
                    if let Some((last, write)) = open.replace((key, write)) {
                        self.contests.add(last, tx.stamp, write);
                    }
                }
            }
        }
        if let Some((last, write)) = open {
            self.contests.add(last, tx.stamp, write);
        }
    }

    /// The smallest field of a field's merge group; the field itself when it has none.
    pub(super) fn group_head(&self, object: ObjectId, field: FieldId) -> FieldId {
        let Some(object) = self.schema().object(object) else { return field };
        let Some(group) = object.field(field).and_then(|field| field.group.as_ref()) else { return field };
        let members = object.fields.iter().filter(|field| field.group.as_ref() == Some(group));
        members.map(|field| field.id).min().unwrap_or(field)
    }
}

/// Where a record stands, when it exists in the table that a link leads to.
pub(super) fn look(tables: &[Table], target: Option<usize>, id: RecordId) -> Option<(u16, u32)> {
    let table = &tables[target?];
    table.ids.find(id).map(|row| (table.number, row))
}

/// The elements of a set as plain numbers, rising. A single choice or link is a set of one.
pub(super) fn elements(value: &Value) -> Vec<u128> {
    match value {
        Value::Options(ids) => ids.iter().map(|id| u128::from(id.0)).collect(),
        Value::Refs(ids) => ids.iter().map(|id| id.0).collect(),
        Value::Option(id) => vec![u128::from(id.0)],
        Value::Ref(id) => vec![id.0],
        _ => Vec::new(),
    }
}

/// The elements of the first set that are not in the second.
pub(super) fn except(of: &Value, without: &Value) -> Value {
    match (of, without) {
        (Value::Options(of), Value::Options(without)) => {
            Value::options(of.iter().copied().filter(|id| !without.contains(id)).collect())
        }
        (Value::Refs(of), Value::Refs(without)) => {
            Value::refs(of.iter().copied().filter(|id| !without.contains(id)).collect())
        }
        (of, _) => of.clone(),
    }
}
