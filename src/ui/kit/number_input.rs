//! A number or an amount of money, as typed.

use leptos::html::Input;
use leptos::prelude::*;

use super::text_input::TextInput;

/// A number as the raw draft of its digits: decimal marks and grouping are the caller's to read, so
/// that half a number is never lost and `1.5` and `1,5` can both be meant.
#[component]
pub fn NumberInput(
    /// The draft.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole draft at every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// The currency or unit, shown after it.
    #[prop(optional, into)]
    unit: Option<TextProp>,
    /// Called with +1 or -1 when an up or down arrow is pressed.
    #[prop(optional, into)]
    on_step: Option<Callback<i32>>,
    /// Name for assistive technology where there is no visible label.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it can be typed into.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The input itself, for the caller to focus or select.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let step = move |ev: leptos::ev::KeyboardEvent| {
        let Some(on_step) = on_step else { return };
        let by = match ev.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        ev.prevent_default();
        on_step.run(by);
    };
    let affix = unit.unwrap_or_default();
    let label = label.unwrap_or_default();
    view! {
        <TextInput value on_input affix label autofocus disabled numeric=true node_ref on:keydown=step />
    }
}
