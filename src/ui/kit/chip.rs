//! Status, label and next-step marks: always colour with a glyph or a word.

use leptos::prelude::*;

use super::glyph::Glyph;
use super::icon::Icon;

/// The hues of status, and the accent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Nothing to say.
    #[default]
    Grey,
    /// New, in progress.
    Blue,
    /// Good, won, done.
    Green,
    /// Due, waiting.
    Amber,
    /// Late, lost, wrong.
    Red,
    /// A label of no status.
    Accent,
}

impl Hue {
    /// Class of something filled with the hue.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Grey => "",
            Self::Blue => "is-blue",
            Self::Green => "is-green",
            Self::Amber => "is-amber",
            Self::Red => "is-red",
            Self::Accent => "is-accent",
        }
    }

    /// Class of a dot in the hue.
    pub const fn dot(self) -> &'static str {
        match self {
            Self::Grey => "d-grey",
            Self::Blue => "d-blue",
            Self::Green => "d-green",
            Self::Amber => "d-amber",
            Self::Red => "d-red",
            Self::Accent => "d-accent",
        }
    }

    /// The hue written as a word in the schema (`grey`, `blue`, ...); grey if it is none of them.
    pub fn from_word(word: &str) -> Self {
        match word {
            "blue" => Self::Blue,
            "green" => Self::Green,
            "amber" => Self::Amber,
            "red" => Self::Red,
            "accent" => Self::Accent,
            _ => Self::Grey,
        }
    }
}

/// A small filled or outlined word.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    text: TextProp,
    /// Its hue.
    #[prop(optional, into)]
    hue: Signal<Hue>,
    /// A glyph before the word.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Outlined instead of filled.
    #[prop(optional)]
    line: bool,
    /// What the button that takes it away is called; the button is there only with `on_remove`.
    #[prop(optional, into)]
    remove_label: TextProp,
    /// Called when it is to be taken away.
    #[prop(optional, into)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let class = move || format!("chip {}{}", hue.get().class(), if line { " chip-line" } else { "" });
    view! {
        <span class=class>
            {icon.map(|icon| view! { <Glyph icon /> })}
            <span>{move || text.get()}</span>
            {on_remove
                .map(|remove| {
                    view! {
                        <button type="button" aria-label=move || remove_label.get() on:click=move |_| remove.run(())>
                            <Glyph icon=Icon::Close />
                        </button>
                    }
                })}
        </span>
    }
}

/// A dot that says how urgent the word beside it is; `None` is an empty ring.
#[component]
pub fn Dot(
    /// Its hue.
    #[prop(into)]
    hue: Signal<Option<Hue>>,
) -> impl IntoView {
    view! { <span class=move || format!("dot {}", hue.get().map_or("d-none", Hue::dot)) aria-hidden="true"></span> }
}
