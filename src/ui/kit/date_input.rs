//! A date, or a date and time of day.

use leptos::html::Input;
use leptos::prelude::*;

use super::field::field_context;

/// The browser's own date picker. The value is ISO 8601: `2026-11-23`, with time `2026-11-23T14:30`,
/// or empty.
#[component]
pub fn DateInput(
    /// The date.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole date when one is complete, or with nothing when it is cleared.
    #[prop(into)]
    on_input: Callback<String>,
    /// Whether the time of day belongs to it.
    #[prop(optional)]
    with_time: bool,
    /// Name for assistive technology where there is no visible label.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it can be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The input itself, for the caller to focus.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let field = field_context();
    let bad = field.bad;
    if autofocus {
        node_ref.on_load(|input| {
            let _ = input.focus();
        });
    }
    view! {
        <div class="input" class:is-bad=bad>
            <input
                node_ref=node_ref
                id=field.id
                type=if with_time { "datetime-local" } else { "date" }
                prop:value=value
                on:input=move |ev| on_input.run(event_target_value(&ev))
                disabled=disabled
                required=field.required
                autofocus=autofocus
                aria-label=move || label.as_ref().map(TextProp::get)
                aria-invalid=move || bad.get().then_some("true")
                aria-describedby=(!field.note.is_empty()).then_some(field.note)
            />
        </div>
    }
}
