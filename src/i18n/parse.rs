//! What people type, read: numbers, money, percentages, durations and dates in the way the user
//! writes them. Nothing here depends on a browser; the marks of a language come from its `Intl`.

mod date;
mod duration;
mod number;

pub use date::{DateOrder, date};
pub use duration::minutes;
pub use number::{Marks, money, number, percent};

/// Why a text could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// No number in the usual digits and marks.
    #[error("not a number")]
    Number,
    /// A number with more digits than can be kept.
    #[error("number too large")]
    TooLarge,
    /// A word beside the amount that is no currency code.
    #[error("not a currency")]
    Currency,
    /// No duration such as `90`, `1:30` or `1h 30`.
    #[error("not a duration")]
    Duration,
    /// No such day.
    #[error("not a date")]
    Date,
}

/// The value of a decimal digit in any script that `Intl` writes numbers in.
fn digit(c: char) -> Option<u32> {
    // Zero of the scripts in use: Latin, Arabic, Persian, Devanagari, Bengali, full width.
    const ZEROS: [u32; 6] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xFF10];
    let code = c as u32;
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))
}
