//! A list of record ids in which each has a number and is found again by hashing: open addressing over
//! the numbers, four bytes a slot.

use crate::model::id::RecordId;

const FREE: u32 = u32::MAX;

/// Ids numbered in the order they were added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    ids: Vec<RecordId>,
    /// Number of an id or `FREE`; a power of two of them, at most three quarters used.
    slots: Vec<u32>,
}

impl Ids {
    /// How many there are.
    pub(crate) fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All ids, by number.
    pub(crate) fn as_slice(&self) -> &[RecordId] {
        &self.ids
    }

    /// The id with this number; 0 when there is none.
    pub(crate) fn id(&self, number: u32) -> RecordId {
        self.ids.get(number as usize).copied().unwrap_or_default()
    }

    /// The number of an id.
    pub(crate) fn find(&self, id: RecordId) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let number = self.slots[self.slot(id)];
        (number != FREE).then_some(number)
    }

    /// The number of an id, which is added when it is new; and whether it was.
    pub(crate) fn add(&mut self, id: RecordId) -> (u32, bool) {
        if self.ids.len() * 4 >= self.slots.len() * 3 {
            self.rehash((self.slots.len() * 2).max(16));
        }
        let slot = self.slot(id);
        if self.slots[slot] != FREE {
            return (self.slots[slot], false);
        }
        let number = self.ids.len() as u32;
        self.slots[slot] = number;
        self.ids.push(id);
        (number, true)
    }

    /// Adds ids that are new and differ from each other. Otherwise adds none, and says so.
    pub(crate) fn add_all(&mut self, ids: &[RecordId]) -> bool {
        self.reserve(ids.len());
        let before = self.ids.len();
        for id in ids {
            let slot = self.slot(*id);
            if id.0 == 0 || self.slots[slot] != FREE {
                self.ids.truncate(before);
                self.rehash(self.slots.len());
                return false;
            }
            self.slots[slot] = self.ids.len() as u32;
            self.ids.push(*id);
        }
        true
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.ids.reserve(more);
        let wanted = ((self.ids.len() + more) * 4 / 3 + 1).next_power_of_two().max(16);
        if wanted > self.slots.len() {
            self.rehash(wanted);
        }
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        self.ids.capacity() * 16 + self.slots.capacity() * 4
    }

    fn rehash(&mut self, size: usize) {
        self.slots.clear();
        self.slots.resize(size, FREE);
        for number in 0..self.ids.len() {
            let slot = self.slot(self.ids[number]);
            self.slots[slot] = number as u32;
        }
    }

    /// The slot where the id stands, or the free one where it would.
    fn slot(&self, id: RecordId) -> usize {
        let mask = self.slots.len() - 1;
        // Fibonacci hashing of both halves; the low half of a version 7 id is random already.
        let mixed = ((id.0 >> 64) as u64 ^ (id.0 as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut at = (mixed >> 32) as usize & mask;
        loop {
            let number = self.slots[at];
            if number == FREE || self.ids[number as usize] == id {
                return at;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_again_and_no_other() {
        let mut ids = Ids::default();
        assert_eq!(ids.find(RecordId(1)), None);
        for number in 0..5000_u32 {
            let id = RecordId::v7(u64::from(number / 100), u128::from(number) * 0x1234_5678_9ABC_DEF1);
            assert_eq!(ids.add(id), (number, true));
            assert_eq!(ids.add(id), (number, false));
        }
        for number in 0..5000 {
            assert_eq!(ids.find(ids.id(number)), Some(number));
        }
        assert_eq!(ids.find(RecordId(7)), None);
    }

    #[test]
    fn many_are_added_together_or_not_at_all() {
        let mut ids = Ids::default();
        let list: Vec<RecordId> = (1..100).map(RecordId).collect();
        assert!(ids.add_all(&list));
        for wrong in [[200, 50], [300, 300], [400, 0]] {
            assert!(!ids.add_all(&wrong.map(RecordId)));
            assert_eq!((ids.len(), ids.find(RecordId(wrong[0]))), (99, None));
        }
        assert_eq!(ids.find(RecordId(50)), Some(49));
        assert_eq!(ids.add(RecordId(200)), (99, true));
    }
}
