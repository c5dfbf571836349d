//! One setting: its name, a line that explains it, its control.

use leptos::prelude::*;

use crate::i18n::en::settings as text;
use crate::ui::kit::listbox::{Choice, ListWords};
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::select::Select;
use crate::ui::kit::text_input::{TextInput, TextKind};
use crate::ui::text::t;

/// A setting.
#[component]
pub fn Line(
    /// What it is called.
    #[prop(into)]
    name: String,
    /// A line that explains it.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="set">
            <span class="name">
                {name} {note.map(|note| view! { <small>{note}</small> })}
            </span>
            {children()}
        </div>
    }
}

/// A text that is saved when it is left or Enter is pressed.
#[component]
pub fn TextSetting(
    /// What it is, for assistive technology.
    #[prop(into)]
    label: String,
    /// As it is saved.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new text.
    #[prop(into)]
    on_save: Callback<String>,
    /// What kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// A word or unit after the text.
    #[prop(optional, into)]
    affix: Option<String>,
    /// A whole number, not negative.
    #[prop(optional)]
    numeric: bool,
) -> impl IntoView {
    // Only a change of this very setting replaces what is being typed.
    let value = memo(move |_| value.get());
    let draft = RwSignal::new(value.get_untracked());
    effect(move |_| draft.set(value.get()));
    let save = move || {
        let text = draft.get_untracked().trim().to_owned();
        if numeric && text.parse::<u32>().is_err() {
            // What is no number goes back to what was saved.
            draft.set(value.get_untracked());
        } else if text != value.get_untracked() {
            on_save.run(text);
        }
    };
    let input = |affix: Option<String>| {
        match affix {
        Some(affix) => view! {
            <TextInput value=draft on_input=move |text| draft.set(text) label=label kind=kind numeric=numeric affix=affix />
        }
        .into_any(),
        None => view! { <TextInput value=draft on_input=move |text| draft.set(text) label=label kind=kind numeric=numeric /> }
            .into_any(),
    }
    };
    view! { <div class="set-input" on:change=move |_| save()>{input(affix)}</div> }
}

/// One of many, in a searchable list.
#[component]
pub fn PickSetting(
    /// What it is, for assistive technology.
    #[prop(into)]
    label: String,
    /// The choices.
    choices: Vec<Choice>,
    /// Id of the one that holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the id of the one chosen.
    #[prop(into)]
    on_save: Callback<String>,
) -> impl IntoView {
    let all = StoredValue::new(choices);
    let words = ListWords { label: label.into(), search: t(text::SEARCH).into(), none: t(text::NO_FIT).into() };
    let chosen = Signal::derive(move || {
        let id = value.get();
        all.with_value(|all| all.iter().find(|choice| choice.id == id).cloned())
    });
    let save = move |id: Option<String>| {
        if let Some(id) = id {
            on_save.run(id);
        }
    };
    view! {
        <div class="set-input">
            <Select
                words
                placeholder=""
                value=chosen
                choices=Signal::derive(move || all.get_value())
                on_change=save
            />
        </div>
    }
}
