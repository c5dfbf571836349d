//! Reading what older versions wrote. Each step of [`MIGRATIONS`] brings content from one format to
//! the next; a value is read by running every step from its format to today's. Values are rewritten
//! in today's format when they are next written, so opening old storage needs no pass over it.
//!
//! A step, once shipped, is never changed. `tests/codec_compat.rs` runs each on a frozen fixture and
//! fails when one was not run.

use super::envelope::{FORMAT, Kind};
use super::pack::{Packer, Unpacker};
use super::{CodecError, wire};
use crate::model::op::Undo;

/// A step from one format to the next.
pub struct Migration {
    /// The format it reads; it writes the next.
    pub from: u8,
    /// What it does.
    pub what: &'static str,
    /// Turns content of a kind into the next format.
    pub step: fn(Kind, Vec<u8>) -> Result<Vec<u8>, CodecError>,
}

/// All steps, in order: the step at position n reads format n.
pub const MIGRATIONS: [Migration; FORMAT as usize] =
    [Migration { from: 0, what: "transactions say what they are to undo", step: undo_marks }];

/// Brings content to today's format.
pub fn content(kind: Kind, format: u8, content: Vec<u8>) -> Result<Vec<u8>, CodecError> {
    let steps = MIGRATIONS.get(usize::from(format)..).unwrap_or_default();
    steps.iter().try_fold(content, |content, migration| (migration.step)(kind, content))
}

/// Format 0 wrote transactions without an undo mark: all of them could be undone.
fn undo_marks(kind: Kind, content: Vec<u8>) -> Result<Vec<u8>, CodecError> {
    if kind != Kind::Frame {
        return Ok(content);
    }
    let mut from = Unpacker::new(&content);
    let mut out = Packer::default();
    let count = from.len()?;
    out.len(count);
    for _ in 0..count {
        wire::put_stamp(&mut out, wire::get_stamp(&mut from)?);
        wire::put_id(&mut out, wire::get_id(&mut from)?);
        out.text(from.text()?);
        wire::put_undo(&mut out, Undo::Do);
        let ops = from.len()?;
        out.len(ops);
        for _ in 0..ops {
            wire::put_op(&mut out, &wire::get_op(&mut from)?);
        }
    }
    from.end()?;
    Ok(out.bytes)
}
