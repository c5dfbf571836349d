//! The schema and the changes made to it. Changes are few, so all are kept, in the order of their stamps: one
//! that arrives late is put in its place and the schema built anew, which makes the order of arrival immaterial.

use std::collections::BTreeMap;

use crate::model::hlc::Hlc;
use crate::model::id::{ObjectId, RecordId};
use crate::model::op::{Action, Op, Tx, Undo};
use crate::model::schema::{Choice, FieldKind, Schema};

/// A schema with its changes.
#[derive(Clone, Debug)]
pub(crate) struct SchemaLog {
    base: Schema,
    now: Schema,
    /// By stamp and place in the transaction.
    changes: BTreeMap<(Hlc, u32), (ObjectId, Action)>,
}

impl SchemaLog {
    pub(crate) fn new(base: Schema) -> Self {
        Self { now: base.clone(), base, changes: BTreeMap::new() }
    }

    pub(crate) fn now(&self) -> &Schema {
        &self.now
    }

    /// Takes a change of the schema in; whether it was new.
    pub(crate) fn apply(&mut self, stamp: Hlc, place: u32, object: ObjectId, action: &Action) -> bool {
        let key = (stamp, place);
        if self.changes.contains_key(&key) {
            return false;
        }
        let newest = self.changes.last_key_value().is_none_or(|(last, _)| *last < key);
        self.changes.insert(key, (object, action.clone()));
        if newest {
            change(&mut self.now, object, action);
        } else {
            self.now = self.base.clone();
            for (object, action) in self.changes.values() {
                change(&mut self.now, *object, action);
            }
        }
        true
    }

    /// The changes as transactions.
    pub(crate) fn txs(&self) -> Vec<Tx> {
        let mut txs: Vec<Tx> = Vec::new();
        for ((stamp, _), (object, action)) in &self.changes {
            let op = Op { object: *object, record: RecordId(0), action: action.clone() };
            match txs.last_mut() {
                Some(last) if last.stamp == *stamp => last.ops.push(op),
                _ => txs.push(Tx {
                    stamp: *stamp,
                    author: RecordId(0),
                    command: String::new(),
                    undo: Undo::Never,
                    ops: vec![op],
                }),
            }
        }
        txs
    }
}

/// Carries a change out. What it is about may be gone or not yet there; then nothing happens.
fn change(schema: &mut Schema, object: ObjectId, action: &Action) {
    if let Action::AddObject(new) = action {
        match schema.objects.iter_mut().find(|known| known.id == new.id) {
            None => schema.objects.push((**new).clone()),
            Some(known) => {
                for field in &new.fields {
                    if known.field(field.id).is_none() {
                        known.fields.push(field.clone());
                    }
                }
            }
        }
        return;
    }
    let Some(object) = schema.objects.iter_mut().find(|known| known.id == object) else { return };
    match action {
        Action::PutField { field, .. } => match object.fields.iter_mut().find(|known| known.id == field.id) {
            Some(known) => *known = (**field).clone(),
            None => object.fields.push((**field).clone()),
        },
        Action::DropField(field) => object.fields.retain(|known| known.id != field.id),
        Action::PutChoice { field, choice, .. } => {
            if let Some(choices) = choices(object.fields.iter_mut().find(|known| known.id == *field)) {
                match choices.iter_mut().find(|known| known.id == choice.id) {
                    Some(known) => *known = (**choice).clone(),
                    None => choices.push((**choice).clone()),
                }
            }
        }
        Action::DropChoice { field, choice } => {
            if let Some(choices) = choices(object.fields.iter_mut().find(|known| known.id == *field)) {
                choices.retain(|known| known.id != choice.id);
            }
        }
        _ => {}
    }
}

fn choices(field: Option<&mut crate::model::schema::Field>) -> Option<&mut Vec<Choice>> {
    match &mut field?.kind {
        FieldKind::Select { options, .. } | FieldKind::MultiSelect { options } => Some(options),
        _ => None,
    }
}
