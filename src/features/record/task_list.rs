//! Activities about a record: to tick off, and done.

use leptos::prelude::*;

use super::state::{RecordState, linked, open_tasks_of};
use crate::client::act::actions;
use crate::client::live::{ListSpec, LiveRow, use_list};
use crate::client::time::now_ms;
use crate::db::edit::{Edit, Target};
use crate::db::query::{Path, Query, Sort};
use crate::db::show::Cell;
use crate::i18n::en::record as text;
use crate::model::id::RecordId;
use crate::model::standard::{ACTIVITY, activity_field, activity_status};
use crate::model::value::Value;
use crate::ui::commit::commit_flow;
use crate::ui::format::{Format, format, local_day, today};
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::reactive::memo;
use crate::ui::route::Route;
use crate::ui::text::{t, ta, word};

/// Rows shown at most.
const MOST: usize = 200;

/// The activities of a record: open ones by due date, then, in full, the rest.
#[component]
pub fn TaskList(
    /// What the parts of the page share.
    state: RecordState,
    /// Only the next open ones, at most so many.
    #[prop(optional)]
    only: Option<usize>,
) -> impl IntoView {
    let columns =
        vec![Path::Field(activity_field::STATUS), Path::Field(activity_field::DUE), Path::Field(activity_field::OWNER)];
    let spec = Signal::derive(move || {
        let (object, id) = (state.object.with(|object| object.id), state.id.get());
        let query = state.schema.with(|schema| {
            if only.is_some() {
                return open_tasks_of(schema, object, id);
            }
            let by = |field, descending| Sort { path: Path::Field(field), descending };
            let sort = vec![by(activity_field::STATUS, false), by(activity_field::DUE, false)];
            Query { sort, ..linked(schema, ACTIVITY, object, id) }
        });
        Some(ListSpec { query, columns: columns.clone(), aggregates: Vec::new() })
    });
    let list = use_list(spec);
    let rows = move || list.window.get().rows.into_iter().take(only.unwrap_or(MOST)).collect::<Vec<_>>();
    let none = move || list.ready.get() && list.total.get() == 0;
    view! {
        <For each=rows key=|row| row.id let:row><TaskRow row /></For>
        <Show when=none><p class="dim tl-none">{t(text::NO_TASKS)}</p></Show>
    }
}

#[component]
fn TaskRow(row: LiveRow) -> impl IntoView {
    let format = format();
    let id = row.id;
    let row = row.row;
    let shown = row.clone();
    let done =
        memo(move |_| row.with(|row| row.cells.first() == Some(&Cell::Value(Value::Option(activity_status::DONE)))));
    let title = shown.clone();
    let href = Route::Record("activity".into(), id).path();
    let label = shown.with_untracked(|row| ta(text::COMPLETE, &[("task", word(&row.title))]));
    let tick = Signal::derive(move || Tick::from(done.get()));
    let when = move || {
        shown.with(|row| {
            let Some(Cell::Value(Value::DateTime(at))) = row.cells.get(1) else { return None };
            let (words, late) = due_words(*at, format);
            let class = match (done.get(), late) {
                (true, _) | (_, Late::Later) => "meta num dim",
                (_, Late::Today) => "meta num amber",
                (_, Late::Over) => "meta num red",
            };
            Some(view! { <span class=class>{words}</span> })
        })
    };
    view! {
        <div class="rel task" class:is-done=done>
            <Checkbox value=tick on_change=move |on| complete(id, on) label=label round=true />
            <a class="grow clip" href=href dir="auto">{move || title.with(|row| row.title.clone())}</a>
            {move || when().into_any()}
        </div>
    }
}

/// How a due date stands to today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Late {
    Over,
    Today,
    Later,
}

/// A due date in few words.
pub(super) fn due_words(at: i64, format: Format) -> (String, Late) {
    let (day, now) = (local_day(at), today());
    match day.0 - now.0 {
        0 => (t(text::TODAY), Late::Today),
        1 => (t(text::TOMORROW), Late::Later),
        2..=6 => (format.weekday(day), Late::Later),
        left if left < 0 => (format.day_month(day), Late::Over),
        _ => (format.day_month(day), Late::Later),
    }
}

/// Ticks an activity off, or opens it again.
pub(super) fn complete(id: RecordId, done: bool) {
    let status = if done { activity_status::DONE } else { activity_status::OPEN };
    let at = if done { Value::DateTime(now_ms() as i64) } else { Value::Empty };
    let cells = vec![(activity_field::STATUS, Value::Option(status)), (activity_field::DONE_AT, at)];
    let edits = vec![Edit::Set { object: ACTIVITY, target: Target::one(id), cells }];
    let said = t(if done { text::TASK_DONE } else { text::TASK_OPEN });
    actions().by_hand("record.complete", move || commit_flow("record.complete", edits, said));
}
