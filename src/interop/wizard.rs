//! What the import wizard and the import say to each other. Everything is paged: the UI never gets a
//! whole file. Text for people is made by the UI from the codes here.

use core::ops::Range;

use serde::{Deserialize, Serialize};

pub use super::columns::{Doubt, Format, Kind};
pub use super::csv::Dialect;
pub use super::date::Order;
pub use super::encoding::Encoding;
pub use super::number::Decimal;
pub use super::sniff::{Form, Refusal};
pub use super::source::Source;
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::value::Value;

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

/// Where a column goes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Target {
    /// Nowhere.
    #[default]
    Skip,
    /// To a field. A relation or user field finds the record by its number in the other system, then
    /// e-mail, then name.
    Field(FieldId),
    /// To a person's first and last name.
    FullName,
    /// It names the currency of this money field's column.
    CurrencyOf(FieldId),
    /// To a new field of the object type.
    New {
        /// What it is called.
        label: String,
        /// What it holds.
        kind: NewKind,
        /// Whether it holds the number by which the other system knows the record.
        source_id: bool,
    },
}

/// What a new field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NewKind {
    /// One line of text.
    Text,
    /// Several lines.
    LongText,
    /// A number with so many decimals.
    Number(u8),
    /// A percentage.
    Percent,
    /// An amount.
    Money,
    /// A day.
    Date,
    /// A moment.
    DateTime,
    /// Yes or no.
    Checkbox,
    /// One of the values the column has.
    Select,
    /// A web address.
    Link,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// What a link column does when there is no such record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Missing {
    /// Makes one with this name.
    #[default]
    Create,
    /// Leaves the link empty.
    LeaveEmpty,
    /// Rejects the row.
    Reject,
}

/// What a value becomes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ValueTo {
    /// Itself.
    Keep,
    /// Another text.
    Text(String),
    /// A choice of the select field.
    Option(OptionId),
    /// A new choice of the select field, named like the value.
    NewOption,
    /// Nothing.
    Empty,
    /// Nothing, but the text is kept in the record's description.
    Note,
}

/// What happens to rows whose record exists, in the workspace or earlier in the same import.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Policy {
    /// Fields that are empty are filled.
    #[default]
    FillGaps,
    /// What the file says wins; blank cells change nothing.
    Overwrite,
    /// The row is left out.
    Skip,
    /// A second record is made.
    Create,
}

/// What the files are and what will be done with them.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Plan {
    /// The files as they were dropped.
    pub files: Vec<FilePlan>,
    /// Positions of the files in the order they are imported: what others link to comes first.
    pub order: Vec<u32>,
    /// What happens to records that exist.
    pub policy: Policy,
}

/// What a file is and what will be done with it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FilePlan {
    /// Its name and size.
    pub info: FileInfo,
    /// Why it is not imported; the rest is then empty.
    pub refusal: Option<Refusal>,
    /// Left out by the user.
    pub left_out: bool,
    /// Encoding, delimiter, where the table begins.
    pub form: Form,
    /// Rows, without the header.
    pub rows: u32,
    /// Rows with fewer cells than columns: the rest is taken as empty.
    pub short_rows: u32,
    /// Rows not valid in the file's encoding, read as Windows-1252.
    pub misencoded_rows: u32,
    /// The program it came from, when recognised.
    pub source: Option<Source>,
    /// The object type its rows become.
    pub object: ObjectId,
    /// How sure that is, 0 to 5.
    pub confidence: u8,
    /// Its columns.
    pub columns: Vec<ColumnPlan>,
    /// The columns by which records that exist are recognised, most telling first; empty: never.
    pub keys: Vec<u32>,
}

/// What a column is and where it goes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// Its heading.
    pub name: String,
    /// The first few different values.
    pub samples: Vec<String>,
    /// Cells with something in them.
    pub filled: u32,
    /// Different values; `None`: thousands.
    pub distinct: Option<u32>,
    /// What it seems to hold.
    pub kind: Kind,
    /// Where it goes.
    pub target: Target,
    /// How sure that is, 0 to 5.
    pub confidence: u8,
    /// Why, the weightiest reason first.
    pub because: Vec<Because>,
    /// How numbers and dates are read.
    pub format: Format,
    /// What only a person can tell: two ways to read a cell.
    pub ask: Option<Ask>,
    /// What happens when a linked record does not exist.
    pub missing: Missing,
    /// Values that need a look: unknown choices, likely misspellings, and every value the user changed.
    pub values: Vec<ValuePlan>,
}

/// Why a column goes where it goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Because {
    /// The heading is the field's name or a usual word for it.
    HeaderFits,
    /// The values are of the field's kind.
    ValuesFit,
    /// The program the file came from names the field so.
    SourceKnown,
    /// Its numbers have a decimal comma.
    DecimalComma,
    /// So many different values, and all are choices of the field.
    AllKnown(u32),
    /// So many values are no choices of the field.
    SomeUnknown(u32),
    /// So many values look misspelt.
    Misspelt(u32),
    /// Days are counted as spreadsheets do.
    Serials,
    /// The order of day and month is as in other columns of the file.
    OrderAsElsewhere,
    /// Nothing fits: kept in a new field.
    NothingFits,
    /// The column is empty.
    NothingInIt,
    /// The user said so.
    Chosen,
}

