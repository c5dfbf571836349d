//! History segments: past changes of the records of one partition, as one checkpoint found them.
//! The op log is ordered by time; the history of one record is wanted by record. So when frames are
//! folded into chunks, their ops are dealt out over [`PARTITIONS`] by record, and reading a record's
//! past reads one partition.

use super::envelope::{self, Kind};
use super::pack::{Packer, Unpacker};
use super::{CodecError, wire};
use crate::model::hlc::Hlc;
use crate::model::id::{ObjectId, RecordId};
use crate::model::op::Action;

/// Over how many partitions history is dealt out.
pub const PARTITIONS: u8 = 64;

/// The partition a record's history stands in. Ids end in random bits, so the lowest ones spread
/// evenly.
#[must_use]
pub fn partition(record: RecordId) -> u8 {
    (record.0 & u128::from(PARTITIONS - 1)) as u8
}

/// One past change of one record.
#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// When and where.
    pub stamp: Hlc,
    /// Who.
    pub author: RecordId,
    /// The command that did it.
    pub command: String,
    /// The object type of the record.
    pub object: ObjectId,
    /// The record.
    pub record: RecordId,
    /// What happened to it.
    pub action: Action,
}

/// A segment in its envelope, not encrypted.
#[must_use]
pub fn wrap(segment: &[Past]) -> Vec<u8> {
    envelope::wrap(Kind::History, 0, &encode(segment))
}

/// Reads a segment in its envelope.
pub fn unwrap(bytes: &[u8]) -> Result<Vec<Past>, CodecError> {
    decode(&envelope::unwrap(Kind::History, bytes)?)
}

/// The content of a segment.
#[must_use]
pub fn encode(segment: &[Past]) -> Vec<u8> {
    let mut out = Packer::default();
    out.len(segment.len());
    for past in segment {
        wire::put_stamp(&mut out, past.stamp);
        wire::put_id(&mut out, past.author);
        out.text(&past.command);
        out.uint(u64::from(past.object.0));
        wire::put_id(&mut out, past.record);
        wire::put_action(&mut out, &past.action);
    }
    out.bytes
}

/// Reads the content of a segment.
pub fn decode(content: &[u8]) -> Result<Vec<Past>, CodecError> {
    let mut from = Unpacker::new(content);
    let count = from.len()?;
    let segment: Result<Vec<_>, CodecError> = (0..count)
        .map(|_| {
            Ok(Past {
                stamp: wire::get_stamp(&mut from)?,
                author: wire::get_id(&mut from)?,
                command: from.text()?.to_owned(),
                object: ObjectId(from.u32()?),
                record: wire::get_id(&mut from)?,
                action: wire::get_action(&mut from)?,
            })
        })
        .collect();
    from.end()?;
    segment
}
