//! The editor of what is typed: text, numbers, amounts, durations, addresses.

use leptos::html::{Input, Textarea};
use leptos::prelude::*;

use super::draft::{draft_of, read_draft, words_for};
use super::editor::{Entered, Leave};
use super::edits::value_of;
use crate::client::bridge::engine;
use crate::db::show::Cell;
use crate::i18n::en::cell as words;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::columns::Column;
use crate::ui::format::format;
use crate::ui::text::t;

/// A line to type into. What cannot be read stays, with the reason under it.
#[component]
pub fn TextEditor(
    /// What the cell holds.
    column: Column,
    /// Its content when editing began.
    cell: Cell,
    /// Called once with what was entered.
    on_commit: Callback<Entered>,
    /// Called when editing is given up.
    on_cancel: Callback<Leave>,
) -> impl IntoView {
    let format = format();
    let before = value_of(&column, &cell);
    let home = engine().state.with_untracked(|state| state.settings.currency);
    let currency = if let Value::Money(money) = &before { money.currency } else { home };
    let draft = RwSignal::new(draft_of(&column.kind, &before, format));
    let start = draft.get_untracked();
    let error = RwSignal::new(None::<String>);
    let done = StoredValue::new(false);
    let kind = StoredValue::new(column.kind.clone());
    let required = column.required;
    let before = StoredValue::new((before, start));

    let finish = move |leave: Leave| {
        // A field that loses the focus because it left the page has nothing more to say.
        if done.try_get_value() != Some(false) {
            return;
        }
        let text = draft.get_untracked();
        // Untouched text is never read again: rounding for display must not change a value.
        if before.with_value(|(_, start)| *start == text) {
            done.set_value(true);
            return on_cancel.run(leave);
        }
        match kind.with_value(|kind| read_draft(kind, &text, currency, format)) {
            Ok(Value::Empty) if required => error.set(Some(t(words::REQUIRED))),
            Ok(value) => {
                done.set_value(true);
                if before.with_value(|(before, _)| *before == value) {
                    on_cancel.run(leave);
                } else {
                    on_commit.run(Entered { leave, ..Entered::value(value) });
                }
            }
            Err(why) => error.set(Some(t(words_for(why)))),
        }
    };
    let give_up = move || {
        done.set_value(true);
        on_cancel.run(Leave::Stay);
    };
    // Scrolled out of sight or replaced by another page: what was typed is kept.
    on_cleanup(move || {
        if done.try_get_value() == Some(false) {
            finish(Leave::Stay);
        }
    });
    let long = matches!(column.kind, FieldKind::LongText);
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        if ev.is_composing() {
            return;
        }
        let modified = ev.ctrl_key() || ev.meta_key();
        match ev.key().as_str() {
            "Enter" if long && !modified => return ev.stop_propagation(),
            "Enter" => {
                ev.prevent_default();
                finish(if long { Leave::Stay } else { Leave::Down });
            }
            "Tab" => {
                ev.prevent_default();
                finish(Leave::Along { back: ev.shift_key() });
            }
            "Escape" => {
                ev.prevent_default();
                give_up();
            }
            _ => {}
        }
        ev.stop_propagation();
    };
    let typed = move |ev| {
        draft.set(event_target_value(&ev));
        error.set(None);
    };
    let label = column.label.clone();
    let symbol = matches!(column.kind, FieldKind::Money).then(|| {
        let shown = move || {
            let read = read_draft(&FieldKind::Money, &draft.get(), currency, format);
            let code = if let Ok(Value::Money(money)) = read { money.currency } else { currency };
            code.to_string()
        };
        view! { <span class="affix dim micro">{move || shown().into_any()}</span> }
    });
    let wrong = move || error.get().map(|error| view! { <span class="editor-error" role="alert">{error}</span> });
    let field = if long {
        let node = NodeRef::<Textarea>::new();
        node.on_load(|area| {
            let _ = area.focus();
            let end = area.value().encode_utf16().count() as u32;
            let _ = area.set_selection_range(end, end);
        });
        view! {
            <textarea
                node_ref=node
                class="is-long"
                rows="4"
                dir="auto"
                aria-label=label
                prop:value=draft
                on:input=typed
                on:keydown=keys
                on:blur=move |_| finish(Leave::Stay)
            ></textarea>
        }
        .into_any()
    } else {
        let node = NodeRef::<Input>::new();
        node.on_load(|input| {
            let _ = input.focus();
            input.select();
        });
        let (input_type, mode) = match column.kind {
            FieldKind::Phone => ("tel", "tel"),
            FieldKind::Email => ("text", "email"),
            FieldKind::Link => ("text", "url"),
            FieldKind::Number { .. } | FieldKind::Percent | FieldKind::Money => ("text", "decimal"),
            _ => ("text", "text"),
        };
        view! {
            <input
                node_ref=node
                type=input_type
                inputmode=mode
                autocomplete="off"
                dir="auto"
                aria-label=label
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=draft
                on:input=typed
                on:keydown=keys
                on:blur=move |_| finish(Leave::Stay)
            />
        }
        .into_any()
    };
    view! { {field} {symbol} {move || wrong().into_any()} }
}
