//! What the import wizard and the import say to each other. Everything is paged: the UI never gets a
//! whole file. Text for people is made by the UI from the codes here.

mod plan;
mod report;
mod rows;
mod unclear;

use core::ops::Range;

use serde::{Deserialize, Serialize};

pub use super::columns::{Doubt, Format, Kind};
pub use super::csv::Dialect;
pub use super::date::Order;
pub use super::encoding::Encoding;
pub use super::number::Decimal;
pub use super::sniff::{Form, Refusal};
pub use super::source::Source;
use crate::model::id::ObjectId;
pub use plan::{Ask, Because, ColumnPlan, FilePlan, Missing, NewKind, Plan, Policy, Target, ValuePlan, ValueTo};
pub use report::{DiffPage, Problem, RecordDiff, Report, ShowValue, Tally};
pub use rows::{CellShow, Reason, RowFilter, RowShow, RowsPage};
pub use unclear::{Candidate, Choice, Unclear, UnclearKey, UnclearPage};

/// A step of an import that the wizard asks for. Answered by one [`ImportEvent`]; `Begin`, `Test`,
/// `Run` and `ErrorFile` read files and report progress while they do.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ImportRequest {
    /// Starts over with these files (they travel beside the message, in this order). Answered by
    /// [`ImportEvent::Plan`].
    Begin {
        /// Name and size of each.
        files: Vec<FileInfo>,
        /// The object type whose list the files were dropped on, if any: it wins where the file does
        /// not say.
        object: Option<ObjectId>,
        /// The word for a column in the user's language, for columns without a name.
        column_word: String,
    },
    /// Changes how a file is read or where it goes. Answered by the new `Plan`; what a test found
    /// before no longer holds.
    Change {
        /// Position of the file.
        file: u32,
        /// The change.
        change: Change,
    },
    /// What happens to records that exist. Answered by the new `Plan`.
    SetPolicy(Policy),
    /// Rows of a file with their verdicts. Answered by [`ImportEvent::Rows`].
    Rows {
        /// Position of the file.
        file: u32,
        /// Which rows.
        filter: RowFilter,
        /// Which of them, by position; at most 200.
        window: Range<u32>,
    },
    /// Dry run: everything but writing. Answered by [`ImportEvent::Tested`].
    Test,
    /// Records the last test would change. Answered by [`ImportEvent::Diff`].
    Diff(Range<u32>),
    /// What the last test could not decide. Answered by [`ImportEvent::Unclear`].
    Unclear(Range<u32>),
    /// Decides an unclear link or match, for all rows like it. Answered by the new `Plan`.
    Choose {
        /// [`Unclear::key`].
        key: UnclearKey,
        /// The decision.
        choice: Choice,
    },
    /// Writes. Answered by [`ImportEvent::Finished`].
    Run,
    /// All rejected rows of the last test or run with the reason, as CSV. Answered by
    /// [`ImportEvent::File`].
    ErrorFile {
        /// The sentence for each reason, in the order of [`Reason::ALL`], and at the end the heading
        /// of the column they stand in. What is missing is said in English.
        words: Vec<String>,
    },
    /// Ends the import and forgets it. Answered by [`ImportEvent::Gone`].
    Cancel,
}

/// The answer to a step.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ImportEvent {
    /// What the files are and what will be done with them.
    Plan(Box<Plan>),
    /// A page of rows.
    Rows(RowsPage),
    /// The dry run is over.
    Tested(Box<Report>),
    /// A page of changed records.
    Diff(DiffPage),
    /// A page of undecided rows.
    Unclear(UnclearPage),
    /// Everything is written.
    Finished(Box<Report>),
    /// A file for the user.
    File {
        /// Its name.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// The import is forgotten.
    Gone,
}

/// A file before it is read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileInfo {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A change the user makes to the plan of one file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Change {
    /// Read it with this encoding, delimiter and quote. The file is read again.
    Dialect(Dialect),
    /// Whether its first record names the columns. The file is read again.
    Header(bool),
    /// The object type its rows become. Columns are mapped anew.
    Object(ObjectId),
    /// Leave the file out, or take it in again.
    Leave(bool),
    /// Where a column goes.
    Target {
        /// The column.
        column: u32,
        /// Where to.
        target: Target,
    },
    /// How the numbers and dates of a column are read (the answer to a [`Doubt`]).
    Format {
        /// The column.
        column: u32,
        /// How.
        format: Format,
    },
    /// What a link column does when there is no such record.
    Missing {
        /// The column.
        column: u32,
        /// What.
        missing: Missing,
    },
    /// What a value of a column becomes, in all rows: a spelling put right, a choice mapped, an error
    /// fixed for all rows like it.
    Value {
        /// The column.
        column: u32,
        /// The value as it stands in the file.
        value: String,
        /// What it becomes.
        to: ValueTo,
    },
    /// One cell, typed anew.
    Cell {
        /// [`RowShow::index`].
        row: u32,
        /// The column.
        column: u32,
        /// The text that replaces it; empty leaves the cell empty.
        text: String,
    },
}
