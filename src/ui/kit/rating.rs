//! A number of stars.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::glyph::Glyph;
use super::icon::Icon;

/// Stars to choose from. Arrow keys change the number; choosing the same number again clears it.
#[component]
pub fn Rating(
    /// How many stars are full; 0 for none.
    #[prop(into)]
    value: Signal<u8>,
    /// Called with the new number.
    #[prop(into)]
    on_change: Callback<u8>,
    /// What is rated, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// How many stars there are.
    #[prop(default = 5)]
    max: u8,
) -> impl IntoView {
    let keys = move |ev: KeyboardEvent| {
        let now = value.get_untracked();
        let next = match ev.key().as_str() {
            "ArrowUp" | "ArrowRight" => now.saturating_add(1).min(max),
            "ArrowDown" | "ArrowLeft" => now.saturating_sub(1),
            "Home" | "Delete" | "Backspace" => 0,
            "End" => max,
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        on_change.run(next);
    };
    let stars = (1..=max)
        .map(|star| {
            let pick = move |_| {
                let same = value.get_untracked() == star;
                on_change.run(if same { 0 } else { star });
            };
            view! {
                <span class:is-on=move || { star <= value.get() } on:click=pick>
                    <Glyph icon=Icon::Star />
                </span>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <span
            class="rating"
            role="slider"
            tabindex="0"
            aria-label=move || label.get()
            aria-valuemin="0"
            aria-valuemax=max
            aria-valuenow=move || value.get()
            on:keydown=keys
        >
            {stars}
        </span>
    }
}
