//! A list to choose from by typing: the body of selects, pickers and filters.

use leptos::ev::KeyboardEvent;
use leptos::html::{Input, Ul};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::flow::Show;
use super::reactive::{effect, memo};
use super::avatar::{Avatar, Shape};
use super::chip::{Dot, Hue};
use super::glyph::Glyph;
use super::hooks::unique_id;
use super::icon::Icon;

/// What stands before the words of a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// A picture.
    Icon(Icon),
    /// A dot of a status hue.
    Dot(Hue),
    /// The letters of a person.
    Person,
    /// The letters of a company or another record.
    Company,
}

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What it stands for; given back when it is chosen.
    pub id: String,
    /// What it says.
    pub label: String,
    /// Words of less weight after it.
    pub note: String,
    /// What stands before it.
    pub mark: Mark,
}

impl Choice {
    /// A choice of an id and words.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), ..Self::default() }
    }
}

/// The words of a [`Listbox`], translated.
#[derive(Clone, Debug)]
pub struct ListWords {
    /// What is chosen, for assistive technology.
    pub label: TextProp,
    /// In the empty query.
    pub search: TextProp,
    /// When nothing fits.
    pub none: TextProp,
}

/// Draws what stands before a choice.
pub fn mark_view(mark: &Mark, label: &str, id: &str) -> AnyView {
    let (name, key) = (label.to_owned(), id.to_owned());
    match mark {
        Mark::None => ().into_any(),
        Mark::Icon(icon) => view! { <Glyph icon=*icon /> }.into_any(),
        Mark::Dot(hue) => view! { <Dot hue=Some(*hue) /> }.into_any(),
        Mark::Person => view! { <Avatar name key /> }.into_any(),
        Mark::Company => view! { <Avatar name key shape=Shape::Square /> }.into_any(),
    }
}

/// A query and the choices that fit it. The focus stays in the query; arrow keys move through the
/// choices, Enter takes one. Without `on_query` it filters by itself; with it the caller gives new
/// `choices` for each query, now or later.
#[component]
pub fn Listbox(
    /// Its words.
    words: ListWords,
    /// The choices; with `on_query`, those that fit the query.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Ids of what is chosen.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Called with the id of a choice that is taken.
    #[prop(into)]
    on_pick: Callback<String>,
    /// Called with each new query.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// Whether choices are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether several can be chosen.
    #[prop(optional)]
    multi: bool,
    /// Under the choices: a button to create what is not there.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
) -> impl IntoView {
    let list_id = unique_id("list");
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let input = NodeRef::<Input>::new();
    let list = NodeRef::<Ul>::new();
    let fitting = memo(move |_| {
        let all = choices.get();
        let wanted = query.get().trim().to_lowercase();
        if on_query.is_some() || wanted.is_empty() {
            return all;
        }
        all.into_iter().filter(|choice| choice.label.to_lowercase().contains(&wanted)).collect()
    });
    // Starts at what is chosen, and stays inside the list.
    effect(move |before: Option<()>| {
        let at = fitting.with(|fitting| {
            let chosen = chosen.get_untracked();
            let first = fitting.iter().position(|choice| chosen.contains(&choice.id));
            if before.is_none() { first } else { None }
        });
        active.set(at.unwrap_or(0));
    });
    effect(move |_| {
        let at = active.get();
        let row = list.get().and_then(|list| list.query_selector_all("[role=option]").ok()?.item(at as u32));
        if let Some(row) = row.and_then(|row| row.dyn_into::<web_sys::Element>().ok()) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let keys = move |ev: KeyboardEvent| {
        let count = fitting.with_untracked(Vec::len);
        match ev.key().as_str() {
            "ArrowDown" if count > 0 => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => active.update(|at| *at = (*at + count - 1) % count),
            "PageDown" => active.update(|at| *at = (*at + 8).min(count.saturating_sub(1))),
            "PageUp" => active.update(|at| *at = at.saturating_sub(8)),
            "Enter" if !ev.is_composing() => {
                let id = fitting.with_untracked(|fitting| fitting.get(active.get_untracked()).map(|choice| choice.id.clone()));
                if let Some(id) = id {
                    on_pick.run(id);
                }
            }
            _ => return,
        }
        ev.prevent_default();
        ev.stop_propagation();
    };
    let typed = move |ev| {
        let text = event_target_value(&ev);
        query.set(text.clone());
        if let Some(on_query) = on_query {
            on_query.run(text);
        }
    };
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || fitting.with(|fitting| !fitting.is_empty()).then(|| option_id(active.get()))
    };
    let options = move || {
        let option_id = option_id.clone();
        let rows = fitting.get().into_iter().enumerate().map(move |(at, choice)| {
            let id = StoredValue::new(choice.id.clone());
            let is_chosen = move || chosen.with(|chosen| id.with_value(|id| chosen.contains(id)));
            view! {
                <li
                    role="option"
                    id=option_id(at)
                    class="mi"
                    class:is-on=move || active.get() == at
                    aria-selected=move || is_chosen().to_string()
                    on:click=move |_| on_pick.run(id.get_value())
                    on:pointermove=move |_| {
                        if active.get_untracked() != at {
                            active.set(at);
                        }
                    }
                >
                    {mark_view(&choice.mark, &choice.label, &choice.id)}
                    <span class="clip">{choice.label.clone()}</span>
                    <span class="tail">{choice.note.clone()}</span>
                    <span class="mark">{move || is_chosen().then(|| view! { <Glyph icon=Icon::Check /> })}</span>
                </li>
            }
        });
        rows.collect::<Vec<_>>()
    };
    let ListWords { label, search, none } = words;
    let list_label = label.clone();
    view! {
        <label class="q">
            <Glyph icon=Icon::Search />
            <input
                node_ref=input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                autofocus
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-label=move || label.get()
                placeholder=move || search.get()
                on:input=typed
                on:keydown=keys
            />
        </label>
        <ul
            node_ref=list
            id=list_id
            role="listbox"
            aria-label=move || list_label.get()
            aria-multiselectable=multi.then_some("true")
            aria-busy=move || busy.get().then_some("true")
        >
            {move || options().into_any()}
        </ul>
        <Show when=move || fitting.with(Vec::is_empty) && !busy.get()>
            <p class="menu-none" role="status">{none.get()}</p>
        </Show>
        {footer.map(|footer| view! { <footer>{footer.run()}</footer> })}
    }
}
