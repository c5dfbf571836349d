//! The small form of the first run: who, for which company, in which currency.

use leptos::prelude::*;

use crate::i18n::en::start as text;
use crate::model::money::Currency;
use crate::ui::format::format;
use crate::ui::kit::field::Field;
use crate::ui::kit::listbox::{Choice, ListWords};
use crate::ui::kit::select::Select;
use crate::ui::kit::text_input::TextInput;
use crate::ui::set_up::{CURRENCIES, Profile};
use crate::ui::text::t;

/// The form; it changes `profile` as it is filled in.
#[component]
pub fn ProfileForm(
    /// What is filled in.
    profile: RwSignal<Profile>,
) -> impl IntoView {
    let name = Signal::derive(move || profile.with(|profile| profile.name.clone()));
    let company = Signal::derive(move || profile.with(|profile| profile.workspace.clone()));
    let choice = |currency: Currency| Choice {
        note: format().symbol(currency),
        ..Choice::new(currency.code().to_owned(), currency.code().to_owned())
    };
    let currency = Signal::derive(move || Some(choice(profile.with(|profile| profile.currency))));
    let choices: Vec<Choice> = CURRENCIES.iter().filter_map(|code| Currency::parse(code)).map(choice).collect();
    let pick = Callback::new(move |code: Option<String>| {
        if let Some(currency) = code.and_then(|code| Currency::parse(&code)) {
            profile.update(|profile| profile.currency = currency);
        }
    });
    let words =
        ListWords { label: t(text::CURRENCY).into(), search: t(text::SEARCH).into(), none: t(text::NONE_FITS).into() };
    view! {
        <section class="welcome-foot" aria-label=t(text::ABOUT_YOU)>
            <Field label=t(text::NAME) hint=t(text::NAME_NEEDED)>
                <TextInput
                    value=name
                    on_input=move |name| profile.update(|profile| profile.name = name)
                />
            </Field>
            <Field label=t(text::COMPANY)>
                <TextInput
                    value=company
                    on_input=move |name| profile.update(|profile| profile.workspace = name)
                />
            </Field>
            <Field label=t(text::CURRENCY) required=true>
                <Select
                    words
                    placeholder=String::new()
                    value=currency
                    choices=Signal::stored(choices)
                    on_change=pick
                />
            </Field>
        </section>
    }
}
