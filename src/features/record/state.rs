//! What the parts of a record page share.

use std::sync::Arc;

use leptos::prelude::*;

use crate::client::bridge::engine;
use crate::client::live::{LiveRecord, use_record, use_totals};
use crate::db::edit::Target;
use crate::db::query::{Filter, Path, Query, Test};
use crate::db::show::{Cell, RecordShow};
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::schema::{Field, FieldKind, Object, Outcome, Schema};
use crate::model::standard::{self, activity_field, activity_status};
use crate::model::value::Value;
use crate::protocol::request::{Reply, Request};
use crate::protocol::timeline::Entry;
use crate::ui::cell::{Entered, edits_for, value_of};
use crate::ui::columns::{Column, use_schema};
use crate::ui::commit::{Said, commit};
use crate::ui::kit::reactive::{effect, memo};

/// Entries of a history that are asked for.
const ENTRIES: u32 = 500;

/// A record on screen. Copy it freely.
#[derive(Clone, Copy)]
pub struct RecordState {
    pub(super) schema: Memo<Arc<Schema>>,
    pub(super) object: Memo<Arc<Object>>,
    pub(super) id: Signal<RecordId>,
    pub(super) live: RwSignal<LiveRecord>,
    /// Its history, newest first; kept fresh.
    pub(super) history: RwSignal<Vec<Entry>>,
    /// Whether the history was answered at least once.
    pub(super) told: RwSignal<bool>,
    /// The field that is being edited in the details.
    pub(super) editing: RwSignal<Option<FieldId>>,
    /// Counts: open tasks, notes.
    pub(super) counts: RwSignal<Vec<u32>>,
    /// Which kind of entry the composer starts with, when asked from outside.
    pub(super) compose: RwSignal<Option<Compose>>,
}

/// What the composer writes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Compose {
    /// A note.
    Note,
    /// An activity of this kind.
    Activity(OptionId),
}

/// Follows a record for as long as the component lives.
pub(super) fn use_record_state(object: ObjectId, id: Signal<RecordId>) -> RecordState {
    let engine = engine();
    let schema = use_schema();
    let object_id = object;
    let object = memo(move |before: Option<&Arc<Object>>| {
        let found = schema.with(|schema| schema.object(object_id).cloned().map(Arc::new));
        found.or_else(|| before.cloned()).unwrap_or_default_object(object_id)
    });
    let source = use_record(Signal::derive(move || Some((object_id, id.get()))));
    // Going from record to record keeps what was shown until the next one is here.
    let live = RwSignal::new(LiveRecord::Loading);
    effect(move |_| {
        let now = source.get();
        if !matches!(now, LiveRecord::Loading) {
            live.set(now);
        }
    });
    let queries = Signal::derive(move || {
        let schema = schema.get();
        vec![
            open_tasks_of(&schema, object_id, id.get()),
            linked(&schema, standard::NOTE, object_id, id.get()),
            linked(&schema, standard::ACTIVITY, object_id, id.get()),
        ]
    });
    let counts = use_totals(queries);
    let history = RwSignal::new(Vec::new());
    let told = RwSignal::new(false);
    let asked = StoredValue::new(0_u32);
    // Asked for again whenever the record or what is linked to it changed.
    let stamp =
        memo(move |_| live.with(|live| if let LiveRecord::Here(show) = live { Some(show.updated) } else { None }));
    effect(move |_| {
        let id = id.get();
        stamp.track();
        counts.track();
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        leptos::task::spawn_local(async move {
            let request = Request::Timeline { object: object_id, record: id, limit: ENTRIES };
            if let Ok(Reply::Timeline(entries)) = engine.call(request).await
                && asked.try_get_value() == Some(turn)
            {
                if history.with_untracked(|now| *now != entries) {
                    history.set(entries);
                }
                told.set(true);
            }
        });
    });
    RecordState {
        schema,
        object,
        id,
        live,
        history,
        told,
        editing: RwSignal::new(None),
        counts,
        compose: RwSignal::new(None),
    }
}

/// Stands in for an object type that is gone while its page is on screen.
trait OrGone {
    fn unwrap_or_default_object(self, id: ObjectId) -> Arc<Object>;
}

