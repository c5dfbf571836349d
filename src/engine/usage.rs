//! Usage events on their way to storage.
//!
//! Events are numbered for each device from 1, without gaps, whichever of its tabs they happen in and
//! however often these are loaded again. A batch lies under the number of its first event, and is
//! *added*: when another tab was faster and gave that number away, storage refuses, and the batch is
//! made anew for the number that follows. The next number is written in the same transaction, as an
//! empty batch that begins with it. So no batch may ever be deleted alone; one that is of no more use
//! leaves an empty one in its place.
//!
//! Nothing is read before: a page that is about to go hands its events over, and what is asked for in
//! one step the browser finishes even when the worker is gone. What could not be written keeps no
//! number and goes with what comes next.

use std::mem::take;

use super::Engine;
use crate::codec::CodecError;
use crate::codec::envelope::Kind;
use crate::model::hlc::ClientId;
use crate::platform::Platform;
use crate::platform::store::{Area, Change, Durability, Entry, Key, Span, Store as _, StoreError};
use crate::usage::batch::Batch;
use crate::usage::event::Event;

/// How keys of next numbers begin.
pub(super) const NEXT: &[u8] = b"usage/";
/// Events kept while nothing can be written; of more, the oldest go.
const MAX_WAITING: usize = 10_000;

/// What waits, and how far the numbers are.
#[derive(Default)]
pub(super) struct Events {
    waiting: Vec<Event>,
    writing: bool,
    /// The number of the next event, as far as this tab knows; 0 before it has looked.
    pub(super) next: u64,
}

/// Where the next number of a device lies, among the small values.
fn next_key(device: ClientId) -> Key {
    [NEXT, &device.0.to_be_bytes()].concat()
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
            if self.number_and_write(&events).await.is_err() {
                // A full disk says so when it loses an edit; these go with the next events.
                self.inner.core.borrow_mut().events.waiting.splice(0..0, events);
                break;
            }
        }
        self.inner.core.borrow_mut().events.writing = false;
    }

    async fn number_and_write(&self, events: &[Event]) -> Result<(), StoreError> {
        let device = self.inner.core.borrow().clock.client().device();
        loop {
            let next = self.inner.core.borrow().events.next.max(1);
            let batch = Batch { first: next, events: events.to_vec() };
            let after = Batch { first: next + events.len() as u64, events: Vec::new() };
            let changes = vec![
                Change::Add(Area::Usage, batch_key(device, next), self.wrap(Kind::Usage, batch.encode()).await),
                Change::Put(Area::Meta, next_key(device), self.wrap(Kind::Usage, after.encode()).await),
            ];
            let next = match self.write(changes, Durability::Relaxed).await {
                Err(StoreError::Taken) => self.next_event_after(next).await?,
                written => {
                    written?;
                    self.inner.core.borrow_mut().events.next = after.first;
                    return Ok(());
                }
            };
            self.inner.core.borrow_mut().events.next = next;
        }
    }

    /// The number of the next event, when this one was given away.
    async fn next_event_after(&self, taken: u64) -> Result<u64, StoreError> {
        let next = self.look_up_next_event().await?;
        if next > taken {
            return Ok(next);
        }
        // What says the next number is gone or old.
        let device = self.inner.core.borrow().clock.client().device();
        Ok(self.after_the_last(device).await?.max(taken + 1))
    }

    /// The number of the next event, read from storage.
    pub(super) async fn look_up_next_event(&self) -> Result<u64, StoreError> {
        let (device, known) = {
            let core = self.inner.core.borrow();
            (core.clock.client().device(), core.events.next)
        };
        let mut found = Vec::new();
        if let Some(store) = self.store() {
            let span = Span::under(Area::Meta, &next_key(device));
            store.read(vec![span], async |_, entries| found = entries).await?;
        }
        let next = match found.first() {
            Some((_, bytes)) => self.next_event(device, bytes).await?,
            None => 1,
        };
        Ok(next.max(known))
    }

    /// Takes the next number from the small values that were read at the start.
    pub(super) async fn go_on_numbering(&self, device: ClientId, values: &[Entry]) {
        let key = next_key(device);
        if let Some((_, bytes)) = values.iter().find(|(this, _)| *this == key) {
            // Where it cannot be read, so is said when the first event is written.
            let next = self.next_event(device, bytes).await.unwrap_or_default();
            self.inner.core.borrow_mut().events.next = next;
        }
    }

    /// The number of the next event, from the value that says it; where that is damaged, the one after
    /// the last event.
    async fn next_event(&self, device: ClientId, bytes: &[u8]) -> Result<u64, StoreError> {
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
        let count = async |_: usize, entries: Vec<Entry>| {
            for (_, bytes) in entries {
                if let Ok(batch) = self.batch(&bytes).await {
                    after = after.max(batch.first + batch.events.len() as u64);
                }
            }
        };
        store.read(vec![span], count).await?;
        Ok(after)
    }

    async fn batch(&self, bytes: &[u8]) -> Result<Batch, CodecError> {
        let content = self.unwrap(Kind::Usage, bytes).await?;
        Batch::decode(&content).map_err(|_e| CodecError::Nonsense)
    }
}
