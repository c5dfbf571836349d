//! Rows of a file with their verdicts.

use serde::{Deserialize, Serialize};

use crate::model::value::Value;

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
    /// Position among the rows of the file, from 0: names it in [`Change::Cell`](super::Change::Cell).
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
            /// All of them, in the order of [`ImportRequest::ErrorFile`](super::ImportRequest::ErrorFile)'s words.
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
