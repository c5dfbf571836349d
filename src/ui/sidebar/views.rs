//! Saved views: pinned ones first, then what is shared.

use leptos::prelude::*;

use super::item::NavItem;
use crate::client::bridge::engine;
use crate::client::live::use_totals;
use crate::db::query::Query;
use crate::db::view::Layout;
use crate::i18n::Message;
use crate::i18n::en::shell as text;
use crate::protocol::show::SavedView;
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::route::Route;
use crate::ui::text::t;

/// Links to pinned and shared views.
#[component]
pub fn Views() -> impl IntoView {
    let state = engine().state;
    let pinned = memo(move |_| state.with(|state| select(&state.views, |view| view.pinned)));
    let shared = memo(move |_| state.with(|state| select(&state.views, |view| view.shared && !view.pinned)));
    view! {
        <Group label=text::PINNED views=pinned />
        <Group label=text::SHARED views=shared />
    }
}

fn select(views: &[SavedView], wanted: impl Fn(&SavedView) -> bool) -> Vec<SavedView> {
    views.iter().filter(|view| wanted(view)).cloned().collect()
}

#[component]
fn Group(label: Message, views: Memo<Vec<SavedView>>) -> impl IntoView {
    let totals = use_totals(Signal::derive(move || {
        views.with(|views| {
            let query = |view: &SavedView| Query { filter: view.view.filter.clone(), ..Query::of(view.object) };
            views.iter().map(query).collect()
        })
    }));
    let any = memo(move |_| views.with(|views| !views.is_empty()));
    view! {
        <Show when=move || any.get()>
            <div class="side-label">{t(label)}</div>
            <For
                each=move || views.get().into_iter().enumerate()
                key=|(at, view)| (*at, view.id, view.name.clone())
                let:entry
            >
                {
                    let (at, view) = entry;
                    let icon = if view.view.layout == Layout::List { Icon::List } else { Icon::Board };
                    let count = Signal::derive(move || totals.with(|totals| totals.get(at).copied()));
                    key_of(&view)
                        .map(|key| {
                            view! {
                                <NavItem
                                    route=Route::View(key, view.id)
                                    icon
                                    label=view.name
                                    command="views.open"
                                    count
                                />
                            }
                        })
                }
            </For>
        </Show>
    }
}

/// The key of the object type a view shows.
fn key_of(view: &SavedView) -> Option<String> {
    engine().state.with_untracked(|state| state.schema.object(view.object).map(|object| object.key.clone()))
}
