//! The sidebar: workspace, search, state of storage, objects, views, settings, user.

pub mod item;
pub mod objects;
pub mod sync_chip;
pub mod views;

use leptos::prelude::*;

use item::NavItem;
use objects::Objects;
use sync_chip::SyncChip;
use views::Views;

use super::keys::keys;
use super::kit::avatar::{Avatar, AvatarSize};
use super::kit::glyph::{Glyph, IconSize};
use super::kit::icon::Icon;
use super::kit::icon_button::IconButton;
use super::kit::splitter::Splitter;
use super::route::{Route, Section};
use super::shell::{SIDE, SIDE_MAX, SIDE_MIN, Side};
use super::text::t;
use super::workspace;
use crate::client::act::{Flow, actions};
use crate::i18n::en::{common, shell as text};
use crate::usage::event::Input;

/// The sidebar of the desk; a phone has the bottom bar instead.
#[component]
pub fn Sidebar() -> impl IntoView {
    let side = expect_context::<Side>();
    view! {
        <nav class="side" aria-label=t(text::MAIN_NAV)>
            <a class="side-head" href="/" on:click=|_| actions().by_hand("shell.go_home", || Flow::DONE)>
                <span class="mark"><Glyph icon=Icon::Mark size=IconSize::Large /></span>
                <span class="clip">{move || workspace::name()}</span>
            </a>
            <SearchItem />
            <SyncChip />
            <NavItem
                route=Route::Home
                icon=Icon::Home
                label=t(text::HOME)
                command="shell.go_home"
                exact=true
            />
            <Objects />
            <Views />
            <div class="side-last">
                <NavItem route=Route::Import icon=Icon::Import label=t(text::IMPORT) command="import.open" />
                <NavItem route=Route::Trash icon=Icon::Trash label=t(text::TRASH) command="shell.go_trash" />
                <NavItem
                    route=Route::Settings(Section::Profile)
                    icon=Icon::Gear
                    label=t(text::SETTINGS)
                    command="shell.go_settings"
                />
            </div>
            <Foot side />
        </nav>
        <Splitter
            class="side-split"
                width=Signal::derive(move || if side.narrow.get() { SIDE_MIN } else { side.width.get() })
                min=SIDE_MIN
                max=SIDE_MAX
                on_resize=move |width| side.pull(width)
                on_done=move |_| side.keep()
                on_reset=move |()| {
                    side.narrow.set(false);
                    side.width.set(SIDE);
                    side.keep();
                }
                label=t(text::WIDTH)
            />
    }
}

#[component]
fn SearchItem() -> impl IntoView {
    let keys = keys();
    let label = t(common::SEARCH);
    let tip = label.clone();
    view! {
        <button
            type="button"
            class="nav"
            data-tip=tip.clone()
            aria-label=tip
            on:click=|_| {
                let actions = actions();
                actions.run("search.focus", actions.last_input());
            }
        >
            <Glyph icon=Icon::Search />
            <span class="clip">{label}</span>
            <span class="count">{move || keys.shown("search.focus").map(|keys| view! { <span class="kbd">{keys}</span> })}</span>
        </button>
    }
}

#[component]
fn Foot(side: Side) -> impl IntoView {
    let keys = keys();
    let name = Signal::derive(workspace::user_name);
    let label = move || if side.narrow.get() { t(text::EXPAND) } else { t(text::COLLAPSE) };
    view! {
        <div class="side-foot">
            <a
                class="row grow"
                href=Route::Settings(Section::Profile).path()
                title=t(text::PROFILE)
                on:click=move |_| {
                    actions().by_hand("shell.go_settings", || Flow::DONE);
                }
            >
                <Avatar name size=AvatarSize::S24 />
                <span class="clip">{name}</span>
            </a>
            <IconButton
                icon=Icon::Sidebar
                label
                kbd=move || keys.shown("shell.sidebar").unwrap_or_default()
                on:click=move |_| {
                    actions().run("shell.sidebar", Input::Mouse);
                }
            />
        </div>
    }
}
