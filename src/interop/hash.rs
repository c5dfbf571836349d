//! A fast hash for maps keyed by short texts and numbers of the import itself (multiply and fold, as
//! in wyhash). Not for keys an attacker could choose to slow others down: an import slows only its own
//! author.

use std::hash::{BuildHasherDefault, Hasher};

/// A map with the fast hash.
pub(crate) type FastMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Fold>>;

/// The hash.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Fold(u64);

fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.0 = mix(self.0 ^ u64::from_le_bytes(*word), 0x9E37_79B9_7F4A_7C15);
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.0 = mix(self.0 ^ u64::from_le_bytes(last), 0xA076_1D64_78BD_642F ^ bytes.len() as u64);
    }

    fn finish(&self) -> u64 {
        mix(self.0 ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
    }
}
