//! The learned table and the sort keys made from it.

use super::learn::State;
use super::weights::Assembled;
use crate::model::arrange::Arrange as _;
use crate::model::fold::is_combining_mark;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Characters below this are looked up directly; covers Latin, Greek, Cyrillic, Hebrew and Arabic.
const DIRECT: usize = 0x700;
/// Most characters of a unit: a letter with three marks, or a contraction.
pub(super) const MAX_UNIT: usize = 4;
/// First byte of a character that was never learned: after everything that was.
const UNKNOWN_LEAD: u8 = 0xFF;
/// Codes of the lower levels from here on take two bytes.
const WIDE: u16 = 0xE0;
/// Marks an empty place of `direct`.
const NONE: u16 = u16::MAX;

/// Sort weights learned from a collator. See the module's documentation.
///
/// Keys are comparable only when the same table, at the same [`generation`](Self::generation), made them. The
/// *order* of strings whose units were all known does not change when more is learned, so a sorted column stays
/// sorted; only stored keys must be made again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "State", into = "State")]
pub struct CollationTable {
    pub(super) state: State,
    assembled: Assembled,
    direct: Vec<u16>,
    /// Units of one character from [`DIRECT`] on, sorted.
    others: Vec<(char, u16)>,
    /// Units of several characters, sorted by their bytes.
    sequences: Vec<(Box<str>, u16)>,
}

/// What one unit adds to a key.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weights {
    /// Start of the primary bytes in the pool, and how many.
    pub(super) start: u32,
    pub(super) len: u8,
    /// Letters it sorts as: 1, more for an expansion, 1 for a lone mark, 0 if the collator ignores it.
    pub(super) letters: u8,
    /// Rank among its base letter's accents; 0 is the plain letter.
    pub(super) accent: u16,
    /// Rank among case and width variants; 0 is the first.
    pub(super) variant: u16,
    /// A longer unit starts with this character.
    pub(super) starts_sequence: bool,
}

impl From<State> for CollationTable {
    fn from(state: State) -> Self {
        let mut table = Self { state, ..Self::default() };
        table.index();
        table
    }
}

impl From<CollationTable> for State {
    fn from(table: CollationTable) -> Self {
        table.state
    }
}

impl CollationTable {
    /// A table that knows nothing yet; it learns ASCII with the first call of [`learn`](Self::learn).
    pub fn new() -> Self {
        Self::default()
    }

    /// How often the table has learned something new; keys of another generation are void.
    pub fn generation(&self) -> u32 {
        self.state.generation
    }

    /// Number of units known.
    pub fn len(&self) -> usize {
        self.state.units.len()
    }

    /// Whether nothing was learned yet.
    pub fn is_empty(&self) -> bool {
        self.state.units.is_empty()
    }

