//! The command palette: records, views and every command, by typing a few letters.

mod entry;
mod find;
pub mod row;

pub use entry::Entry;

use leptos::html::{Dialog, Input as InputElement};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use super::kit::focus::return_focus_on_cleanup;
use super::kit::glyph::Glyph;
use super::kit::icon::Icon;
use super::kit::icon_button::IconButton;
use super::text::{count, t, ta, word};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::Message;
use crate::i18n::en::{common, palette as text};
use crate::ui::kit::flow::Show;
use crate::ui::kit::reactive::{effect, memo};
use find::{Found, use_found};
use row::Row;

/// Registers the palette's commands and draws it while it is open.
#[component]
pub fn Palette() -> impl IntoView {
    let open = RwSignal::new(false);
    for id in ["shell.palette", "search.focus"] {
        actions().on(id, move |_| {
            open.update(|open| *open = !*open);
            Flow::DONE
        });
    }
    view! {
        <Show when=move || open.get()>
            <Layer open />
        </Show>
    }
}

const LIST: &str = "palette-list";

fn option_id(at: usize) -> String {
    format!("palette-{at}")
}

#[component]
fn Layer(open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let input = NodeRef::<InputElement>::new();
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let found = use_found(query);
    return_focus_on_cleanup(move || dialog.try_get_untracked().flatten().map(HtmlElement::from));
    dialog.on_load(move |dialog| {
        // Fails only when it is open already.
        let _open = dialog.show_modal();
        if let Some(input) = input.get_untracked() {
            let _focused = input.focus();
        }
    });
    effect(move |_| {
        query.track();
        active.set(0);
    });
    effect(move |_| {
        let count = found.entries.with(Vec::len);
        if active.get_untracked() >= count {
            active.set(count.saturating_sub(1));
        }
    });
    let close = move || open.set(false);
    let choose = move |at: usize| {
        let Some((_, entry)) = found.entries.with_untracked(|entries| entries.get(at).cloned()) else { return };
        close();
        // After the focus is back where it was: commands act on what has it.
        request_animation_frame(move || entry.choose());
    };
    let move_to = move |at: usize| {
        active.set(at);
        request_animation_frame(move || show(at));
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let count = found.entries.with_untracked(Vec::len);
        let now = active.get_untracked();
        let chord = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        match event.key().as_str() {
            "Escape" => close(),
            "k" if chord => close(),
            "ArrowDown" if count > 0 => move_to((now + 1) % count),
            "ArrowUp" if count > 0 => move_to((now + count - 1) % count),
            "n" if chord && count > 0 => move_to((now + 1) % count),
            "p" if chord && count > 0 => move_to((now + count - 1) % count),
            "PageDown" if count > 0 => move_to((now + 8).min(count - 1)),
            "PageUp" => move_to(now.saturating_sub(8)),
            "Enter" if !event.is_composing() => choose(now),
            "Tab" => {}
            _ => return,
        }
        event.prevent_default();
    };
    let outside = move |event: MouseEvent| {
        let on_backdrop = match (event.target(), dialog.get_untracked()) {
            (Some(target), Some(dialog)) => target == *dialog.unchecked_ref::<web_sys::EventTarget>(),
            _ => false,
        };
        if on_backdrop {
            close();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="palette"
            aria-label=t(text::LABEL)
            on:keydown=on_key
            on:click=outside
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close();
            }
        >
            <div class="q">
                <Glyph icon=Icon::Search />
                <input
                    node_ref=input
                    type="text"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls=LIST
                    aria-label=t(text::PLACEHOLDER)
                    aria-activedescendant=move || option_id(active.get())
                    placeholder=t(text::PLACEHOLDER)
                    autocomplete="off"
                    spellcheck="false"
                    dir="auto"
                    prop:value=query
                    on:input=move |event| query.set(event_target_value(&event))
                />
                <span class="only-phone">
                    <IconButton icon=Icon::Close label=t(common::CLOSE) on:click=move |_| close() />
                </span>
            </div>
            <div class="list" id=LIST role="listbox" aria-label=t(text::LABEL)>
                <Lines found active choose=Callback::new(choose) />
            </div>
            <Foot found query />
        </dialog>
    }
}

/// Brings an option into view.
fn show(at: usize) {
    if let Some(option) = document().get_element_by_id(&option_id(at)) {
        let how = web_sys::ScrollIntoViewOptions::new();
        how.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&how);
    }
}

#[component]
fn Lines(found: Found, active: RwSignal<usize>, choose: Callback<usize>) -> impl IntoView {
    move || {
        let words = found.words.get();
        let mut before = None::<Message>;
        let lines: Vec<_> = found
            .entries
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, (group, entry))| {
                let heading =
                    (before != Some(group)).then(|| view! { <div class="grp" role="presentation">{t(group)}</div> });
                before = Some(group);
                view! {
                    {heading}
                    <div
                        class="pi"
                        role="option"
                        id=option_id(at)
                        aria-selected=move || (active.get() == at).to_string()
                        on:pointermove=move |_| {
                            if active.get_untracked() != at {
                                active.set(at);
                            }
                        }
                        on:click=move |_| choose.run(at)
                    >
                        <Row entry words=words.clone() />
                    </div>
                }
            })
            .collect();
        if lines.is_empty() && !words.is_empty() && !found.waiting.get() {
            let text = ta(text::NOTHING, &[("text", word(words))]);
            return view! { <div class="grp" role="status">{text}</div> }.into_any();
        }
        lines.into_any()
    }
}

#[component]
fn Foot(found: Found, query: RwSignal<String>) -> impl IntoView {
    let hints = [
        (">", text::HINT_COMMAND),
        ("@", text::HINT_PERSON),
        ("#", text::HINT_COMPANY),
        ("/", text::HINT_VIEW),
        ("?", text::HINT_HELP),
    ];
    let hints: Vec<_> =
        hints.into_iter().map(|(key, label)| view! { <span><span class="kbd">{key}</span>{t(label)}</span> }).collect();
    let searchable = memo(move |_| engine().state.with(|state| state.searchable));
    let figure = move || {
        if query.with(|query| query.trim().is_empty()) {
            return None;
        }
        if !searchable.get() {
            return Some(t(text::SEARCHING));
        }
        let (total, ms) = found.total.get()?;
        Some(ta(text::FOUND, &[("n", count(total)), ("ms", count(ms))]))
    };
    view! {
        <div class="pfoot">
            {hints} <span class="push num" role="status">{move || figure().into_any()}</span>
        </div>
    }
}
