//! Encryption at rest: the one place where every value on disk passes through. For now nothing is
//! encrypted; a seal that is (`AES-GCM` by `WebCrypto`) has a number of its own, which stands in the
//! envelope of each value.

use crate::codec::CodecError;

/// Encrypts values and opens them again.
pub trait Seal {
    /// Its number in envelopes; 0 is no encryption.
    fn id(&self) -> u8;
    /// Encrypts content.
    fn seal(&self, content: Vec<u8>) -> impl Future<Output = Vec<u8>>;
    /// Opens content that the seal of this number closed.
    fn open(&self, seal: u8, content: Vec<u8>) -> impl Future<Output = Result<Vec<u8>, CodecError>>;
}

/// No encryption.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Seal for Plain {
    fn id(&self) -> u8 {
        0
    }

    async fn seal(&self, content: Vec<u8>) -> Vec<u8> {
        content
    }

    async fn open(&self, seal: u8, content: Vec<u8>) -> Result<Vec<u8>, CodecError> {
        if seal == 0 { Ok(content) } else { Err(CodecError::Sealed) }
    }
}
