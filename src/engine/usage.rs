//! Usage events on their way to storage.
//!
//! Events are numbered for each device from 1, without gaps, whichever of its tabs they happen in and
//! however often these are loaded again. The next number lies in storage as an empty batch that
//! begins with it. A batch and the new next number are written in one transaction, and only if the
//! number there is still the one that the batch was made for; otherwise another tab was faster, and
//! the batch is made anew. What could not be written keeps no number and goes with what comes next.

use std::mem::take;

use super::Engine;
use crate::codec::CodecError;
use crate::codec::envelope::Kind;
use crate::model::hlc::ClientId;
use crate::platform::Platform;
use crate::platform::store::{Area, Change, Durability, Expected, Key, Met, Span, Store as _, StoreError};
use crate::protocol::fault::Fault;
use crate::protocol::show::Trouble;
use crate::usage::batch::Batch;
use crate::usage::event::Event;

/// Events kept while nothing can be written; of more, the oldest go.
const MAX_WAITING: usize = 10_000;

/// What waits, and how far the numbers are.
#[derive(Default)]
pub(super) struct Events {
    waiting: Vec<Event>,
    writing: bool,
    /// What was last seen in storage under the key of the next number.
    seen: Option<Vec<u8>>,
    /// No smaller number is given, even after storage was emptied.
    least: u64,
}

impl Events {
    /// After everything was deleted: what came before `least` was given.
    pub(super) fn start_over(&mut self, least: u64) {
        self.seen = None;
        self.least = self.least.max(least);
    }
}

/// Key of the next number of a device.
fn next_key(device: ClientId) -> Key {
    [b"usage/".as_slice(), &device.0.to_be_bytes()].concat()
}

/// Key of the batch of a device that begins with this number.
fn batch_key(device: ClientId, first: u64) -> Key {
    [device.0.to_be_bytes(), first.to_be_bytes()].concat()
}

impl<P: Platform> Engine<P> {
    /// Takes events over from the page. Nobody waits for them to be written.
    pub(super) async fn keep_usage(&self, events: Vec<Event>) {
        {
            let mut core = self.inner.core.borrow_mut();
            core.events.waiting.extend(events);
            let excess = core.events.waiting.len().saturating_sub(MAX_WAITING);
            core.events.waiting.drain(..excess);
            if core.events.writing {
                return;
            }
            core.events.writing = true;
        }
        loop {
            let events = take(&mut self.inner.core.borrow_mut().events.waiting);
            if events.is_empty() || self.store().is_none() {
                break;
            }
            let write = self.with_next_number(Durability::Relaxed, async |device, next| {
                let batch = Batch { first: next, events: events.clone() };
                let after = Batch { first: next + events.len() as u64, events: Vec::new() };
                vec![
                    Change::Put(Area::Usage, batch_key(device, next), self.wrap(Kind::Usage, batch.encode()).await),
                    Change::Put(Area::Meta, next_key(device), self.wrap(Kind::Usage, after.encode()).await),
                ]
            });
            if write.await.is_err() {
                // A full disk says so when it loses an edit; these go with the next events.
                self.inner.core.borrow_mut().events.waiting.splice(0..0, events);
                break;
            }
        }
        self.inner.core.borrow_mut().events.writing = false;
    }

    /// Commits the changes made of this device and its next number, anew if another tab was faster.
    /// Returns the number.
    pub(super) async fn with_next_number(
        &self,
        durability: Durability,
        changes: impl AsyncFn(ClientId, u64) -> Vec<Change>,
    ) -> Result<u64, StoreError> {
        let Some(store) = self.store() else { return Ok(0) };
        let device = self.inner.core.borrow().clock.client().device();
        let key = next_key(device);
        loop {
            if self.inner.core.borrow().trouble == Some(Trouble::CannotWrite(Fault::StorageNewer)) {
                return Err(StoreError::Newer);
            }
            let (seen, least) = {
                let core = self.inner.core.borrow();
                (core.events.seen.clone(), core.events.least)
            };
            let next = self.next_number(device, seen.as_deref()).await?.max(least).max(1);
            let changes = changes(device, next).await;
            let written = changes.iter().find_map(|change| match change {
                Change::Put(Area::Meta, this, value) if *this == key => Some(value.clone()),
                _ => None,
            });
            let expected = Expected { area: Area::Meta, key: key.clone(), value: seen };
            let met = store.commit_if(expected, changes, durability).await?;
            let mut core = self.inner.core.borrow_mut();
            match met {
                Met::Expected => {
                    core.events.seen = written;
                    return Ok(next);
                }
                Met::Instead(there) => core.events.seen = there,
            }
        }
    }

    /// The number that lies in storage; where it is damaged, the one after the last batch.
    async fn next_number(&self, device: ClientId, seen: Option<&[u8]>) -> Result<u64, StoreError> {
        let Some(bytes) = seen else { return Ok(1) };
        match self.batch(bytes).await {
            Ok(batch) => Ok(batch.first),
            Err(CodecError::Newer(_)) => Err(StoreError::Newer),
            Err(_) => self.after_the_last(device).await,
        }
    }

    async fn after_the_last(&self, device: ClientId) -> Result<u64, StoreError> {
        let Some(store) = self.store() else { return Ok(1) };
        let mut after = 1;
        let span = Span::under(Area::Usage, &device.0.to_be_bytes());
        let read = store.read(vec![span], async |_, entries| {
            for (_, bytes) in entries {
                if let Ok(batch) = self.batch(&bytes).await {
                    after = after.max(batch.first + batch.events.len() as u64);
                }
            }
        });
        read.await?;
        Ok(after)
    }

    async fn batch(&self, bytes: &[u8]) -> Result<Batch, CodecError> {
        let content = self.unwrap(Kind::Usage, bytes).await?;
        Batch::decode(&content).map_err(|_e| CodecError::Nonsense)
    }
}
