//! A menu: a short list of things to do.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::focus::focused;
use super::geometry::Align;
use super::glyph::Glyph;
use super::hooks::use_timer;
use super::icon::Icon;
use super::popover::{Popover, Popup};

/// One entry of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// What it stands for; given back when it is chosen.
    pub id: String,
    /// What it says.
    pub label: String,
    /// A picture before the words.
    pub icon: Option<Icon>,
    /// The keys that do the same.
    pub keys: Option<String>,
    /// Takes something away.
    pub danger: bool,
    /// Shown, but cannot be chosen.
    pub disabled: bool,
    /// For a choice: whether it holds.
    pub checked: Option<bool>,
    /// A line before it.
    pub separated: bool,
    /// A heading before it.
    pub heading: Option<String>,
}

impl MenuItem {
    /// An entry with an id and words.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), ..Self::default() }
    }

    /// With a picture.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With the keys that do the same; empty: none.
    #[must_use]
    pub fn keys(mut self, keys: String) -> Self {
        self.keys = Some(keys).filter(|keys| !keys.is_empty());
        self
    }

    /// With a line before it.
    #[must_use]
    pub fn separated(mut self) -> Self {
        self.separated = true;
        self
    }

    /// Marked as taking something away.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// As a choice that holds or does not.
    #[must_use]
    pub fn checked(mut self, holds: bool) -> Self {
        self.checked = Some(holds);
        self
    }
}

/// A menu that opens with its [`Popup`]. Arrow keys, Home, End and letters move; Enter chooses.
#[component]
pub fn Menu(
    /// Whether and where it is open.
    popup: Popup,
    /// Its name for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Its entries.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Called with the id of the entry chosen, after the menu has closed.
    #[prop(into)]
    on_pick: Callback<String>,
    /// Which edges line up.
    #[prop(optional)]
    align: Align,
) -> impl IntoView {
    let typed = StoredValue::new(String::new());
    let pause = use_timer();
    let keys = move |ev: KeyboardEvent| {
        let list = ev.current_target().and_then(|list| list.dyn_into::<Element>().ok());
        let Some(entries) = list.as_ref().map(entries) else { return };
        let count = entries.len();
        if count == 0 {
            return;
        }
        let now = focused().and_then(|focused| entries.iter().position(|entry| *entry == focused));
        let key = ev.key();
        let next = match key.as_str() {
            "ArrowDown" => now.map_or(0, |now| (now + 1) % count),
            "ArrowUp" => now.map_or(count - 1, |now| (now + count - 1) % count),
            "Home" => 0,
            "End" => count - 1,
            "Tab" => return popup.close(),
            letter if letter.chars().count() == 1 && letter != " " && !ev.ctrl_key() && !ev.meta_key() => {
                typed.update_value(|typed| typed.push_str(&letter.to_lowercase()));
                pause.start(Duration::from_millis(600), move || {
                    typed.try_update_value(String::clear);
                });
                let wanted = typed.get_value();
                let start = now.unwrap_or(0) + usize::from(wanted.chars().count() == 1);
                let found = (0..count)
                    .map(|step| (start + step) % count)
                    .find(|at| entries[*at].inner_text().trim().to_lowercase().starts_with(&wanted));
                match found {
                    Some(found) => found,
                    None => return,
                }
            }
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        let _ = entries[next].focus();
    };
    let pick = move |id: &str| {
        popup.close();
        on_pick.run(id.to_owned());
    };
    view! {
        <Popover popup label role="menu" class="menu" align>
            <div role="none" on:keydown=keys>
                {move || {
                    let items = items.get();
                    let first = items.iter().position(|item| !item.disabled);
                    let entries = items.into_iter().enumerate();
                    entries.map(|(at, item)| view! { <Entry item first=Some(at) == first pick /> }).collect::<Vec<_>>()
                }}
            </div>
        </Popover>
    }
}

#[component]
fn Entry(item: MenuItem, first: bool, pick: impl Fn(&str) + Copy + Send + Sync + 'static) -> impl IntoView {
    let MenuItem { id, label, icon, keys, danger, disabled, checked, separated, heading } = item;
    let role = if checked.is_some() { "menuitemradio" } else { "menuitem" };
    let choose = move |_| {
        if !disabled {
            pick(&id);
        }
    };
    view! {
        {separated.then(|| view! { <hr /> })}
        {heading.map(|heading| view! { <div class="menu-label" role="presentation">{heading}</div> })}
        <button
            type="button"
            role=role
            class="mi"
            class:is-danger=danger
            tabindex="-1"
            autofocus=first
            aria-disabled=disabled.then_some("true")
            aria-checked=checked.map(|holds| holds.to_string())
            on:click=choose
            on:pointermove=move |ev| {
                let entry = ev.current_target().and_then(|entry| entry.dyn_into::<HtmlElement>().ok());
                if let Some(entry) = entry.filter(|_| ev.pointer_type() == "mouse") {
                    let _ = entry.focus();
                }
            }
        >
            {checked
                .map(|holds| {
                    view! { <span class="mark">{holds.then(|| view! { <Glyph icon=Icon::Check /> })}</span> }
                })}
            {icon.map(|icon| view! { <Glyph icon /> })}
            <span class="clip">{label}</span>
            {keys.map(|keys| view! { <span class="kbd-plain">{keys}</span> })}
        </button>
    }
}

fn entries(list: &Element) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all(".mi:not([aria-disabled])") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
