//! A few choices side by side, of which one holds.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::flow::For;
use super::reactive::memo;
use super::focus::reachable;
use super::glyph::{Glyph, IconSize};
use super::hooks::is_rtl;
use super::icon::Icon;

/// One choice of a [`Segmented`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it stands for; unique among its siblings.
    pub id: String,
    /// What it says.
    pub label: String,
    /// A picture before the words.
    pub icon: Option<Icon>,
}

/// One of a few choices, as a radio group: arrow keys move it.
#[component]
pub fn Segmented(
    /// The choices.
    #[prop(into)]
    segments: Signal<Vec<Segment>>,
    /// Id of the one that holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the id of the one chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is chosen, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Fills the width in equal parts.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let keys = move |ev: KeyboardEvent| {
        let back = if is_rtl() { "ArrowRight" } else { "ArrowLeft" };
        let forth = if is_rtl() { "ArrowLeft" } else { "ArrowRight" };
        let key = ev.key();
        let step: isize = match key.as_str() {
            key if key == forth || key == "ArrowDown" => 1,
            key if key == back || key == "ArrowUp" => -1,
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        let segments = segments.get_untracked();
        let Some(now) = segments.iter().position(|segment| segment.id == value.get_untracked()) else { return };
        let next = (now as isize + step).rem_euclid(segments.len() as isize) as usize;
        on_change.run(segments[next].id.clone());
        let group = ev.current_target().and_then(|group| group.dyn_into::<web_sys::Element>().ok());
        queue_microtask(move || {
            let chosen = group.and_then(|group| {
                let on = group.query_selector("[aria-checked=\"true\"]").ok().flatten()?;
                on.dyn_into::<web_sys::HtmlElement>().ok().or_else(|| reachable(&group).into_iter().next())
            });
            if let Some(chosen) = chosen {
                let _ = chosen.focus();
            }
        });
    };
    view! {
        <div class="seg" class:seg-wide=wide role="radiogroup" aria-label=move || label.get() on:keydown=keys>
            <For each=move || segments.get() key=|segment| (segment.id.clone(), segment.label.clone()) let:segment>
                {
                    let id = StoredValue::new(segment.id);
                    let on = memo(move |_| value.with(|value| id.with_value(|id| id == value)));
                    view! {
                        <button
                            type="button"
                            role="radio"
                            aria-checked=move || on.get().to_string()
                            tabindex=move || if on.get() { "0" } else { "-1" }
                            on:click=move |_| on_change.run(id.get_value())
                        >
                            {segment.icon.map(|icon| view! { <Glyph icon size=IconSize::Small /> })}
                            <span>{segment.label}</span>
                        </button>
                    }
                }
            </For>
        </div>
    }
}
