//! The button with words.

use leptos::prelude::*;

use super::glyph::{Glyph, IconSize};
use super::icon::Icon;
use super::kbd::Kbd;

/// How loud a button is. A screen has one [`Look::Primary`] at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one filled button.
    Primary,
    /// Outlined.
    Secondary,
    /// Words alone, until the pointer is on it.
    #[default]
    Quiet,
    /// Grey filled.
    Soft,
    /// Takes something away.
    Danger,
    /// Takes something away, in a dialog that asks.
    DangerFill,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => " btn-fill",
            Self::Secondary => " btn-line",
            Self::Quiet => "",
            Self::Soft => " btn-soft",
            Self::Danger => " btn-danger",
            Self::DangerFill => " btn-danger btn-fill",
        }
    }
}

/// A button with a label, and perhaps an icon before it and a shortcut after it.
#[component]
pub fn Button(
    /// What it says.
    #[prop(into)]
    label: TextProp,
    /// How loud it is.
    #[prop(optional)]
    look: Look,
    /// 24 px instead of 28 px high.
    #[prop(optional)]
    small: bool,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The keys that do the same, separated by blanks.
    #[prop(optional, into)]
    kbd: Option<TextProp>,
    /// For a toggle: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Whether it refuses to be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Submits the form it is in.
    #[prop(optional)]
    submit: bool,
    /// More class names.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = format!("btn{}{} {class}", look.class(), if small { " btn-s" } else { "" });
    let size = if small { IconSize::Small } else { IconSize::Normal };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            disabled=disabled
            aria-pressed=move || pressed.map(|on| on.get().to_string())
        >
            {icon.map(|icon| view! { <Glyph icon size /> })}
            <span>{move || label.get()}</span>
            {kbd.map(|keys| view! { <Kbd keys /> })}
        </button>
    }
}
