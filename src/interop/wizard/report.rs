//! What an import does or did: counts, problems, and how records change.

use serde::{Deserialize, Serialize};

use super::rows::Reason;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::value::Value;

/// What a dry run found, or a run did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// All files together.
    pub total: Tally,
    /// Each file.
    pub files: Vec<Tally>,
    /// Records made because something linked to them, by object type.
    pub made: Vec<(ObjectId, u32)>,
    /// Cells that change in records that exist.
    pub changed_fields: u32,
    /// Problems by file, column (`None`: the row as a whole) and reason, most frequent first.
    pub problems: Vec<Problem>,
    /// Undecided links and matches, each counted once however many rows have it.
    pub unclear: u32,
    /// Changed records in the diff (the first 10,000).
    pub diffs: u32,
}

/// Rows by what becomes of them. They add up to all rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Become new records.
    pub new: u32,
    /// Change a record that exists.
    pub changed: u32,
    /// Say what is known already.
    pub same: u32,
    /// Left out because their record exists.
    pub skipped: u32,
    /// Repeat an earlier row of the same import. Counted under the others as well.
    pub repeated: u32,
    /// Undecided.
    pub unclear: u32,
    /// Rejected.
    pub rejected: u32,
    /// Blank.
    pub blank: u32,
}

/// A kind of problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// Position of the file.
    pub file: u32,
    /// The column; `None`: the row as a whole.
    pub column: Option<u32>,
    /// What is wrong.
    pub reason: Reason,
    /// Rows.
    pub rows: u32,
    /// The first row that has it ([`RowShow::index`](super::RowShow::index)).
    pub first: u32,
}

/// A page of records that would change.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DiffPage {
    /// Changed records kept for looking at.
    pub total: u32,
    /// Position of the first here.
    pub start: u32,
    /// The records.
    pub records: Vec<RecordDiff>,
}

/// How a record would change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RecordDiff {
    /// The object type.
    pub object: ObjectId,
    /// The record.
    pub record: RecordId,
    /// What it is called.
    pub title: String,
    /// Each cell: field, before, after.
    pub cells: Vec<(FieldId, ShowValue, ShowValue)>,
}

/// A value ready to be shown: links carry the title of what they link to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ShowValue {
    /// No link.
    Value(Value),
    /// Titles of linked records.
    Links(Vec<String>),
}