    /// Adds to `into` the units of `text` that this table has not learned.
    pub fn missing(&self, text: &str, into: &mut BTreeSet<Box<str>>) {
        if !self.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return;
        }
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let mut len = first.len_utf8();
            if self.single(first).is_none() {
                into.insert(rest[..len].into());
            }
            if !is_combining_mark(first) {
                let marks = rest[len..].chars().take_while(|c| is_combining_mark(*c)).take(MAX_UNIT - 1);
                let cluster = len + marks.map(char::len_utf8).sum::<usize>();
                if cluster > len && self.sequence(&rest[..cluster]).is_none() {
                    into.insert(rest[..cluster].into());
                }
                len = cluster;
            }
            rest = &rest[len..];
        }
    }

    /// Appends the sort key of `text` to `out`. Keys compare with `memcmp` (the order of `[u8]`) as the collator
    /// compares the strings, and are equal where it finds them equal.
    pub fn sort_key(&self, text: &str, out: &mut Vec<u8>) {
        let mut accents = false;
        let mut variants = false;
        self.for_each(text, |unit| match unit {
            Ok(weights) => {
                out.extend_from_slice(self.primary(weights));
                accents |= weights.accent != 0;
                variants |= weights.variant != 0;
            }
            Err(c) => out.extend_from_slice(&unknown(c)),
        });
        if accents || variants {
            out.push(0);
        }
        if accents {
            self.level(text, out, |weights| weights.accent);
        }
        if variants {
            out.push(0);
            self.level(text, out, |weights| weights.variant);
        }
    }

    /// The first eight bytes of the key's base level, as a number that sorts like them. Where two prefixes are
    /// equal, compare the full keys.
    pub fn prefix_u64(&self, text: &str) -> u64 {
        let mut prefix = 0u64;
        let mut free = 64u32;
        let mut push = |bytes: &[u8]| {
            for byte in bytes {
                if free > 0 {
                    free -= 8;
                    prefix |= u64::from(*byte) << free;
                }
            }
            free > 0
        };
        let mut rest = text;
        while let Some((unit, len)) = self.next_unit(rest) {
            rest = &rest[len..];
            let more = match unit {
                Ok(weights) => push(self.primary(weights)),
                Err(c) => push(&unknown(c)),
            };
            if !more {
                break;
            }
        }
        prefix
    }

    fn primary(&self, weights: &Weights) -> &[u8] {
        let start = weights.start as usize;
        &self.assembled.pool[start..start + usize::from(weights.len)]
    }

    /// Appends one of the lower levels. Letters of rank 0 at its end are left out: a letter is always greater
    /// than the end of a level.
    fn level(&self, text: &str, out: &mut Vec<u8>, rank: impl Fn(&Weights) -> u16) {
        let mut pending = 0usize;
        self.for_each(text, |unit| {
            let Ok(weights) = unit else {
                pending += 1;
                return;
            };
            let rank = rank(weights);
            let letters = usize::from(weights.letters);
            if rank == 0 {
                pending += letters;
                return;
            }
            out.extend(std::iter::repeat_n(2, pending));
            let code = rank.saturating_add(2);
            if code < WIDE {
                out.push(code as u8);
            } else {
                // 31 leads of 256 each: far above the number of variants of any letter.
                let code = code - WIDE;
                out.push((WIDE + (code >> 8)).min(0xFF) as u8);
                out.push(code as u8);
            }
            pending = letters.saturating_sub(1);
        });
    }

    fn for_each<'a>(&'a self, text: &str, mut visit: impl FnMut(Result<&'a Weights, char>)) {
        let mut rest = text;
        while let Some((unit, len)) = self.next_unit(rest) {
            visit(unit);
            rest = &rest[len..];
        }
    }

    /// The first unit of `text` and its length in bytes; `Err` is a character never learned.
    #[inline]
    fn next_unit(&self, text: &str) -> Option<(Result<&Weights, char>, usize)> {
        let first = text.chars().next()?;
        let Some(index) = self.single(first) else {
            // An unknown mark must not sort its word behind all others.
            let unit = if is_combining_mark(first) { Ok(&IGNORED) } else { Err(first) };
            return Some((unit, first.len_utf8()));
        };
        let weights = &self.assembled.weights[usize::from(index)];
        if weights.starts_sequence {
            let mut ends = [0usize; MAX_UNIT];
            let mut count = 0;
            for (at, c) in text.char_indices().take(MAX_UNIT) {
                ends[count] = at + c.len_utf8();
                count += 1;
            }
            for end in ends[1..count].iter().rev() {
                if let Some(index) = self.sequence(&text[..*end]) {
                    return Some((Ok(&self.assembled.weights[usize::from(index)]), *end));
                }
            }
        }
        Some((Ok(weights), first.len_utf8()))
    }

    #[inline]
    pub(super) fn single(&self, c: char) -> Option<u16> {
        let index = if let Some(index) = self.direct.get(c as usize) {
            *index
        } else {
            let at = self.others.binary_search_by_key(&c, |(c, _)| *c).ok()?;
            self.others[at].1
        };
        (index != NONE).then_some(index)
    }

    pub(super) fn sequence(&self, text: &str) -> Option<u16> {
        let at = self.sequences.binary_search_by(|(unit, _)| (**unit).cmp(text)).ok()?;
        Some(self.sequences[at].1)
    }

    /// Builds everything that is derived from the state.
    pub(super) fn index(&mut self) {
        self.assembled = self.state.assemble();
        self.direct = vec![NONE; if self.state.units.is_empty() { 0 } else { DIRECT }];
        self.others.clear();
        self.sequences.clear();
        for (index, unit) in self.state.units.iter().enumerate() {
            let index = index as u16;
            let mut chars = unit.text.chars();
            match (chars.next(), chars.next()) {
                (None, _) => {}
                (Some(c), None) => match self.direct.get_mut(c as usize) {
                    Some(place) => *place = index,
                    None => self.others.push((c, index)),
                },
                (Some(_), Some(_)) => self.sequences.push((unit.text.clone(), index)),
            }
        }
        self.others.arrange();
        self.sequences.arrange();
        for at in 0..self.sequences.len() {
            let first = self.sequences[at].0.chars().next();
            if let Some(first) = first.and_then(|c| self.single(c)) {
                self.assembled.weights[usize::from(first)].starts_sequence = true;
            }
        }
    }
}

const IGNORED: Weights = Weights { start: 0, len: 0, letters: 0, accent: 0, variant: 0, starts_sequence: false };

/// Key bytes of a character that was never learned: after all others, by code point. No byte is 0 or 1.
fn unknown(c: char) -> [u8; 4] {
    let code = u32::from(c);
    let digit = |place: u32| (code / place % 254 + 2) as u8;
    [UNKNOWN_LEAD, digit(254 * 254), digit(254), digit(1)]
}
