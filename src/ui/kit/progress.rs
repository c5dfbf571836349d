//! How far something is.

use leptos::prelude::*;

/// A bar that fills, or that runs while nobody knows how long it takes.
#[component]
pub fn Progress(
    /// How much is done, from 0 to 1; nothing while it is unknown.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// What is going on, for assistive technology.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    view! {
        <progress
            class="progress"
            max="1"
            value=move || value.get().map(|done| done.clamp(0.0, 1.0).to_string())
            aria-label=move || label.get()
        ></progress>
    }
}
