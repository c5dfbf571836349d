//! A column of texts: one arena, and four bytes a cell that say where the cell's text starts. Cells
//! with equal text share it where that is noticed, so columns of few different texts (city, job title)
//! cost little more than the four bytes.

/// Where the shared empty text stands in every arena.
const EMPTY: u32 = 0;
/// Slots of the cache that notices equal texts.
const CACHE: usize = 16_384;
/// Texts of a run that show whether the rest is worth looking for.
const PROBE: usize = 128;

/// Texts by row.
#[derive(Clone, Debug)]
pub struct TextColumn {
    /// Each text after its length, which is written in ASCII characters below 0x80 (so that the
    /// arena is one valid text): one character up to 126, else 127 and five of seven bits.
    arena: String,
    starts: Vec<u32>,
    /// Bytes of texts that no longer stand in any cell (a lower bound of what is reachable, an upper
    /// one of what is not: a shared text may still be used).
    waste: usize,
    /// Start of a text with this hash, to share it. Not kept while nothing is written.
    cache: Vec<u32>,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self { arena: "\0".to_owned(), starts: Vec::new(), waste: 0, cache: Vec::new() }
    }
}

impl TextColumn {
    /// How many cells are written; cells after them are empty.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The text of a row; empty past the end.
    #[must_use]
    pub fn get(&self, row: u32) -> &str {
        self.starts.get(row as usize).map_or("", |start| self.at(*start))
    }

    /// A number that stands for the text of a row: rows with the same number have the same text (the
    /// reverse need not hold). 0 is empty.
    pub(crate) fn code(&self, row: u32) -> u32 {
        self.starts.get(row as usize).copied().unwrap_or(EMPTY)
    }

    /// Adds a cell at the end.
    pub(crate) fn push(&mut self, text: &str) {
        let start = self.intern(text);
        self.starts.push(start);
    }

    /// Adds the texts that end at `ends`, one after the other in `bytes`.
    pub(crate) fn extend(&mut self, ends: &[u32], bytes: &str) {
        self.reserve(ends.len(), bytes.len() / 2);
        let (mut from, mut shared) = (0, 0);
        for (at, end) in ends.iter().enumerate() {
            let text = bytes.get(from..*end as usize).unwrap_or_default();
            from = *end as usize;
            // Where hardly any text was met before (e-mail addresses), looking for more costs more than it saves.
            if at < PROBE || shared * 16 >= PROBE || text.is_empty() {
                let before = self.arena.len();
                self.push(text);
                shared += usize::from(at < PROBE && self.arena.len() == before);
            } else {
                let start = self.add(text);
                self.starts.push(start);
            }
        }
    }

    /// Makes room.
    pub(crate) fn reserve(&mut self, cells: usize, bytes: usize) {
        self.starts.reserve(cells);
        self.arena.reserve(bytes);
    }

    /// Makes room for so many more cells like those that are here. Where cells share their texts, later ones will
    /// share them as well, so their room is not foreseen.
    pub(crate) fn reserve_alike(&mut self, more: usize) {
        let cells = self.starts.len();
        self.starts.reserve_exact(more);
        let mut starts: Vec<u32> = self.starts.iter().copied().filter(|start| *start != EMPTY).collect();
        let filled = starts.len();
        starts.sort_unstable();
        starts.dedup();
        if filled > 0 && starts.len() * 16 >= filled * 15 {
            // A little more, so that it need not be moved for the last few.
            self.arena.reserve_exact((self.arena.len() * more / cells) * 33 / 32);
        }
    }

    /// Fills up to `len` cells with empty ones.
    pub(crate) fn pad(&mut self, len: usize) {
        if self.starts.len() < len {
            self.starts.resize(len, EMPTY);
        }
    }

    /// Replaces the text of a row.
    pub(crate) fn set(&mut self, row: u32, text: &str) {
        if text == self.get(row) {
            return;
        }
        self.pad(row as usize + 1);
        self.waste += self.get(row).len() + 1;
        self.starts[row as usize] = self.intern(text);
        if self.waste > 65_536 && self.waste * 2 > self.arena.len() {
            self.compact();
        }
    }

    /// Gives back what only writing needs.
    pub(crate) fn settle(&mut self) {
        self.cache = Vec::new();
        self.arena.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        self.arena.capacity() + self.starts.capacity() * 4 + self.cache.capacity() * 4
    }

