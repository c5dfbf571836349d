//! The sash: one calm line across a page.

use leptos::prelude::*;

use super::glyph::{Glyph, IconSize};
use super::icon::Icon;

/// What a sash is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something waits.
    #[default]
    Waiting,
    /// Something to know.
    Info,
    /// Something is wrong.
    Bad,
    /// Something went well.
    Good,
}

/// A line with an icon, words, and perhaps buttons.
#[component]
pub fn Banner(
    /// What it is about.
    #[prop(optional)]
    tone: Tone,
    /// Its picture.
    icon: Icon,
    /// What it says.
    #[prop(into)]
    text: TextProp,
    /// Links and buttons after the words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = match tone {
        Tone::Waiting => "sash",
        Tone::Info => "sash is-info",
        Tone::Bad => "sash is-bad",
        Tone::Good => "sash is-good",
    };
    view! {
        <div class=class role=if tone == Tone::Bad { "alert" } else { "status" }>
            <Glyph icon size=IconSize::Small />
            <span>{move || text.get()}</span>
            {children.map(|children| children())}
        </div>
    }
}
