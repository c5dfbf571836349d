//! Moving through a list by keyboard, selecting ranges, and the commands for both.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::selection::Selection;
use super::state::{Cursor, ListState};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::model::id::RecordId;
use crate::protocol::request::{Reply, Request};
use crate::ui::cell::Leave;
use crate::ui::columns::Edits;
use crate::ui::kit::hooks::is_rtl;
use crate::usage::event::Outcome;

/// Rows a page key moves when the height of the list is not known.
const PAGE: u32 = 20;

/// Registers the commands of the keyboard.
pub(super) fn register(state: ListState) {
    let actions = actions();
    actions.on("list.next_row", move |_| step(state, 1));
    actions.on("list.previous_row", move |_| step(state, -1));
    actions.on("list.select", move |_| {
        let Some(cursor) = state.cursor.get_untracked() else { return Flow::Now(Outcome::Abandoned) };
        if let Some(id) = cursor.id {
            state.selection.update(|selection| selection.toggle(id));
            state.anchor.set_value(Some(cursor.position));
        }
        Flow::DONE
    });
    actions.on("list.select_all", move |_| {
        state.selection.set(Selection::all());
        Flow::DONE
    });
    actions.on("list.clear_selection", move |_| {
        if state.selection.with_untracked(|s| s.count(state.live.total.get_untracked()) > 0) {
            state.selection.set(Selection::default());
        } else if state.finding.get_untracked() {
            state.find.set(String::new());
            state.finding.set(false);
        } else {
            state.cursor.update(|cursor| *cursor = cursor.map(|cursor| Cursor { column: None, ..cursor }));
        }
        Flow::DONE
    });
    actions.on("list.open", move |_| {
        let Some((cursor, id)) = on_row(state) else { return Flow::Now(Outcome::Abandoned) };
        // On a cell Enter edits, as in a spreadsheet; on a row it opens.
        let edits = cursor.column.is_some_and(|column| state.edit(id, column));
        if !edits {
            state.open(id, cursor.position);
        }
        Flow::DONE
    });
    actions.on("list.peek", move |_| {
        let Some((_, id)) = on_row(state) else { return Flow::Now(Outcome::Abandoned) };
        if state.peek.get_untracked() == Some(id) {
            state.close_peek();
        } else {
            state.open_peek(id);
        }
        Flow::DONE
    });
    actions.on("list.edit_cell", move |_| {
        let Some((cursor, id)) = on_row(state) else { return Flow::Now(Outcome::Abandoned) };
        let column = cursor.column.or_else(|| next_editable(state, None, false)).unwrap_or(0);
        state.cursor.set(Some(Cursor { column: Some(column), ..cursor }));
        Flow::Now(if state.edit(id, column) { Outcome::Done } else { Outcome::Abandoned })
    });
}

/// The row the cursor stands on.
fn on_row(state: ListState) -> Option<(Cursor, RecordId)> {
    let cursor = state.cursor.get_untracked()?;
    Some((cursor, cursor.id?))
}

fn step(state: ListState, by: i64) -> Flow {
    let total = state.live.total.get_untracked();
    if total == 0 {
        return Flow::Now(Outcome::Abandoned);
    }
    let to = match state.cursor.get_untracked() {
        Some(cursor) => (i64::from(cursor.position) + by).clamp(0, i64::from(total) - 1) as u32,
        None => {
            let visible = state.handle.visible().get_untracked();
            state.lines.with_untracked(|lines| lines.positions(visible)).start
        }
    };
    let column = state.cursor.get_untracked().and_then(|cursor| cursor.column);
    state.go_to(to.min(total - 1), column);
    if state.editing.get_untracked().is_none() {
        state.focus();
    }
    Flow::DONE
}

