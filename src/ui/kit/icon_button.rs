//! The button that is only a picture; its label is read aloud and shown as a tooltip.

use leptos::prelude::*;

use super::glyph::{Glyph, IconSize};
use super::icon::Icon;

/// Which frame an icon button has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// None, until the pointer is on it.
    #[default]
    Bare,
    /// Outlined.
    Line,
    /// 20 px, beside a heading.
    Small,
}

/// A square button with an icon.
#[component]
pub fn IconButton(
    /// The picture; may change over time.
    #[prop(into)]
    icon: Signal<Icon>,
    /// What it does, for the tooltip and for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Its frame.
    #[prop(optional)]
    frame: Frame,
    /// The keys that do the same, separated by blanks; shown in the tooltip.
    #[prop(optional, into)]
    kbd: Option<TextProp>,
    /// For a toggle: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Whether it refuses to be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// More class names.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let (extra, size) = match frame {
        Frame::Bare => ("", IconSize::Normal),
        Frame::Line => (" ibtn-line", IconSize::Normal),
        Frame::Small => (" ibtn-s", IconSize::Small),
    };
    let (tip, badge) = (label.clone(), kbd.clone());
    view! {
        <button
            type="button"
            class=format!("ibtn{extra} {class}")
            disabled=disabled
            aria-label=move || label.get()
            aria-pressed=move || pressed.map(|on| on.get().to_string())
            data-tip=move || tip.get()
            data-tip-keys=move || kbd.as_ref().map(TextProp::get)
            data-key=move || badge.as_ref().map(TextProp::get)
        >
            <Glyph icon size />
        </button>
    }
}
