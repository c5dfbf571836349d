//! Points of a match, and the best of many.
//!
//! A word of the query earns points in a document: for how it matches (all of a word, its beginning, with an
//! error), for the field, for standing at the field's beginning, for a short field, for following the word before
//! it as in the query. The best occurrence counts; the words' points are added up. Documents that match without an
//! error come before all others.

use super::segment::Occurrences;
use super::{FieldSpec, MAX_FIELDS};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Typing errors are forgiven where fewer documents than this match without.
pub const TYPO_BELOW: usize = 5;

pub(super) const EXACT: u16 = 700;
const PREFIX: u16 = 500;
const TYPO: u16 = 1;
/// For the share of the word that was typed: all but nothing of a long word, nearly all of a short one.
const COVERAGE: usize = 100;
const FIRST_WORD: u16 = 30;
const SECOND_WORD: u16 = 10;
/// Times 3 for a field of one word, 2 for two, 1 for up to four.
const SHORT_FIELD: u16 = 8;
const FOLLOWS: u16 = 40;
/// Added to a document's points while none of its words needed an error forgiven. Above what words can earn.
const CLEAN: u16 = 1 << 15;

/// Where a word occurs: field (4 bits), how short the field is (2 bits), position 0 to 3 (2 bits, 3 is any
/// later).
pub(super) fn info(field: usize, position: u32, words: usize) -> u8 {
    let field = field.min(MAX_FIELDS - 1) as u8;
    let short = match words {
        0..=1 => 3,
        2 => 2,
        3..=4 => 1,
        _ => 0,
    };
    (field << 4) | (short << 2) | position.min(3) as u8
}

pub(super) fn field_of(info: u8) -> u8 {
    info >> 4
}

/// Whether an occurrence follows another directly, in the same field.
fn follows(info: u8, before: u8) -> bool {
    field_of(info) == field_of(before) && info & 3 == (before & 3) + 1
}

/// Points by occurrence, without those for how the word matches.
#[derive(Debug, Clone)]
pub(super) struct Points(Box<[u16; 256]>);

impl Points {
    pub(super) fn new(fields: &[FieldSpec]) -> Self {
        let mut points = Box::new([0; 256]);
        for (info, points) in (0u8..=255).zip(points.iter_mut()) {
            let weight = fields.get(usize::from(field_of(info))).map_or(0, |field| u16::from(field.weight));
            let position = match info & 3 {
                0 => FIRST_WORD,
                1 => SECOND_WORD,
                _ => 0,
            };
            *points = weight + position + SHORT_FIELD * u16::from((info >> 2) & 3);
        }
        Self(points)
    }
}

/// Points for a word of `typed` bytes matching the beginning of one of `full` bytes.
pub(super) fn prefix_points(typed: usize, full: usize) -> u16 {
    if typed == full { EXACT } else { PREFIX + (typed * COVERAGE / full.max(1)).min(COVERAGE) as u16 }
}

/// Points for part of a telephone number, by its grade from 0 to 100.
pub(super) fn phone_points(grade: u16) -> u16 {
    PREFIX + grade
}

/// Points for a match with an error.
pub(super) fn typo_points(typed: usize, full: usize) -> u16 {
    TYPO + COVERAGE as u16 - (typed.abs_diff(full) * COVERAGE / typed.max(full).max(1)) as u16
}

/// What is known of one document while the words of a query are looked up. Eight bytes: the array of all is what
/// a short query spends its time on.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Points of the words before; 0 if one of them was missing.
    before: u16,
    /// Points of the present word.
    now: u16,
    fields: u16,
    before_info: u8,
    now_info: u8,
}

impl Slot {
    /// Points with the present word; 0 if a word is missing.
    fn sum(self, first_word: bool) -> u16 {
        if self.now == 0 {
            return 0;
        }
        // A match with an error never earns the points of a prefix.
        let clean = (first_word || self.before & CLEAN != 0) && self.now >= PREFIX;
        let sum = ((self.before & !CLEAN) + self.now).min(CLEAN - 1);
        sum | if clean { CLEAN } else { 0 }
    }
}

/// Documents of a block: those with a match are looked at again block by block, the rest never.
const BLOCK: usize = 64;

/// Room for the points of all documents, kept from one query to the next: all slots are empty between two.
#[derive(Debug, Default)]
pub(super) struct Room {
    slots: Vec<Slot>,
    /// By block: whether a slot of it may be filled.
    filled: Vec<u64>,
}

