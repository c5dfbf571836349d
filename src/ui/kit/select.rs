//! One of many: a field that opens a [`Listbox`].

use leptos::prelude::*;

use super::field::field_context;
use super::glyph::Glyph;
use super::icon::Icon;
use super::listbox::{Choice, ListWords, Listbox, mark_view};
use super::popover::{Popover, Popup};

/// A list to choose from, opened by a [`Popup`] beside anything: a cell, a chip, a button.
#[component]
pub fn Picker(
    /// Whether and where it is open.
    popup: Popup,
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
    /// Called with each new query, for choices that come from elsewhere.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// Whether choices are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether several can be chosen: then it stays open.
    #[prop(optional)]
    multi: bool,
    /// Under the choices: a button to create what is not there.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
) -> impl IntoView {
    let pick = Callback::new(move |id: String| {
        if !multi {
            popup.close();
        }
        on_pick.run(id);
    });
    let label = words.label.clone();
    let words = StoredValue::new(words);
    let footer = StoredValue::new(footer.unwrap_or_default());
    let query = Callback::new(move |text: String| {
        if let Some(on_query) = on_query {
            on_query.run(text);
        }
    });
    view! {
        <Popover popup label class="menu listbox" match_width=true>
            {move || {
                let words = words.get_value();
                let footer = footer.get_value();
                if on_query.is_some() {
                    view! { <Listbox words choices chosen on_pick=pick on_query=query busy multi footer /> }.into_any()
                } else {
                    view! { <Listbox words choices chosen on_pick=pick busy multi footer /> }.into_any()
                }
            }}
        </Popover>
    }
}

/// A field whose value is one of many.
#[component]
pub fn Select(
    /// Its words.
    words: ListWords,
    /// Shown while nothing is chosen.
    #[prop(into)]
    placeholder: TextProp,
    /// What is chosen, to show it before the choices are there.
    #[prop(into)]
    value: Signal<Option<Choice>>,
    /// The choices; with `on_query`, those that fit the query.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Called with the id of the choice taken, or with nothing when it is cleared.
    #[prop(into)]
    on_change: Callback<Option<String>>,
    /// Called with each new query, for choices that come from elsewhere.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// Whether choices are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it can be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Under the choices: a button to create what is not there.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
) -> impl IntoView {
    let popup = Popup::new();
    let field = field_context();
    let bad = field.bad;
    let chosen = Signal::derive(move || value.get().map(|choice| vec![choice.id]).unwrap_or_default());
    let query = Callback::new(move |text: String| {
        if let Some(on_query) = on_query {
            on_query.run(text);
        }
    });
    let shown = move || {
        if let Some(choice) = value.get() {
            let mark = mark_view(&choice.mark, &choice.label, &choice.id);
            return view! { {mark} <span class="clip">{choice.label}</span> }.into_any();
        }
        let placeholder = placeholder.clone();
        view! { <span class="clip dim">{move || placeholder.get()}</span> }.into_any()
    };
    let keys = move |ev: leptos::ev::KeyboardEvent| match ev.key().as_str() {
        "Delete" | "Backspace" if !field.required => on_change.run(None),
        "ArrowDown" | "ArrowUp" if !popup.is_open() => {
            ev.prevent_default();
            let field: web_sys::HtmlElement = event_target(&ev);
            popup.open_at(&field);
        }
        _ => {}
    };
    let label = words.label.clone();
    let on_pick = Callback::new(move |id: String| on_change.run(Some(id)));
    let footer = footer.unwrap_or_default();
    view! {
        <button
            type="button"
            id=field.id
            class="input select"
            class:is-bad=bad
            disabled=disabled
            aria-haspopup="listbox"
            aria-expanded=move || popup.is_open().to_string()
            aria-label=move || {
                let label = label.get();
                value.with(|value| value.as_ref().map_or_else(|| label.to_string(), |choice| format!("{label}: {}", choice.label)))
            }
            aria-describedby=(!field.note.is_empty()).then_some(field.note)
            on:click=move |ev| popup.toggle(&ev)
            on:keydown=keys
        >
            {move || shown().into_any()}
            <Glyph icon=Icon::Down />
        </button>
        {if on_query.is_some() {
            view! { <Picker popup words choices chosen on_pick on_query=query busy footer /> }.into_any()
        } else {
            view! { <Picker popup words choices chosen on_pick busy footer /> }.into_any()
        }}
    }
}
