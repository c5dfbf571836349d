//! Which parts of a text a query found, for display.

use super::fuzzy::begins_with_one_error;
use super::phone::Needle;
use super::query::{only_phone_signs, parse};
use super::tokenize::Tokenizer;
use crate::model::arrange::Arrange as _;
use crate::model::fold::{Folded, fold_char};
use std::ops::Range;

/// The parts of `text` that match words of `query`, as byte ranges on character boundaries, ascending and apart:
/// the typed beginning of a word; the whole word if it was found in spite of an error; digits of a telephone
/// number with the signs between them.
pub fn highlight(text: &str, query: &str) -> Vec<Range<usize>> {
    let mut tokenizer = Tokenizer::with_origins();
    tokenizer.read(text);
    let mut found = Vec::new();
    for word in parse(query) {
        let before = found.len();
        for token in tokenizer.tokens() {
            if tokenizer.text(*token).starts_with(&word.text) {
                found.push(tokenizer.origin(*token, word.text.len()));
            }
        }
        if let Some(needle) = word.phone {
            found.extend(find_digits(text, needle));
        }
        if found.len() == before && word.forgiving {
            for token in tokenizer.tokens() {
                let full = tokenizer.text(*token);
                if begins_with_one_error(full, &word.text) {
                    found.push(tokenizer.origin(*token, full.len()));
                }
            }
        }
    }
    found.arrange_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The first place in `text` where the digits follow each other with only telephone signs between.
fn find_digits(text: &str, needle: Needle) -> Option<Range<usize>> {
    let digits: Vec<(u8, Range<usize>)> = text
        .char_indices()
        .filter_map(|(at, c)| match fold_char(c) {
            Folded::One(digit @ '0'..='9') => Some((digit as u8 - b'0', at..at + c.len_utf8())),
            _ => None,
        })
        .collect();
    let wanted: Vec<u8> = needle.digits().collect();
    digits
        .windows(wanted.len())
        .find(|window| {
            window.iter().zip(&wanted).all(|((digit, _), wanted)| digit == wanted)
                && window.windows(2).all(|pair| only_phone_signs(&text[pair[0].1.end..pair[1].1.start]))
        })
        .and_then(|window| Some(window.first()?.1.start..window.last()?.1.end))
}
