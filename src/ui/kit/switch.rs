//! The switch of a setting that takes effect at once.

use leptos::prelude::*;

use super::field::field_context;

/// A switch.
#[component]
pub fn Switch(
    /// Whether it is on.
    #[prop(into)]
    value: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What it switches, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Whether it can be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <input
            id=field_context().id
            type="checkbox"
            role="switch"
            class="switch"
            prop:checked=value
            disabled=disabled
            aria-label=move || label.get()
            on:change=move |ev| on_change.run(event_target_checked(&ev))
        />
    }
}
