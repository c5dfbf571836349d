//! The records somebody looked at last on this device: for the palette and the home page.

use leptos::prelude::*;

use super::local;
use crate::model::id::{ObjectId, RecordId};

/// How many are remembered.
const MOST: usize = 30;
const KEY: &str = "recent";

/// Records looked at, the last one first. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Recent {
    seen: RwSignal<Vec<(ObjectId, RecordId)>>,
}

impl Recent {
    /// As remembered by this browser.
    #[must_use]
    pub fn new() -> Self {
        let text = local::get(KEY).unwrap_or_default();
        Self { seen: RwSignal::new(text.split(' ').filter_map(read).collect()) }
    }

    /// Takes note that a record is looked at. Peeking counts too.
    pub fn saw(self, object: ObjectId, record: RecordId) {
        if self.seen.with_untracked(|seen| seen.first() == Some(&(object, record))) {
            return;
        }
        self.seen.update(|seen| {
            seen.retain(|other| *other != (object, record));
            seen.insert(0, (object, record));
            seen.truncate(MOST);
        });
        let text: Vec<_> =
            self.seen.with_untracked(|seen| seen.iter().map(|(object, id)| format!("{}:{id}", object.0)).collect());
        local::set(KEY, &text.join(" "));
    }

    /// The records, the last one first; tracked.
    #[must_use]
    pub fn all(self) -> Vec<(ObjectId, RecordId)> {
        self.seen.get()
    }

    /// Forgets them all: the data was erased.
    pub fn clear(self) {
        self.seen.set(Vec::new());
        local::remove(KEY);
    }
}

impl Default for Recent {
    fn default() -> Self {
        Self::new()
    }
}

fn read(text: &str) -> Option<(ObjectId, RecordId)> {
    let (object, id) = text.split_once(':')?;
    Some((ObjectId(object.parse().ok()?), id.parse().ok()?))
}

/// The records looked at.
///
/// # Panics
/// Outside of the app: `app` provides it before anything else.
#[must_use]
pub fn recent() -> Recent {
    expect_context::<Recent>()
}
