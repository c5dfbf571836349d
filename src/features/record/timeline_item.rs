//! One item of a timeline: who did what, and when; changes as old and new value.

use leptos::prelude::*;

use super::state::RecordState;
use super::story::Item;
use crate::client::bridge::engine;
use crate::db::show::{Cell, Link};
use crate::i18n::Message;
use crate::i18n::en::record as text;
use crate::model::id::{FieldId, OptionId};
use crate::model::standard::{self, activity_kind};
use crate::protocol::timeline::Event;
use crate::ui::cell::cell_text;
use crate::ui::columns::Column;
use crate::ui::format::{Format, format, local_day, today};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta};

/// Changes shown before "+n changes".
const INLINE: usize = 2;

/// One item.
#[component]
pub fn TimelineItem(
    /// What the parts of the page share.
    state: RecordState,
    /// What happened.
    item: Item,
    /// Whether it is the summary.
    first: bool,
    /// Whether the line of items ends here.
    last: bool,
) -> impl IntoView {
    let format = format();
    let who = author_name(item.author.as_ref());
    let time = time_words(item.at, format);
    let (icon, line, card) = match item.event {
        Event::Created => (Icon::Plus, view! { {t(text::DID_CREATE)} }.into_any(), None),
        Event::Deleted => (Icon::Trash, view! { {t(text::DID_DELETE)} }.into_any(), None),
        Event::Restored => (Icon::Restore, view! { {t(text::DID_RESTORE)} }.into_any(), None),
        Event::Changed(changes) => changed(state, changes, format),
        Event::Linked { link, text, kind, done } => linked(&link, &text, kind, done),
    };
    view! {
        <div class="tl-item" class:is-first=first class:is-last=last>
            <span class="tl-ico"><Glyph icon /></span>
            <span class="tl-line"><b>{who}</b> " " {line}</span>
            <time class="tl-time">{time}</time>
            {card}
        </div>
    }
}

fn author_name(author: Option<&Link>) -> String {
    let me = engine().state.with_untracked(|state| state.settings.me);
    match author {
        Some(link) if link.id == me => t(text::YOU),
        Some(link) if !link.title.is_empty() => link.title.clone(),
        _ => t(text::SOMEBODY),
    }
}

/// Today: the time. This week: weekday and time. Before: the day.
fn time_words(at: i64, format: Format) -> String {
    let (day, now) = (local_day(at), today());
    match now.0 - day.0 {
        0 => format.time(at),
        1..=6 => format!("{} {}", format.weekday(day), format.time(at)),
        _ if day.ymd().0 == now.ymd().0 => format.day_month(day),
        _ => format.date(day),
    }
}

type Parts = (Icon, AnyView, Option<AnyView>);

fn changed(state: RecordState, changes: Vec<(FieldId, Cell, Cell)>, format: Format) -> Parts {
    let column = |field: FieldId| {
        state
            .schema
            .with_untracked(|schema| state.object.with_untracked(|object| Column::of_field(schema, object, field)))
    };
    let told: Vec<(Column, Cell, Cell)> =
        changes.into_iter().filter_map(|(field, from, to)| Some((column(field)?, from, to))).collect();
    let open = RwSignal::new(false);
    let more = told.len().saturating_sub(INLINE);
    let names = told.iter().take(INLINE).enumerate().map(|(at, (column, ..))| {
        let join = (at > 0).then(|| format!(" {} ", t(text::AND)));
        view! { {join}<b>{column.label.clone()}</b> }
    });
    let names = names.collect::<Vec<_>>();
    let line = view! {
        {t(text::DID_CHANGE)} " " {names}
        {(more > 0)
            .then(|| {
                let label = ta(text::MORE_CHANGES, &[("n", count(more as u32))]);
                view! {
                    " "
                    <button
                        type="button"
                        class="link"
                        aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        {label}
                    </button>
                }
            })}
    }
    .into_any();
    let rows: Vec<(String, String, String)> = told
        .iter()
        .map(|(column, from, to)| {
            (column.label.clone(), cell_text(column, from, format), cell_text(column, to, format))
        })
        .collect();
    let diff = move || {
        let shown = if open.get() { rows.len() } else { rows.len().min(INLINE) };
        let row = |(label, from, to): &(String, String, String)| {
            let from = (!from.is_empty()).then(
                || view! { <s dir="auto">{from.clone()}</s><span class="arrow" aria-label=t(text::BECAME)>"→"</span> },
            );
            let to = if to.is_empty() {
                view! { <ins class="dim">{t(text::NOTHING)}</ins> }.into_any()
            } else {
                view! { <ins dir="auto">{to.clone()}</ins> }.into_any()
            };
            view! { <span class="clip">{label.clone()}</span><span class="num">{from}{to}</span> }
        };
        rows.iter().take(shown).map(row).collect::<Vec<_>>()
    };
    (
        Icon::Edit,
        line,
        Some(view! { <div class="tl-card"><div class="diff">{move || diff().into_any()}</div></div> }.into_any()),
    )
}

fn linked(link: &Link, words: &str, kind: Option<OptionId>, done: bool) -> Parts {
    let (icon, verb): (Icon, Message) = match (link.object, kind, done) {
        (standard::NOTE, ..) => (Icon::Note, text::DID_NOTE),
        (standard::ACTIVITY, Some(activity_kind::CALL), true) => (Icon::Phone, text::DID_CALL),
        (standard::ACTIVITY, Some(activity_kind::CALL), false) => (Icon::Phone, text::PLANNED_CALL),
        (standard::ACTIVITY, Some(activity_kind::MEETING), true) => (Icon::Meeting, text::DID_MEET),
        (standard::ACTIVITY, Some(activity_kind::MEETING), false) => (Icon::Meeting, text::PLANNED_MEETING),
        (standard::ACTIVITY, Some(activity_kind::VISIT), true) => (Icon::Map, text::DID_VISIT),
        (standard::ACTIVITY, Some(activity_kind::VISIT), false) => (Icon::Map, text::PLANNED_VISIT),
        (standard::ACTIVITY, Some(activity_kind::EMAIL), true) => (Icon::Mail, text::DID_MAIL),
        (standard::ACTIVITY, Some(activity_kind::EMAIL), false) => (Icon::Mail, text::PLANNED_MAIL),
        (standard::ACTIVITY, _, true) => (Icon::Task, text::DID_TASK),
        (standard::ACTIVITY, _, false) => (Icon::Task, text::PLANNED_TASK),
        _ => (Icon::Relation, text::DID_LINK),
    };
    let key = engine().state.with_untracked(|state| state.schema.object(link.object).map(|object| object.key.clone()));
    let is_note = link.object == standard::NOTE;
    let name = key.filter(|_| !is_note && !link.title.is_empty()).map(|key| {
        let href = Route::Record(key, link.id).path();
        let class = if link.deleted { "del" } else { "" };
        view! { " " <a class=class href=href><b dir="auto">{link.title.clone()}</b></a> }
    });
    let body = if is_note && words.is_empty() { link.title.as_str() } else { words };
    let repeats = !is_note && body == link.title;
    let card = (!body.is_empty() && !repeats)
        .then(|| view! { <div class="tl-card mute" dir="auto">{body.to_owned()}</div> }.into_any());
    (icon, view! { {t(verb)} {name} }.into_any(), card)
}
