//! The unit of change. An [`Op`] changes one record; a [`Tx`] is what one command did: its ops are
//! written, undone, shown in history and travel together.

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::hlc::Hlc;
use super::id::{FieldId, ObjectId, RecordId};
use super::schema::{Choice, Field, Object};
use super::value::Value;

/// A change to one record, or to the schema.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Op {
    /// The object type of the record.
    pub object: ObjectId,
    /// The record; 0 for changes of the schema.
    pub record: RecordId,
    /// What happens to it.
    pub action: Action,
}

/// What an op does. Values that were there before are part of it, so that the inverse, the history
/// and a three-way merge need nothing else.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Action {
    /// Brings the record into being, with the cells that are not empty.
    Create(Vec<(FieldId, Value)>),
    /// Brings many records into being (imports, sample data); the op's `record` is 0.
    CreateMany(Box<Block>),
    /// Moves many records to the trash; the op's `record` is 0.
    DeleteMany(Vec<RecordId>),
    /// Takes many records out of the trash; the op's `record` is 0.
    RestoreMany(Vec<RecordId>),
    /// Moves the record to the trash. Its cells stay.
    Delete,
    /// Takes the record out of the trash.
    Restore,
    /// Replaces a cell.
    Set {
        /// The cell.
        field: FieldId,
        /// What the author saw there.
        before: Value,
        /// What stands there now.
        after: Value,
    },
    /// Changes a set-valued cell element by element (tags, participants, multi-select), so that two
    /// people who add different elements both keep theirs.
    Elements {
        /// The cell.
        field: FieldId,
        /// Elements put in, as `Options` or `Refs`, or `Empty`.
        add: Value,
        /// Elements taken out, likewise.
        remove: Value,
    },
    /// Adds an object type.
    AddObject(Box<Object>),
    /// Adds a field to the object type, or replaces its definition.
    PutField {
        /// The new definition.
        field: Box<Field>,
        /// The definition it replaces, when there was one.
        before: Option<Box<Field>>,
    },
    /// Takes a field that was only just added away again (the inverse of adding one).
    DropField(Box<Field>),
    /// Adds a choice to a select field, or replaces its definition.
    PutChoice {
        /// The field.
        field: FieldId,
        /// The new definition.
        choice: Box<Choice>,
        /// The definition it replaces, when there was one.
        before: Option<Box<Choice>>,
    },
    /// Takes a choice that was only just added away again.
    DropChoice {
        /// The field.
        field: FieldId,
        /// The choice.
        choice: Box<Choice>,
    },
}

/// Names a transaction: the stamp is unique.
pub type TxId = Hlc;

/// What one command did, as one whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Tx {
    /// When and where; also the transaction's name.
    pub stamp: Hlc,
    /// The user who did it; 0 before a profile exists.
    pub author: RecordId,
    /// The command, by its stable id, such as `record.edit`.
    pub command: String,
    /// What it is to undo and redo.
    pub undo: Undo,
    /// The changes, in order.
    pub ops: Vec<Op>,
}

/// What a transaction is to the undo list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Undo {
    /// An ordinary change that can be undone.
    Do,
    /// Undoes that transaction.
    Undoes(TxId),
    /// Does again what that transaction (an undo) took back.
    Redoes(TxId),
    /// Housekeeping that no one can undo (first set-up, migration).
    Never,
}

impl Action {
    /// What takes this action back. The inverse of creating is deleting, so that an undone record
    /// can still be found in the trash and redone with all its cells.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Create(_) | Self::Restore => Self::Delete,
            Self::Delete => Self::Restore,
            Self::CreateMany(block) => Self::DeleteMany(block.ids.clone()),
            Self::RestoreMany(ids) => Self::DeleteMany(ids.clone()),
            Self::DeleteMany(ids) => Self::RestoreMany(ids.clone()),
            Self::Set { field, before, after } => {
                Self::Set { field: *field, before: after.clone(), after: before.clone() }
            }
            Self::Elements { field, add, remove } => {
                Self::Elements { field: *field, add: remove.clone(), remove: add.clone() }
            }
            Self::AddObject(object) => Self::AddObject(object.clone()),
            Self::PutField { field, before: Some(before) } => {
                Self::PutField { field: before.clone(), before: Some(field.clone()) }
            }
            Self::PutField { field, before: None } => Self::DropField(field.clone()),
            Self::DropField(field) => Self::PutField { field: field.clone(), before: None },
            Self::PutChoice { field, choice, before: Some(before) } => {
                Self::PutChoice { field: *field, choice: before.clone(), before: Some(choice.clone()) }
            }
            Self::PutChoice { field, choice, before: None } => {
                Self::DropChoice { field: *field, choice: choice.clone() }
            }
            Self::DropChoice { field, choice } => {
                Self::PutChoice { field: *field, choice: choice.clone(), before: None }
            }
        }
    }
}

impl Op {
    /// Whether the op only carries the state of a merge group along: it writes what stands there already, so
    /// that the group travels as a whole. Histories leave it out.
    #[must_use]
    pub fn is_carry(&self) -> bool {
        matches!(&self.action, Action::Set { before, after, .. } if before == after)
    }
}

impl Tx {
    /// The ops that take this transaction back, last change first. A created record goes to the
    /// trash; a schema object that was added stays (it is empty and harmless).
    #[must_use]
    pub fn inverse_ops(&self) -> Vec<Op> {
        self.ops
            .iter()
            .rev()
            .filter(|op| !matches!(op.action, Action::AddObject(_)))
            .map(|op| Op { object: op.object, record: op.record, action: op.action.inverse() })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_of_an_inverse_is_the_change() {
        let set = Action::Set { field: FieldId(1), before: Value::Empty, after: Value::Bool(true) };
        assert_eq!(set.inverse().inverse(), set);
        assert_eq!(Action::Delete.inverse().inverse(), Action::Delete);
        let add = Action::Elements { field: FieldId(1), add: Value::Refs(vec![RecordId(1)]), remove: Value::Empty };
        assert_eq!(add.inverse().inverse(), add);
    }

    #[test]
    fn a_creation_is_undone_into_the_trash_and_redone_out_of_it() {
        let create = Action::Create(vec![(FieldId(1), Value::Bool(true))]);
        assert_eq!(create.inverse(), Action::Delete);
        assert_eq!(create.inverse().inverse(), Action::Restore);
    }
}
