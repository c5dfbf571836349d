//! The documents changed last, searched by looking at all their words.

use super::phone::{Phones, pack};
use super::rank::info;
use super::segment::{Segment, write_occurrence};
use super::tokenize::Tokenizer;
use super::{FieldKind, FieldSpec};
use crate::model::arrange::Arrange as _;

/// Documents, at most, before the buffer becomes a segment.
pub(super) const CAPACITY: usize = 256;
/// Words, at most: long texts fill it sooner.
const MAX_WORDS: usize = 16 * 1024;

/// Words of a few documents, unsorted.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    docs: Vec<u32>,
    letters: Vec<u8>,
    entries: Vec<Entry>,
    pub(super) phones: Phones,
    tokenizer: Tokenizer,
    digits: String,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    doc: u32,
    start: u32,
    len: u8,
    info: u8,
}

impl Buffer {
    pub(super) fn insert<'t>(
        &mut self,
        fields: &[FieldSpec],
        doc: u32,
        texts: impl IntoIterator<Item = (usize, &'t str)>,
    ) {
        self.remove(doc);
        self.docs.push(doc);
        for (field, text) in texts {
            match fields.get(field).map(|field| field.kind) {
                Some(FieldKind::Text) => {
                    self.tokenizer.read(text);
                    let words = self.tokenizer.tokens().len();
                    for token in self.tokenizer.tokens() {
                        let word = self.tokenizer.word(*token);
                        let start = self.letters.len() as u32;
                        let info = info(field, token.position, words);
                        self.letters.extend_from_slice(word);
                        self.entries.push(Entry { doc, start, len: word.len() as u8, info });
                    }
                }
                Some(FieldKind::Phone) => {
                    let number = pack(text, &mut self.digits);
                    if number != 0 {
                        self.phones.push(number, doc, info(field, 0, 1));
                    }
                }
                None => {}
            }
        }
    }

    pub(super) fn remove(&mut self, doc: u32) {
        if let Some(at) = self.docs.iter().position(|of| *of == doc) {
            self.docs.swap_remove(at);
            self.entries.retain(|entry| entry.doc != doc);
            self.phones.remove(doc);
            if self.entries.is_empty() {
                self.letters.clear();
            }
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.docs.len() >= CAPACITY || self.entries.len() >= MAX_WORDS || self.letters.len() >= 16 * MAX_WORDS
    }

    pub(super) fn docs(&self) -> &[u32] {
        &self.docs
    }

    /// All words: document, letters, place.
    pub(super) fn words(&self) -> impl Iterator<Item = (u32, &[u8], u8)> + '_ {
        self.entries.iter().map(|entry| (entry.doc, self.letters_of(entry), entry.info))
    }

    fn letters_of(&self, entry: &Entry) -> &[u8] {
        &self.letters[entry.start as usize..entry.start as usize + usize::from(entry.len)]
    }

    /// The same as a segment.
    pub(super) fn to_segment(&self) -> Segment {
        let mut order: Vec<&Entry> = self.entries.iter().collect();
        order.arrange_by_key(|entry| (self.letters_of(entry), entry.doc, entry.info));
        let mut segment = Segment::with_capacity(order.len(), self.letters.len(), 3 * order.len());
        for word in order.chunk_by(|a, b| self.letters_of(a) == self.letters_of(b)) {
            let mut before: Option<&Entry> = None;
            for entry in word {
                if before.is_some_and(|before| (before.doc, before.info) == (entry.doc, entry.info)) {
                    continue;
                }
                let difference = entry.doc - before.map_or(0, |before| before.doc);
                write_occurrence(segment.writer(), difference, entry.info);
                before = Some(entry);
            }
            segment.end_word(self.letters_of(word[0]));
        }
        segment.phones = self.phones.clone();
        segment.live = self.docs.len();
        segment
    }

    pub(super) fn bytes(&self) -> usize {
        self.letters.capacity() + self.entries.capacity() * size_of::<Entry>() + self.phones.bytes()
    }
}
