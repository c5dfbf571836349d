//! A column of small sets of numbers: one pool, and where each cell's set starts in it.

/// Sets by row; each sorted, without repeats.
#[derive(Clone, Debug)]
pub(crate) struct SetColumn {
    /// Each set after its length. The first is the shared empty set.
    pool: Vec<u32>,
    starts: Vec<u32>,
    waste: usize,
}

impl Default for SetColumn {
    fn default() -> Self {
        Self { pool: vec![0], starts: Vec::new(), waste: 0 }
    }
}

impl SetColumn {
    /// How many cells are written; cells after them are empty.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The set of a row; empty past the end.
    pub(crate) fn get(&self, row: u32) -> &[u32] {
        let Some(start) = self.starts.get(row as usize) else { return &[] };
        let start = *start as usize;
        &self.pool[start + 1..=start + self.pool[start] as usize]
    }

    /// Replaces the set of a row.
    pub(crate) fn set(&mut self, row: u32, items: &[u32]) {
        if self.starts.len() <= row as usize {
            self.starts.resize(row as usize + 1, 0);
        }
        let old = self.get(row).len();
        if old >= items.len() && old > 0 && !items.is_empty() {
            let start = self.starts[row as usize] as usize;
            self.pool[start] = items.len() as u32;
            self.pool[start + 1..=start + items.len()].copy_from_slice(items);
            self.waste += old - items.len();
            return;
        }
        self.waste += old + usize::from(old > 0);
        self.starts[row as usize] = if items.is_empty() { 0 } else { self.write(items) };
        if self.waste > 16_384 && self.waste * 2 > self.pool.len() {
            self.compact();
        }
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        (self.pool.capacity() + self.starts.capacity()) * 4
    }

    /// Gives back what only writing needs.
    pub(crate) fn settle(&mut self) {
        self.pool.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    fn write(&mut self, items: &[u32]) -> u32 {
        let start = self.pool.len() as u32;
        self.pool.push(items.len() as u32);
        self.pool.extend_from_slice(items);
        start
    }

    fn compact(&mut self) {
        let mut fresh = Self { pool: vec![0], starts: vec![0; self.starts.len()], waste: 0 };
        for row in 0..self.starts.len() {
            let items = self.get(row as u32);
            if !items.is_empty() {
                fresh.starts[row] = fresh.write(items);
            }
        }
        *self = fresh;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_come_back_after_growing_shrinking_and_compaction() {
        let mut column = SetColumn::default();
        for round in 0..60_u32 {
            for row in 0..300 {
                let items: Vec<u32> = (0..(row + round) % 7).collect();
                column.set(row, &items);
                assert_eq!(column.get(row), items);
            }
        }
        for row in 0..300 {
            assert_eq!(column.get(row).len() as u32, (row + 59) % 7);
        }
        assert!(column.pool.len() < 40_000);
    }
}
