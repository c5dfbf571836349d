//! What the palette finds for what is typed.

use leptos::prelude::*;

use super::entry::{Entry, commands, views};
use crate::client::act::actions;
use crate::client::bridge::engine;
use crate::client::time::ticks;
use crate::i18n::Message;
use crate::i18n::en::palette as text;
use crate::protocol::request::{Reply, Request};
use crate::protocol::show::Hit;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::recent::{recent, titles};
use crate::ui::scope::{Scope, scope};

/// Records shown at most.
const HITS: u32 = 8;
/// Records looked at last shown at most, before anything is typed.
const RECENT: usize = 6;
/// Commands and views shown at most beside records.
const OTHERS: usize = 12;

/// What is found, as it changes.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// The entries, each with the heading it stands under.
    pub entries: Memo<Vec<(Message, Entry)>>,
    /// The words looked for, without the prefix.
    pub words: Memo<String>,
    /// Records found in all, and in how many milliseconds.
    pub total: RwSignal<Option<(u32, u32)>>,
    /// Whether the search of records has not answered yet.
    pub waiting: RwSignal<bool>,
}

/// Follows a query.
pub(super) fn use_found(query: RwSignal<String>) -> Found {
    let hits = RwSignal::new(Vec::<Hit>::new());
    let last_seen = RwSignal::new(Vec::<Hit>::new());
    let total = RwSignal::new(None);
    let waiting = RwSignal::new(false);
    let generation = StoredValue::new(0_u32);
    let asked = memo(move |_| {
        let query = query.get();
        let (scope, words) = scope(&query);
        (scope, words.to_owned())
    });
    let engine = engine();
    let seen = recent().all();
    leptos::task::spawn_local(async move {
        let found = titles(engine, &seen, RECENT).await;
        last_seen.try_set(found);
    });
    effect(move |_| {
        let (scope, words) = asked.get();
        let object = match scope {
            Scope::Everything => None,
            Scope::Records(object) => Some(object),
            Scope::Commands | Scope::Views | Scope::Help => return hits.set(Vec::new()),
        };
        generation.update_value(|generation| *generation += 1);
        let mine = generation.get_value();
        if words.is_empty() {
            total.set(None);
            return hits.set(Vec::new());
        }
        waiting.set(true);
        let started = ticks();
        leptos::task::spawn_local(async move {
            let ask = Request::Search { text: words, object, limit: HITS, generation: mine };
            let answer = engine.call(ask).await;
            if generation.try_get_value() != Some(mine) {
                return;
            }
            waiting.try_set(false);
            if let Ok(Reply::Hits { hits: found, total: all, .. }) = answer {
                hits.try_set(found);
                total.try_set(Some((all, (ticks() - started).round() as u32)));
            }
        });
    });
    let actions = actions();
    let entries = memo(move |_| {
        let (scope, words) = asked.get();
        let under = |heading: Message, entries: Vec<Entry>| entries.into_iter().map(move |entry| (heading, entry));
        let records = |hits: RwSignal<Vec<Hit>>| hits.get().into_iter().map(Entry::Record).collect::<Vec<_>>();
        match scope {
            Scope::Commands | Scope::Help => under(text::COMMANDS, commands(&words, scope, actions)).collect(),
            Scope::Views => under(text::VIEWS, views(&words)).collect(),
            Scope::Records(_) => under(text::RECORDS, records(hits)).collect(),
            Scope::Everything if words.is_empty() => under(text::RECENT, records(last_seen))
                .chain(under(text::COMMANDS, commands("", scope, actions)))
                .collect(),
            Scope::Everything => {
                let found = records(hits);
                let more = total.get().is_some_and(|(all, _)| all as usize > found.len());
                let all = more.then(|| (text::RECORDS, Entry::All(words.clone())));
                let others = views(&words).into_iter().chain(commands(&words, scope, actions));
                under(text::RECORDS, found)
                    .chain(all)
                    .chain(under(text::COMMANDS, others.take(OTHERS).collect()))
                    .collect::<Vec<_>>()
            }
        }
    });
    Found { entries, words: memo(move |_| asked.with(|(_, words)| words.clone())), total, waiting }
}
