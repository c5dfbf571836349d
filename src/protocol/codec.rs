//! Messages as bytes: postcard, the same on both sides because both are built from one source.

use serde::{Serialize, de::DeserializeOwned};

/// The bytes were not a message of this build.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("message from another build")]
pub struct BadMessage;

/// Encodes a message.
///
/// # Panics
/// Never in practice: every message type consists of numbers, strings and lists of them, which
/// postcard always encodes.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages hold only what postcard encodes")
}

/// Decodes a message.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BadMessage> {
    postcard::from_bytes(bytes).map_err(|_e| BadMessage)
}
