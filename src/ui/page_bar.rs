//! The bar above a page: where one is at its start, what can be done at its end. On a phone it is a
//! title with a way back.

use leptos::prelude::*;

use super::kit::icon::Icon;
use super::kit::icon_button::IconButton;
use super::nav::nav;
use super::route::Route;
use super::text::t;
use crate::i18n::en::common;
use crate::ui::kit::reactive::effect;

/// The bar. `start` follows the title (breadcrumb, view switcher), `end` holds the actions, of which
/// at most one is filled.
#[component]
pub fn PageBar(
    /// What the page is called; also the name of the document.
    #[prop(into)]
    title: Signal<String>,
    /// After the title: breadcrumb or view switcher.
    #[prop(optional, into)]
    start: ViewFn,
    /// At the end: actions.
    #[prop(optional, into)]
    end: ViewFn,
    /// On a phone: actions of the title bar, when other than `end`.
    #[prop(optional, into)]
    phone_end: Option<ViewFn>,
    /// On a phone: where the back button leads; no button without it.
    #[prop(optional)]
    back: Option<Route>,
) -> impl IntoView {
    name_document(title);
    let has_back = back.is_some();
    let phone_end = phone_end.unwrap_or_else(|| end.clone());
    let back_button = back.map(|route| {
        view! { <IconButton icon=Icon::Left label=t(common::BACK) on:click=move |_| nav().back_or(&route) /> }
    });
    view! {
        <header class="bar">
            <h1>{title}</h1>
            {start.run()}
            <div class="end-set">{end.run()}</div>
        </header>
        <header class="ph-bar" class:has-back=has_back>
            {back_button}
            <h1 class="grow">{title}</h1>
            {phone_end.run()}
        </header>
    }
}

/// Names the browser's tab after the page.
pub fn name_document(title: Signal<String>) {
    effect(move |_| {
        let app = t(common::APP);
        let title = title.get();
        document().set_title(&if title.is_empty() { app } else { format!("{title} · {app}") });
    });
}
