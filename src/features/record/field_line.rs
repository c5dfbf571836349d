//! One field of a record: its name, its value, and its editor in the same place.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::state::RecordState;
use crate::db::show::Cell;
use crate::i18n::en::record as text;
use crate::model::id::FieldId;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::cell::{CellEditor, Entered, Leave, cell_view};
use crate::ui::columns::Column;
use crate::ui::format::format;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::text::{t, ta, word};

/// A line of the details: `dt` and `dd` of a `.dl`.
#[component]
pub fn FieldLine(
    /// What the parts of the page share.
    state: RecordState,
    /// What the cell holds.
    column: Column,
    /// The fields one can tab through, in order.
    order: Signal<Vec<FieldId>>,
) -> impl IntoView {
    let format = format();
    let Some(field) = column.field() else { return ().into_any() };
    let edits = memo(move |_| state.editing.get() == Some(field));
    let cell = memo(move |_| state.cell(field));
    let label = column.label.clone();
    let edit_label = ta(text::EDIT_FIELD, &[("field", word(&label))]);
    let shown = StoredValue::new(column);
    let begin = move || state.editing.set(Some(field));
    let click = move |ev: leptos::ev::MouseEvent| {
        let target = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_link = target.is_some_and(|element| element.closest("a, .editor, button").ok().flatten().is_some());
        if !on_link && !edits.get_untracked() {
            begin();
        }
    };
    let leave = move |how: Leave| {
        if state.editing.get_untracked() != Some(field) {
            return;
        }
        let next = match how {
            Leave::Along { back } => order.with_untracked(|order| {
                let at = order.iter().position(|other| *other == field)?;
                if back { at.checked_sub(1).and_then(|at| order.get(at).copied()) } else { order.get(at + 1).copied() }
            }),
            Leave::Stay | Leave::Down => None,
        };
        state.editing.set(next);
        if next.is_none() && !matches!(how, Leave::Stay) {
            focus_line(field);
        }
    };
    let commit = move |entered: Entered| {
        shown.with_value(|column| state.commit("record.edit", column, &entered));
        leave(entered.leave);
    };
    let body = move || {
        let column = shown.get_value();
        if edits.get() {
            let parent = state.parent_of(&column);
            return view! {
                <span class="editor row grow">
                    <CellEditor column cell=cell.get_untracked() parent on_commit=commit on_cancel=leave />
                </span>
            }
            .into_any();
        }
        match cell.get() {
            Cell::Empty if !matches!(column.kind, FieldKind::Checkbox) => {
                view! { <span class="empty-value">"–"</span> }.into_any()
            }
            Cell::Value(Value::Text(long)) if matches!(column.kind, FieldKind::LongText) => {
                view! { <span class="pre" dir="auto">{long}</span> }.into_any()
            }
            filled => cell_view(&column, &filled, format),
        }
    };
    view! {
        <dt>{label}</dt>
        <dd class:is-edit=edits on:click=click id=line_id(field)>
            {move || body().into_any()}
            <button type="button" class="dd-edit" aria-label=edit_label on:click=move |_| begin() data-tip=t(text::EDIT)>
                <Glyph icon=Icon::Edit size=IconSize::Small />
            </button>
        </dd>
    }
    .into_any()
}

fn line_id(field: FieldId) -> String {
    format!("field-{}", field.0)
}

/// Gives the focus back to the line that was edited, after its editor has left the page.
fn focus_line(field: FieldId) {
    request_animation_frame(move || {
        let line = document().get_element_by_id(&line_id(field));
        let button = line.and_then(|line| line.query_selector(".dd-edit").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A button takes the focus.
            let _taken = button.focus();
        }
    });
}
