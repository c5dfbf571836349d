//! What the files are, where their columns go, and what happens to records that exist.

use serde::{Deserialize, Serialize};

use super::FileInfo;
use crate::interop::columns::{Doubt, Format, Kind};
use crate::interop::sniff::{Form, Refusal};
use crate::interop::source::Source;
use crate::model::id::{FieldId, ObjectId, OptionId};
use crate::model::value::Value;

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
