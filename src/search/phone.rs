//! Telephone numbers as one machine word each, searched by looking at all of them: a hundred thousand take less
//! than a millisecond, need no index, and match anywhere inside.

use crate::model::fold::phone_digits;

/// Fewest digits of a query that are looked for inside numbers.
const MIN_DIGITS: u32 = 3;
/// Fewest digits for which the end of one number may stand for the whole, as in
/// [`phones_match`](crate::model::fold::phones_match).
const MIN_SUFFIX: u32 = 7;
const MAX_DIGITS: u32 = 16;

/// Packs a number: four bits a digit, digit plus one, the last digit lowest; leading zeros and `+` are dropped,
/// and digits before the last sixteen. 0 is no number.
pub(super) fn pack(text: &str, buffer: &mut String) -> u64 {
    buffer.clear();
    phone_digits(text, buffer);
    buffer
        .trim_start_matches(['+', '0'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0u64, |packed, digit| (packed << 4) | u64::from(digit - b'0' + 1))
}

fn len(packed: u64) -> u32 {
    (64 - packed.leading_zeros()).div_ceil(4)
}

fn low(digits: u32) -> u64 {
    if digits >= MAX_DIGITS { u64::MAX } else { (1 << (4 * digits)) - 1 }
}

/// Digits to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needle {
    packed: u64,
    len: u32,
    mask: u64,
}

/// How well a number matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhoneMatch {
    /// All of it, but for a trunk prefix.
    Whole,
    /// Part of it, graded from 0 to 100; best if only the country or area code is missing.
    Part(u16),
}

impl Needle {
    /// Digits typed in any format; none if there are too few.
    pub(super) fn new(text: &str) -> Option<Self> {
        let packed = pack(text, &mut String::new());
        let len = len(packed);
        (len >= MIN_DIGITS).then(|| Self { packed, len, mask: low(len) })
    }

    /// The digits, first to last.
    pub(super) fn digits(self) -> impl Iterator<Item = u8> {
        (0..self.len).rev().map(move |place| ((self.packed >> (4 * place)) & 0xF) as u8 - 1)
    }

    /// Whether and how `number` matches.
    pub(super) fn find(self, number: u64) -> Option<PhoneMatch> {
        // Inside the number: try every place. A digit is never 0, so nothing matches beyond the number's end.
        let mut rest = number;
        while rest >= self.packed {
            if rest & self.mask == self.packed {
                let missing = len(number) - self.len;
                return Some(if missing == 0 {
                    PhoneMatch::Whole
                } else if rest == number && self.len >= MIN_SUFFIX {
                    PhoneMatch::Part((100 - missing) as u16)
                } else {
                    PhoneMatch::Part((self.len * 80 / len(number)) as u16)
                });
            }
            rest >>= 4;
        }
        if number < self.packed {
            // A number kept without country or area code, found by one typed with it.
            let number_len = len(number);
            if number_len >= MIN_SUFFIX && self.packed & low(number_len) == number {
                return Some(PhoneMatch::Part((90 - (self.len - number_len)) as u16));
            }
        }
        None
    }
}

/// Numbers of many documents.
#[derive(Debug, Default, Clone)]
pub(super) struct Phones {
    numbers: Vec<u64>,
    docs: Vec<u32>,
    infos: Vec<u8>,
}

impl Phones {
    pub(super) fn push(&mut self, number: u64, doc: u32, info: u8) {
        self.numbers.push(number);
        self.docs.push(doc);
        self.infos.push(info);
    }

    /// Visits the numbers that contain `needle`.
    pub(super) fn find(&self, needle: Needle, mut visit: impl FnMut(u32, u8, PhoneMatch)) {
        for (at, number) in self.numbers.iter().enumerate() {
            if let Some(found) = needle.find(*number) {
                visit(self.docs[at], self.infos[at], found);
            }
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u32, u8)> + '_ {
        self.numbers.iter().zip(&self.docs).zip(&self.infos).map(|((number, doc), info)| (*number, *doc, *info))
    }

    pub(super) fn remove(&mut self, doc: u32) {
        let kept: Vec<_> = self.iter().filter(|(_, of, _)| *of != doc).collect();
        if kept.len() < self.docs.len() {
            *self = Self::default();
            for (number, doc, info) in kept {
                self.push(number, doc, info);
            }
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.numbers.capacity() * 8 + self.docs.capacity() * 4 + self.infos.capacity()
    }

    pub(super) fn shrink(&mut self) {
        self.numbers.shrink_to_fit();
        self.docs.shrink_to_fit();
        self.infos.shrink_to_fit();
    }
}
