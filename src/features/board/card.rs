//! A card: what it is called, whom it is about, what it is worth, when it is due, who works on it.

use leptos::prelude::*;

use super::board_page::About;
use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::client::live::LiveList;
use crate::db::query::Path;
use crate::db::show::{Cell, Link, Row};
use crate::i18n::en::board as text;
use crate::model::date::Date;
use crate::model::id::FieldId;
use crate::model::schema::{FieldKind, Object};
use crate::model::standard::PERSON;
use crate::model::value::Value;
use crate::ui::format::{format, local_day, today};
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::chip::{Dot, Hue};
use crate::ui::text::{t, ta, word};

/// The roles fields play on a card, in the order of the cells.
fn parts(object: &Object) -> [Option<FieldId>; 5] {
    let find = |wanted: &dyn Fn(&FieldKind) -> bool| {
        object.fields.iter().find(|field| !field.archived && wanted(&field.kind)).map(|field| field.id)
    };
    let relation = find(&|kind| matches!(kind, FieldKind::Relation { .. }));
    let money = find(&|kind| *kind == FieldKind::Money);
    let due = find(&|kind| matches!(kind, FieldKind::Date | FieldKind::DateTime));
    let owner = find(&|kind| *kind == FieldKind::User);
    let next = object.by_key("next_step").map(|field| field.id);
    [relation, money, due, owner, next]
}

/// The cells a card needs.
pub(super) fn card_paths(object: &std::sync::Arc<Object>) -> Vec<Path> {
    parts(object).into_iter().flatten().map(Path::Field).collect()
}

fn cell(row: &Row, object: &Object, part: usize) -> Cell {
    let parts = parts(object);
    let at = parts[..part].iter().flatten().count();
    parts[part].and_then(|_| row.cells.get(at).cloned()).unwrap_or_default()
}

fn first_link(cell: &Cell) -> Option<Link> {
    if let Cell::Links(links) = cell { links.first().cloned() } else { None }
}

/// How urgent a due day is, and the words for it.
fn urgency(due: Option<Date>) -> (Option<Hue>, String) {
    let Some(due) = due else { return (None, t(text::NO_DATE)) };
    let day = || word(format().day_month(due));
    match due.0 - today().0 {
        ..0 => (Some(Hue::Red), ta(text::OVERDUE, &[("day", day())])),
        0 => (Some(Hue::Amber), t(text::DUE_TODAY)),
        _ => (Some(Hue::Green), ta(text::DUE, &[("day", day())])),
    }
}

/// A card. Its element is given to another record as the lane scrolls.
#[component]
pub(super) fn Card(live: LiveList, state: BoardState, index: Signal<usize>) -> impl IntoView {
    let row = Memo::new(move |_| live.window.with(|window| window.at(index.get() as u32).map(|row| row.row.get())));
    let id = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.id)));
    let selected = Memo::new(move |_| id.get().is_some_and(|id| state.selected.with(|all| all.contains(&id))));
    let opened = Memo::new(move |_| id.get().is_some() && state.peek.get() == id.get());
    let dragged = state.drag.dragged();
    let lifted = Memo::new(move |_| {
        let moving = dragged.with(|dragged| dragged.as_ref().map(|dragged| dragged.payload.records.clone()));
        moving.is_some_and(|records| id.get().is_some_and(|id| records.contains(&id)))
    });
    let click = move |ev: leptos::ev::MouseEvent| {
        let Some(id) = id.get_untracked() else { return };
        state.focused.set(Some(id));
        if ev.ctrl_key() || ev.meta_key() || ev.shift_key() {
            toggle(state, id);
        } else if state.phone.get_untracked() {
            state.open(id);
        } else {
            state.peek_at(id);
        }
    };
    let grab = move |ev: leptos::ev::PointerEvent| {
        if let Some(row) = row.get_untracked() {
            state.drag.grab(&ev, state.taken_with(row.id, &row.title));
        }
    };
    let content = move || match row.get() {
        Some(row) => view! { <Content row state /> }.into_any(),
        None => view! { <span class="sk"></span> }.into_any(),
    };
    view! {
        <div
            class="dcard"
            class:is-sel=move || selected.get()
            class:is-open=move || opened.get()
            class:is-lifted=move || lifted.get()
            role="listitem"
            tabindex="0"
            data-card=move || id.get().map(|id| id.to_string())
            data-drop-item=move || id.get().map(|id| id.to_string())
            on:click=click
            on:pointerdown=grab
            on:focus=move |_| state.focused.set(id.get_untracked())
        >
            {content}
        </div>
    }
}

/// Takes a card into the selection, or out of it.
pub(super) fn toggle(state: BoardState, id: crate::model::id::RecordId) {
    actions().by_hand("board.select", || {
        state.selected.update(|all| match all.iter().position(|known| *known == id) {
            Some(at) => {
                all.remove(at);
            }
            None => all.push(id),
        });
        Flow::DONE
    });
}

#[component]
fn Content(row: Row, state: BoardState) -> impl IntoView {
    let object = state.object.get_untracked();
    let about = first_link(&cell(&row, &object, 0));
    let owner = first_link(&cell(&row, &object, 3));
    let amount = match cell(&row, &object, 1) {
        Cell::Value(Value::Money(money)) => Some(format().money(money, true)),
        _ => None,
    };
    let due = match cell(&row, &object, 2) {
        Cell::Value(Value::Date(date)) => Some(date),
        Cell::Value(Value::DateTime(at)) => Some(local_day(at)),
        _ => None,
    };
    let next = match cell(&row, &object, 4) {
        Cell::Value(Value::Text(text)) => Some(text),
        _ => None,
    };
    let (hue, words) = urgency(due);
    let owner = owner.map(|owner| view! { <Avatar name=owner.title.clone() attr:title=owner.title /> });
    view! {
        <div class="t"><span dir="auto">{row.title}</span></div>
        <div class="kv">{about.map(|link| view! { <About person=link.object == PERSON name=link.title /> })}</div>
        <div class="kv is-amt"><span class="amt">{amount}</span><span class="grow"></span>{owner}</div>
        <div class="foot">
            <Dot hue />
            <span class="clip">{words}{next.map(|next| format!(", {next}"))}</span>
        </div>
    }
}