/// Two ways to read a cell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ask {
    /// What is in doubt.
    pub doubt: Doubt,
    /// A cell that reads both ways.
    pub sample: String,
    /// Each way with what the cell would be; the first is what happens if nobody answers.
    pub readings: Vec<(Format, Value)>,
}

/// A value that needs a look.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ValuePlan {
    /// As it stands in the file.
    pub value: String,
    /// Rows that have it.
    pub rows: u32,
    /// What it becomes if nothing is changed.
    pub to: ValueTo,
    /// The spelling or choice it is most like.
    pub nearest: Option<ValueTo>,
}

/// Which rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum RowFilter {
    /// All.
    #[default]
    All,
    /// Rejected by the last test.
    Errors,
    /// Whose record exists, in the workspace or earlier in the import, by the last test.
    Duplicates,
    /// Undecided by the last test.
    Unclear,
}

/// A page of rows.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct RowsPage {
    /// Position of the file.
    pub file: u32,
    /// Rows that pass the filter.
    pub total: u32,
    /// Position of the first row here.
    pub start: u32,
    /// The rows.
    pub rows: Vec<RowShow>,
}

/// A row.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RowShow {
    /// Position among the rows of the file, from 0: names it in [`Change::Cell`].
    pub index: u32,
    /// Its number in a spreadsheet: the header is 1.
    pub number: u32,
    /// Its cells, one a column.
    pub cells: Vec<CellShow>,
    /// What is wrong with the row as a whole.
    pub problem: Option<Reason>,
}

/// A cell.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CellShow {
    /// Its text, after fixes.
    pub text: String,
    /// What it will be in the record; `Empty` for links and where it has a problem.
    pub value: Value,
    /// What is wrong with it.
    pub problem: Option<Reason>,
    /// Whether the user changed it.
    pub fixed: bool,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $words:literal,)*) => {
        /// Why a row is rejected.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum Reason {
            $($(#[$doc])* $name,)*
        }

        impl Reason {
            /// All of them, in the order of [`ImportRequest::ErrorFile`]'s words.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The reason in English.
            #[must_use]
            pub fn english(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }
        }
    };
}

reasons! {
    /// More cells than columns.
    TooManyCells = "more cells than columns",
    /// One cell where there are many columns: a remark, not a row.
    TooFewCells = "far fewer cells than columns",
    /// A quote is opened in this line and never closed.
    UnclosedQuote = "a quote opens in this line and is never closed",
    /// The row is longer than a row can be.
    TooLong = "longer than 1 MB",
    /// Not a number.
    NotANumber = "not a number",
    /// A number too large for the field, or outside its range.
    OutOfRange = "number out of range",
    /// Not a date.
    NotADate = "not a date",
    /// Neither yes nor no.
    NotYesOrNo = "neither yes nor no",
    /// Not an e-mail address.
    NotAnEmail = "not an e-mail address",
    /// Not a telephone number.
    NotAPhone = "not a telephone number",
    /// Not one of the choices.
    UnknownChoice = "not one of the choices",
    /// There is no such record to link to.
    NoSuchRecord = "no record of this name",
    /// A field that must be filled is empty.
    Required = "a required field is empty",
    /// The text is longer than 100,000 characters.
    TextTooLong = "text longer than 100,000 characters",
    /// Another record holds this value, which must be unique.
    Taken = "another record has this value already",
    /// The name fits several records and nobody chose one.
    Unclear = "fits several records",
}

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
    /// The first row that has it ([`RowShow::index`]).
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

/// A page of what is undecided.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct UnclearPage {
    /// Undecided in all.
    pub total: u32,
    /// Position of the first here.
    pub start: u32,
    /// What is undecided.
    pub items: Vec<Unclear>,
}

/// Names an undecided link or match.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct UnclearKey {
    /// Position of the file.
    pub file: u32,
    /// The link column; `None`: which record the row itself is.
    pub column: Option<u32>,
    /// The name that fits several (folded).
    pub text: String,
}

/// A name that fits several records.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Unclear {
    /// Names it.
    pub key: UnclearKey,
    /// The object type of the candidates.
    pub object: ObjectId,
    /// The name as it stands in the file.
    pub text: String,
    /// The number of the first row that has it.
    pub number: u32,
    /// Rows that have it.
    pub rows: u32,
    /// The records it fits.
    pub candidates: Vec<Candidate>,
    /// What was decided.
    pub choice: Option<Choice>,
}

/// A record that a name fits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// The record.
    pub record: RecordId,
    /// What it is called.
    pub title: String,
    /// Whether its e-mail or web domain is that of the row's e-mail address.
    pub same_domain: bool,
}

/// A decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Choice {
    /// This record.
    Record(RecordId),
    /// A new one.
    New,
    /// Leave the link empty, or the row out.
    None,
}
