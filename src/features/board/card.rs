//! A card: what it is called, the fields chosen for it, what is planned next, and how long it stands
//! where it stands.

use leptos::prelude::*;

use super::board_page::About;
use super::next::{Nexts, urgency};
use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::live::LiveList;
use crate::db::query::Path;
use crate::db::show::{Cell, Link, Row};
use crate::i18n::en::board as text;
use crate::model::schema::FieldKind;
use crate::model::standard::{DEAL, PERSON, deal_field};
use crate::model::value::Value;
use crate::ui::cell::view::cell_view;
use crate::ui::format::{format, local_day, today};
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::chip::Dot;
use crate::ui::kit::reactive::memo;
use crate::ui::text::{count, ta, word};

/// The cells a card needs: the fields chosen for it, then since when it stands in its lane.
pub(super) fn card_paths(state: BoardState) -> Vec<Path> {
    let mut paths: Vec<Path> = state.columns.with(|columns| columns.iter().map(|column| column.path).collect());
    paths.push(Path::Since(state.field.get()));
    paths
}

fn first_link(cell: &Cell) -> Option<Link> {
    if let Cell::Links(links) = cell { links.first().cloned() } else { None }
}

/// Days since the record came to its lane.
fn days_in_lane(since: &Cell) -> Option<i32> {
    let Cell::Value(Value::DateTime(at)) = since else { return None };
    Some((today().0 - local_day(*at).0).max(0))
}

/// A card. Its element is given to another record as the lane scrolls.
#[component]
pub(super) fn Card(
    live: LiveList,
    state: BoardState,
    /// What is planned next, by record.
    nexts: Option<Nexts>,
    /// Whether records stay here until something happens, so that their days count.
    ages: bool,
    /// The card's place in the lane.
    index: Signal<usize>,
) -> impl IntoView {
    let row = memo(move |_| live.window.with(|window| window.at(index.get() as u32).map(|row| row.row.get())));
    let id = memo(move |_| row.with(|row| row.as_ref().map(|row| row.id)));
    let selected = memo(move |_| id.get().is_some_and(|id| state.selected.with(|all| all.contains(&id))));
    let opened = memo(move |_| id.get().is_some() && state.peek.get() == id.get());
    let dragged = state.drag.dragged();
    let lifted = memo(move |_| {
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
    let body = move || match row.get() {
        Some(row) => content(&row, state, nexts, ages),
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
            {move || body().into_any()}
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

fn content(row: &Row, state: BoardState, nexts: Option<Nexts>, ages: bool) -> AnyView {
    let format = format();
    let columns = state.columns.get();
    let (mut about, mut inline, mut people) = (Vec::new(), Vec::new(), Vec::new());
    for (column, cell) in columns.iter().zip(&row.cells) {
        match (&column.kind, cell) {
            (_, Cell::Empty) => {}
            (FieldKind::User, cell) => people.extend(
                first_link(cell)
                    .map(|user| view! { <Avatar name=user.title.clone() attr:title=user.title /> }.into_any()),
            ),
            (FieldKind::Relation { .. }, cell) => about.extend(
                first_link(cell)
                    .map(|link| view! { <About person=link.object == PERSON name=link.title /> }.into_any()),
            ),
            (FieldKind::Money, Cell::Value(Value::Money(money))) => {
                inline.push(view! { <span class="amt">{format.money(*money, true)}</span> }.into_any());
            }
            (FieldKind::Date, Cell::Value(Value::Date(date))) => {
                let day = format.day_month(*date);
                let closes = column.path == Path::Field(deal_field::EXPECTED_CLOSE) && column.object == DEAL;
                let words = if closes { ta(text::DUE, &[("day", word(day))]) } else { day };
                inline.push(view! { <span title=column.label.clone()>{words}</span> }.into_any());
            }
            _ => inline.push(cell_view(column, cell, format)),
        }
    }
    let id = row.id;
    let foot = nexts.map(|nexts| {
        let next = memo(move |_| nexts.with(|nexts| nexts.get(&id).cloned()));
        let hue = Signal::derive(move || next.with(|next| urgency(next.as_ref()).0));
        view! { <Dot hue /><span class="clip">{move || next.with(|next| urgency(next.as_ref()).1)}</span> }
    });
    // One that came today has no days to count.
    let days = row.cells.get(columns.len()).and_then(days_in_lane).filter(|days| ages && *days > 0);
    let age = days.map(|days| {
        let bound = i32::from(engine().state.with(|state| state.settings.rotting_days));
        let class = match days {
            _ if days >= 2 * bound => "age is-red",
            _ if days >= bound => "age is-amber",
            _ => "age",
        };
        let tip = ta(text::IN_STAGE, &[("n", count(days))]);
        view! { <span class=class title=tip>{ta(text::DAYS, &[("n", count(days))])}</span> }
    });
    view! {
        <div class="t"><span dir="auto">{row.title.clone()}</span></div>
        <div class="kv">{about}</div>
        <div class="kv is-amt">{inline}<span class="grow"></span>{people}</div>
        <div class="foot">{foot}<span class="grow"></span>{age}</div>
    }
    .into_any()
}
