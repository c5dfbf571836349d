//! The search page: everything a search finds, by kind of record.

use core::time::Duration;

use leptos::html::Input;
use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::time::ticks;
use crate::i18n::en::palette as text;
use crate::model::id::ObjectId;
use crate::model::schema::Role;
use crate::protocol::request::{Reply, Request};
use crate::protocol::show::Hit;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::empty_state::EmptyState;
use crate::ui::kit::hooks::use_timer;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::kit::text_input::{TextInput, TextKind};
use crate::ui::marked::Marked;
use crate::ui::matching::marks;
use crate::ui::names;
use crate::ui::nav::{nav, use_query};
use crate::ui::page_bar::PageBar;
use crate::ui::record_mark::record_mark;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta, word};

/// Hits shown at most.
const HITS: u32 = 100;
/// How long after the last key the address takes the words over.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(Clone, Copy)]
struct Found {
    hits: RwSignal<Vec<Hit>>,
    /// Hits in all, and in how many milliseconds they were found.
    total: RwSignal<Option<(u32, u32)>>,
    words: RwSignal<String>,
}

/// The page. Its words stand in the address, so Back returns to them.
#[component]
pub fn SearchPage() -> impl IntoView {
    let asked = use_query("q");
    let words = RwSignal::new(asked.get_untracked().unwrap_or_default());
    // Back and forth through the history.
    effect(move |_| {
        let asked = asked.get().unwrap_or_default();
        if words.with_untracked(|words| words.trim() != asked) {
            words.set(asked);
        }
    });
    let kind = RwSignal::new(None::<ObjectId>);
    let found = use_found(words, kind);
    let input = NodeRef::<Input>::new();
    actions().on("search.focus", move |_| {
        if let Some(input) = input.get_untracked() {
            // An input on screen takes the focus.
            let _taken = input.focus();
            input.select();
        }
        Flow::DONE
    });
    // Browsers allow only so many changes of the address a second.
    let pause = use_timer();
    let type_in = move |text: String| {
        words.set(text);
        pause.start(PAUSE, move || {
            let text = words.get_untracked();
            nav().set_query("q", Some(text.trim()).filter(|text| !text.is_empty()), true);
        });
    };
    view! {
        <PageBar title=Signal::derive(|| t(text::SEARCH_TITLE)) back=Route::Home />
        <div class="bar-2">
            <div class="grow" role="search">
                <TextInput
                    value=words
                    on_input=type_in
                    kind=TextKind::Search
                    icon=Icon::Search
                    label=t(text::SEARCH_FIELD)
                    placeholder=t(text::SEARCH_FIELD)
                    autofocus=true
                    node_ref=input
                />
            </div>
        </div>
        <Kinds kind />
        <div class="body">
            <Hits found />
        </div>
    }
}

fn use_found(words: RwSignal<String>, kind: RwSignal<Option<ObjectId>>) -> Found {
    let found =
        Found { hits: RwSignal::new(Vec::new()), total: RwSignal::new(None), words: RwSignal::new(String::new()) };
    let generation = StoredValue::new(0_u32);
    let engine = engine();
    effect(move |_| {
        let (text, object) = (words.with(|words| words.trim().to_owned()), kind.get());
        // What was not yet in the index may be by now.
        engine.state.with(|state| state.searchable);
        generation.update_value(|generation| *generation += 1);
        let mine = generation.get_value();
        if text.is_empty() {
            found.words.set(text);
            found.hits.set(Vec::new());
            return found.total.set(None);
        }
        let started = ticks();
        leptos::task::spawn_local(async move {
            let ask = Request::Search { text: text.clone(), object, limit: HITS, generation: mine };
            let answer = engine.call(ask).await;
            if generation.try_get_value() != Some(mine) {
                return;
            }
            if let Ok(Reply::Hits { hits, total, .. }) = answer {
                found.words.try_set(text);
                found.hits.try_set(hits);
                found.total.try_set(Some((total, (ticks() - started).round() as u32)));
            }
        });
    });
    found
}

#[component]
fn Kinds(kind: RwSignal<Option<ObjectId>>) -> impl IntoView {
    let segments: Vec<Segment> = engine().state.with_untracked(|state| {
        let segment = |id: String, label: String| Segment { id, label, icon: None };
        let searched = state.schema.objects.iter().filter(|object| object.role == Role::Main);
        core::iter::once(segment(String::new(), t(crate::i18n::en::common::EVERYTHING)))
            .chain(searched.map(|object| segment(object.id.0.to_string(), names::many(object))))
            .collect()
    });
    view! {
        <div class="bar-2">
            <Segmented
                segments
                value=Signal::derive(move || kind.get().map(|id| id.0.to_string()).unwrap_or_default())
                on_change=move |id: String| kind.set(id.parse().ok().map(ObjectId))
                label=t(text::SEARCH_KINDS)
            />
        </div>
    }
}

#[component]
fn Hits(found: Found) -> impl IntoView {
    let Found { hits, total, words } = found;
    let figure = move || total.get().map(|(total, ms)| ta(text::FOUND, &[("n", count(total)), ("ms", count(ms))]));
    let searchable = memo(move |_| engine().state.with(|state| state.searchable));
    move || {
        let asked = words.get();
        let Some((all, _)) = total.get() else {
            return view! {
                <EmptyState icon=Icon::Search title=t(text::SEARCH_EMPTY) text=t(text::SEARCH_EMPTY_TEXT) />
            }
            .into_any();
        };
        if all == 0 {
            let title = ta(text::SEARCH_NOTHING, &[("text", word(asked))]);
            return view! {
                <EmptyState icon=Icon::Search title text=t(text::SEARCH_NOTHING_TEXT)>
                    <Button
                        label=t(text::OPEN_TRASH)
                        look=Look::Secondary
                        icon=Icon::Trash
                        on:click=|_| nav().go(&Route::Trash)
                    />
                </EmptyState>
            }
            .into_any();
        }
        let lines: Vec<_> = hits.get().into_iter().filter_map(|hit| line(hit, &asked)).collect();
        view! {
            <p class="hits-note" role="status">
                <span class="num">{move || figure().into_any()}</span>
                {(!searchable.get()).then(|| view! { <span>{t(text::SEARCHING)}</span> })}
            </p>
            <ul class="hits">{lines}</ul>
        }
        .into_any()
    }
}

fn line(hit: Hit, words: &str) -> Option<impl IntoView + use<>> {
    let (key, kind) = engine().state.with_untracked(|state| {
        state.schema.object(hit.object).map(|object| (object.key.clone(), names::one(object)))
    })?;
    let href = Route::Record(key, hit.id).path();
    let title = marks(&hit.title, words);
    let second = match &hit.matched {
        Some((_, matched)) if title.is_empty() => matched.clone(),
        _ => hit.subtitle.clone(),
    };
    let ranges = marks(&second, words);
    let mark = record_mark(&hit);
    Some(view! {
        <li>
            <a class="line" href=href on:click=|_| actions().by_hand("search.open_hit", || Flow::DONE)>
                {mark}
                <span class="col grow">
                    <span class="clip med">
                        <Marked text=hit.title ranges=title />
                    </span>
                    <span class="clip meta mute">
                        <Marked text=second ranges />
                    </span>
                </span>
                <span class="meta dim">{kind}</span>
            </a>
        </li>
    })
}