/// The keys of the grid that are no commands: along the cells, by pages, ranges.
pub(super) fn keys(state: ListState, ev: &KeyboardEvent) {
    let typing = ev
        .target()
        .and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok())
        .is_some_and(|element| crate::ui::kit::focus::takes_text(&element));
    if typing || ev.default_prevented() || state.editing.get_untracked().is_some() {
        return;
    }
    let total = state.live.total.get_untracked();
    let cursor = state.cursor.get_untracked();
    let at = cursor.map_or(0, |cursor| cursor.position);
    let last = state.columns.with_untracked(|columns| columns.len()).saturating_sub(1);
    let shift = ev.shift_key();
    let key = ev.key();
    let forth = if is_rtl() { "ArrowLeft" } else { "ArrowRight" };
    let page = state.handle.visible().with_untracked(|range| (range.len() as u32).saturating_sub(2)).clamp(1, PAGE * 5);
    if total == 0 {
        return;
    }
    match key.as_str() {
        "ArrowDown" | "ArrowUp" if shift && !ev.ctrl_key() && !ev.meta_key() => {
            let to = if key == "ArrowDown" { (at + 1).min(total - 1) } else { at.saturating_sub(1) };
            if state.anchor.get_value().is_none() {
                state.anchor.set_value(Some(at));
            }
            state.go_to(to, cursor.and_then(|cursor| cursor.column));
            select_range(state, to);
        }
        "ArrowRight" | "ArrowLeft" if !ev.alt_key() && !ev.ctrl_key() && !ev.meta_key() => {
            let column = cursor.and_then(|cursor| cursor.column);
            let to = if key == forth {
                Some(column.map_or(0, |column| (column + 1).min(last)))
            } else {
                column.and_then(|column| column.checked_sub(1))
            };
            state.go_to(at, to);
        }
        "Tab" => {
            // Tab leaves the grid from a row, and walks along the cells once one is on a cell.
            let Some(column) = cursor.and_then(|cursor| cursor.column) else { return };
            let to = if shift { column.checked_sub(1) } else { (column < last).then_some(column + 1) };
            if to.is_none() {
                return;
            }
            state.go_to(at, to);
        }
        "Home" if ev.ctrl_key() || ev.meta_key() => state.go_to(0, cursor.and_then(|c| c.column)),
        "End" if ev.ctrl_key() || ev.meta_key() => state.go_to(total - 1, cursor.and_then(|c| c.column)),
        "Home" => state.go_to(at, Some(0)),
        "End" => state.go_to(at, Some(last)),
        "PageDown" => state.go_to((at + page).min(total - 1), cursor.and_then(|c| c.column)),
        "PageUp" => state.go_to(at.saturating_sub(page), cursor.and_then(|c| c.column)),
        "F2" => {
            actions().by_hand("list.edit_cell", || {
                if let Some((cursor, id)) = on_row(state) {
                    state.edit(id, cursor.column.unwrap_or(0));
                }
                Flow::DONE
            });
        }
        _ => return,
    }
    ev.prevent_default();
}

/// Where the cursor goes after an edit, and whether the next cell is edited at once.
pub(super) fn after_edit(state: ListState, column: usize, how: Leave) {
    let Some(cursor) = state.cursor.get_untracked() else { return state.focus() };
    let total = state.live.total.get_untracked();
    match how {
        Leave::Stay => {}
        Leave::Down => state.go_to((cursor.position + 1).min(total.saturating_sub(1)), Some(column)),
        Leave::Along { back } => {
            if let Some(next) = next_editable(state, Some(column), back) {
                state.go_to(cursor.position, Some(next));
                if let Some(id) = cursor.id {
                    state.edit(id, next);
                    return;
                }
            }
        }
    }
    if matches!(how, Leave::Stay) {
        // What was pressed elsewhere takes the focus first.
        request_animation_frame(move || {
            if state.editing.try_get_untracked() == Some(None) && nothing_focused() {
                state.focus();
            }
        });
    } else {
        state.focus();
    }
}

/// Whether the focus went nowhere when the editor left the page.
fn nothing_focused() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY" || element.closest(".editor").ok().flatten().is_some())
}

fn next_editable(state: ListState, from: Option<usize>, back: bool) -> Option<usize> {
    state.columns.with_untracked(|columns| {
        let editable = |at: &usize| columns.get(*at).is_some_and(|column| column.edits != Edits::Nothing);
        match (from, back) {
            (None, _) => (0..columns.len()).find(editable),
            (Some(from), false) => (from + 1..columns.len()).find(editable),
            (Some(from), true) => (0..from).rev().find(editable),
        }
    })
}

/// Selects from where the last selection began to `to`, rows that were never loaded included.
pub(super) fn select_range(state: ListState, to: u32) {
    let from = state.anchor.get_value().unwrap_or(to);
    let (first, last) = (from.min(to), from.max(to));
    let held: Option<Vec<RecordId>> = state
        .live
        .window
        .with_untracked(|window| (first..=last).map(|position| window.at(position).map(|row| row.id)).collect());
    let take = move |ids: &[RecordId]| {
        state.selection.update(|selection| {
            for id in ids {
                selection.set(*id, true);
            }
        });
    };
    if let Some(held) = held {
        return take(&held);
    }
    let (engine, query) = (engine(), state.query.get_untracked());
    leptos::task::spawn_local(async move {
        if let Ok(Reply::Ids(ids)) = engine.call(Request::Ids(Box::new(query))).await {
            let end = (last as usize + 1).min(ids.len());
            if let Some(range) = ids.get(first as usize..end) {
                take(range);
            }
        }
    });
}
