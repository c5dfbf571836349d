//! The records somebody looked at last.

use leptos::prelude::*;

use super::card::Card;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::en::home as text;
use crate::protocol::show::Hit;
use crate::ui::names;
use crate::ui::recent::{recent, titles};
use crate::ui::record_mark::record_mark;
use crate::ui::route::Route;
use crate::ui::text::t;

/// Records shown at most.
const SHOWN: usize = 8;

/// The card.
#[component]
pub fn Seen() -> impl IntoView {
    let engine = engine();
    let hits = RwSignal::new(None::<Vec<Hit>>);
    let seen = recent().all();
    leptos::task::spawn_local(async move {
        let found = titles(engine, &seen, SHOWN).await;
        hits.try_set(Some(found));
    });
    let lines = move || match hits.get() {
        None => ().into_any(),
        Some(hits) if hits.is_empty() => view! { <p class="line mute">{t(text::NOTHING_SEEN)}</p> }.into_any(),
        Some(hits) => hits.into_iter().filter_map(line).collect::<Vec<_>>().into_any(),
    };
    view! { <Card title=t(text::LATELY)>{move || lines().into_any()}</Card> }
}

fn line(hit: Hit) -> Option<impl IntoView> {
    let (key, kind) = engine().state.with_untracked(|state| {
        state.schema.object(hit.object).map(|object| (object.key.clone(), names::one(object)))
    })?;
    let href = Route::Record(key, hit.id).path();
    Some(view! {
        <a class="line" href=href on:click=|_| actions().by_hand("home.open_item", || Flow::DONE)>
            {record_mark(&hit)}
            <span class="clip grow">{hit.title}</span>
            <span class="meta dim">{kind}</span>
        </a>
    })
}