impl OrGone for Option<Arc<Object>> {
    fn unwrap_or_default_object(self, id: ObjectId) -> Arc<Object> {
        self.unwrap_or_else(|| {
            Arc::new(Object {
                id,
                key: String::new(),
                label: None,
                icon: String::new(),
                role: crate::model::schema::Role::System,
                fields: Vec::new(),
                title: Vec::new(),
                subtitle: None,
            })
        })
    }
}

impl RecordState {
    /// The record, when it is here. Tracks.
    pub(super) fn show(self) -> Option<RecordShow> {
        self.live.with(|live| if let LiveRecord::Here(show) = live { Some((**show).clone()) } else { None })
    }

    /// The cell of a field. Tracks.
    pub(super) fn cell(self, field: FieldId) -> Cell {
        self.live.with(|live| if let LiveRecord::Here(show) = live { show.cell(field).clone() } else { Cell::Empty })
    }

    /// What the record is called. Tracks.
    pub(super) fn title(self) -> String {
        self.live.with(|live| if let LiveRecord::Here(show) = live { show.title.clone() } else { String::new() })
    }

    /// A field as a column. Tracks the schema.
    pub(super) fn column(self, field: FieldId) -> Option<Column> {
        Column::of_field(&self.schema.get(), &self.object.get(), field)
    }

    /// The field whose choices close the record: the stage of a deal, the status of a lead.
    pub(super) fn stage_field(self) -> Option<Field> {
        let closes = |field: &&Field| matches!(&field.kind, FieldKind::Select { options, .. } if options.iter().any(|o| o.outcome != Outcome::Open));
        self.object.with(|object| object.fields.iter().find(closes).cloned())
    }

    /// The choice that decides what a field offers.
    pub(super) fn parent_of(self, column: &Column) -> Option<OptionId> {
        match self.cell(column.depends_on()?) {
            Cell::Value(Value::Option(id)) => Some(id),
            _ => None,
        }
    }

    /// Makes a change that was entered in a field.
    pub(super) fn commit(self, command: &'static str, column: &Column, entered: &Entered) {
        let before = column.field().map_or(Value::Empty, |field| value_of(column, &self.cell_untracked(field)));
        let target = Target::one(self.id.get_untracked());
        let edits = self.object.with_untracked(|object| edits_for(object, column, target, &before, entered));
        if !edits.is_empty() {
            commit(command, edits, Said::Nothing);
        }
    }

    fn cell_untracked(self, field: FieldId) -> Cell {
        self.live.with_untracked(
            |live| if let LiveRecord::Here(show) = live { show.cell(field).clone() } else { Cell::Empty },
        )
    }
}

/// The relation fields of `from` that lead to `to`.
pub(super) fn links_between(schema: &Schema, from: ObjectId, to: ObjectId) -> Vec<FieldId> {
    schema.incoming(to).filter(|(object, _)| object.id == from).map(|(_, field)| field.id).collect()
}

/// Every record of `from` that leads to the record, by whichever field.
pub(super) fn linked(schema: &Schema, from: ObjectId, to: ObjectId, id: RecordId) -> Query {
    let leads = links_between(schema, from, to);
    let filter = leads.into_iter().map(|field| leads_to(field, id)).collect::<Vec<_>>();
    // No field leads here: nothing is found.
    let filter = if filter.is_empty() { Filter::Among(Vec::new()) } else { Filter::Any(filter) };
    Query { filter, ..Query::of(from) }
}

/// Records whose relation field holds the record.
pub(super) fn leads_to(field: FieldId, id: RecordId) -> Filter {
    Filter::is(Path::Field(field), Test::AnyOf(vec![Value::Ref(id)]))
}

/// Activities about the record that are still to be done.
pub(super) fn open_tasks_of(schema: &Schema, object: ObjectId, id: RecordId) -> Query {
    let query = linked(schema, standard::ACTIVITY, object, id);
    let open = Filter::is(Path::Field(activity_field::STATUS), Test::AnyOf(vec![Value::Option(activity_status::OPEN)]));
    Query { filter: Filter::All(vec![query.filter, open]), ..query_of_activity() }
}

fn query_of_activity() -> Query {
    let sort = vec![crate::db::query::Sort { path: Path::Field(activity_field::DUE), descending: false }];
    Query { sort, ..Query::of(standard::ACTIVITY) }
}
