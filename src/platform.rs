//! L2: everything the engine needs from outside, behind small traits. The traits and their test
//! doubles are native; the browser's side of each is in `browser`, the only engine code that knows
//! JS.

#[cfg(feature = "engine")]
pub mod browser;
#[cfg(test)]
pub(crate) mod double;
pub mod seal;
pub mod store;

use core::cmp::Ordering;

pub use store::Store;

use crate::model::collate::Strength;

/// The world around one engine: a tab's worker in the browser, a double in tests. All of it belongs
/// to one thread.
pub trait Platform: 'static {
    /// Durable storage.
    type Store: Store;
    /// A file that a person handed over.
    type File: File;

    /// How values on disk are encrypted.
    fn seal(&self) -> impl seal::Seal;
    /// Opens storage, or says why there is none.
    fn open(&self) -> impl Future<Output = Result<Self::Store, store::StoreError>>;
    /// The wall clock: milliseconds since 1970 (UTC).
    fn now_ms(&self) -> u64;
    /// A clock that never jumps: milliseconds since some moment.
    fn ticks_ms(&self) -> f64;
    /// 128 random bits.
    fn random(&self) -> u128;
    /// Runs a task beside the others.
    fn spawn(&self, task: impl Future<Output = ()> + 'static);
    /// Lets messages that wait be handled first.
    fn turn(&self) -> impl Future<Output = ()>;
    /// Waits at least this long.
    fn sleep(&self, ms: u32) -> impl Future<Output = ()>;
    /// Hands a message to the UI.
    fn post(&self, message: Vec<u8>);
    /// Hands a message to the engines of the other tabs.
    fn broadcast(&self, message: &[u8]);
    /// Waits until this tab is the one that folds frames into chunks; it stays so until it closes.
    fn lead(&self) -> impl Future<Output = ()>;
    /// A number that no other open tab has, small, and the same again after a reload of the only tab.
    fn seat(&self) -> impl Future<Output = u32>;
    /// How far a zone (IANA name) is ahead of UTC, in minutes, at a moment in milliseconds since 1970.
    fn zone(&self, name: &str) -> Box<dyn Fn(i64) -> i32>;
    /// How a language (BCP 47 tag) orders texts.
    fn collator(&self, locale: &str) -> Box<dyn FnMut(&str, &str, Strength) -> Ordering>;
    /// Bytes used, bytes allowed, and whether the browser promised to keep them.
    fn estimate(&self) -> impl Future<Output = (u64, u64, bool)>;
}

/// A file to read piece by piece.
pub trait File: Clone + 'static {
    /// Its name.
    fn name(&self) -> String;
    /// Its length in bytes.
    fn len(&self) -> u64;
    /// Whether it has no bytes.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The bytes from `from` up to `to`, fewer at the end; or why they cannot be read.
    fn read(&self, from: u64, to: u64) -> impl Future<Output = Result<Vec<u8>, String>>;
}
