//! The words of the interface in the user's language. Switching the language builds the interface
//! anew, so texts need no tracking.

use std::sync::Arc;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

use super::format::format;
use crate::i18n::{Arg, Catalog, Category, Message, pseudo, render};

/// A language the interface is offered in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Locale {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Whether it is written from right to left.
    pub rtl: bool,
}

/// Every language. Pseudo-languages find texts and layouts that escape translation.
pub const LOCALES: &[Locale] = &[
    Locale { tag: "en", name: "English", rtl: false },
    Locale { tag: "en-XA", name: "[Éñĝļîšĥ]", rtl: false },
    Locale { tag: "ar-XB", name: "هنگلیسح", rtl: true },
];

/// The language for a wish: a tag from the settings, or the browser's.
#[must_use]
pub fn locale_for(wish: &str) -> &'static Locale {
    let browser = window().navigator().language().unwrap_or_default();
    let wish = if wish.is_empty() { browser.as_str() } else { wish };
    let same = |locale: &&Locale| locale.tag.eq_ignore_ascii_case(wish);
    let language = |locale: &&Locale| wish.split('-').next().is_some_and(|part| part == locale.tag);
    LOCALES.iter().find(same).or_else(|| LOCALES.iter().find(language)).unwrap_or(&LOCALES[0])
}

/// The texts in use.
#[derive(Clone)]
pub struct Texts {
    /// The language.
    pub locale: &'static Locale,
    catalog: Arc<Catalog>,
    plural: StoredValue<Option<Object>, LocalStorage>,
}

impl Texts {
    /// The texts of a language that is at hand.
    #[must_use]
    pub fn new(locale: &'static Locale) -> Self {
        let catalog = match locale.tag {
            "en-XA" => Catalog::generated(pseudo::accented),
            "ar-XB" => Catalog::generated(pseudo::right_to_left),
            _ => Catalog::english(),
        };
        let rules = js_sys::Intl::PluralRules::new(&Array::of1(&locale.tag.into()), &Object::new());
        Self { locale, catalog: Arc::new(catalog), plural: StoredValue::new_local(Some(rules.into())) }
    }

    fn category(&self, number: f64) -> Category {
        let name = self.plural.with_value(|rules| {
            let rules = rules.as_ref()?;
            let select: Function = Reflect::get(rules, &"select".into()).ok()?.dyn_into().ok()?;
            select.call1(rules, &JsValue::from_f64(number)).ok()?.as_string()
        });
        match name.as_deref() {
            Some("zero") => Category::Zero,
            Some("one") => Category::One,
            Some("two") => Category::Two,
            Some("few") => Category::Few,
            Some("many") => Category::Many,
            _ => Category::Other,
        }
    }
}

fn texts() -> Texts {
    expect_context::<Texts>()
}

/// A message.
#[must_use]
pub fn t(message: Message) -> String {
    texts().catalog.text(&message).to_owned()
}

/// A message with arguments: see [`word`] and [`count`].
#[must_use]
pub fn ta(message: Message, args: &[(&str, Arg)]) -> String {
    render(texts().catalog.text(&message), args)
}

/// A message known by its id only; `None` where there is none.
#[must_use]
pub fn by_id(id: &str) -> Option<String> {
    texts().catalog.by_id(id).map(str::to_owned)
}

/// A text as an argument.
#[must_use]
pub fn word(text: impl Into<String>) -> Arg {
    Arg::Text(text.into())
}

/// A number as an argument, written as the user writes numbers.
#[must_use]
pub fn count(number: impl Into<f64>) -> Arg {
    let number = number.into();
    Arg::Number(format().number(number, 0), texts().category(number))
}

/// The language in use.
#[must_use]
pub fn locale() -> &'static Locale {
    texts().locale
}
