//! Sorting text as the browser's `Intl.Collator` would, without its data in the program.
//!
//! A collator orders text on three levels: base letters first, then accents, then case and other variants
//! (Unicode Technical Standard 10). Calling it for every comparison of a sort is slow from wasm, and it cannot
//! give a sort key. So a [`CollationTable`] *asks* it, once, how the characters in use are ordered, and then
//! makes sort keys of its own that compare byte by byte.
//!
//! What is learned, with letters of different alphabets as examples:
//! - the order of all units (a unit is a character, or a letter with the combining marks after it), and on which
//!   level neighbours differ;
//! - expansions: one character that sorts as several ("ß" as "ss", "…" as "...");
//! - contractions: several characters that sort as one letter ("ch" in Czech, "dzs" in Hungarian).
//!
//! Equal to the collator for strings of learned units, tested per locale against frozen answers of a real one.
//! Known limits: marks on a letter are weighed as one whole, so a ligature with a mark may order otherwise than
//! in a collator against letters with other marks; Thai and Lao vowels, which collators reorder, are taken in
//! written order; units that a collator reads in context (Japanese length marks) are read alone.

mod learn;
mod root;
mod table;
mod test_list;
#[cfg(test)]
mod tests;
mod weights;

use std::cmp::Ordering;

pub use table::CollationTable;
pub use test_list::{TEST_LIST, sorted_by_table};

/// How closely two strings are compared; the `sensitivity` of `Intl.Collator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Base letters only: a = á = A (`sensitivity: "base"`).
    Base,
    /// Base letters and accents: a = A, a < á (`"accent"`).
    Accent,
    /// Everything: a < A < á (`"variant"`).
    Variant,
}

/// Compares two strings at a strength, as `Intl.Collator.prototype.compare` does.
pub trait Compare: FnMut(&str, &str, Strength) -> Ordering {}
impl<F: FnMut(&str, &str, Strength) -> Ordering> Compare for F {}
