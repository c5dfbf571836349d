//! From what a user asks for to ops: defaults filled in, what stood there before looked up, values checked, and
//! what would change nothing left out. Rules that span fields live here.

mod block;
mod check;

use std::collections::{BTreeMap, BTreeSet};

use super::Database;
use super::apply::{elements, except};
use super::context::Context;
use super::edit::{Edit, Target};
use super::error::DbError;
use crate::model::block::Block;
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::op::{Action, Op};
use crate::model::schema::{FieldKind, Object};
use crate::model::value::Value;

/// From so many records on, they are created, deleted or restored by one op.
const MANY: usize = 32;

impl Database {
    /// The ops that carry edits out, in the order of the edits; empty when nothing would change. Later edits see
    /// what earlier ones did. A record that one edit creates may be changed by the next.
    ///
    /// Of a merge group (an address, a name) all fields are written when one changes; those that keep their value
    /// are written as they are ([`Op::is_carry`]), so that a merge never mixes two authors' halves.
    pub fn plan(&self, edits: &[Edit], ctx: &Context<'_>) -> Result<Vec<Op>, DbError> {
        let mut plan = Plan {
            db: self,
            ops: Vec::new(),
            cells: BTreeMap::new(),
            created: BTreeMap::new(),
            moved: BTreeMap::new(),
            unique: Vec::new(),
        };
        for edit in edits {
            plan.edit(edit, ctx)?;
        }
        plan.finish()
    }
}

/// A plan being made.
struct Plan<'a> {
    db: &'a Database,
    ops: Vec<Op>,
    /// Cells as earlier edits leave them.
    cells: BTreeMap<(ObjectId, RecordId, FieldId), Value>,
    /// Records that earlier edits create, and the op that does.
    created: BTreeMap<RecordId, usize>,
    /// Records that earlier edits delete or restore, and whether they are deleted then.
    moved: BTreeMap<RecordId, bool>,
    /// Values of unique fields that are to stand.
    unique: Vec<(ObjectId, FieldId, RecordId, Value)>,
}

impl<'a> Plan<'a> {
    fn edit(&mut self, edit: &Edit, ctx: &Context<'_>) -> Result<(), DbError> {
        match edit {
            Edit::Create { object, id, cells } => self.create(*object, *id, cells),
            Edit::CreateMany(block) => self.create_many(block),
            Edit::Set { object, target, cells } => {
                let definition = self.object(*object)?;
                let cells = check::cells(definition, cells)?;
                for record in self.records(*object, target, ctx)? {
                    self.set(definition, record, &cells)?;
                }
                Ok(())
            }
            Edit::Elements { object, target, field, add, remove } => {
                let definition = self.object(*object)?;
                let field = definition.field(*field).ok_or(DbError::NoSuchField)?;
                let (add, remove) = (check::value(field, add)?, check::value(field, remove)?);
                if !matches!(field.kind, FieldKind::MultiSelect { .. } | FieldKind::Relations { .. }) {
                    return Err(DbError::BadValue);
                }
                for record in self.records(*object, target, ctx)? {
                    self.elements(*object, record, field.id, &add, &remove)?;
                }
                Ok(())
            }
            Edit::Delete { object, target } => self.remove(*object, target, true, ctx),
            Edit::Restore { object, target } => self.remove(*object, target, false, ctx),
            Edit::AddObject(object) => {
                if self.db.schema().object(object.id) != Some(object.as_ref()) {
                    self.schema(object.id, Action::AddObject(object.clone()));
                }
                Ok(())
            }
            Edit::PutField { object, field } => {
                let before = self.object(*object)?.field(field.id);
                if !field.kind.accepts(&field.default) || before.is_some_and(|old| !check::same_shape(old, field)) {
                    return Err(DbError::BadValue);
                }
                if before != Some(field.as_ref()) {
                    let before = before.cloned().map(Box::new);
                    self.schema(*object, Action::PutField { field: field.clone(), before });
                }
                Ok(())
            }
            Edit::PutChoice { object, field, choice } => {
                let definition = self.object(*object)?.field(*field).ok_or(DbError::NoSuchField)?;
                if !matches!(definition.kind, FieldKind::Select { .. } | FieldKind::MultiSelect { .. }) {
                    return Err(DbError::BadValue);
                }
                let before = definition.kind.options().iter().find(|known| known.id == choice.id);
                if before != Some(choice.as_ref()) {
                    let before = before.cloned().map(Box::new);
                    self.schema(*object, Action::PutChoice { field: *field, choice: choice.clone(), before });
                }
                Ok(())
            }
        }
    }

