//! Names that fit several records, and what was decided about them.

use serde::{Deserialize, Serialize};

use crate::model::id::{ObjectId, RecordId};

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
