//! Frames: what one group commit appended to the op log.
//!
//! Content of format 1: number of transactions, then each as `wire` writes it. Format 0 knew no
//! `undo` mark.

use core::borrow::Borrow;

use super::envelope::{self, Kind};
use super::pack::{Packer, Unpacker};
use super::{CodecError, wire};
use crate::model::op::Tx;

/// The content of a frame.
#[must_use]
pub fn encode<T: Borrow<Tx>>(txs: &[T]) -> Vec<u8> {
    let mut out = Packer::default();
    out.len(txs.len());
    txs.iter().for_each(|tx| wire::put_tx(&mut out, tx.borrow()));
    out.bytes
}

/// Reads the content of a frame.
pub fn decode(content: &[u8]) -> Result<Vec<Tx>, CodecError> {
    let mut from = Unpacker::new(content);
    let count = from.len()?;
    let txs: Result<Vec<_>, _> = (0..count).map(|_| wire::get_tx(&mut from)).collect();
    from.end()?;
    txs
}

/// A frame in its envelope, not encrypted.
#[must_use]
pub fn wrap<T: Borrow<Tx>>(txs: &[T]) -> Vec<u8> {
    envelope::wrap(Kind::Frame, 0, &encode(txs))
}

/// Reads a frame in its envelope.
pub fn unwrap(bytes: &[u8]) -> Result<Vec<Tx>, CodecError> {
    decode(&envelope::unwrap(Kind::Frame, bytes)?)
}
