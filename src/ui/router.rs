//! Which page an address shows.

use leptos::prelude::*;

use super::kit::button::{Button, Look};
use super::kit::empty_state::EmptyState;
use super::kit::icon::Icon;
use super::local;
use super::nav::{nav, use_query};
use super::page_bar::PageBar;
use super::pages;
use super::recent::recent;
use super::route::Route;
use super::text::t;
use crate::client::bridge::engine;
use crate::db::view::Layout;
use crate::features::board::board_page::BoardPage;
use crate::features::home::home_page::HomePage;
use crate::features::import::import_page::ImportPage;
use crate::features::list::list_page::ListPage;
use crate::features::record::peek::Peek;
use crate::features::record::record_page::RecordPage;
use crate::features::sample::start_page::StartPage;
use crate::features::search::search_page::SearchPage;
use crate::features::settings::settings_page::SettingsPage;
use crate::features::trash::trash_page::TrashPage;
use crate::i18n::en::shell as text;
use crate::model::id::{ObjectId, RecordId};
use crate::protocol::show::SavedView;
use crate::ui::kit::reactive::{effect, memo};

/// The page on screen. It is built anew when the path changes; a change of the query alone (a peek,
/// a search) reaches the page through [`use_query`](super::nav::use_query).
#[component]
pub fn Pages() -> impl IntoView {
    let nav = nav();
    let recent = recent();
    effect(move |before: Option<Route>| {
        let route = nav.route.get();
        pages::remember(&route);
        if let Some((object, record)) = record_of(&route) {
            recent.saw(object, record);
        }
        if before.is_some_and(|before| before != route) {
            super::shell::focus_main_if_lost();
        }
        route
    });
    // A peek is a look, too.
    let peek = use_query("peek");
    effect(move |_| {
        let id = peek.get().and_then(|id| id.parse().ok());
        let object = nav.route.with(|route| route.object().and_then(object_of));
        if let (Some(object), Some(id)) = (object, id) {
            recent.saw(object, id);
        }
    });
    // The page an installed app opens with next time.
    effect(move |_| {
        let address = nav.address.get();
        if !address.is_empty() && address != "/start" {
            local::set("last", &address);
        }
    });
    // A first start has nothing to show yet.
    let state = engine().state;
    let set_up = memo(move |_| state.with(|state| state.settings.set_up));
    effect(move |_| {
        if !set_up.get() && nav.route.with(|route| *route == Route::Home) {
            nav.replace(&Route::Start.path());
        }
    });
    move || page(nav.route.get())
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage /> }.into_any(),
        Route::Search => view! { <SearchPage /> }.into_any(),
        Route::Trash => view! { <TrashPage /> }.into_any(),
        Route::Settings(section) => view! { <SettingsPage section /> }.into_any(),
        Route::List(key) => of_object(&key, |object| list(object, None)),
        Route::View(key, view) if is_board(view) => of_object(&key, |object| board(object, Some(view))),
        Route::View(key, view) => of_object(&key, |object| list(object, Some(view))),
        Route::Board(key) => of_object(&key, |object| board(object, None)),
        Route::Record(key, id) => of_object(&key, |object| record(object, id)),
        Route::Import => view! { <ImportPage /> }.into_any(),
        Route::Start => view! { <StartPage /> }.into_any(),
        Route::Unknown => view! { <NotFound /> }.into_any(),
    }
}

fn list(object: ObjectId, view: Option<RecordId>) -> AnyView {
    view! { <ListPage object view peek=|at| view! { <Peek at /> }.into_any() /> }.into_any()
}

fn board(object: ObjectId, view: Option<RecordId>) -> AnyView {
    view! { <BoardPage object view peek=|at| view! { <Peek at /> }.into_any() /> }.into_any()
}

/// Whether a saved view is a board.
fn is_board(view: RecordId) -> bool {
    let layout = |saved: &SavedView| (saved.id == view).then_some(saved.view.layout);
    let layout = engine().state.with_untracked(|state| state.views.iter().find_map(layout));
    matches!(layout, Some(Layout::Board(_)))
}

fn record(object: ObjectId, id: RecordId) -> AnyView {
    view! { <RecordPage object id /> }.into_any()
}

fn of_object(key: &str, page: impl FnOnce(ObjectId) -> AnyView) -> AnyView {
    match object_of(key) {
        Some(object) => page(object),
        None => view! { <NotFound /> }.into_any(),
    }
}

fn object_of(key: &str) -> Option<ObjectId> {
    engine().state.with_untracked(|state| state.schema.by_key(key).map(|object| object.id))
}

fn record_of(route: &Route) -> Option<(ObjectId, RecordId)> {
    let Route::Record(key, id) = route else { return None };
    Some((object_of(key)?, *id))
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <PageBar title=Signal::derive(|| t(text::NOT_FOUND)) />
        <EmptyState icon=Icon::Map title=t(text::NOT_FOUND) text=t(text::NOT_FOUND_TEXT)>
            <Button
                label=t(text::TO_HOME)
                look=Look::Primary
                icon=Icon::Home
                on:click=|_| nav().go(&Route::Home)
            />
        </EmptyState>
    }
}