    fn at(&self, start: u32) -> &str {
        let start = start as usize;
        let bytes = self.arena.as_bytes();
        let first = usize::from(bytes[start]);
        let (from, len) = if first < 127 {
            (start + 1, first)
        } else {
            let len = bytes[start + 1..start + 6].iter().fold(0, |len, byte| len << 7 | usize::from(*byte));
            (start + 6, len)
        };
        &self.arena[from..from + len]
    }

    fn intern(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return EMPTY;
        }
        if self.cache.is_empty() {
            self.cache.resize(CACHE, EMPTY);
        }
        let slot = hash(text) as usize % CACHE;
        let known = self.cache[slot];
        if known != EMPTY && self.at(known) == text {
            return known;
        }
        let start = self.add(text);
        self.cache[slot] = start;
        start
    }

    fn add(&mut self, text: &str) -> u32 {
        let start = self.arena.len() as u32;
        if text.len() < 127 {
            self.arena.push(char::from(text.len() as u8));
        } else {
            self.arena.push('\x7F');
            for shift in [28, 21, 14, 7, 0] {
                self.arena.push(char::from((text.len() >> shift & 0x7F) as u8));
            }
        }
        self.arena.push_str(text);
        start
    }

    /// Writes the arena anew with the texts in use.
    fn compact(&mut self) {
        let mut fresh = Self::default();
        fresh.reserve(self.starts.len(), self.arena.len().saturating_sub(self.waste));
        for start in &self.starts {
            fresh.push(self.at(*start));
        }
        fresh.settle();
        *self = fresh;
    }
}

/// Enough to spread texts over the cache (after the Fx hash of rustc: rotate, xor, multiply).
fn hash(text: &str) -> u64 {
    let mut chunks = text.as_bytes().chunks_exact(8);
    let mix = |state: u64, word: u64| (state.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    let mut state = text.len() as u64;
    for chunk in &mut chunks {
        state = mix(state, u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
    }
    let tail = chunks.remainder().iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(state, tail) >> 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_all_lengths_come_back() {
        let mut column = TextColumn::default();
        let texts: Vec<String> = (0..400).map(|len| "aé".repeat(len)).collect();
        for text in &texts {
            column.push(text);
        }
        for (row, text) in texts.iter().enumerate() {
            assert_eq!(column.get(row as u32), text);
        }
        assert_eq!(column.get(9999), "");
    }

    #[test]
    fn equal_texts_share_their_bytes() {
        let mut column = TextColumn::default();
        for row in 0..10_000 {
            column.push(["Hamburg", "Bremen", "Lübeck"][row % 3]);
        }
        assert!(column.arena.len() < 40, "{}", column.arena.len());
        assert_eq!(column.code(0), column.code(3));
    }

    #[test]
    fn a_run_of_different_texts_and_one_of_equal_ones_come_back() {
        for different in [true, false] {
            let texts: Vec<String> =
                (0..1000).map(|row| if different { format!("{row}ü") } else { format!("{}", row % 3) }).collect();
            let mut bytes = String::new();
            let mut ends = Vec::new();
            for text in &texts {
                bytes.push_str(text);
                ends.push(bytes.len() as u32);
            }
            let mut column = TextColumn::default();
            column.push("first");
            column.extend(&ends, &bytes);
            assert!((1..).zip(&texts).all(|(row, text)| column.get(row) == text));
            assert_eq!(column.code(1) == column.code(4), !different);
        }
    }

    #[test]
    fn room_is_made_where_texts_differ() {
        for different in [true, false] {
            let text =
                |row: usize| if different { format!("someone{row:05}@example.com") } else { format!("{}", row % 9) };
            let mut column = TextColumn::default();
            (0..1000).for_each(|row| column.push(&text(row)));
            column.reserve_alike(9000);
            let room = (column.arena.capacity(), column.starts.capacity());
            (1000..10_000).for_each(|row| column.push(&text(row)));
            assert_eq!((column.arena.capacity(), column.starts.capacity()), room);
            assert!(different || room.0 < 1000);
        }
    }

    #[test]
    fn overwritten_texts_give_their_room_back() {
        let mut column = TextColumn::default();
        for round in 0..200 {
            for row in 0..1000 {
                column.set(row, &format!("text {round} of {row}"));
            }
        }
        assert!(column.arena.len() < 200_000, "{}", column.arena.len());
        for row in 0..1000 {
            assert_eq!(column.get(row), format!("text 199 of {row}"));
        }
    }
}
