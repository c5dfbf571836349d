//! What the company calls its workspace, its currency, and how it looks at deals.

use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

use super::line::{Line, PickSetting, TextSetting};
use crate::client::bridge::engine;
use crate::i18n::en::settings as text;
use crate::model::money::Currency;
use crate::ui::configure::configure;
use crate::ui::kit::listbox::Choice;
use crate::ui::text::{locale, t};

/// Days a deal may rest at most.
const MOST_DAYS: u16 = 999;

/// The section.
#[component]
pub fn Workspace() -> impl IntoView {
    let state = engine().state;
    let name = Signal::derive(move || state.with(|state| state.settings.workspace.clone()));
    let currency = Signal::derive(move || state.with(|state| state.settings.currency.code().to_owned()));
    let days = Signal::derive(move || state.with(|state| state.settings.rotting_days.to_string()));
    let save_days = move |text: String| {
        if let Ok(days) = text.parse::<u16>() {
            configure(|settings| settings.rotting_days = days.clamp(1, MOST_DAYS));
        }
    };
    view! {
        <Line name=t(text::WORKSPACE_NAME) note=Signal::derive(|| t(text::WORKSPACE_NOTE))>
            <TextSetting
                label=t(text::WORKSPACE_NAME)
                value=name
                on_save=|name: String| configure(|settings| settings.workspace = name)
            />
        </Line>
        <Line name=t(text::CURRENCY) note=Signal::derive(|| t(text::CURRENCY_NOTE))>
            <PickSetting
                label=t(text::CURRENCY)
                choices=currencies()
                value=currency
                on_save=|code: String| {
                    if let Some(currency) = Currency::parse(&code) {
                        configure(|settings| settings.currency = currency);
                    }
                }
            />
        </Line>
        <Line name=t(text::ROTTING) note=Signal::derive(|| t(text::ROTTING_NOTE))>
            <TextSetting label=t(text::ROTTING) value=days on_save=save_days numeric=true affix=t(text::DAYS) />
        </Line>
    }
}

/// Every currency the browser knows, with its name in the user's language.
pub(super) fn currencies() -> Vec<Choice> {
    let codes = supported().unwrap_or_else(|| ["EUR", "GBP", "USD"].map(str::to_owned).to_vec());
    let names = currency_names();
    let choice = |code: String| {
        let name = names.as_ref().and_then(|(names, of)| of.call1(names, &code.as_str().into()).ok()?.as_string());
        let label = match name {
            Some(name) if name != code => format!("{code} {name}"),
            _ => code.clone(),
        };
        Choice::new(code, label)
    };
    codes.into_iter().map(choice).collect()
}

fn supported() -> Option<Vec<String>> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let values: Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
    let codes: Array = values.call1(&JsValue::UNDEFINED, &"currency".into()).ok()?.dyn_into().ok()?;
    Some(codes.iter().filter_map(|code| code.as_string()).collect())
}

fn currency_names() -> Option<(Intl::DisplayNames, Function)> {
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"currency".into()).ok()?;
    let names = Intl::DisplayNames::new(&Array::of1(&locale().tag.into()), &options);
    let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, of))
}
