//! A row of the preview.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::fix::Fixing;
use super::pages::Pages;
use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::words;
use crate::i18n::en::import as text;
use crate::model::id::{FieldId, ObjectId};
use crate::protocol::import::{CellShow, RowShow};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::skeleton::Skeleton;
use crate::ui::text::{t, ta, word};

/// A column of the preview.
#[derive(Clone, PartialEq, Debug)]
pub struct PreviewColumn {
    /// Its position in the file.
    pub at: u32,
    /// What it is called.
    pub label: String,
    /// The field it goes to.
    pub field: Option<FieldId>,
    /// The object type its rows become.
    pub object: ObjectId,
    /// Whether its values stand at the end of the line.
    pub end: bool,
}

/// The cells of the row at `index`.
#[component]
pub fn Cells(
    /// Position among the rows that pass the filter.
    index: Signal<usize>,
    /// The columns shown.
    columns: Memo<Vec<PreviewColumn>>,
    /// The rows held.
    pages: Pages,
    /// What opens when a cell is pressed.
    fixing: Fixing,
) -> impl IntoView {
    let row = memo(move |_| pages.row(index.get() as u32));
    let cells = move || match row.get() {
        Some(row) => cells(&row, &columns.get(), fixing),
        None => columns.with(|columns| {
            let blank = || view! { <span class="td" role="cell"><Skeleton /></span> }.into_any();
            core::iter::repeat_with(blank).take(columns.len() + 1).collect()
        }),
    };
    view! {
        <div class="grid-row imp-row" role="row" aria-rowindex=move || (index.get() + 2).to_string()>
            {move || cells().into_any()}
        </div>
    }
}

fn cells(row: &RowShow, columns: &[PreviewColumn], fixing: Fixing) -> Vec<AnyView> {
    let bad = row.problem.map(|reason| t(words::reason(reason)));
    let (tip, is_bad) = (bad.clone(), bad.is_some());
    let number = view! {
        <span class="td dim num" class:is-bad=is_bad role="rowheader" data-tip=tip>
            {row.number}
            {bad.map(|words| view! { <span class="sr">{words}</span> })}
        </span>
    };
    let index = row.index;
    let shown = columns.iter().map(|column| {
        let cell = row.cells.get(column.at as usize).cloned().unwrap_or_default();
        let words = words_of(column, &cell);
        let why = cell.problem.map(|reason| t(words::reason(reason)));
        let name = match &why {
            Some(why) => ta(text::FIX_BAD, &[("value", word(cell.text.clone())), ("why", word(why.clone()))]),
            None => ta(text::FIX_CELL, &[("column", word(column.label.clone())), ("value", word(words.clone()))]),
        };
        let (is_bad, is_fixed, end) = (cell.problem.is_some(), cell.fixed, column.end);
        let column = column.clone();
        let open = move |event: leptos::ev::MouseEvent| {
            let target = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if let Some(target) = target {
                fixing.open(&target, index, &column, &cell);
            }
        };
        view! {
            <span class="td imp-td" class:is-bad=is_bad class:is-fixed=is_fixed class:end=end role="cell">
                <button
                    type="button"
                    tabindex=if is_bad { "0" } else { "-1" }
                    aria-label=name
                    data-tip=why
                    dir="auto"
                    on:click=open
                >
                    {words}
                </button>
            </span>
        }
        .into_any()
    });
    core::iter::once(number.into_any()).chain(shown).collect()
}

/// What a cell says: the value it becomes, or its text where there is none.
fn words_of(column: &PreviewColumn, cell: &CellShow) -> String {
    if cell.problem.is_some() || cell.value.is_empty() {
        return cell.text.clone();
    }
    engine().state.with_untracked(|state| show::value(&state.schema, column.object, column.field, &cell.value))
}
