//! The cell that is being edited: an editor over its place in the row.

use leptos::prelude::*;

use super::cells::grid_column;
use super::state::ListState;
use crate::db::query::{Meta, Path};
use crate::db::show::Cell;
use crate::ui::cell::{CellEditor, Entered, Leave, edits_for, value_of};
use crate::ui::commit::{Said, commit};

/// The cell that is being edited, over its place in the row.
#[component]
pub(super) fn CellEdit(
    /// What the parts of the page share.
    state: ListState,
    /// The column.
    column: usize,
    /// The record.
    id: Option<crate::model::id::RecordId>,
) -> impl IntoView {
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
