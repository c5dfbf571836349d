//! L1: data from and to other programs. Today: delimited text (CSV and its kin).
//!
//! An import is a state machine ([`session::Import`]) that never reads a file, asks a clock or draws a
//! number: whoever drives it hands it bytes and ids, and answers what it asks about records already
//! there ([`lookup::Lookup`]). It reads every file twice, a slice at a time: once to learn its form
//! ([`sniff`], [`columns`]), and, when the mapping is agreed ([`mapping`]), once to write it
//! ([`pass`]). No file is ever held whole.

pub mod columns;
mod compile;
mod convert;
pub mod csv;
pub mod date;
pub mod encoding;
mod hash;
pub mod header;
mod index;
pub mod lookup;
pub mod mapping;
pub mod number;
pub mod pass;
pub mod session;
pub mod sniff;
pub mod source;
mod spelling;
pub mod stream;
pub mod wizard;