    fn object(&self, object: ObjectId) -> Result<&'a Object, DbError> {
        self.db.schema().object(object).ok_or(DbError::NoSuchField)
    }

    fn schema(&mut self, object: ObjectId, action: Action) {
        self.ops.push(Op { object, record: RecordId(0), action });
    }

    fn create(&mut self, object: ObjectId, id: RecordId, cells: &[(FieldId, Value)]) -> Result<(), DbError> {
        let definition = self.db.schema().object(object).ok_or(DbError::NoSuchField)?;
        if id.0 == 0 || self.created.contains_key(&id) || self.db.row(object, id).is_some() {
            return Err(DbError::BadValue);
        }
        let mut cells = check::cells(definition, cells)?;
        check::settle_new(definition, &mut cells)?;
        cells.retain(|(_, value)| !value.is_empty());
        if let Some(missing) =
            definition.fields.iter().find(|field| field.required && !cells.iter().any(|(id, _)| *id == field.id))
        {
            return Err(DbError::Required(missing.id));
        }
        for (field, value) in &cells {
            self.stand(definition, id, *field, value);
        }
        self.created.insert(id, self.ops.len());
        self.ops.push(Op { object, record: id, action: Action::Create(cells) });
        Ok(())
    }

    fn create_many(&mut self, block: &Block) -> Result<(), DbError> {
        let definition = self.object(block.object)?;
        let known = |id: &RecordId| self.created.contains_key(id) || self.db.row(block.object, *id).is_some();
        if block.ids.iter().any(known) {
            return Err(DbError::BadValue);
        }
        let checked = block::whole(definition, block)?;
        if block::needs_each(definition) {
            for (at, id) in block.ids.iter().enumerate() {
                let cells = block.columns.iter().map(|(field, column)| (*field, column.get(at)));
                self.create(block.object, *id, &cells.collect::<Vec<_>>())?;
            }
        } else if !checked.ids.is_empty() {
            let action = Action::CreateMany(Box::new(checked));
            self.ops.push(Op { object: block.object, record: RecordId(0), action });
        }
        Ok(())
    }

    fn set(&mut self, object: &Object, record: RecordId, cells: &[(FieldId, Value)]) -> Result<(), DbError> {
        self.exists(object.id, record)?;
        let mut cells = cells.to_vec();
        check::settle(object, &mut cells, |field| self.value(object.id, record, field))?;
        for (field, value) in &cells {
            let required = value.is_empty() && object.field(*field).is_some_and(|field| field.required);
            if required && !self.value(object.id, record, *field).is_empty() {
                return Err(DbError::Required(*field));
            }
        }
        let mut sets: Vec<(FieldId, Value, Value)> = Vec::new();
        for (field, after) in cells {
            let before = self.value(object.id, record, field);
            if before != after {
                sets.push((field, before, after));
            }
        }
        if sets.is_empty() {
            return Ok(());
        }
        for (field, _, after) in &sets {
            self.stand(object, record, *field, after);
        }
        if let Some(op) = self.created.get(&record) {
            if let Action::Create(cells) = &mut self.ops[*op].action {
                for (field, _, after) in sets {
                    cells.retain(|(known, _)| *known != field);
                    if !after.is_empty() {
                        cells.push((field, after));
                    }
                }
            }
            return Ok(());
        }
        let ops = carry(self.db, object.id, record, sets, |field| self.value(object.id, record, field));
        self.ops.extend(ops);
        Ok(())
    }

    fn elements(
        &mut self,
        object: ObjectId,
        record: RecordId,
        field: FieldId,
        add: &Value,
        remove: &Value,
    ) -> Result<(), DbError> {
        self.exists(object, record)?;
        let there = self.value(object, record, field);
        let add = except(add, &there);
        let remove = common(remove, &there);
        if add.is_empty() && remove.is_empty() {
            return Ok(());
        }
        let now = union(&except(&there, &remove), &add);
        self.cells.insert((object, record, field), now.clone());
        if let Some(op) = self.created.get(&record) {
            if let Action::Create(cells) = &mut self.ops[*op].action {
                cells.retain(|(known, _)| *known != field);
                if !now.is_empty() {
                    cells.push((field, now));
                }
            }
            return Ok(());
        }
        self.ops.push(Op { object, record, action: Action::Elements { field, add, remove } });
        Ok(())
    }

    fn remove(&mut self, object: ObjectId, target: &Target, deletes: bool, ctx: &Context<'_>) -> Result<(), DbError> {
        self.object(object)?;
        let mut ids = Vec::new();
        for id in self.records(object, target, ctx)? {
            let gone = match self.moved.get(&id) {
                Some(gone) => *gone,
                None if self.created.contains_key(&id) => false,
                None => self.db.is_deleted(object, self.db.row(object, id).ok_or(DbError::NoSuchRecord)?),
            };
            if gone != deletes {
                self.moved.insert(id, deletes);
                ids.push(id);
            }
        }
        if ids.len() >= MANY {
            let action = if deletes { Action::DeleteMany(ids) } else { Action::RestoreMany(ids) };
            self.ops.push(Op { object, record: RecordId(0), action });
        } else {
            let action = if deletes { Action::Delete } else { Action::Restore };
            self.ops.extend(ids.into_iter().map(|record| Op { object, record, action: action.clone() }));
        }
        Ok(())
    }

    /// The records an edit is about, each once.
    fn records(&self, object: ObjectId, target: &Target, ctx: &Context<'_>) -> Result<Vec<RecordId>, DbError> {
        match target {
            Target::Records(ids) => {
                let mut met = BTreeSet::new();
                Ok(ids.iter().copied().filter(|id| met.insert(*id)).collect())
            }
            Target::Found { query, except } => {
                if query.object != object {
                    return Err(DbError::NoSuchField);
                }
                let found = self.db.find(query, ctx).ok_or(DbError::NoSuchField)?;
                let except: BTreeSet<RecordId> = except.iter().copied().collect();
                let ids = found.rows.iter().map(|row| found.table.ids.id(row));
                Ok(ids.filter(|id| !except.contains(id)).collect())
            }
        }
    }

    /// Whether a record can be changed: it exists, and is not in the trash.
    fn exists(&self, object: ObjectId, record: RecordId) -> Result<(), DbError> {
        let there = self.created.contains_key(&record) || self.db.row(object, record).is_some();
        let deleted = self
            .moved
            .get(&record)
            .copied()
            .unwrap_or_else(|| self.db.row(object, record).is_some_and(|row| self.db.is_deleted(object, row)));
        if there && !deleted { Ok(()) } else { Err(DbError::NoSuchRecord) }
    }

    /// A cell as the edits so far leave it.
    fn value(&self, object: ObjectId, record: RecordId, field: FieldId) -> Value {
        if let Some(value) = self.cells.get(&(object, record, field)) {
            return value.clone();
        }
        self.db.row(object, record).map_or(Value::Empty, |row| self.db.value(object, row, field))
    }

    /// Notes what a cell is to hold.
    fn stand(&mut self, object: &Object, record: RecordId, field: FieldId, value: &Value) {
        self.cells.insert((object.id, record, field), value.clone());
        if !value.is_empty() && object.field(field).is_some_and(|field| field.unique) {
            self.unique.push((object.id, field, record, value.clone()));
        }
    }

    fn finish(mut self) -> Result<Vec<Op>, DbError> {
        check::unique(self.db, &self.unique, &self.cells, &self.moved)?;
        self.join_creations()?;
        Ok(self.ops)
    }

    /// Makes one op of many creations in a row.
    fn join_creations(&mut self) -> Result<(), DbError> {
        if self.created.len() < MANY {
            return Ok(());
        }
        let mut joined: Vec<Op> = Vec::with_capacity(self.ops.len());
        let mut rest = self.ops.as_slice();
        while let Some(first) = rest.first() {
            let run = rest
                .iter()
                .take_while(|op| op.object == first.object && matches!(op.action, Action::Create(_)))
                .count();
            let definition = self.db.schema().object(first.object).filter(|_| run >= MANY);
            let Some(definition) = definition else {
                joined.extend_from_slice(&rest[..run.max(1)]);
                rest = &rest[run.max(1)..];
                continue;
            };
            let mut block = Block::with_columns(definition);
            for op in &rest[..run] {
                if let Action::Create(cells) = &op.action {
                    block.push(op.record, cells).map_err(|_e| DbError::BadValue)?;
                }
            }
            let action = Action::CreateMany(Box::new(block));
            joined.push(Op { object: first.object, record: RecordId(0), action });
            rest = &rest[run..];
        }
        self.ops = joined;
        Ok(())
    }
}

