//! What went wrong, in the user's words.

use crate::i18n::Message;
use crate::i18n::en::faults as text;
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::Schema;
use crate::protocol::fault::Fault;

use super::names;
use super::text::{t, ta, word};

/// A fault in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultText {
    /// What happened, in at most 30 characters: the text of a toast, the heading of a page.
    pub title: String,
    /// What to do next, as a sentence.
    pub next: String,
}

/// Puts a fault into words.
#[must_use]
pub fn fault_text(fault: &Fault) -> FaultText {
    put(fault, None)
}

/// Puts a fault of a change to `object` into words that name the field it is about.
#[must_use]
pub fn fault_text_in(fault: &Fault, schema: &Schema, object: ObjectId) -> FaultText {
    put(fault, Some((schema, object)))
}

fn put(fault: &Fault, about: Option<(&Schema, ObjectId)>) -> FaultText {
    let (title, next) = messages(fault);
    let next = match fault {
        Fault::Required(field) | Fault::Taken(field) => ta(next, &[("field", word(field_name(about, *field)))]),
        _ => t(next),
    };
    FaultText { title: t(title), next }
}

fn field_name(about: Option<(&Schema, ObjectId)>, field: FieldId) -> String {
    about
        .and_then(|(schema, object)| schema.object(object))
        .and_then(|object| object.field(field).map(|field| names::field(object, field)))
        .unwrap_or_else(|| t(text::FIELD))
}

fn messages(fault: &Fault) -> (Message, Message) {
    match fault {
        Fault::StorageUnavailable => (text::STORAGE_UNAVAILABLE, text::STORAGE_UNAVAILABLE_NEXT),
        Fault::StorageBlocked => (text::STORAGE_BLOCKED, text::STORAGE_BLOCKED_NEXT),
        Fault::StorageFull => (text::STORAGE_FULL, text::STORAGE_FULL_NEXT),
        Fault::StorageNewer => (text::STORAGE_NEWER, text::STORAGE_NEWER_NEXT),
        Fault::StorageFailed(_) => (text::STORAGE_FAILED, text::STORAGE_FAILED_NEXT),
        Fault::NoSuchRecord => (text::NO_SUCH_RECORD, text::NO_SUCH_RECORD_NEXT),
        Fault::NoSuchField => (text::NO_SUCH_FIELD, text::NO_SUCH_FIELD_NEXT),
        Fault::BadValue => (text::BAD_VALUE, text::BAD_VALUE_NEXT),
        Fault::Required(_) => (text::REQUIRED, text::REQUIRED_NEXT),
        Fault::Taken(_) => (text::TAKEN, text::TAKEN_NEXT),
        Fault::NothingToUndo => (text::NOTHING_TO_UNDO, text::NOTHING_TO_UNDO_NEXT),
        Fault::FileUnreadable(_) => (text::FILE_UNREADABLE, text::FILE_UNREADABLE_NEXT),
        Fault::Cancelled => (text::CANCELLED, text::CANCELLED_NEXT),
        Fault::EngineStopped(_) => (text::ENGINE_STOPPED, text::ENGINE_STOPPED_NEXT),
    }
}
