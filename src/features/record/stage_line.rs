//! The stage line: the steps of a record, the days spent in each, a click to move.

use leptos::prelude::*;

use super::state::RecordState;
use super::story::days_with;
use crate::client::act::{Flow, actions};
use crate::client::time::now_ms;
use crate::db::edit::{Edit, Target};
use crate::db::show::Cell;
use crate::i18n::en::record as text;
use crate::model::id::OptionId;
use crate::model::schema::{FieldKind, Outcome};
use crate::model::value::Value;
use crate::ui::columns::{ChoiceView, Column};
use crate::ui::commit::{Said, commit_flow};
use crate::ui::format::{format, today};
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::Picker;
use crate::ui::text::{t, ta, word};

/// The stages of a record that has them.
#[component]
pub fn StageLine(
    /// What the parts of the page share.
    state: RecordState,
) -> impl IntoView {
    let format = format();
    let column = memo(move |_| state.column(state.stage_field()?.id));
    let current = memo(move |_| match state.cell(column.get()?.field()?) {
        Cell::Value(Value::Option(id)) => Some(id),
        _ => None,
    });
    // The stages offered: those of the record's pipeline.
    let stages = memo(move |_| {
        let Some(column) = column.get() else { return Vec::new() };
        let parent = state.parent_of(&column);
        let fits = |choice: &&ChoiceView| {
            !choice.archived && (choice.parent.is_none() || parent.is_none() || choice.parent == parent)
        };
        column.choices.iter().filter(fits).cloned().collect::<Vec<_>>()
    });
    let days = memo(move |_| {
        let Some(field) = column.get().and_then(|column| column.field()) else { return Vec::new() };
        let created = state.show().map_or(0, |show| show.created.unix_ms());
        state.history.with(|entries| days_with(entries, field, current.get(), created, now_ms() as i64))
    });
    let lost = Popup::new();
    let losing = RwSignal::new(None::<OptionId>);
    let menu = Popup::new();
    let move_to = move |id: OptionId| {
        if current.get_untracked() == Some(id) {
            return;
        }
        let outcome =
            stages.with_untracked(|stages| stages.iter().find(|stage| stage.id == id).map(|stage| stage.outcome));
        let asks = outcome == Some(Outcome::Lost) && reason_column(state).is_some();
        if asks {
            losing.set(Some(id));
            if let Ok(Some(anchor)) = document().query_selector(".stages") {
                lost.open_at(&anchor);
            }
            return;
        }
        actions().by_hand("record.stage", move || go(state, id, outcome, None));
    };
    actions().on("record.stage", move |_| {
        match document().query_selector(".stages") {
            Ok(Some(anchor)) => menu.open_at(&anchor),
            _ => return Flow::Now(crate::usage::event::Outcome::Abandoned),
        }
        Flow::Now(crate::usage::event::Outcome::Started)
    });
    let steps = move || {
        let (stages, current, days) = (stages.get(), current.get(), days.get());
        let at = stages.iter().position(|stage| Some(stage.id) == current);
        let closed = at.is_some_and(|at| stages[at].outcome != Outcome::Open);
        let step = |(place, stage): (usize, &ChoiceView)| {
            let spent = days.iter().find(|(id, _)| *id == stage.id).map(|(_, days)| *days);
            let now = Some(place) == at;
            let past = !now
                && stage.outcome == Outcome::Open
                && (spent.is_some() || at.is_some_and(|at| place < at && !closed));
            // The end that was not reached says nothing once the other one was.
            if closed && stage.outcome != Outcome::Open && !now {
                return None;
            }
            let class = match (now, stage.outcome, past) {
                (true, Outcome::Won, _) => "is-won",
                (true, Outcome::Lost, _) => "is-lost",
                (true, ..) => "is-now",
                (false, _, true) => "is-done",
                _ => "",
            };
            let icon = match (now, stage.outcome, past) {
                (true, Outcome::Won, _) => Some(Icon::Won),
                (true, Outcome::Lost, _) => Some(Icon::XCircle),
                (true, ..) => Some(Icon::Stage),
                (false, _, true) => Some(Icon::Check),
                _ => None,
            };
            let spent = spent.map(|days| {
                let words = ta(text::DAYS, &[("n", word(format.number(f64::from(days), 0)))]);
                view! { <small>{words}</small> }
            });
            let id = stage.id;
            Some(view! {
                <button
                    type="button"
                    class=class
                    aria-current=now.then_some("step")
                    title=stage.label.clone()
                    on:click=move |_| move_to(id)
                >
                    {icon.map(|icon| view! { <Glyph icon size=IconSize::Small /> })}
                    <span class="clip">{stage.label.clone()}</span>
                    {spent}
                </button>
            })
        };
        stages.iter().enumerate().filter_map(step).collect::<Vec<_>>()
    };
    let items = Signal::derive(move || {
        let now = current.get();
        stages
            .get()
            .into_iter()
            .map(|stage| MenuItem::new(stage.id.0.to_string(), stage.label).checked(now == Some(stage.id)))
            .collect::<Vec<_>>()
    });
    let reasons = Signal::derive(move || {
        let column = reason_column(state);
        let choices = column.map(|column| column.choices.as_ref().clone()).unwrap_or_default();
        choices
            .into_iter()
            .map(|choice| Choice { mark: Mark::Dot(choice.hue), ..Choice::new(choice.id.0.to_string(), choice.label) })
            .collect::<Vec<_>>()
    });
    let pick_reason = Callback::new(move |id: String| {
        if let (Some(stage), Ok(reason)) = (losing.get_untracked(), id.parse()) {
            let reason = Value::Option(OptionId(reason));
            actions().by_hand("record.stage", move || go(state, stage, Some(Outcome::Lost), Some(reason)));
        }
    });
    let label = move || column.get().map(|column| column.label).unwrap_or_default();
    let words =
        ListWords { label: t(text::WHY_LOST).into(), search: t(text::WHY_LOST).into(), none: t(text::NOTHING).into() };
    view! {
        <Show when=move || { stages.with(|stages| stages.len() > 1) }>
            <div class="stages" role="group" aria-label=label>{move || steps().into_any()}</div>
        </Show>
        <Menu popup=menu label=t(text::STAGE) items on_pick=move |id: String| { if let Ok(id) = id.parse() { move_to(OptionId(id)); } } />
        <Picker popup=lost words choices=reasons chosen=Vec::new() on_pick=pick_reason />
    }
}

