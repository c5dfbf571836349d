//! The editor of days and moments: the browser's own.

use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::editor::{Entered, Leave};
use super::edits::value_of;
use crate::db::show::Cell;
use crate::model::date::Date;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::columns::Column;

/// A day or a moment, as the browser lets it be chosen.
#[component]
pub fn DateEditor(
    /// What the cell holds.
    column: Column,
    /// Its content when editing began.
    cell: Cell,
    /// Called once with what was entered.
    on_commit: Callback<Entered>,
    /// Called when editing is given up.
    on_cancel: Callback<Leave>,
) -> impl IntoView {
    let with_time = matches!(column.kind, FieldKind::DateTime);
    let before = StoredValue::new(value_of(&column, &cell));
    let draft = RwSignal::new(before.with_value(iso_of));
    let done = StoredValue::new(false);
    let node = NodeRef::<Input>::new();
    node.on_load(|input| {
        let _ = input.focus();
    });
    let finish = move |leave: Leave| {
        if done.try_get_value() != Some(false) {
            return;
        }
        done.set_value(true);
        let text = draft.get_untracked();
        let value = read_iso(&text, with_time);
        if before.with_value(|before| *before == value) {
            on_cancel.run(leave);
        } else {
            on_commit.run(Entered { leave, ..Entered::value(value) });
        }
    };
    on_cleanup(move || {
        if done.try_get_value() == Some(false) {
            finish(Leave::Stay);
        }
    });
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        match ev.key().as_str() {
            "Enter" => finish(Leave::Down),
            // Tab walks through day, month and year first; the browser leaves the field by itself.
            "Tab" => return ev.stop_propagation(),
            "Escape" => {
                done.set_value(true);
                on_cancel.run(Leave::Stay);
            }
            _ => return ev.stop_propagation(),
        }
        ev.prevent_default();
        ev.stop_propagation();
    };
    view! {
        <input
            node_ref=node
            type=if with_time { "datetime-local" } else { "date" }
            class="num"
            aria-label=column.label
            prop:value=draft
            on:input=move |ev| draft.set(event_target_value(&ev))
            on:keydown=keys
            on:blur=move |_| finish(Leave::Stay)
        />
    }
}

/// ISO 8601 in the browser's zone, as its date fields want it.
pub(crate) fn iso_of(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string(),
        Value::DateTime(at) => {
            let moment = js_sys::Date::new(&JsValue::from_f64(*at as f64));
            let (year, month, day) = (moment.get_full_year(), moment.get_month() + 1, moment.get_date());
            format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", moment.get_hours(), moment.get_minutes())
        }
        _ => String::new(),
    }
}

/// A day, or a moment in the browser's zone; `Empty` while it is not complete.
pub(crate) fn read_iso(text: &str, with_time: bool) -> Value {
    if with_time {
        // Without a zone this means local time, which is what is wanted.
        let at = js_sys::Date::parse(text);
        return if at.is_finite() { Value::DateTime(at as i64) } else { Value::Empty };
    }
    Date::parse_iso(text).map_or(Value::Empty, Value::Date)
}
