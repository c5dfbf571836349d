//! The records somebody looked at last on this device: for the palette and the home page.

use leptos::prelude::*;

use super::local;
use crate::client::bridge::Engine;
use crate::db::query::{Filter, Query};
use crate::model::arrange::Arrange as _;
use crate::model::id::{ObjectId, RecordId};
use crate::protocol::request::{Reply, Request};
use crate::protocol::show::{Hit, Spec};

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

/// The first few of these records that still exist, with their names.
pub async fn titles(engine: Engine, seen: &[(ObjectId, RecordId)], most: usize) -> Vec<Hit> {
    let seen = &seen[..seen.len().min(most * 2)];
    let mut objects: Vec<ObjectId> = Vec::new();
    for (object, _) in seen {
        if !objects.contains(object) {
            objects.push(*object);
        }
    }
    let mut found: Vec<Hit> = Vec::new();
    for object in objects {
        let ids: Vec<_> = seen.iter().filter(|(of, _)| *of == object).map(|(_, id)| *id).collect();
        let window = 0..ids.len() as u32;
        let query = Query { filter: Filter::Among(ids), ..Query::of(object) };
        let spec = Spec::List { query, columns: Vec::new(), window, aggregates: Vec::new() };
        if let Ok(Reply::Rows(rows)) = engine.call(Request::Rows(Box::new(spec))).await {
            found.extend(rows.rows.into_iter().map(|row| Hit {
                object,
                id: row.id,
                title: row.title,
                subtitle: String::new(),
                matched: None,
                deleted: false,
            }));
        }
    }
    found.arrange_by_key(|hit| seen.iter().position(|(_, id)| *id == hit.id));
    found.truncate(most);
    found
}
