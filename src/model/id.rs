//! Identifiers. All are plain numbers, `Copy`, and stable for ever: they are what disk, wire and
//! other devices refer to. Names are for people and may change.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
        pub struct $name(pub u32);
    };
}

number_id!(
    /// An object type. Standard ones are below [`CUSTOM_FROM`]; custom ones are drawn at random at
    /// or above it, so that two devices that add objects offline do not collide.
    ObjectId
);
number_id!(
    /// A field, unique within its object. Same ranges as [`ObjectId`].
    FieldId
);
number_id!(
    /// One choice of a select or multi-select field, unique within its field. Same ranges.
    OptionId
);

/// First number of the range custom objects, fields and options are drawn from.
pub const CUSTOM_FROM: u32 = 0x0001_0000;

/// A record: a UUID version 7 (48 bits of milliseconds, then random bits), so that ids sort by
/// creation time and pack well. `0` is never a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct RecordId(pub u128);

impl RecordId {
    /// Builds a version 7 UUID from a time in milliseconds since 1970 (UTC) and 74 random bits
    /// (the upper 54 bits of `random` are ignored). Layout after RFC 9562, section 5.7.
    #[must_use]
    pub fn v7(unix_ms: u64, random: u128) -> Self {
        let time = u128::from(unix_ms & 0xFFFF_FFFF_FFFF) << 80;
        let rand_a = (random >> 62) & 0x0FFF;
        let rand_b = random & 0x3FFF_FFFF_FFFF_FFFF;
        Self(time | (0x7 << 76) | (rand_a << 64) | (0b10 << 62) | rand_b)
    }

    /// When the record was made, in milliseconds since 1970 (UTC), by the clock of the device that
    /// made it.
    #[must_use]
    pub fn unix_ms(self) -> u64 {
        (self.0 >> 80) as u64
    }
}

/// Shown as 32 lower-case hexadecimal digits: the form that stands in addresses (URLs) and files.
impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// The text was not 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a record id has 32 hexadecimal digits")]
pub struct BadRecordId;

impl FromStr for RecordId {
    type Err = BadRecordId;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let digits = s.len() == 32 && s.bytes().all(|b| b.is_ascii_hexdigit());
        if !digits {
            return Err(BadRecordId);
        }
        u128::from_str_radix(s, 16).map(Self).map_err(|_e| BadRecordId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v7_has_version_variant_and_time() {
        let id = RecordId::v7(1_795_312_593_648, u128::MAX);
        assert_eq!(id.unix_ms(), 1_795_312_593_648);
        assert_eq!((id.0 >> 76) & 0xF, 7);
        assert_eq!((id.0 >> 62) & 0b11, 0b10);
    }

    #[test]
    fn text_round_trips_and_rejects_the_rest() {
        let id = RecordId::v7(1, 42);
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "1", "+0000000000000000000000000000001", "zz"] {
            assert_eq!(bad.parse::<RecordId>(), Err(BadRecordId), "{bad}");
        }
    }
}
