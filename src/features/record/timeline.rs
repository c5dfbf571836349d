//! The timeline of a record: what happened, newest first, by month.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::state::RecordState;
use super::story::{Item, Kind, tell};
use super::timeline_item::TimelineItem;
use crate::client::act::{Flow, actions};
use crate::i18n::en::record as text;
use crate::model::id::RecordId;
use crate::ui::format::{format, local_day};
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::skeleton::SkeletonRows;
use crate::ui::text::t;

/// Items drawn at first, and added by each "show more".
const PAGE: usize = 60;

/// What a timeline is narrowed to.
#[derive(Clone, Copy)]
pub struct TimelineFilter {
    kind: RwSignal<Option<Kind>>,
    person: RwSignal<Option<RecordId>>,
}

impl TimelineFilter {
    /// Shows everything.
    pub(super) fn new() -> Self {
        Self { kind: RwSignal::new(None), person: RwSignal::new(None) }
    }
}

/// The button that narrows a timeline.
#[component]
pub fn TimelineFilterButton(
    /// What the parts of the page share.
    state: RecordState,
    /// The filter, edited in place.
    filter: TimelineFilter,
) -> impl IntoView {
    let popup = Popup::new();
    let kinds = [
        (None, text::EVERY_KIND),
        (Some(Kind::Linked), text::KIND_LINKED),
        (Some(Kind::Changed), text::KIND_CHANGED),
        (Some(Kind::Life), text::KIND_LIFE),
    ];
    let label = move || {
        let kind = filter.kind.get();
        let word = kinds.iter().find(|(other, _)| *other == kind).map_or(text::EVERY_KIND, |(_, word)| *word);
        t(word)
    };
    let items = Signal::derive(move || {
        let kind = filter.kind.get();
        let mut items: Vec<MenuItem> = kinds
            .iter()
            .enumerate()
            .map(|(at, (other, word))| MenuItem::new(format!("k{at}"), t(*word)).checked(*other == kind))
            .collect();
        let mut seen = BTreeSet::new();
        let people: Vec<(RecordId, String)> = state.history.with(|entries| {
            let authors = entries.iter().filter_map(|entry| entry.author.as_ref());
            authors.filter(|link| seen.insert(link.id)).map(|link| (link.id, link.title.clone())).collect()
        });
        if people.len() > 1 {
            let now = filter.person.get();
            items.push(MenuItem {
                heading: Some(t(text::BY_WHOM)),
                ..MenuItem::new("p", t(text::EVERYBODY)).checked(now.is_none()).separated()
            });
            items.extend(
                people.into_iter().map(|(id, name)| MenuItem::new(id.to_string(), name).checked(now == Some(id))),
            );
        }
        items
    });
    let pick = move |id: String| {
        actions().by_hand("record.filter_timeline", || {
            match id.strip_prefix('k').and_then(|at| at.parse::<usize>().ok()) {
                Some(at) if at < kinds.len() => filter.kind.set(kinds[at].0),
                _ => filter.person.set(id.parse().ok()),
            }
            Flow::DONE
        });
    };
    view! {
        <Button label icon=Icon::Filter small=true on:click=move |ev| popup.toggle(&ev) />
        <Menu popup label=t(text::FILTER_TIMELINE) items on_pick=pick />
    }
}

/// The items, by month.
#[component]
pub fn Timeline(
    /// What the parts of the page share.
    state: RecordState,
    /// The filter, edited in place.
    filter: TimelineFilter,
    /// Only so many, without months: the panel over a list.
    #[prop(optional)]
    only: Option<usize>,
) -> impl IntoView {
    let format = format();
    let shown = RwSignal::new(only.unwrap_or(PAGE));
    let items = memo(move |_| {
        let (kind, person) = (filter.kind.get(), filter.person.get());
        let mut items = state.history.with(|entries| tell(entries));
        items.retain(|item| {
            kind.is_none_or(|kind| item.kind() == kind)
                && person.is_none_or(|person| item.author.as_ref().is_some_and(|link| link.id == person))
        });
        items
    });
    let rows = move || {
        let all = items.get();
        if all.is_empty() {
            return view! { <p class="dim tl-none">{t(text::NOTHING_HAPPENED)}</p> }.into_any();
        }
        let count = all.len().min(shown.get());
        let mut month = None;
        let mut views: Vec<AnyView> = Vec::with_capacity(count + 4);
        for (at, item) in all.into_iter().take(count).enumerate() {
            let starts = local_day(item.at).month_start();
            if only.is_none() && month != Some(starts) {
                month = Some(starts);
                views.push(view! { <div class="tl-month">{format.month(starts)}</div> }.into_any());
            }
            views.push(one(state, item, at == 0, at + 1 == count));
        }
        views.into_any()
    };
    let more = move || items.with(Vec::len) > shown.get() && only.is_none();
    view! {
        <Show when=move || state.told.get() fallback=|| view! { <SkeletonRows count=4 label=t(crate::i18n::en::common::LOADING) /> }>
            <div class="tl">{move || rows().into_any()}</div>
            <Show when=more>
                <Button label=t(text::SHOW_MORE) on:click=move |_| shown.update(|shown| *shown += PAGE) />
            </Show>
        </Show>
    }
}

fn one(state: RecordState, item: Item, first: bool, last: bool) -> AnyView {
    view! { <TimelineItem state item first last /> }.into_any()
}
