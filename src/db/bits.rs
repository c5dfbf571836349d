//! A set of rows, one bit a row.

/// A set of row numbers below a fixed bound.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
    len: u32,
}

impl Bits {
    /// No row of `len`.
    #[must_use]
    pub fn none(len: u32) -> Self {
        Self { words: vec![0; len.div_ceil(64) as usize], len }
    }

    /// All rows below `len`.
    #[must_use]
    pub fn all(len: u32) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(64) as usize], len };
        bits.trim();
        bits
    }

    /// The bound: one more than the largest row that fits.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Raises the bound to `len`; new rows are not in the set.
    pub fn grow(&mut self, len: u32) {
        if len > self.len {
            self.len = len;
            self.words.resize(len.div_ceil(64) as usize, 0);
        }
    }

    /// Whether the row is in the set.
    #[must_use]
    pub fn has(&self, row: u32) -> bool {
        self.words.get((row / 64) as usize).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Puts the row in or takes it out. Rows at or past the bound are ignored.
    pub fn put(&mut self, row: u32, present: bool) {
        if row < self.len {
            let word = &mut self.words[(row / 64) as usize];
            *word = *word & !(1 << (row % 64)) | u64::from(present) << (row % 64);
        }
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Keeps the rows that are in both.
    pub fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(other.words.iter().chain(core::iter::repeat(&0))) {
            *word &= other;
        }
    }

    /// Adds the rows of the other (of the same bound).
    pub fn or(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes the rows of the other out.
    pub fn minus(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// The rows in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let base = at as u32 * 64;
            let mut rest = *word;
            core::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    base + bit
                })
            })
        })
    }

    /// The rows of this set that pass a test. Full words are tested without a branch a row, so that
    /// a cheap test runs at memory speed.
    #[must_use]
    pub fn keep(&self, mut test: impl FnMut(u32) -> bool) -> Self {
        let mut out = Self::none(self.len);
        for (at, (word, kept)) in self.words.iter().zip(&mut out.words).enumerate() {
            let base = at as u32 * 64;
            if *word == u64::MAX {
                *kept = (0..64).fold(0, |bits, bit| bits | u64::from(test(base + bit)) << bit);
            } else {
                let mut rest = *word;
                while rest != 0 {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    *kept |= u64::from(test(base + bit)) << bit;
                }
            }
        }
        out
    }

    fn trim(&mut self) {
        if let Some(last) = self.words.last_mut()
            && !self.len.is_multiple_of(64)
        {
            *last &= (1 << (self.len % 64)) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_behave_as_sets_around_word_ends() {
        for len in [0, 1, 63, 64, 65, 130] {
            let all = Bits::all(len);
            assert_eq!(all.count(), len);
            assert_eq!(all.iter().collect::<Vec<_>>(), (0..len).collect::<Vec<_>>());
            let odd = all.keep(|row| row % 2 == 1);
            assert_eq!(odd.iter().collect::<Vec<_>>(), (0..len).filter(|row| row % 2 == 1).collect::<Vec<_>>());
            let mut even = all.clone();
            even.minus(&odd);
            let mut none = even.clone();
            none.and(&odd);
            assert!(none.is_empty());
            even.or(&odd);
            assert_eq!(even, all);
            assert!(!all.has(len));
        }
    }

    #[test]
    fn a_grown_set_keeps_its_rows() {
        let mut bits = Bits::none(3);
        bits.put(2, true);
        bits.put(3, true);
        bits.grow(100);
        bits.put(99, true);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [2, 99]);
    }
}
