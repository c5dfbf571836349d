//! The box that is ticked, crossed out or half full.

use leptos::html::Input;
use leptos::prelude::*;

use super::reactive::effect;
use super::field::field_context;

/// State of a [`Checkbox`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tick {
    /// Not ticked.
    #[default]
    Off,
    /// Ticked.
    On,
    /// Stands for several of which some are ticked.
    Some,
}

impl From<bool> for Tick {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}

/// A checkbox. With a visible `text` the whole line can be pressed; without it `label` names it.
#[component]
pub fn Checkbox(
    /// Whether it is ticked.
    #[prop(into)]
    value: Signal<Tick>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Words beside the box.
    #[prop(optional, into)]
    text: Option<TextProp>,
    /// Name for assistive technology where there are no words beside it.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// A round box, as tasks have.
    #[prop(optional)]
    round: bool,
    /// Whether it can be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let node_ref = NodeRef::<Input>::new();
    let id = field_context().id;
    effect(move |_| {
        let value = value.get();
        if let Some(input) = node_ref.get() {
            input.set_indeterminate(value == Tick::Some);
            input.set_checked(value == Tick::On);
        }
    });
    let input = view! {
        <input
            node_ref=node_ref
            id=id
            type="checkbox"
            class="check"
            class:check-round=round
            disabled=disabled
            aria-label=move || label.as_ref().map(TextProp::get)
            on:change=move |ev| on_change.run(event_target_checked(&ev))
        />
    };
    match text {
        Some(text) => view! { <label class="choice">{input}<span>{move || text.get()}</span></label> }.into_any(),
        None => input.into_any(),
    }
}