impl Room {
    fn fit(&mut self, docs: usize) {
        let blocks = docs.div_ceil(BLOCK);
        if self.slots.len() < blocks * BLOCK {
            self.slots.resize(blocks * BLOCK, Slot::default());
            self.filled.resize(blocks.div_ceil(64), 0);
        }
    }

    /// Ranges of the slots that may be filled, rising.
    fn blocks(filled: &[u64]) -> impl Iterator<Item = core::ops::Range<usize>> + '_ {
        filled.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            core::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                let start = (at * 64 + bit) * BLOCK;
                Some(start..start + BLOCK)
            })
        })
    }

    fn clear(&mut self) {
        for block in Self::blocks(&self.filled) {
            self.slots[block].fill(Slot::default());
        }
        self.filled.fill(0);
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>() + self.filled.capacity() * 8
    }
}

/// Points of all documents.
pub(super) struct Scores<'a> {
    room: &'a mut Room,
    points: &'a Points,
    first_word: bool,
}

impl Drop for Scores<'_> {
    fn drop(&mut self) {
        self.room.clear();
    }
}

impl<'a> Scores<'a> {
    pub(super) fn new(docs: usize, room: &'a mut Room, points: &'a Points) -> Self {
        room.fit(docs);
        Self { room, points, first_word: true }
    }

    /// Notes that the present word occurs in `doc`, matching for `points`.
    #[inline]
    pub(super) fn add(&mut self, doc: u32, info: u8, points: u16) {
        if self.first_word {
            self.note::<true>(doc, info, points);
        } else {
            self.note::<false>(doc, info, points);
        }
    }

    /// Notes all `occurrences` of a word; only of documents of which `is_present` is true.
    #[inline]
    pub(super) fn add_all(&mut self, occurrences: Occurrences, points: u16, is_present: impl Fn(u32) -> bool) {
        // Decided once, not for each: this is where a short query spends its time.
        if self.first_word {
            for (doc, info) in occurrences.filter(|(doc, _)| is_present(*doc)) {
                self.note::<true>(doc, info, points);
            }
        } else {
            for (doc, info) in occurrences.filter(|(doc, _)| is_present(*doc)) {
                self.note::<false>(doc, info, points);
            }
        }
    }

    #[inline]
    fn note<const FIRST_WORD: bool>(&mut self, doc: u32, info: u8, points: u16) {
        let slot = &mut self.room.slots[doc as usize];
        let mut points = points + self.points.0[usize::from(info)];
        if !FIRST_WORD {
            if slot.before == 0 {
                return;
            }
            if follows(info, slot.before_info) {
                points += FOLLOWS;
            }
        }
        self.room.filled[doc as usize / (BLOCK * 64)] |= 1 << (doc as usize / BLOCK % 64);
        slot.fields |= 1 << field_of(info);
        // Of equal occurrences the first, so that the answer does not depend on the order of looking.
        if points > slot.now || (points == slot.now && info < slot.now_info) {
            slot.now = points;
            slot.now_info = info;
        }
    }

    /// Goes on to the next word: documents without the present one are out.
    pub(super) fn next_word(&mut self) {
        let Room { slots, filled } = &mut *self.room;
        for block in Room::blocks(filled) {
            for slot in &mut slots[block] {
                slot.before = slot.sum(self.first_word);
                slot.before_info = slot.now_info;
                slot.now = 0;
            }
        }
        self.first_word = false;
    }

    /// The best `limit` documents of those that matched all words and pass `filter`, as (points, document,
    /// fields), best first, equal ones by document; and how many there are in all.
    pub(super) fn best(&self, limit: usize, filter: Option<&dyn Fn(u32) -> bool>) -> (Vec<(u16, u32, u16)>, usize) {
        let mut total = 0;
        let slots = &self.room.slots;
        let mut heap = BinaryHeap::with_capacity(limit.min(slots.len()) + 1);
        let mut least = 0;
        for doc in Room::blocks(&self.room.filled).flatten() {
            let slot = &slots[doc];
            let doc = doc as u32;
            if slot.now == 0 || filter.is_some_and(|filter| !filter(doc)) {
                continue;
            }
            total += 1;
            let points = slot.sum(self.first_word);
            if points > least && limit > 0 {
                heap.push((Reverse(points), doc));
                if heap.len() > limit {
                    heap.pop();
                }
                if heap.len() == limit {
                    least = heap.peek().map_or(0, |(points, _)| points.0);
                }
            }
        }
        let best = heap.into_sorted_vec();
        (best.into_iter().map(|(points, doc)| (points.0, doc, slots[doc as usize].fields)).collect(), total)
    }
}
