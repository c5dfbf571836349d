//! Full-text search in memory: find as you type, tolerant of accents, case, telephone formats and one typing
//! error, ranked.
//!
//! An [`Index`] holds documents (numbered rows) of several fields. Every word of a query must occur, as the
//! beginning of a word of the document; words of four letters and more may have one error (a letter missing,
//! extra, wrong, or two swapped) if there are fewer than [`TYPO_BELOW`] results without. Digits typed in any
//! format are also looked for inside telephone numbers.
//!
//! # How it is stored
//!
//! Words and where they occur are kept in segments that never change: a sorted dictionary, and for each word its
//! documents, ascending, as differences (`segment`). The words with a common beginning lie side by side, so
//! one letter is answered by one pass over memory, and nothing need be prepared for short prefixes. A changed
//! document goes to a small unsorted buffer, which is searched by looking at all of it; a full buffer becomes a
//! segment, and segments are merged as they grow, in slices ([`Index::maintain`]), so that there are only ever a
//! few. Each document knows which part holds its present words; what other parts say of it is void.

mod buffer;
mod build;
mod fuzzy;
mod highlight;
mod index;
mod merge;
mod phone;
mod prepared;
mod query;
mod rank;
mod segment;
#[cfg(test)]
mod tests;
mod tokenize;

pub use build::Builder;
pub use highlight::highlight;
pub use index::{Hit, Index, PART, Results};
pub use rank::TYPO_BELOW;

/// Most fields of a document that are told apart; further ones count as the last of these.
pub const MAX_FIELDS: usize = 16;

/// What is known of a field. A field is named by its place in the list given to [`Index::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// How much a match in this field counts, from 0 to 255; titles highest.
    pub weight: u8,
    /// How the field's text is read.
    pub kind: FieldKind,
}

/// How a field's text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words: names, addresses, e-mail, notes.
    Text,
    /// A telephone number in any format.
    Phone,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// [`Builder::push`] needs ascending documents.
    #[error("document {doc} pushed after {last}: documents must ascend")]
    NotAscending {
        /// The document refused.
        doc: u32,
        /// The document before it.
        last: u32,
    },
}
