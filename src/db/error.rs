//! What can be wrong with an edit.

use crate::model::id::FieldId;

/// Why an edit cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DbError {
    /// The record does not exist.
    #[error("no such record")]
    NoSuchRecord,
    /// The object type or field does not exist.
    #[error("no such field")]
    NoSuchField,
    /// The value does not fit the field.
    #[error("value does not fit the field")]
    BadValue,
    /// A field that must be filled is empty.
    #[error("required field is empty")]
    Required(FieldId),
    /// Another record already holds this value in a unique field.
    #[error("value is taken")]
    Taken(FieldId),
}
