//! What the records of a condition are called: known from the workspace, or asked for once.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::client::bridge::engine;
use crate::db::query::{Condition, Filter, Query, Test};
use crate::db::show::Spec;
use crate::model::id::{ObjectId, RecordId};
use crate::model::value::Value;
use crate::protocol::request::{Reply, Request};

/// Titles of records by id.
#[derive(Clone, Copy)]
pub struct Titles {
    known: RwSignal<HashMap<RecordId, String>>,
}

impl Titles {
    /// What a record is called, when that is known. Tracks.
    pub(super) fn of(self, id: RecordId) -> Option<String> {
        self.known.with(|known| known.get(&id).cloned())
    }

    /// Remembers a title that was just seen.
    pub(super) fn learn(self, id: RecordId, title: String) {
        self.known.update(|known| {
            known.insert(id, title);
        });
    }

    /// Finds out the titles of the records a condition names.
    pub(super) fn ask(self, target: ObjectId, condition: &Condition) {
        let engine = engine();
        engine.state.with_untracked(|state| {
            let links = state.users.iter().chain(state.tags.iter().map(|(link, _)| link));
            self.known.update(|known| known.extend(links.map(|link| (link.id, link.title.clone()))));
        });
        let wanted: Vec<RecordId> = ids_of(&condition.test)
            .into_iter()
            .filter(|id| self.known.with_untracked(|known| !known.contains_key(id)))
            .collect();
        if wanted.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let window = 0..wanted.len() as u32;
            let query = Query { filter: Filter::Among(wanted), ..Query::of(target) };
            let spec = Spec::List { query, columns: Vec::new(), window, aggregates: Vec::new() };
            if let Ok(Reply::Rows(rows)) = engine.call(Request::Rows(Box::new(spec))).await {
                self.known.try_update(|known| known.extend(rows.rows.into_iter().map(|row| (row.id, row.title))));
            }
        });
    }
}

/// An empty list of titles.
pub(super) fn use_titles() -> Titles {
    Titles { known: RwSignal::new(HashMap::new()) }
}

fn ids_of(test: &Test) -> Vec<RecordId> {
    let one = |value: &Value| value.as_ref_id();
    match test {
        Test::AnyOf(values) | Test::NoneOf(values) | Test::AllOf(values) => values.iter().filter_map(one).collect(),
        Test::Equals(value) | Test::Differs(value) => one(value).into_iter().collect(),
        _ => Vec::new(),
    }
}
