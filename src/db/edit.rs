//! What the UI asks to be changed. The engine looks up what stood there before, stamps it, and turns
//! it into one transaction.

use serde::{Deserialize, Serialize};

use super::query::Query;
use crate::model::block::Block;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::{Choice, Field, Object};
use crate::model::value::Value;

/// One change, to one record or many.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Edit {
    /// A new record. The UI chooses the id, so that it can show the record in the same frame. Fields
    /// not named start with their default.
    Create {
        /// Its object type.
        object: ObjectId,
        /// Its id.
        id: RecordId,
        /// Its cells.
        cells: Vec<(FieldId, Value)>,
    },
    /// Many new records of one object type, column by column: what is pasted or taken over in bulk. Fields
    /// without a column start with their default, an empty cell of a column stays empty. Later edits of the
    /// same commit cannot change these records.
    CreateMany(Box<Block>),
    /// Replaces cells.
    Set {
        /// The object type.
        object: ObjectId,
        /// The records.
        target: Target,
        /// The cells, each to its new value.
        cells: Vec<(FieldId, Value)>,
    },
    /// Adds and removes elements of a set-valued cell.
    Elements {
        /// The object type.
        object: ObjectId,
        /// The records.
        target: Target,
        /// The cell.
        field: FieldId,
        /// Elements to put in (`Options`, `Refs` or `Empty`).
        add: Value,
        /// Elements to take out.
        remove: Value,
    },
    /// Moves records to the trash.
    Delete {
        /// The object type.
        object: ObjectId,
        /// The records.
        target: Target,
    },
    /// Takes records out of the trash.
    Restore {
        /// The object type.
        object: ObjectId,
        /// The records.
        target: Target,
    },
    /// Adds a custom object type.
    AddObject(Box<Object>),
    /// Adds or changes a field.
    PutField {
        /// The object type.
        object: ObjectId,
        /// The definition.
        field: Box<Field>,
    },
    /// Adds or changes a choice of a select field.
    PutChoice {
        /// The object type.
        object: ObjectId,
        /// The field.
        field: FieldId,
        /// The definition.
        choice: Box<Choice>,
    },
}

/// Which records an edit is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Target {
    /// These.
    Records(Vec<RecordId>),
    /// Every record that the query finds, but for these.
    Found {
        /// The query.
        query: Box<Query>,
        /// Records left out.
        except: Vec<RecordId>,
    },
}

impl Target {
    /// One record.
    #[must_use]
    pub fn one(id: RecordId) -> Self {
        Self::Records(vec![id])
    }
}
