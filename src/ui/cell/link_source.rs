//! Records to link to: found as one types, or made on the spot.

use leptos::prelude::*;

use super::edits::title_cells;
use crate::client::bridge::engine;
use crate::db::edit::Edit;
use crate::db::query::{Meta, Path, Query, Sort};
use crate::db::show::{Link, Spec};
use crate::i18n::en::cell as words;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::Object;
use crate::model::standard;
use crate::model::value::Value;
use crate::protocol::request::{Reply, Request};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::{Choice, Mark};
use crate::ui::text::{ta, word};

/// Records offered at most.
const OFFERED: u32 = 30;
/// Starts the id of the entry that makes a new record.
const NEW: &str = "+";

/// Records that fit what was typed.
#[derive(Clone, Copy)]
pub struct LinkSource {
    /// The object type looked in.
    pub target: ObjectId,
    /// What is offered now.
    pub choices: RwSignal<Vec<Choice>>,
    /// Whether an answer is on its way.
    pub busy: RwSignal<bool>,
    query: RwSignal<String>,
    /// Counts searches, so that a late answer to an old one is dropped.
    generation: StoredValue<u32>,
    known: RwSignal<Vec<Link>>,
    may_create: bool,
}

/// Records of `target` to choose from. `create` also offers to make one with the name that was typed.
#[must_use]
pub fn use_link_source(target: ObjectId, create: bool) -> LinkSource {
    let source = LinkSource {
        target,
        choices: RwSignal::new(Vec::new()),
        busy: RwSignal::new(true),
        query: RwSignal::new(String::new()),
        generation: StoredValue::new(0),
        known: RwSignal::new(Vec::new()),
        may_create: create,
    };
    source.search(String::new());
    source
}

impl LinkSource {
    /// Looks for what was typed; nothing typed offers the first records by name.
    pub fn search(self, text: String) {
        let generation = self.generation.get_value() + 1;
        self.generation.set_value(generation);
        self.query.set(text.clone());
        self.busy.set(true);
        let engine = engine();
        let target = self.target;
        leptos::task::spawn_local(async move {
            let wanted = text.trim().to_owned();
            let found: Vec<(Link, String)> = if wanted.is_empty() {
                let sort = vec![Sort { path: Path::Meta(Meta::Title), descending: false }];
                let query = Query { sort, ..Query::of(target) };
                let spec = Spec::List { query, columns: Vec::new(), window: 0..OFFERED, aggregates: Vec::new() };
                match engine.call(Request::Rows(Box::new(spec))).await {
                    Ok(Reply::Rows(rows)) => {
                        let link = |id, title| Link { object: target, id, title, deleted: false };
                        rows.rows.into_iter().map(|row| (link(row.id, row.title), String::new())).collect()
                    }
                    _ => Vec::new(),
                }
            } else {
                let request =
                    Request::Search { text: wanted.clone(), object: Some(target), limit: OFFERED, generation };
                match engine.call(request).await {
                    Ok(Reply::Hits { hits, .. }) => hits
                        .into_iter()
                        .filter(|hit| !hit.deleted)
                        .map(|hit| {
                            let link = Link { object: target, id: hit.id, title: hit.title, deleted: false };
                            (link, hit.subtitle)
                        })
                        .collect(),
                    _ => Vec::new(),
                }
            };
            if self.generation.try_get_value() != Some(generation) {
                return;
            }
            self.offer(found, &wanted);
        });
    }

    fn offer(self, found: Vec<(Link, String)>, wanted: &str) {
        let people = self.target == standard::PERSON || self.target == standard::USER;
        let mark = if people { Mark::Person } else { Mark::Company };
        let exact = found.iter().any(|(link, _)| link.title.to_lowercase() == wanted.to_lowercase());
        let mut choices: Vec<Choice> = found
            .iter()
            .map(|(link, note)| Choice {
                note: note.clone(),
                mark: mark.clone(),
                ..Choice::new(link.id.to_string(), link.title.clone())
            })
            .collect();
        if self.may_create && !wanted.is_empty() && !exact {
            let label = ta(words::CREATE_NAMED, &[("name", word(wanted))]);
            choices.push(Choice { mark: Mark::Icon(Icon::Plus), ..Choice::new(format!("{NEW}{wanted}"), label) });
        }
        self.known.update(|known| {
            for (link, _) in found {
                if !known.iter().any(|other| other.id == link.id) {
                    known.push(link);
                }
            }
        });
        self.choices.set(choices);
        self.busy.set(false);
    }

    /// What a picked entry means: the record to link to, and the change that makes it when it is new.
    #[must_use]
    pub fn pick(self, id: &str) -> Option<(Link, Option<Edit>)> {
        if let Some(name) = id.strip_prefix(NEW) {
            let object = engine().state.with_untracked(|state| state.schema.object(self.target).cloned())?;
            let id = crate::client::time::new_record_id();
            let cells = new_record_cells(&object, name);
            let link = Link { object: self.target, id, title: name.to_owned(), deleted: false };
            return Some((link, Some(Edit::Create { object: self.target, id, cells })));
        }
        let id: RecordId = id.parse().ok()?;
        self.known.with_untracked(|known| known.iter().find(|link| link.id == id).cloned()).map(|link| (link, None))
    }
}

/// The cells of a new record of which only the name is known. A person's name given as one word is
/// the family name's only part: it goes to the first field.
#[must_use]
pub fn new_record_cells(object: &Object, name: &str) -> Vec<(FieldId, Value)> {
    let cells = title_cells(object, name);
    cells.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
