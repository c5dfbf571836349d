//! The phone's sheet with everything the bottom bar has no room for.

use leptos::prelude::*;

use super::kit::dialog::{Dialog, DialogShape};
use super::kit::glyph::Glyph;
use super::kit::icon::Icon;
use super::names;
use super::pages;
use super::route::{Route, Section};
use super::text::t;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::en::{common, shell as text};
use crate::model::schema::Role;

/// The sheet.
#[component]
pub fn MoreSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog
            open
            on_close=move |()| open.set(false)
            title=t(text::MORE)
            close_label=t(common::CLOSE)
            shape=DialogShape::Bottom
            light=true
        >
            <Links open />
        </Dialog>
    }
}

#[component]
fn Links(open: RwSignal<bool>) -> impl IntoView {
    let state = engine().state;
    let link = move |icon: Icon, label: String, route: &Route, command: &'static str| {
        let href = route.path();
        let follow = move |_| {
            open.set(false);
            actions().by_hand(command, || Flow::DONE);
        };
        view! {
            <a class="mi" href=href on:click=follow>
                <Glyph icon />
                <span class="clip">{label}</span>
            </a>
        }
    };
    let objects: Vec<_> = state.with_untracked(|state| {
        let shown = state.schema.objects.iter().filter(|object| object.role == Role::Main);
        shown
            .filter(|object| !matches!(object.key.as_str(), "deal" | "person"))
            .map(|object| {
                let route = pages::home_of(&object.key);
                link(pages::icon_of(&object.icon), names::many(object), &route, pages::go_command(&object.key))
            })
            .collect()
    });
    let views: Vec<_> = state.with_untracked(|state| {
        let pinned = state.views.iter().filter(|view| view.pinned || view.shared);
        pinned
            .filter_map(|view| {
                let key = state.schema.object(view.object)?.key.clone();
                Some(link(Icon::Star, view.name.clone(), &Route::View(key, view.id), "views.open"))
            })
            .collect()
    });
    let search = move |_| {
        open.set(false);
        let actions = actions();
        let input = actions.last_input();
        request_animation_frame(move || {
            actions.run("search.focus", input);
        });
    };
    view! {
        <div class="col">
            <button type="button" class="mi" on:click=search>
                <Glyph icon=Icon::Search />
                <span class="clip">{t(common::SEARCH)}</span>
            </button>
            {objects}
            {views}
            {link(Icon::Import, t(text::IMPORT), &Route::Import, "import.open")}
            {link(Icon::Trash, t(text::TRASH), &Route::Trash, "shell.go_trash")}
            {link(Icon::Gear, t(text::SETTINGS), &Route::Settings(Section::Profile), "shell.go_settings")}
        </div>
    }
}
