//! Records that may be the same as the one being created: found by name and e-mail while one types.

use leptos::prelude::*;

use crate::client::bridge::engine;
use crate::db::show::Link;
use crate::i18n::en::record as text;
use crate::model::id::ObjectId;
use crate::protocol::request::{Reply, Request};
use crate::protocol::show::Hit;
use crate::ui::cell::{link_avatar, record_href};
use crate::ui::kit::avatar::AvatarSize;
use crate::ui::kit::flow::Show;
use crate::ui::kit::hooks::use_timer;
use crate::ui::kit::reactive::effect;
use crate::ui::text::t;

/// Shown at most.
const MOST: u32 = 3;
/// Names shorter than this say nothing.
const LEAST: usize = 3;
/// How long after the last key the search starts, in milliseconds.
const PAUSE_MS: u64 = 200;

/// What was found, with links.
#[component]
pub fn Duplicates(
    /// The object type.
    object: ObjectId,
    /// What the record will be called.
    name: Signal<String>,
    /// Its e-mail address, if one is typed.
    mail: Signal<Option<String>>,
    /// Called when it is to be closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let engine = engine();
    let found = RwSignal::new(Vec::<Hit>::new());
    let turn = StoredValue::new(0_u32);
    let pause = use_timer();
    effect(move |_| {
        let (name, mail) = (name.get().trim().to_owned(), mail.get().unwrap_or_default().trim().to_owned());
        let generation = turn.get_value() + 1;
        turn.set_value(generation);
        // An address says more than a name.
        let wanted = if mail.contains('@') { mail } else { name };
        if wanted.chars().count() < LEAST {
            pause.stop();
            return found.set(Vec::new());
        }
        pause.start(core::time::Duration::from_millis(PAUSE_MS), move || {
            leptos::task::spawn_local(async move {
                let request = Request::Search { text: wanted, object: Some(object), limit: MOST, generation };
                if let Ok(Reply::Hits { hits, .. }) = engine.call(request).await
                    && turn.try_get_value() == Some(generation)
                {
                    found.try_set(hits.into_iter().filter(|hit| !hit.deleted).collect());
                }
            });
        });
    });
    let row = move |hit: Hit| {
        let link = Link { object: hit.object, id: hit.id, title: hit.title.clone(), deleted: false };
        view! {
            <a class="rel" href=record_href(&link) on:click=move |_| on_close.run(())>
                {link_avatar(&link, AvatarSize::S24)}
                <span class="col grow">
                    <span class="clip med" dir="auto">{hit.title}</span>
                    <span class="meta dim clip" dir="auto">{hit.subtitle}</span>
                </span>
            </a>
        }
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <div class="panel duplicates" role="status">
                <span class="label">{t(text::MAYBE_SAME)}</span>
                {move || found.get().into_iter().map(row).collect::<Vec<_>>()}
            </div>
        </Show>
    }
}
