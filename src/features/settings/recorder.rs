//! Listens for the keys of a new shortcut.

use core::time::Duration;

use leptos::html::Button as ButtonElement;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::i18n::en::settings as text;
use crate::ui::chord;
use crate::ui::keys::{keys, step_of};
use crate::ui::kit::hooks::use_timer;
use crate::ui::text::t;

/// How long after the first key a second one still belongs to the shortcut.
const SECOND: Duration = Duration::from_millis(900);

/// Takes the focus and records one or two steps. Escape gives up, Backspace asks for no shortcut.
#[component]
pub fn Recorder(
    /// Called with the keys, empty for none; `None` when given up.
    #[prop(into)]
    on_done: Callback<Option<String>>,
) -> impl IntoView {
    let keys = keys();
    let node = NodeRef::<ButtonElement>::new();
    let typed = RwSignal::new(String::new());
    let timer = use_timer();
    keys.paused.set(true);
    on_cleanup(move || keys.paused.set(false));
    node.on_load(|button| {
        // A button on screen takes the focus.
        let _taken = button.focus();
    });
    let done = StoredValue::new(false);
    let finish = move |found: Option<String>| {
        if done.try_get_value() == Some(false) {
            done.set_value(true);
            timer.stop();
            on_done.run(found);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        event.prevent_default();
        event.stop_propagation();
        let Some(step) = step_of(&event, keys.apple) else { return };
        let before = typed.get_untracked();
        match step.as_str() {
            "escape" if before.is_empty() => return finish(None),
            "backspace" if before.is_empty() => return finish(Some(String::new())),
            _ => {}
        }
        if before.is_empty() {
            typed.set(step);
            timer.start(SECOND, move || finish(Some(typed.get_untracked())));
        } else {
            finish(Some(format!("{before} {step}")));
        }
    };
    let shown = move || {
        let typed = typed.get();
        if typed.is_empty() { t(text::PRESS_KEYS) } else { chord::shown(&typed, keys.apple) }
    };
    view! {
        <button
            node_ref=node
            type="button"
            class="btn btn-line is-on"
            on:keydown=on_key
            on:blur=move |_| {
                let typed = typed.get_untracked();
                finish(Some(typed).filter(|typed| !typed.is_empty()));
            }
        >
            <span aria-live="polite">{move || shown().into_any()}</span>
        </button>
    }
}
