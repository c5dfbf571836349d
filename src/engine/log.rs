//! The op log's end that is not on disk yet, and the keys of what is.
//!
//! A frame's key is the client that wrote it, the stamp of its first transaction, and the part of a
//! bulk change: keys of one client never repeat and rise in time.

use core::task::{Context, Poll, Waker};
use std::collections::BTreeMap;
use std::mem::take;
use std::rc::Rc;

use crate::codec::frame;
use crate::model::op::{Tx, TxId};
use crate::platform::store::Key;
use crate::protocol::edit::Done;

/// The key of a frame.
pub(super) fn key(stamp: TxId, part: u16) -> Key {
    let mut key = stamp.client.0.to_be_bytes().to_vec();
    key.extend(stamp.time.to_be_bytes());
    key.extend(part.to_be_bytes());
    key
}

/// A frame: its key, and its content not yet sealed.
#[derive(Clone)]
pub(super) struct Frame {
    pub(super) key: Key,
    pub(super) content: Vec<u8>,
}

/// Frames to be written in one transaction, and who is to be told when they are.
#[derive(Default)]
pub(super) struct Flush {
    pub(super) frames: Vec<Frame>,
    pub(super) answers: Vec<(u32, Done)>,
}

#[derive(Default)]
pub(super) struct Log {
    /// Small transactions, to share a frame.
    queue: Vec<Rc<Tx>>,
    /// Parts of bulk changes, a frame each.
    bulk: Vec<Frame>,
    answers: Vec<(u32, Done)>,
    /// Frames that could not be written.
    pub(super) unsaved: Vec<Frame>,
    /// They are to be tried again.
    retry: bool,
    /// A task writes what waits, until nothing does.
    writing: bool,
    /// Who waits for it to end.
    wakers: Vec<Waker>,
    /// Seconds to wait before the next attempt to write what could not be written.
    pub(super) patience: u32,
    /// Checkpoints made so far.
    pub(super) checkpoints: u32,
    /// Frames on disk that were applied here, with their length.
    pub(super) folded_next: BTreeMap<Key, usize>,
}

impl Log {
    /// Forgets what the log before held, but not who writes it.
    pub(super) fn start_over(&mut self, old: Self) {
        (self.writing, self.wakers, self.checkpoints) = (old.writing, old.wakers, old.checkpoints);
        self.answers = old.answers;
    }

    pub(super) fn push(&mut self, tx: Rc<Tx>) {
        self.queue.push(tx);
    }

    pub(super) fn push_bulk(&mut self, frames: Vec<Frame>) {
        self.bulk.extend(frames);
    }

    pub(super) fn answer(&mut self, id: u32, done: Done) {
        self.answers.push((id, done));
    }

    fn waits(&self) -> bool {
        !self.queue.is_empty() || !self.bulk.is_empty() || !self.answers.is_empty() || self.retry
    }

    pub(super) fn is_idle(&self) -> bool {
        !self.writing && !self.waits()
    }

    /// Tries what could not be written together with what comes next, or by itself.
    pub(super) fn try_again(&mut self) {
        self.retry = !self.unsaved.is_empty();
    }

    /// Whether there is something to write and nobody at it; the caller is, from now on.
    pub(super) fn start_writing(&mut self) -> bool {
        let starts = !self.writing && self.waits();
        self.writing |= starts;
        starts
    }

    pub(super) fn is_writing(&self) -> bool {
        self.writing
    }

    /// Ready when nothing is being written.
    pub(super) fn poll_idle(&mut self, cx: &Context<'_>) -> Poll<()> {
        if self.writing {
            self.wakers.push(cx.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(())
    }

    /// All that waits, what failed before first. Without anything, the writing is over.
    pub(super) fn take(&mut self) -> Option<Flush> {
        if !self.waits() {
            self.writing = false;
            take(&mut self.wakers).into_iter().for_each(Waker::wake);
            return None;
        }
        self.retry = false;
        let mut frames = take(&mut self.unsaved);
        let queue = take(&mut self.queue);
        if let Some(first) = queue.first() {
            frames.push(Frame { key: key(first.stamp, 0), content: frame::encode(&queue) });
        }
        frames.append(&mut self.bulk);
        Some(Flush { frames, answers: take(&mut self.answers) })
    }

    /// Bytes in frames that a checkpoint would fold.
    pub(super) fn bytes(&self) -> usize {
        self.folded_next.values().sum()
    }
}
