//! Draws one icon of the sprite.

use std::cell::OnceCell;

use leptos::prelude::*;

use super::icon::Icon;

thread_local! {
    /// Where the sprite lies: its name changes with its content, so the build writes it into the page.
    static SPRITE: OnceCell<String> = const { OnceCell::new() };
}

/// Address of a symbol, for a `<use>`.
pub(super) fn href(icon: Icon) -> String {
    let read = || {
        let meta = document().query_selector("meta[name='kontor-icons']").ok().flatten();
        meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_else(|| "/icons.svg".into())
    };
    SPRITE.with(|sprite| format!("{}#i-{}", sprite.get_or_init(read), icon.name()))
}

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
            <use href=move || href(icon.get())></use>
        </svg>
    }
}
