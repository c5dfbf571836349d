//! Durable storage as the engine sees it: a few areas of binary values under binary keys, ordered
//! bytewise, changed by atomic batches.

/// A part of storage with keys of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Area {
    /// The device, settings, schema, undo list, boot record: one value each.
    Meta,
    /// The op log since the last checkpoint.
    Frames,
    /// The tables at the last checkpoint.
    Chunks,
    /// Past changes by partition.
    History,
    /// Usage events.
    Usage,
    /// Values that failed their check sum, under their old area and key.
    Quarantine,
}

impl Area {
    /// All areas.
    pub const ALL: [Self; 6] = [Self::Meta, Self::Frames, Self::Chunks, Self::History, Self::Usage, Self::Quarantine];

    /// Its name in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Frames => "frames",
            Self::Chunks => "chunks",
            Self::History => "history",
            Self::Usage => "usage",
            Self::Quarantine => "quarantine",
        }
    }
}

/// A key: compared byte by byte.
pub type Key = Vec<u8>;

/// Keys of one area from `from` up to but without `to`; without `to`, all from `from` on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// The area.
    pub area: Area,
    /// First key.
    pub from: Key,
    /// The key after the last.
    pub to: Option<Key>,
}

impl Span {
    /// All of an area.
    #[must_use]
    pub fn all(area: Area) -> Self {
        Self { area, from: Key::new(), to: None }
    }

    /// All keys that start with `prefix`.
    #[must_use]
    pub fn under(area: Area, prefix: &[u8]) -> Self {
        let mut to = prefix.to_vec();
        while to.last() == Some(&u8::MAX) {
            to.pop();
        }
        let to = to.last_mut().map(|last| *last += 1).is_some().then_some(to);
        Self { area, from: prefix.to_vec(), to }
    }

    /// Whether a key of the area lies in it.
    #[must_use]
    pub fn contains(&self, key: &[u8]) -> bool {
        key >= self.from.as_slice() && self.to.as_ref().is_none_or(|to| key < to.as_slice())
    }
}

/// A change to storage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Writes a value.
    Put(Area, Key, Vec<u8>),
    /// Writes a value where none is; where one is, the batch fails with [`StoreError::Taken`]. So of
    /// several tabs that write at once, one succeeds and the others hear of it.
    Add(Area, Key, Vec<u8>),
    /// Deletes a value, if it is there.
    Delete(Area, Key),
    /// Deletes every value of a span.
    Clear(Span),
}

/// How sure a batch has to be on disk when it is acknowledged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Durability {
    /// Handed to the operating system: outlives the browser, not always a power cut.
    #[default]
    Relaxed,
    /// Flushed to the disk: for steps that move data out of its old place.
    Strict,
}

/// Why storage did not do as it was told.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no storage.
    #[error("storage unavailable")]
    Unavailable,
    /// Another tab holds an older version of the database open.
    #[error("storage blocked by another tab")]
    Blocked,
    /// No room is left.
    #[error("storage full")]
    Full,
    /// A value was to be added where one is.
    #[error("there is a value already")]
    Taken,
    /// The database was made by a newer version of Kontor.
    #[error("storage is newer than this version")]
    Newer,
    /// Something else.
    #[error("storage failed: {0}")]
    Failed(String),
}

/// A key with its value.
pub type Entry = (Key, Vec<u8>);

/// Durable storage.
pub trait Store: Clone + 'static {
    /// Carries out all changes or none, in order; done when they are durable.
    fn commit(&self, changes: Vec<Change>, durability: Durability) -> impl Future<Output = Result<(), StoreError>>;

    /// Reads spans as they were at one moment. Calls `each` for every span in turn, with its
    /// position and its entries in the order of their keys.
    fn read(
        &self,
        spans: Vec<Span>,
        each: impl AsyncFnMut(usize, Vec<Entry>),
    ) -> impl Future<Output = Result<(), StoreError>>;

    /// Ends when storage was closed from outside, never to be written again: because a newer version in
    /// another tab rearranges it.
    fn closed(&self) -> impl Future<Output = StoreError>;
}
