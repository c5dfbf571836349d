//! The settings page: sections at the side, one of them shown.

use leptos::prelude::*;

use super::about::About;
use super::bindings::Bindings;
use super::display::Display;
use super::profile::Profile;
use super::storage::Storage;
use super::workspace::Workspace;
use crate::i18n::Message;
use crate::i18n::en::settings as text;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::page_bar::PageBar;
use crate::ui::route::{Route, Section};
use crate::ui::text::t;

const fn look(section: Section) -> (Message, Icon) {
    match section {
        Section::Profile => (text::PROFILE, Icon::Person),
        Section::Workspace => (text::WORKSPACE, Icon::Company),
        Section::Display => (text::DISPLAY, Icon::Sun),
        Section::Keys => (text::KEYS, Icon::Keyboard),
        Section::Storage => (text::STORAGE, Icon::Database),
        Section::About => (text::ABOUT, Icon::Info),
    }
}

/// The page.
#[component]
pub fn SettingsPage(
    /// The section shown.
    section: Section,
) -> impl IntoView {
    let links: Vec<_> = Section::ALL
        .into_iter()
        .map(|one| {
            let (label, icon) = look(one);
            view! {
                <a
                    class="nav"
                    href=Route::Settings(one).path()
                    aria-current=(one == section).then_some("page")
                >
                    <Glyph icon />
                    <span>{t(label)}</span>
                </a>
            }
        })
        .collect();
    let page = match section {
        Section::Profile => view! { <Profile /> }.into_any(),
        Section::Workspace => view! { <Workspace /> }.into_any(),
        Section::Display => view! { <Display /> }.into_any(),
        Section::Keys => view! { <Bindings /> }.into_any(),
        Section::Storage => view! { <Storage /> }.into_any(),
        Section::About => view! { <About /> }.into_any(),
    };
    view! {
        <PageBar title=Signal::derive(|| t(text::TITLE)) back=Route::Home />
        <div class="settings">
            <nav class="settings-nav" aria-label=t(text::SECTIONS)>
                {links}
            </nav>
            <div class="settings-page">
                <h2>{t(look(section).0)}</h2>
                {page}
            </div>
        </div>
    }
}
