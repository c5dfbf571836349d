//! What an import asks about the records that exist. The engine answers from the database, tests from
//! a list.

use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::Schema;
use crate::model::value::Value;

/// Answers about records that exist and are not deleted.
pub trait Lookup {
    /// The schema.
    fn schema(&self) -> &Schema;

    /// How many records an object type has.
    fn count(&self, object: ObjectId) -> usize;

    /// Visits every record whose text field is not empty, in no particular order.
    fn texts(&self, object: ObjectId, field: FieldId, visit: &mut dyn FnMut(RecordId, &str));

    /// Visits every record with what it is called, in no particular order.
    fn titles(&self, object: ObjectId, visit: &mut dyn FnMut(RecordId, &str));

    /// A cell; `Empty` where there is no such record or field.
    fn cell(&self, object: ObjectId, record: RecordId, field: FieldId) -> Value;

    /// What a record is called.
    fn title(&self, object: ObjectId, record: RecordId) -> String;

    /// Milliseconds since 1970 (UTC) of a moment on the user's clock, itself written as milliseconds.
    fn utc(&self, local_ms: i64) -> i64 {
        local_ms
    }
}
