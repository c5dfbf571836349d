//! The three steps of an import, in the page bar.

use leptos::prelude::*;

use super::wizard::{Stage, wizard};
use crate::i18n::en::import as text;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::text::t;

/// The steps, with the one that is on.
#[component]
pub fn Steps() -> impl IntoView {
    let stage = wizard().stage;
    let now = memo(move |_| match stage.get() {
        Stage::Choose | Stage::Reading => 1,
        Stage::Match => 2,
        Stage::Running => 3,
        Stage::Finished => 4,
    });
    let step = move |number: u8, label: String| {
        let mark = move || {
            if now.get() > number {
                view! { <Glyph icon=Icon::Check size=IconSize::Small /> }.into_any()
            } else {
                number.to_string().into_any()
            }
        };
        view! {
            <li
                class:is-done=move || { now.get() > number }
                class:is-on=move || now.get() == number
                aria-current=move || (now.get() == number).then_some("step")
            >
                <span class="n">{move || mark().into_any()}</span>
                {label}
            </li>
        }
    };
    view! {
        <ol class="steps" aria-label=t(text::STEPS)>
            {step(1, t(text::STEP_FILE))}
            <li aria-hidden="true" class="steps-line"></li>
            {step(2, t(text::STEP_MATCH))}
            <li aria-hidden="true" class="steps-line"></li>
            {step(3, t(text::STEP_IMPORT))}
        </ol>
    }
}
