//! One line of the list: a row of cells, or the heading of a group.

use std::sync::Arc;

use leptos::prelude::*;

use super::lines::Line;
use super::state::ListState;
use crate::client::live::LiveRow;
use crate::db::query::{Meta, Path};
use crate::db::show::{Cell, Link, Row};
use crate::i18n::en::list as text;
use crate::ui::cell::{CellEditor, Entered, Leave, cell_text, cell_view, edits_for, link_avatar, value_of};
use crate::ui::columns::Column;
use crate::ui::commit::{Said, commit};
use crate::ui::figures::figure_text;
use crate::ui::format::{Format, format};
use crate::ui::kit::avatar::AvatarSize;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::skeleton::Skeleton;
use crate::ui::route::Route;
use crate::ui::text::t;

/// The frame around the cell that the keyboard stands on.
pub(super) const CURSOR: &str = "cell-cursor";

/// The line that the virtual list shows at `index`.
#[component]
pub fn LineView(
    /// What the parts of the page share.
    state: ListState,
    /// The line it shows.
    index: Signal<usize>,
) -> impl IntoView {
    let format = format();
    let line = memo(move |_| state.lines.with(|lines| lines.at(index.get())));
    let held = memo(move |_| match line.get() {
        Line::Row(position) => state.live.window.with(|window| window.at(position).cloned()),
        Line::Heading(_) => None,
    });
    let heading = memo(move |_| matches!(line.get(), Line::Heading(_)));
    let select_label = t(text::SELECT_ROW);
    move || {
        if heading.get() {
            return view! { <Heading state line format /> }.into_any();
        }
        view! { <RowView state index line held format select_label=select_label.clone() /> }.into_any()
    }
}

#[component]
fn RowView(
    state: ListState,
    index: Signal<usize>,
    line: Memo<Line>,
    held: Memo<Option<LiveRow>>,
    format: Format,
    select_label: String,
) -> impl IntoView {
    let id = memo(move |_| held.with(|row| row.as_ref().map(|row| row.id)));
    let selected = memo(move |_| id.get().is_some_and(|id| state.selection.with(|all| all.contains(id))));
    let focused = memo(move |_| match line.get() {
        Line::Row(at) => state.cursor.get().is_some_and(|cursor| cursor.position == at),
        Line::Heading(_) => false,
    });
    let cursor = memo(move |_| if focused.get() { state.cursor.get().and_then(|cursor| cursor.column) } else { None });
    let open = memo(move |_| id.get().is_some_and(|id| state.peek.get() == Some(id)));
    let editing = memo(move |_| {
        let (record, column) = state.editing.get()?;
        (id.get() == Some(record)).then_some(column)
    });
    let object = state.object;
    let cells = move || {
        let columns = state.columns.get();
        match held.get() {
            Some(live) => {
                let row = live.row.get();
                let key = object.with(|object| object.key.clone());
                row_cells(&columns, &row, &key, format)
            }
            None => columns.iter().enumerate().map(|(at, column)| waiting_cell(at, column)).collect(),
        }
    };
    let tick = move || selected.get().then(|| view! { <Glyph icon=Icon::Check /> });
    let overlay = move || {
        if let Some(column) = editing.get() {
            return view! { <CellEdit state column id=id.get_untracked() /> }.into_any();
        }
        let frame = |at: usize| {
            // What a screen reader is told to stand on: the frame says what the cell under it holds.
            let columns = state.columns.get();
            let column = columns.get(at)?;
            let words = held.get().map(|live| live.row.with(|row| spoken(at, column, row, format)));
            Some(view! {
                <div
                    class="td-cursor"
                    id=CURSOR
                    role="gridcell"
                    aria-colindex=at + 2
                    aria-label=words
                    style:grid-column=grid_column(at)
                ></div>
            })
        };
        cursor.get().and_then(frame).into_any()
    };
    view! {
        <div
            class="grid-row"
            role="row"
            id=move || format!("line-{}", index.get())
            data-line=move || index.get()
            aria-rowindex=move || index.get() + 2
            aria-selected=move || selected.get().to_string()
            class:is-sel=selected
            class:is-focus=focused
            class:is-open=open
        >
            <div class="td td-check is-pin" role="gridcell" data-check>
                <span
                    class="check"
                    class:is-on=selected
                    role="checkbox"
                    aria-label=select_label
                    aria-checked=move || selected.get().to_string()
                >
                    {move || tick().into_any()}
                </span>
            </div>
            {move || cells().into_any()}
            {move || overlay().into_any()}
        </div>
    }
}

/// A cell as it is read aloud: its column, and what it holds.
fn spoken(at: usize, column: &Column, row: &Row, format: Format) -> String {
    let value = match row.cells.get(at) {
        Some(cell) if column.path != Path::Meta(Meta::Title) => cell_text(column, cell, format),
        _ => row.title.clone(),
    };
    format!("{}: {value}", column.label)
}

fn grid_column(column: usize) -> String {
    (column + 2).to_string()
}

