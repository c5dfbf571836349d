//! What can go wrong in the engine, as the UI is told. The UI turns each into a translated sentence
//! with what to do next.

use serde::{Deserialize, Serialize};

/// Why a request was not carried out.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize, Deserialize)]
pub enum Fault {
    /// The browser offers no `IndexedDB` (private window of some browsers, or switched off).
    #[error("storage unavailable")]
    StorageUnavailable,
    /// Another tab runs a newer version that has to change the storage format.
    #[error("storage blocked by another tab")]
    StorageBlocked,
    /// The disk or the browser's quota is full. What was acknowledged before is safe.
    #[error("storage full")]
    StorageFull,
    /// Storage was written by a newer version of Kontor than this one.
    #[error("storage written by a newer version")]
    StorageNewer,
    /// Writing failed for another reason.
    #[error("storage failed: {0}")]
    StorageFailed(String),
    /// The record does not exist (any more).
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
    Required(crate::model::id::FieldId),
    /// Another record already holds this value in a unique field.
    #[error("value is taken")]
    Taken(crate::model::id::FieldId),
    /// Nothing left to undo or redo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The file could not be read.
    #[error("file unreadable: {0}")]
    FileUnreadable(String),
    /// The job was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The engine stopped working; the UI restarts it.
    #[error("engine stopped: {0}")]
    EngineStopped(String),
}
