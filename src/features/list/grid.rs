//! The grid: virtual rows under a sticky head and over a sticky foot.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::foot::Foot;
use super::head::Head;
use super::lines::Line;
use super::moves;
use super::row::{CURSOR, LineView};
use super::state::{Cursor, ListState};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::en::list as text;
use crate::ui::kit::hooks::use_media;
use crate::ui::kit::virtual_list::VirtualList;
use crate::ui::names;
use crate::ui::text::t;
use crate::ui::view_state::row_height;

/// The grid of a list.
#[component]
pub fn Grid(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    let touch = use_media("(pointer: coarse)");
    let count = Signal::derive(move || state.lines.with(|lines| lines.count()));
    let density = engine().state.with_untracked(|state| state.settings.density);
    let height = Signal::derive(move || {
        let own = state.view.now.with(|view| view.density);
        row_height(if own == crate::db::view::Density::default() { density } else { own }, touch.get())
    });
    let range = state.follow();
    let columns = move || {
        let widths =
            state.view.now.with(|view| view.columns.iter().map(|c| format!("{}px", c.width)).collect::<Vec<_>>());
        format!("var(--s-9) {} minmax(var(--s-9), 1fr)", widths.join(" "))
    };
    let width = move || {
        let sum = state.view.now.with(|view| view.columns.iter().map(|c| u32::from(c.width)).sum::<u32>());
        format!("max(100%, calc({sum}px + var(--s-9) * 2))")
    };
    let active = move || {
        let cursor = state.cursor.get()?;
        let line = state.lines.with(|lines| lines.line_of(cursor.position));
        state.handle.visible().with(|visible| visible.contains(&line)).then(|| match cursor.column {
            Some(_) => CURSOR.to_owned(),
            None => format!("line-{line}"),
        })
    };
    let label = move || names::many(&state.object.get());
    let row = move |index: Signal<usize>| view! { <LineView state index /> };
    view! {
        <VirtualList
            count
            row_height=height
            row
            overscan=2
            on_range=range
            handle=state.handle
            header=move || view! { <Head state /> }
            footer=move || view! { <Foot state /> }
            node_ref=state.grid
            attr:role="grid"
            attr:tabindex="0"
            attr:aria-label=label
            attr:aria-multiselectable="true"
            attr:aria-rowcount=move || count.get() + 1
            attr:aria-colcount=move || state.columns.with(|columns| columns.len() + 1)
            attr:aria-activedescendant=active
            attr:data-hint=t(text::GRID_HINT)
            style:--cols=columns
            style:--cols-width=width
            on:click=move |ev| click(state, &ev)
            on:dblclick=move |ev| double_click(state, &ev)
            on:keydown=move |ev| moves::keys(state, &ev)
            on:focus=move |_| {
                let by_key = actions().last_input() == crate::usage::event::Input::Keyboard;
                if by_key && state.cursor.get_untracked().is_none() && state.live.total.get_untracked() > 0 {
                    let visible = state.handle.visible().get_untracked();
                    let position = state.lines.with_untracked(|lines| lines.positions(visible)).start;
                    let id = state.row_at(position).map(|row| row.id);
                    state.cursor.set(Some(Cursor { id, position, column: None }));
                }
            }
        />
    }
}

/// What was pressed: the position of the row, and the element.
fn pressed(state: ListState, ev: &web_sys::MouseEvent) -> Option<(u32, Element)> {
    let target = ev.target()?.dyn_into::<Element>().ok()?;
    let row = target.closest(".grid-row[id]").ok().flatten()?.id();
    let line = row.strip_prefix("line-")?.parse().ok()?;
    match state.lines.with_untracked(|lines| lines.at(line)) {
        Line::Row(position) => Some((position, target)),
        Line::Heading(_) => None,
    }
}

fn column_of(target: &Element) -> Option<usize> {
    target.closest("[data-col]").ok().flatten()?.get_attribute("data-col")?.parse().ok()
}

fn click(state: ListState, ev: &leptos::ev::MouseEvent) {
    let Some((position, target)) = pressed(state, ev) else { return };
    if target.closest(".editor").ok().flatten().is_some() {
        return;
    }
    let Some(row) = state.row_at(position) else { return };
    let on_check = target.closest("[data-check]").ok().flatten().is_some();
    if ev.shift_key() || on_check || ev.ctrl_key() || ev.meta_key() {
        // A modified click on the name opens a tab, as links do.
        let on_link = target.closest("a[href]").ok().flatten().is_some();
        if on_link && !ev.shift_key() && !on_check {
            return;
        }
        ev.prevent_default();
        actions().by_hand("list.select", || {
            if ev.shift_key() {
                if state.anchor.get_value().is_none() {
                    state.anchor.set_value(Some(state.cursor.get_untracked().map_or(position, |c| c.position)));
                }
                moves::select_range(state, position);
            } else {
                state.selection.update(|selection| selection.toggle(row.id));
                state.anchor.set_value(Some(position));
            }
            Flow::DONE
        });
        state.cursor.set(Some(Cursor { id: Some(row.id), position, column: None }));
        return state.focus();
    }
    let column = column_of(&target);
    // A link in a cell leads where it says; the name shows the record beside the list.
    if target.closest("a[href]:not([data-name])").ok().flatten().is_some() {
        return;
    }
    let on_name = target.closest("[data-name]").ok().flatten().is_some() || column == Some(0) || column.is_none();
    if on_name {
        ev.prevent_default();
        state.cursor.set(Some(Cursor { id: Some(row.id), position, column: None }));
        state.focus();
        actions().by_hand("list.peek", || {
            state.open_peek(row.id);
            Flow::DONE
        });
        return;
    }
    let again =
        state.cursor.get_untracked().is_some_and(|cursor| cursor.position == position && cursor.column == column);
    state.go_to(position, column);
    state.focus();
    // A second click on the cell one stands on edits it, as a double click does.
    if let (true, Some(column)) = (again, column) {
        begin_edit(state, row.id, column);
    }
}

fn double_click(state: ListState, ev: &leptos::ev::MouseEvent) {
    let Some((position, target)) = pressed(state, ev) else { return };
    let (Some(row), Some(column)) = (state.row_at(position), column_of(&target)) else { return };
    if target.closest(".editor").ok().flatten().is_some() {
        return;
    }
    ev.prevent_default();
    state.cursor.set(Some(Cursor { id: Some(row.id), position, column: Some(column) }));
    begin_edit(state, row.id, column);
}

fn begin_edit(state: ListState, id: crate::model::id::RecordId, column: usize) {
    if state.editing.get_untracked() != Some((id, column)) {
        state.edit(id, column);
    }
}
