//! Tests of texts: without regard to case and accents, telephone numbers without regard to how they are written.

use crate::db::bits::Bits;
use crate::db::query::Test;
use crate::db::text_column::TextColumn;
use crate::model::fold::{fold, fold_into, phone_digits, phones_match};
use crate::model::value::Value;

/// A test made ready: what is looked for is folded once.
pub(super) struct Tester {
    how: How,
    /// For telephone numbers: the digits of what is looked for, where it is nothing but a number.
    digits: Vec<String>,
}

enum How {
    Any(Vec<String>),
    Contains(String),
    Starts(String),
    Ends(String),
}

impl Tester {
    /// A tester; `None` when the test compares with something other than text.
    pub(super) fn new(test: &Test, phone: bool) -> Option<Self> {
        let owned = |value: &Value| value.as_text().map(str::to_owned);
        let (how, raw) = match test {
            Test::Equals(value) => {
                let wanted = owned(value)?;
                (How::Any(vec![fold(&wanted)]), vec![wanted])
            }
            Test::AnyOf(values) => {
                let wanted: Vec<String> = values.iter().filter_map(owned).collect();
                (How::Any(wanted.iter().map(|one| fold(one)).collect()), wanted)
            }
            Test::Contains(part) => (How::Contains(fold(part)), vec![part.clone()]),
            Test::StartsWith(part) => (How::Starts(fold(part)), Vec::new()),
            Test::EndsWith(part) => (How::Ends(fold(part)), Vec::new()),
            _ => return None,
        };
        let digits = if phone { raw.iter().filter_map(|text| number(text)).collect() } else { Vec::new() };
        Some(Self { how, digits })
    }

    /// Whether a text that is not empty passes.
    pub(super) fn passes(&self, text: &str) -> bool {
        self.passes_with(text, &mut String::new())
    }

    fn passes_with(&self, text: &str, folded: &mut String) -> bool {
        if text.is_empty() {
            return false;
        }
        if text.is_ascii()
            && self.digits.is_empty()
            && let How::Contains(part) = &self.how
        {
            return contains_ascii(text.as_bytes(), part.as_bytes());
        }
        folded.clear();
        fold_into(text, folded);
        let passes = match &self.how {
            How::Any(wanted) => wanted.iter().any(|wanted| wanted == folded),
            How::Contains(part) => folded.contains(part.as_str()),
            How::Starts(part) => folded.starts_with(part.as_str()),
            How::Ends(part) => folded.ends_with(part.as_str()),
        };
        passes || (!self.digits.is_empty() && self.same_line(text, folded))
    }

    fn same_line(&self, text: &str, digits: &mut String) -> bool {
        digits.clear();
        phone_digits(text, digits);
        let whole = matches!(self.how, How::Any(_));
        self.digits.iter().any(|wanted| {
            let part = wanted.trim_start_matches(['+', '0']);
            phones_match(digits, wanted) || (!whole && !part.is_empty() && digits.contains(part))
        })
    }
}

/// Whether an ASCII text contains a folded one. ASCII folds by lower-casing alone, so the text need not be
/// copied; and most texts are short and do not contain the part, so looking for its first byte beats the set-up
/// of a general search.
fn contains_ascii(text: &[u8], part: &[u8]) -> bool {
    let Some((first, rest)) = part.split_first() else { return true };
    let Some(last) = text.len().checked_sub(part.len()) else { return false };
    let (low, high) = (*first, first.to_ascii_uppercase());
    text[..=last]
        .iter()
        .enumerate()
        .any(|(at, byte)| (*byte == low || *byte == high) && text[at + 1..at + part.len()].eq_ignore_ascii_case(rest))
}

/// The digits of a text that is nothing but a telephone number, or the beginning or end of one.
fn number(text: &str) -> Option<String> {
    if fold(text).chars().any(char::is_alphabetic) {
        return None;
    }
    let mut digits = String::new();
    (phone_digits(text, &mut digits) > 0).then_some(digits)
}

/// The rows whose text passes. Columns where many rows share a text are tested once a text, mostly.
pub(super) fn scan(texts: &TextColumn, tester: &Tester, among: &Bits) -> Bits {
    const SLOTS: usize = 8192;
    // For the code that a slot saw last: the code, and whether its text passed. Code 0 is empty.
    let mut seen = vec![(0_u32, false); SLOTS];
    let mut folded = String::new();
    among.keep(|row| {
        let code = texts.code(row);
        let slot = &mut seen[(code.wrapping_mul(0x9E37_79B9) >> 16) as usize % SLOTS];
        if slot.0 != code {
            *slot = (code, tester.passes_with(texts.get(row), &mut folded));
        }
        slot.1
    })
}
