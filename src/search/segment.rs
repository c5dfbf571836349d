//! A dictionary and its occurrences, never changed once made.
//!
//! The occurrences of a word are its documents, ascending, each as the difference from the one before (seven bits
//! a byte, the high bit says that more follow) and one byte of place (see [`super::rank::info`]).

use super::phone::Phones;
use std::ops::Range;

/// Words in order of their bytes, with their occurrences.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// Its number in [`super::Index`].
    pub(super) id: u8,
    /// Documents whose present words are here.
    pub(super) live: usize,
    /// Whether it may also hold words of documents that are elsewhere now.
    pub(super) stale: bool,
    pub(super) phones: Phones,
    words: Vec<u8>,
    /// End of every word; the first entry is 0.
    word_ends: Vec<u32>,
    occurrences: Vec<u8>,
    /// End of every word's occurrences; the first entry is 0.
    occurrence_ends: Vec<u32>,
}

impl Segment {
    /// A segment to which words are added in order.
    pub(super) fn with_capacity(words: usize, bytes: usize, occurrences: usize) -> Self {
        let ends = || {
            let mut ends = Vec::with_capacity(words + 1);
            ends.push(0);
            ends
        };
        Self {
            words: Vec::with_capacity(bytes),
            word_ends: ends(),
            occurrences: Vec::with_capacity(occurrences),
            occurrence_ends: ends(),
            ..Self::default()
        }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.word_ends.len().saturating_sub(1)
    }

    pub(super) fn word(&self, at: usize) -> &[u8] {
        &self.words[self.word_ends[at] as usize..self.word_ends[at + 1] as usize]
    }

    pub(super) fn occurrences(&self, at: usize) -> Occurrences<'_> {
        let range = self.occurrence_ends[at] as usize..self.occurrence_ends[at + 1] as usize;
        Occurrences { bytes: &self.occurrences[range], doc: 0 }
    }

    /// How many bytes the occurrences of a range of words take: two or three for each.
    pub(super) fn occurrence_bytes(&self, words: &Range<usize>) -> usize {
        (self.occurrence_ends[words.end] - self.occurrence_ends[words.start]) as usize
    }

    pub(super) fn sizes(&self) -> (usize, usize, usize) {
        (self.len(), self.words.len(), self.occurrences.len())
    }

    pub(super) fn bytes(&self) -> usize {
        self.words.capacity()
            + self.occurrences.capacity()
            + 4 * (self.word_ends.capacity() + self.occurrence_ends.capacity())
            + self.phones.bytes()
    }

    /// Where occurrences of the next word go; follow with [`end_word`](Self::end_word).
    pub(super) fn writer(&mut self) -> &mut Vec<u8> {
        &mut self.occurrences
    }

    /// Ends a word; one without occurrences is left out.
    pub(super) fn end_word(&mut self, word: &[u8]) {
        if self.occurrence_ends.last().is_some_and(|end| *end as usize == self.occurrences.len()) {
            return;
        }
        self.words.extend_from_slice(word);
        self.word_ends.push(self.words.len() as u32);
        self.occurrence_ends.push(self.occurrences.len() as u32);
    }

    pub(super) fn shrink(&mut self) {
        self.words.shrink_to_fit();
        self.word_ends.shrink_to_fit();
        self.occurrences.shrink_to_fit();
        self.occurrence_ends.shrink_to_fit();
        self.phones.shrink();
    }

    /// The words that begin with `prefix`.
    pub(super) fn prefix(&self, prefix: &[u8]) -> Range<usize> {
        self.narrow(0..self.len(), 0, prefix)
    }

    /// Of `range`, whose words agree in their first `depth` bytes, those that go on with `rest`.
    pub(super) fn narrow(&self, range: Range<usize>, depth: usize, rest: &[u8]) -> Range<usize> {
        if rest.is_empty() {
            return range;
        }
        let start = partition_point(range.clone(), |at| &self.word(at)[depth..] < rest);
        let end = partition_point(start..range.end, |at| self.word(at)[depth..].starts_with(rest));
        start..end
    }
}

fn partition_point(mut range: Range<usize>, before: impl Fn(usize) -> bool) -> usize {
    while range.start < range.end {
        let middle = range.start.midpoint(range.end);
        if before(middle) {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    range.start
}

/// One occurrence as bytes, and how many they are. `difference` is from the word's last document, or from 0.
pub(super) fn occurrence(mut difference: u32, info: u8) -> ([u8; 6], usize) {
    let mut bytes = [0; 6];
    let mut len = 0;
    while difference >= 0x80 {
        bytes[len] = difference as u8 | 0x80;
        difference >>= 7;
        len += 1;
    }
    bytes[len] = difference as u8;
    bytes[len + 1] = info;
    (bytes, len + 2)
}

/// Appends one occurrence.
pub(super) fn write_occurrence(out: &mut Vec<u8>, difference: u32, info: u8) {
    let (bytes, len) = occurrence(difference, info);
    out.extend_from_slice(&bytes[..len]);
}

/// The documents of a word, with the place of the word in each.
#[derive(Debug, Clone)]
pub(super) struct Occurrences<'a> {
    bytes: &'a [u8],
    doc: u32,
}

impl Iterator for Occurrences<'_> {
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        // Most differences take one byte.
        if let [difference @ 0..0x80, info, rest @ ..] = self.bytes {
            self.bytes = rest;
            self.doc = self.doc.wrapping_add(u32::from(*difference));
            return Some((self.doc, *info));
        }
        let mut difference = 0u32;
        let mut shift = 0;
        loop {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            difference |= u32::from(byte & 0x7F) << shift;
            if *byte < 0x80 {
                break;
            }
            shift += 7;
        }
        let (info, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        self.doc = self.doc.wrapping_add(difference);
        Some((self.doc, *info))
    }
}