/// Sets with the other fields of their merge groups, those as they stand. Fields of one group follow each other.
pub(super) fn carry(
    db: &Database,
    object: ObjectId,
    record: RecordId,
    mut sets: Vec<(FieldId, Value, Value)>,
    value: impl Fn(FieldId) -> Value,
) -> Vec<Op> {
    let mut out = Vec::with_capacity(sets.len());
    let push = |out: &mut Vec<Op>, (field, before, after): (FieldId, Value, Value)| {
        out.push(Op { object, record, action: Action::Set { field, before, after } });
    };
    let definition = db.schema().object(object);
    while !sets.is_empty() {
        let first = sets.remove(0);
        let group = definition.and_then(|object| object.field(first.0)?.group.as_ref());
        let Some((definition, group)) = definition.zip(group) else {
            push(&mut out, first);
            continue;
        };
        let head = first.0;
        push(&mut out, first);
        for field in definition.fields.iter().filter(|field| field.group.as_ref() == Some(group) && field.id != head) {
            match sets.iter().position(|(id, ..)| *id == field.id) {
                Some(place) => push(&mut out, sets.remove(place)),
                None => {
                    let stands = value(field.id);
                    push(&mut out, (field.id, stands.clone(), stands));
                }
            }
        }
    }
    out
}

/// The elements that are in both sets.
fn common(a: &Value, b: &Value) -> Value {
    let there = elements(b);
    let both = elements(a).into_iter().filter(|element| there.contains(element));
    match a {
        Value::Options(_) => Value::options(both.map(|element| OptionId(element as u32)).collect()),
        _ => Value::refs(both.map(RecordId).collect()),
    }
}

/// The elements that are in either set.
fn union(a: &Value, b: &Value) -> Value {
    let all = elements(a).into_iter().chain(elements(b));
    match (a, b) {
        (Value::Options(_), _) | (_, Value::Options(_)) => {
            Value::options(all.map(|element| OptionId(element as u32)).collect())
        }
        _ => Value::refs(all.map(RecordId).collect()),
    }
}
