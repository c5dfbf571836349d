//! What is planned next for the cards of a lane: the earliest open activity of each.

use std::collections::HashMap;

use leptos::prelude::*;

use super::state::BoardState;
use crate::client::live::{ListSpec, LiveList, use_list};
use crate::db::query::{Filter, Path, Query, Sort, Test};
use crate::db::show::{Cell, Row};
use crate::i18n::en::board as text;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::{FieldKind, Outcome, Schema};
use crate::model::standard::{ACTIVITY, activity_field};
use crate::model::value::Value;
use crate::ui::format::{format, local_day, today};
use crate::ui::kit::chip::Hue;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::text::{count, t, ta, word};

/// An open activity.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Next {
    /// What is to be done.
    subject: String,
    /// When, in milliseconds since 1970.
    due: Option<i64>,
}

/// The next activities, by the record they are about.
pub(super) type Nexts = Memo<HashMap<RecordId, Next>>;

/// The field by which activities are about records of an object type.
fn about(schema: &Schema, object: ObjectId) -> Option<FieldId> {
    let fields = &schema.object(ACTIVITY)?.fields;
    fields.iter().find(|field| field.kind == FieldKind::Relation { target: object }).map(|field| field.id)
}

/// The next activity of each record that a lane holds; `None` when there are no activities about such
/// records.
pub(super) fn use_next(state: BoardState, lane: LiveList) -> Option<Nexts> {
    let object = state.object.with_untracked(|object| object.id);
    let link = state.schema.with_untracked(|schema| about(schema, object))?;
    let spec = Signal::derive(move || {
        let ids = lane.window.with(|window| window.rows.iter().map(|row| Value::Ref(row.id)).collect::<Vec<_>>());
        let is = |field, test| Filter::is(Path::Field(field), test);
        let filter =
            Filter::All(vec![is(activity_field::STATUS, Test::Outcome(Outcome::Open)), is(link, Test::AnyOf(ids))]);
        let sort = vec![Sort { path: Path::Field(activity_field::DUE), descending: false }];
        let columns = [link, activity_field::SUBJECT, activity_field::DUE].map(Path::Field).to_vec();
        Some(ListSpec { query: Query { filter, sort, ..Query::of(ACTIVITY) }, columns, aggregates: Vec::new() })
    });
    let found = use_list(spec);
    // Cards are few, and so are their activities: all of them are wanted.
    effect(move |_| found.show(0..found.total.get()));
    Some(memo(move |_| {
        let mut next = HashMap::new();
        found.window.with(|window| {
            for (id, activity) in window.rows.iter().filter_map(|row| row.row.with(read)) {
                next.entry(id).or_insert(activity);
            }
        });
        next
    }))
}

fn read(row: &Row) -> Option<(RecordId, Next)> {
    let Some(Cell::Links(links)) = row.cells.first() else { return None };
    let subject = match row.cells.get(1) {
        Some(Cell::Value(Value::Text(text))) => text.clone(),
        _ => row.title.clone(),
    };
    let due = match row.cells.get(2) {
        Some(Cell::Value(Value::DateTime(at))) => Some(*at),
        _ => None,
    };
    Some((links.first()?.id, Next { subject, due }))
}

/// How urgent it is, and the words for it.
pub(super) fn urgency(next: Option<&Next>) -> (Option<Hue>, String) {
    let Some(next) = next else { return (None, t(text::NO_ACTIVITY)) };
    let what = || ("what", word(&next.subject));
    let Some(due) = next.due else { return (Some(Hue::Green), next.subject.clone()) };
    let day = local_day(due);
    match day.0 - today().0 {
        late @ ..0 => (Some(Hue::Red), ta(text::LATE, &[what(), ("n", count(-late))])),
        0 => (Some(Hue::Amber), ta(text::AT_TIME, &[what(), ("time", word(format().time(due)))])),
        _ => (Some(Hue::Green), ta(text::ON_DAY, &[what(), ("day", word(format().day_month(day)))])),
    }
}