fn cell_class(at: usize, column: &Column) -> &'static str {
    match (at, column.at_end()) {
        (0, _) => "td is-name is-pin is-pin-last",
        (_, true) => "td end",
        _ => "td",
    }
}

fn row_cells(columns: &Arc<Vec<Column>>, row: &Row, key: &str, format: Format) -> Vec<AnyView> {
    let cell = |(at, column): (usize, &Column)| {
        let inside = if column.path == Path::Meta(Meta::Title) {
            name_view(row, column, key)
        } else {
            cell_view(column, row.cells.get(at).unwrap_or(&Cell::Empty), format)
        };
        view! {
            <div class=cell_class(at, column) role="gridcell" data-col=at style:grid-column=grid_column(at)>
                {inside}
            </div>
        }
        .into_any()
    };
    columns.iter().enumerate().map(cell).collect()
}

/// The record's name: a link, so that it can be opened in a tab of its own.
fn name_view(row: &Row, column: &Column, key: &str) -> AnyView {
    let link = Link { object: column.object, id: row.id, title: row.title.clone(), deleted: false };
    let href = Route::Record(key.to_owned(), row.id).path();
    let (class, title) =
        if row.title.is_empty() { ("txt dim", t(text::UNNAMED)) } else { ("txt med", row.title.clone()) };
    view! {
        <a class="cell is-link" href=href tabindex="-1" data-name>
            {link_avatar(&link, AvatarSize::S20)}
            <span class=class dir="auto">{title}</span>
        </a>
    }
    .into_any()
}

fn waiting_cell(at: usize, column: &Column) -> AnyView {
    view! {
        <div class=cell_class(at, column) role="gridcell" data-col=at style:grid-column=grid_column(at)>
            <Skeleton />
        </div>
    }
    .into_any()
}

/// The cell that is being edited, over its place in the row.
#[component]
fn CellEdit(state: ListState, column: usize, id: Option<crate::model::id::RecordId>) -> impl IntoView {
    let at = column;
    let row = id.and_then(|id| state.row_of(id));
    let column = state.columns.with_untracked(|columns| columns.get(at).cloned());
    let (Some(row), Some(column)) = (row, column) else { return ().into_any() };
    let cell = if column.path == Path::Meta(Meta::Title) {
        Cell::Value(crate::model::value::Value::text(&row.title))
    } else {
        row.cells.get(at).cloned().unwrap_or_default()
    };
    let parent = state.parent_of(&column, &row);
    let (record, edited, before) = (row.id, column.clone(), value_of(&column, &cell));
    let leave = move |how: Leave| {
        if state.editing.get_untracked() == Some((record, at)) {
            state.editing.set(None);
        }
        super::moves::after_edit(state, at, how);
    };
    let on_commit = move |entered: Entered| {
        let target = crate::db::edit::Target::one(record);
        let edits = state.object.with_untracked(|object| edits_for(object, &edited, target, &before, &entered));
        if !edits.is_empty() {
            commit("list.edit_cell", edits, Said::Nothing);
        }
        leave(entered.leave);
    };
    let class = if column.at_end() { "td end is-edit" } else { "td is-edit" };
    view! {
        <div class=class style:grid-column=grid_column(at)>
            <div class="editor">
                <CellEditor column cell parent on_commit=on_commit on_cancel=leave />
            </div>
        </div>
    }
    .into_any()
}

/// The heading of a group: what its rows have in common, how many they are, and their figures.
#[component]
fn Heading(state: ListState, line: Memo<Line>, format: Format) -> impl IntoView {
    let group = memo(move |_| match line.get() {
        Line::Heading(at) => state.live.groups.with(|groups| groups.get(at).cloned()),
        Line::Row(_) => None,
    });
    let content = move || {
        let group = group.get()?;
        let path = state.view.now.with_untracked(|view| view.group)?;
        let column = Column::new(&state.schema.get(), &state.object.get(), path)?;
        let key = if matches!(group.key, Cell::Empty) {
            view! { <span class="dim">{t(text::NO_VALUE)}</span> }.into_any()
        } else {
            cell_view(&column, &group.key, format)
        };
        let columns = state.columns.get();
        let footers = state
            .view
            .now
            .with_untracked(|view| view.columns.iter().filter_map(|c| Some((c.path, c.footer?))).collect::<Vec<_>>());
        let figures = footers.into_iter().zip(&group.figures).filter_map(|((path, function), figure)| {
            if function == crate::db::query::Function::Count {
                return None;
            }
            let column = columns.iter().find(|column| column.path == path)?;
            let (words, value) = figure_text(function, figure, column, format);
            (!value.is_empty()).then(|| view! { <span class="meta dim">{column.label.clone()} " " {words} " " <b class="num">{value}</b></span> })
        });
        let figures = figures.collect::<Vec<_>>();
        Some(view! { {key} <span class="meta dim num">{format.number(f64::from(group.count), 0)}</span> {figures} })
    };
    view! { <div class="grid-row is-group" role="row"><div role="gridcell" class="row">{move || content().into_any()}</div></div> }
}
