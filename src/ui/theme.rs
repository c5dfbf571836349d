//! Light or dark, language and direction, on the root element.

use leptos::prelude::*;

use super::local;
use super::text::Locale;
use crate::protocol::settings::{Settings, Theme};

/// Key under which the theme is remembered, so that the next start paints in it at once: `boot.js`
/// reads it before anything is drawn.
const KEY: &str = "theme";

/// Shows the theme on the root element and remembers it for the next start.
pub fn apply_theme(theme: Theme) {
    let Some(root) = document().document_element() else { return };
    let word = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    // An attribute of the root element can always be set.
    let _set = match word {
        Some(word) => {
            local::set(KEY, word);
            root.set_attribute("data-theme", word)
        }
        None => {
            local::remove(KEY);
            root.remove_attribute("data-theme")
        }
    };
}

/// Sets the language and direction of the document.
pub fn apply_locale(locale: &Locale) {
    let Some(root) = document().document_element() else { return };
    let _set = root.set_attribute("lang", locale.tag);
    let _set = root.set_attribute("dir", if locale.rtl { "rtl" } else { "ltr" });
}

/// The theme that is not on screen now.
#[must_use]
pub fn other(settings: &Settings) -> Theme {
    let dark = match settings.theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => {
            window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
        }
    };
    if dark { Theme::Light } else { Theme::Dark }
}

/// The language used last, for the words shown before the workspace is open.
#[must_use]
pub fn last_locale() -> String {
    local::get("locale").unwrap_or_default()
}

/// Remembers the language for the next start.
pub fn remember_locale(wish: &str) {
    local::set("locale", wish);
}
