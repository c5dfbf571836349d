//! L1: what stands on disk. Every value that Kontor keeps passes through here: an
//! [`envelope`] names the format and guards the content with a check sum; the content is a
//! [`frame`] of the op log, a [`chunk`] of a table, a [`history`] segment, or a small value of the
//! engine's own. [`migrate`] reads what older versions wrote.
//!
//! Bytes from disk are never trusted: whatever they are, reading ends in a value or an
//! [`CodecError`], not in a panic and not in an allocation larger than the input warrants.

pub mod checksum;
pub mod chunk;
pub mod envelope;
pub mod frame;
pub mod history;
pub mod migrate;
mod pack;
mod wire;

/// Why bytes could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CodecError {
    /// They do not start as Kontor's values do.
    #[error("not written by kontor")]
    NotOurs,
    /// They were written by a newer version, in this format.
    #[error("written in the newer format {0}")]
    Newer(u8),
    /// They hold another kind of value than was asked for.
    #[error("another kind of value")]
    OtherKind,
    /// The check sum or the length is wrong.
    #[error("damaged")]
    Damaged,
    /// The check sum is right, and yet the content makes no sense.
    #[error("content makes no sense")]
    Nonsense,
    /// They are encrypted in a way this session has no key for.
    #[error("sealed")]
    Sealed,
}