/// The field that says why something was lost, when it is a list of reasons.
fn reason_column(state: RecordState) -> Option<Column> {
    let object = state.object.get_untracked();
    let field = object.by_key("lost_reason").filter(|field| matches!(field.kind, FieldKind::Select { .. }))?;
    Column::of_field(&state.schema.get_untracked(), &object, field.id)
}

/// Moves the record to a stage. The day it closes is noted where there is a field for it.
fn go(state: RecordState, stage: OptionId, outcome: Option<Outcome>, reason: Option<Value>) -> Flow {
    let Some(field) = untrack(|| state.stage_field()) else {
        return Flow::Now(crate::usage::event::Outcome::Abandoned);
    };
    let object = state.object.get_untracked();
    let mut cells = vec![(field.id, Value::Option(stage))];
    if let Some(closed) = object.by_key("closed_on").filter(|field| field.kind == FieldKind::Date) {
        let day = if outcome == Some(Outcome::Open) { Value::Empty } else { Value::Date(today()) };
        cells.push((closed.id, day));
    }
    if let (Some(reason), Some(field)) = (reason, object.by_key("lost_reason")) {
        cells.push((field.id, reason));
    }
    let edit = Edit::Set { object: object.id, target: Target::one(state.id.get_untracked()), cells };
    commit_flow("record.stage", vec![edit], Said::Words(t(text::STAGE_CHANGED)))
}
