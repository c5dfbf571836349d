//! The editor of a cell: one for each kind of field, all with the same way in and out.

use leptos::prelude::*;

use super::choice_editor::ChoiceEditor;
use super::date_editor::DateEditor;
use super::link_editor::LinkEditor;
use super::text_editor::TextEditor;
use crate::db::edit::Edit;
use crate::db::show::Cell;
use crate::model::id::OptionId;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::columns::Column;

/// Where the cursor goes when an editor is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leave {
    /// It stays.
    Stay,
    /// To the cell below.
    Down,
    /// To the next cell, or the one before.
    Along {
        /// Backwards.
        back: bool,
    },
}

/// What was entered.
#[derive(Clone, PartialEq, Debug)]
pub struct Entered {
    /// The new value.
    pub value: Value,
    /// Changes that have to come first: a linked record that did not exist.
    pub also: Vec<Edit>,
    /// Where the cursor goes.
    pub leave: Leave,
}

impl Entered {
    /// A value, and the cursor stays.
    #[must_use]
    pub fn value(value: Value) -> Self {
        Self { value, also: Vec::new(), leave: Leave::Stay }
    }
}

/// Edits a cell in its place. Enter, Tab and leaving it with the pointer commit; Escape gives up.
#[component]
pub fn CellEditor(
    /// What the cell holds.
    column: Column,
    /// Its content when editing began.
    cell: Cell,
    /// The choice that decides what is offered here (the pipeline of a stage).
    #[prop(optional_no_strip)]
    parent: Option<OptionId>,
    /// Called once with what was entered, when it differs or the cursor moves on.
    #[prop(into)]
    on_commit: Callback<Entered>,
    /// Called when editing is given up, or nothing was changed.
    #[prop(into)]
    on_cancel: Callback<Leave>,
) -> impl IntoView {
    match column.kind {
        FieldKind::Select { .. } | FieldKind::MultiSelect { .. } => {
            view! { <ChoiceEditor column cell parent on_commit on_cancel /> }.into_any()
        }
        FieldKind::Relation { .. } | FieldKind::Relations { .. } | FieldKind::User => {
            view! { <LinkEditor column cell on_commit on_cancel /> }.into_any()
        }
        FieldKind::Date | FieldKind::DateTime => view! { <DateEditor column cell on_commit on_cancel /> }.into_any(),
        FieldKind::Checkbox => {
            // Ticking is all there is to edit.
            let now = matches!(cell, Cell::Value(Value::Bool(true)));
            queue_microtask(move || on_commit.run(Entered::value(Value::Bool(!now))));
            ().into_any()
        }
        FieldKind::Rating { max } => {
            let now = if let Cell::Value(Value::Rating(stars)) = cell { stars } else { 0 };
            view! { <RatingEditor now max label=column.label on_commit on_cancel /> }.into_any()
        }
        _ => view! { <TextEditor column cell on_commit on_cancel /> }.into_any(),
    }
}

#[component]
fn RatingEditor(
    now: u8,
    max: u8,
    label: String,
    on_commit: Callback<Entered>,
    on_cancel: Callback<Leave>,
) -> impl IntoView {
    use crate::ui::kit::rating::Rating;
    let stars = RwSignal::new(now);
    let node = NodeRef::<leptos::html::Div>::new();
    node.on_load(|element| {
        let slider = element.query_selector("[role=slider]").ok().flatten();
        if let Some(slider) =
            slider.and_then(|slider| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(slider).ok())
        {
            let _ = slider.focus();
        }
    });
    let done = StoredValue::new(false);
    let finish = move |leave: Leave| {
        if done.try_get_value() != Some(false) {
            return;
        }
        done.set_value(true);
        let value = match stars.get_untracked() {
            0 => Value::Empty,
            stars => Value::Rating(stars),
        };
        if stars.get_untracked() == now {
            on_cancel.run(leave);
        } else {
            on_commit.run(Entered { leave, ..Entered::value(value) });
        }
    };
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        let leave = match ev.key().as_str() {
            "Enter" => Leave::Down,
            "Tab" => Leave::Along { back: ev.shift_key() },
            "Escape" => {
                stars.set(now);
                Leave::Stay
            }
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        finish(leave);
    };
    view! {
        <div node_ref=node class="row grow" on:keydown=keys on:focusout=move |_| finish(Leave::Stay)>
            <Rating value=stars on_change=move |to| stars.set(to) label=label max=max />
        </div>
    }
}
