//! What tells the items of a list from each other, whatever their keys are.

use std::hash::{Hash, Hasher};

/// A key as the bytes that it feeds to a hasher: one type for all lists. The bytes themselves are
/// compared, so no two keys are taken for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Identity(Vec<u8>);

impl Identity {
    /// What `key` amounts to.
    pub fn of(key: &impl Hash) -> Self {
        let mut bytes = Self::default();
        key.hash(&mut bytes);
        bytes
    }
}

impl Hasher for Identity {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Nobody asks.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_differ_where_keys_do() {
        assert_eq!(Identity::of(&("ab", 1)), Identity::of(&("ab".to_owned(), 1)));
        assert_ne!(Identity::of(&("ab", "c")), Identity::of(&("a", "bc")));
        assert_ne!(Identity::of(&Some(0_u8)), Identity::of(&None::<u8>));
        assert_ne!(Identity::of(&1_u32), Identity::of(&2_u32));
    }
}
