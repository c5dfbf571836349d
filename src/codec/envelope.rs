//! The envelope around every value on disk. Format 1:
//!
//! ```text
//! 0  2  magic "Ko"
//! 2  1  format
//! 3  1  kind of content
//! 4  1  seal: how the content is encrypted, 0 = not
//! 5  4  length of the content, little endian
//! 9  8  XXH64 of bytes 0..9 and the content, little endian
//! 17    content
//! ```
//!
//! Format 0 had neither seal, length nor check sum: its content began at byte 4.

use super::CodecError;
use super::checksum::xxh64;
use super::migrate;

const MAGIC: [u8; 2] = *b"Ko";
const HEADER: usize = 17;

/// The format that is written. What is older is read through [`migrate`], what is newer is refused.
pub const FORMAT: u8 = 1;

/// What an envelope holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Kind {
    /// Transactions of one group commit.
    Frame = 1,
    /// Part of a table.
    Chunk = 2,
    /// Past changes of records.
    History = 3,
    /// The device, and how far its log was folded.
    Device = 4,
    /// Usage events.
    Usage = 5,
    /// Settings.
    Settings = 6,
    /// The schema.
    Schema = 7,
    /// The undo list.
    Undo = 8,
    /// What makes a start quick; derived, and dropped when it does not fit.
    Boot = 9,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        use Kind::{Boot, Chunk, Device, Frame, History, Schema, Settings, Undo, Usage};
        let all = [Frame, Chunk, History, Device, Usage, Settings, Schema, Undo, Boot];
        all.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// An opened envelope: still sealed if `seal` is not 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened<'a> {
    /// The format it was written in.
    pub format: u8,
    /// How the content is encrypted, 0: not at all.
    pub seal: u8,
    /// The content.
    pub content: &'a [u8],
}

/// Puts content into an envelope of today's format.
#[must_use]
pub fn wrap(kind: Kind, seal: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + content.len());
    bytes.extend(MAGIC);
    bytes.extend([FORMAT, kind as u8, seal]);
    bytes.extend((content.len() as u32).to_le_bytes());
    let sum = sum(&bytes, content);
    bytes.extend(sum.to_le_bytes());
    bytes.extend_from_slice(content);
    bytes
}

fn sum(header: &[u8], content: &[u8]) -> u64 {
    xxh64(content, xxh64(header, 0))
}

/// Opens an envelope of any format up to today's.
pub fn open(kind: Kind, bytes: &[u8]) -> Result<Opened<'_>, CodecError> {
    let (Some(rest), Some(&format)) = (bytes.strip_prefix(&MAGIC), bytes.get(2)) else {
        return Err(CodecError::NotOurs);
    };
    if format > FORMAT {
        return Err(CodecError::Newer(format));
    }
    let found = rest.get(1).copied().and_then(Kind::of).ok_or(CodecError::Damaged)?;
    let opened = if format == 0 {
        Opened { format, seal: 0, content: &bytes[4..] }
    } else {
        let (Some(header), Some(expected), Some(content)) = (bytes.get(..9), bytes.get(9..17), bytes.get(HEADER..))
        else {
            return Err(CodecError::Damaged);
        };
        let length = u32::from_le_bytes([header[5], header[6], header[7], header[8]]);
        if content.len() as u64 != u64::from(length) || sum(header, content).to_le_bytes() != expected {
            return Err(CodecError::Damaged);
        }
        Opened { format, seal: header[4], content }
    };
    if found == kind { Ok(opened) } else { Err(CodecError::OtherKind) }
}

/// Opens an envelope that is not encrypted and brings its content to today's format.
pub fn unwrap(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, CodecError> {
    let opened = open(kind, bytes)?;
    if opened.seal != 0 {
        return Err(CodecError::Sealed);
    }
    migrate::content(kind, opened.format, opened.content.to_vec())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_newer_format_is_named() {
        let mut bytes = wrap(Kind::Device, 0, b"x");
        bytes[2] = 9;
        assert_eq!(unwrap(Kind::Device, &bytes), Err(CodecError::Newer(9)));
    }

    #[test]
    fn kinds_are_not_mixed_up() {
        assert_eq!(unwrap(Kind::Chunk, &wrap(Kind::Device, 0, b"x")), Err(CodecError::OtherKind));
        assert_eq!(unwrap(Kind::Device, &wrap(Kind::Device, 3, b"x")), Err(CodecError::Sealed));
    }

    proptest! {
        #[test]
        fn content_comes_back(content in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(unwrap(Kind::Frame, &wrap(Kind::Frame, 0, &content)), Ok(content));
        }

        #[test]
        fn one_flipped_bit_is_noticed(
            content in proptest::collection::vec(any::<u8>(), 0..200),
            at in any::<prop::sample::Index>(),
            bit in 0..8_u8,
        ) {
            let mut bytes = wrap(Kind::Frame, 0, &content);
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            // A flip in the format byte may make it format 0, which knows no check sum; its content is
            // judged by who reads it.
            prop_assume!(!(at == 2 && bytes[2] == 0));
            prop_assert!(unwrap(Kind::Frame, &bytes).is_err());
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = unwrap(Kind::Frame, &bytes);
        }
    }
}
