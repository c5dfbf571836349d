//! One typing error: a letter missing, extra, wrong, or two neighbours swapped.

use super::segment::Segment;
use crate::model::arrange::Arrange as _;
use std::ops::Range;

/// Fewest letters of a word in which an error is forgiven.
pub(super) const MIN_LETTERS: usize = 4;

/// Whether `typed`, with one error, is the beginning of `word`, or is it without one.
pub(super) fn begins_with_one_error(word: &str, typed: &str) -> bool {
    let (word, typed) = (Tail(word), Tail(typed));
    let (word, typed) = word.after_common(typed);
    let Some((typed_first, typed_rest)) = typed.split() else { return true };
    // An extra letter was typed.
    if word.starts_with(typed_rest) {
        return true;
    }
    let Some((word_first, word_rest)) = word.split() else { return false };
    // A wrong letter; a missing letter; two swapped.
    word_rest.starts_with(typed_rest)
        || word_rest.starts_with(typed)
        || typed_rest.split().zip(word_rest.split()).is_some_and(
            |((typed_second, typed_rest), (word_second, word_rest))| {
                typed_first == word_second && typed_second == word_first && word_rest.starts_with(typed_rest)
            },
        )
}

#[derive(Clone, Copy)]
struct Tail<'a>(&'a str);

impl<'a> Tail<'a> {
    fn split(self) -> Option<(char, Tail<'a>)> {
        let first = self.0.chars().next()?;
        Some((first, Tail(&self.0[first.len_utf8()..])))
    }

    fn starts_with(self, other: Tail) -> bool {
        self.0.starts_with(other.0)
    }

    /// Both without their common beginning.
    fn after_common(self, other: Tail<'a>) -> (Tail<'a>, Tail<'a>) {
        let common: usize =
            self.0.chars().zip(other.0.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        (Tail(&self.0[common..]), Tail(&other.0[common..]))
    }
}

/// The words of `segment` that begin with `typed` but for one error, as ranges that do not overlap. Also those
/// that begin with it exactly.
///
/// Follows `typed` through the dictionary letter by letter; at each place tries every error there, with every
/// letter that really occurs there, and looks the rest up at once.
pub(super) fn ranges(segment: &Segment, typed: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut here = 0..segment.len();
    let mut depth = 0;
    let mut edited = String::new();
    while !here.is_empty() {
        let rest = &typed[depth..];
        let mut letters = rest.chars();
        let Some(first) = letters.next() else {
            found.push(here);
            break;
        };
        let after = letters.as_str();
        // An extra letter was typed.
        found.push(segment.narrow(here.clone(), depth, after.as_bytes()));
        // Two are swapped.
        if let Some(second) = letters.next() {
            edited.clear();
            edited.extend([second, first]);
            edited.push_str(letters.as_str());
            found.push(segment.narrow(here.clone(), depth, edited.as_bytes()));
        }
        // Every letter that words have here, as the right one for a wrong one, or as a missing one.
        let mut at = here.start;
        while at < here.end {
            let Some(letter) = first_char(&segment.word(at)[depth..]) else {
                at += 1;
                continue;
            };
            let mut buffer = [0; 4];
            let bytes = letter.encode_utf8(&mut buffer).as_bytes();
            let child = segment.narrow(at..here.end, depth, bytes);
            let deeper = depth + bytes.len();
            if letter != first {
                found.push(segment.narrow(child.clone(), deeper, after.as_bytes()));
            }
            found.push(segment.narrow(child.clone(), deeper, rest.as_bytes()));
            at = child.end.max(at + 1);
        }
        here = segment.narrow(here, depth, &rest.as_bytes()[..first.len_utf8()]);
        depth += first.len_utf8();
    }
    found.retain(|range| !range.is_empty());
    found.arrange_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn first_char(bytes: &[u8]) -> Option<char> {
    let len = match bytes.first()? {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    std::str::from_utf8(bytes.get(..len)?).ok()?.chars().next()
}
