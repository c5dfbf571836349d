//! What a query needs to know that is not in the data: the time, the calendar, who asks, and the services of
//! other layers, each behind a small trait.

use crate::model::date::Date;
use crate::model::id::{ObjectId, RecordId};

/// The circumstances of a question.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Now, in milliseconds since 1970 (UTC).
    pub now_ms: i64,
    /// The day it is for the user.
    pub today: Date,
    /// First day of the user's week, Monday = 0.
    pub week_start: u8,
    /// The user who asks; 0 before a profile exists.
    pub me: RecordId,
    /// The user's time zone.
    pub zone: &'a dyn Zone,
    /// Full-text search, when it is ready.
    pub text: Option<&'a dyn TextIndex>,
    /// Not everything is loaded yet; answers say so.
    pub partial: bool,
}

/// A time zone.
pub trait Zone {
    /// The moment a day begins, in milliseconds since 1970 (UTC).
    fn midnight(&self, day: Date) -> i64;
}

/// The zone without offset.
#[derive(Clone, Copy, Debug, Default)]
pub struct Utc;

impl Zone for Utc {
    fn midnight(&self, day: Date) -> i64 {
        i64::from(day.0) * 86_400_000
    }
}

/// Full-text search.
pub trait TextIndex {
    /// The rows of an object type that match, best first, those in the trash included; `None` while the index
    /// does not cover them yet.
    fn search(&self, object: ObjectId, text: &str) -> Option<Vec<u32>>;
}

/// The order of texts.
pub trait Collate {
    /// Appends a key to `out` that sorts, byte by byte, as the text does. Equal keys mean texts that do not
    /// differ for the reader.
    fn key(&self, text: &str, out: &mut Vec<u8>);
}

/// The order used until the user's collation is known: letters without case and accents, then code points.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Collate for Plain {
    fn key(&self, text: &str, out: &mut Vec<u8>) {
        let mut folded = String::with_capacity(text.len());
        crate::model::fold::fold_into(text, &mut folded);
        out.extend_from_slice(folded.as_bytes());
        out.push(0);
        out.extend_from_slice(text.as_bytes());
    }
}

impl Collate for crate::model::collate::CollationTable {
    fn key(&self, text: &str, out: &mut Vec<u8>) {
        self.sort_key(text, out);
    }
}
