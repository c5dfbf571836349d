//! Draws one icon of the sprite.

use leptos::prelude::*;

use super::icon::Icon;

/// How large an icon stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 14 px, inside small controls.
    Small,
    /// 16 px.
    #[default]
    Normal,
    /// 20 px, beside headings and on phones.
    Large,
    /// 40 px, the picture of an empty page.
    Huge,
}

/// One icon. Hidden from assistive technology: the control around it carries the name.
#[component]
pub fn Glyph(
    /// Which picture; may change over time.
    #[prop(into)]
    icon: Signal<Icon>,
    /// Its size.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    let class = move || {
        let size = match size {
            IconSize::Small => " i-s",
            IconSize::Normal => "",
            IconSize::Large => " i-l",
            IconSize::Huge => " i-xl",
        };
        let turn = if icon.get().follows_text() { " i-flip" } else { "" };
        format!("i{size}{turn}")
    };
    view! {
        <svg class=class aria-hidden="true">
            <use href=move || icon.get().href()></use>
        </svg>
    }
}
