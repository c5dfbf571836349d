//! The bottom bar of the phone: Home, Deals, create, Contacts, More.

use leptos::prelude::*;

use super::create::CreateSheet;
use super::kit::glyph::Glyph;
use super::kit::icon::Icon;
use super::more_sheet::MoreSheet;
use super::nav::nav;
use super::pages;
use super::route::Route;
use super::text::t;
use crate::client::act::{Flow, actions};
use crate::i18n::Message;
use crate::i18n::en::shell as text;
use crate::ui::kit::reactive::memo;

/// The bar; the style shows it on phones only.
#[component]
pub fn BottomBar() -> impl IntoView {
    let creating = RwSignal::new(false);
    let more = RwSignal::new(false);
    view! {
        <nav class="ph-tabs" aria-label=t(text::BOTTOM_NAV)>
            <Tab route=Route::Home icon=Icon::Home label=text::HOME command="shell.go_home" />
            <Tab route=pages::home_of("deal") icon=Icon::Deal label=text::DEALS command="shell.go_deals" />
            <button type="button" class="add" aria-label=t(text::NEW_RECORD) on:click=move |_| creating.set(true)>
                <Glyph icon=Icon::Plus />
            </button>
            <Tab route=Route::List("person".into()) icon=Icon::People label=text::CONTACTS command="shell.go_people" />
            <button type="button" aria-haspopup="dialog" on:click=move |_| more.set(true)>
                <Glyph icon=Icon::More />
                <span>{t(text::MORE)}</span>
            </button>
        </nav>
        <CreateSheet open=creating />
        <MoreSheet open=more />
    }
}

#[component]
fn Tab(route: Route, icon: Icon, label: Message, command: &'static str) -> impl IntoView {
    let nav = nav();
    let href = route.path();
    let here = memo(move |_| {
        nav.route.with(|now| match route.object() {
            Some(key) => now.object() == Some(key),
            None => *now == route,
        })
    });
    view! {
        <a
            href=href
            aria-current=move || here.get().then_some("page")
            on:click=move |_| actions().by_hand(command, || Flow::DONE)
        >
            <Glyph icon />
            <span>{t(label)}</span>
        </a>
    }
}
