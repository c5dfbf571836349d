//! Values between memory and storage: sealed, in envelopes, under their keys.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::Engine;
use crate::codec::envelope::{self, Kind};
use crate::codec::{CodecError, migrate};
use crate::db::show::{Rows, Spec};
use crate::model::hlc::ClientId;
use crate::model::id::ObjectId;
use crate::platform::store::{Area, Change, Durability, Key, Store as _, StoreError};
use crate::platform::{Platform, seal::Seal as _};
use crate::protocol::fault::Fault;
use crate::protocol::show::{State, Trouble};

/// Key of the device's value.
pub(super) const DEVICE: &[u8] = b"device";
/// Key of the settings.
pub(super) const SETTINGS: &[u8] = b"settings";
/// Key of the schema's changes, and of what waits for its record: transactions that are in no chunk.
pub(super) const SCHEMA: &[u8] = b"schema";
/// Key of the boot record.
pub(super) const BOOT: &[u8] = b"boot";
/// Key, in the history area, of the transactions that can be undone. No partition has this number.
pub(super) const UNDO: &[u8] = &[u8::MAX];

/// What a device remembers of itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Device {
    /// Who it is.
    pub(super) id: ClientId,
    /// The tables on disk, and how many chunks each has.
    pub(super) layout: Vec<(ObjectId, u32)>,
    /// Checkpoints made: segments of history are numbered by it.
    pub(super) checkpoints: u32,
}

/// What makes a start quick.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Boot {
    /// The workspace.
    pub(super) state: State,
    /// The list that was open last, and its first page.
    pub(super) page: Option<(Spec, Rows)>,
    /// The characters whose order was learned: learned at once next time, so that lists are ordered
    /// but once.
    pub(super) letters: Vec<Box<str>>,
    /// The frames whose changes are in it. With another on disk, the page is too old to be shown.
    pub(super) frames: Vec<Key>,
}

/// Key of a chunk.
pub(super) fn chunk_key(object: ObjectId, chunk: u32) -> Key {
    let mut key = object.0.to_be_bytes().to_vec();
    key.extend(chunk.to_be_bytes());
    key
}

/// Key of a segment of a partition's history.
pub(super) fn history_key(partition: u8, checkpoint: u32) -> Key {
    let mut key = vec![partition];
    key.extend(checkpoint.to_be_bytes());
    key
}

/// How storage's failure is said to the UI.
pub(super) fn fault(error: StoreError) -> Fault {
    match error {
        StoreError::Unavailable => Fault::StorageUnavailable,
        StoreError::Blocked => Fault::StorageBlocked,
        StoreError::Full => Fault::StorageFull,
        StoreError::Newer => Fault::StorageNewer,
        StoreError::Taken => Fault::StorageFailed(error.to_string()),
        StoreError::Failed(why) => Fault::StorageFailed(why),
    }
}

impl<P: Platform> Engine<P> {
    /// Seals content and puts it in an envelope.
    pub(super) async fn wrap(&self, kind: Kind, content: Vec<u8>) -> Vec<u8> {
        let seal = self.platform().seal();
        envelope::wrap(kind, seal.id(), &seal.seal(content).await)
    }

    /// Opens an envelope and the seal, and brings the content to today's format.
    pub(super) async fn unwrap(&self, kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, CodecError> {
        let opened = envelope::open(kind, bytes)?;
        let format = opened.format;
        let content = self.platform().seal().open(opened.seal, opened.content.to_vec()).await?;
        migrate::content(kind, format, content)
    }

    /// Reads a small value of the engine's own.
    pub(super) async fn unwrap_own<T: DeserializeOwned>(&self, kind: Kind, bytes: &[u8]) -> Result<T, CodecError> {
        let content = self.unwrap(kind, bytes).await?;
        postcard::from_bytes(&content).map_err(|_e| CodecError::Nonsense)
    }

    /// A change that writes a small value of the engine's own.
    pub(super) async fn put_own<T: Serialize>(&self, kind: Kind, key: &[u8], value: &T) -> Change {
        // Own values consist of numbers, texts and lists, which postcard always writes.
        let content = postcard::to_allocvec(value).unwrap_or_default();
        Change::Put(Area::Meta, key.to_vec(), self.wrap(kind, content).await)
    }

    /// Writes to storage; without storage, nothing is written and nothing is wrong.
    pub(super) async fn write(&self, changes: Vec<Change>, durability: Durability) -> Result<(), StoreError> {
        // What a newer version wrote is in memory only as far as it was understood.
        if self.inner.core.borrow().trouble == Some(Trouble::CannotWrite(Fault::StorageNewer)) {
            return Err(StoreError::Newer);
        }
        let store = self.store();
        match store {
            Some(store) => store.commit(changes, durability).await,
            None => Ok(()),
        }
    }
}
