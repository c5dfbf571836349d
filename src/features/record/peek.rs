//! The panel over a list: a record at a glance, while the list stays.

use leptos::prelude::*;

use super::composer::{self, Composer};
use super::contact::{self, ContactButtons};
use super::details::Section;
use super::header::Identity;
use super::linked_list::{LinkedSection, incoming};
use super::note_list::NoteList;
use super::state::{RecordState, use_record_state};
use super::tabs::{GROUP, OpenTab, RecordTabs};
use super::task_list::TaskList;
use super::timeline::{Timeline, TimelineFilter};
use crate::client::act::{Flow, actions};
use crate::client::live::LiveRecord;
use crate::i18n::en::{common, record as text};
use crate::model::schema::Outcome;
use crate::ui::format::format;
use crate::ui::keys::kbd;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::skeleton::SkeletonRows;
use crate::ui::kit::tabs::tab_ids;
use crate::ui::peek_slot::PeekAt;
use crate::ui::recent::recent;
use crate::ui::text::{t, ta, word};

/// Items of the timeline shown in the overview.
const LATEST: usize = 5;

/// The panel.
#[component]
pub fn Peek(
    /// What it shows, and how it moves.
    at: PeekAt,
) -> impl IntoView {
    let format = format();
    let state = use_record_state(at.object, at.record);
    contact::register(state);
    composer::register(state);
    let actions = actions();
    actions.on("record.close", move |_| {
        at.on_close.run(());
        Flow::DONE
    });
    actions.on("record.next", move |_| {
        at.on_step.run(1);
        Flow::DONE
    });
    actions.on("record.previous", move |_| {
        at.on_step.run(-1);
        Flow::DONE
    });
    // Looking is enough to be remembered.
    effect(move |_| recent().saw(at.object, at.record.get()));
    let open = OpenTab::new();
    let filter = TimelineFilter::new();
    let place = move || {
        at.place.get().map(|(position, total)| {
            let position = word(format.number(f64::from(position + 1), 0));
            let total = word(format.number(f64::from(total), 0));
            ta(text::PLACE, &[("at", position), ("total", total)])
        })
    };
    let here = memo(move |_| state.live.with(|live| matches!(live, LiveRecord::Here(_))));
    let missing = memo(move |_| state.live.with(|live| matches!(live, LiveRecord::Missing)));
    // Moving from row to row keeps what was shown until the next record is here.
    let body = move || {
        if missing.get() {
            return view! { <p class="dim tl-none">{t(text::GONE)}</p> }.into_any();
        }
        if !here.get() {
            return view! { <SkeletonRows count=6 label=t(common::LOADING) /> }.into_any();
        }
        view! {
            <div class="peek-head"><Identity state small=true /></div>
            <RecordTabs state open filter small=true />
            <Panel state open filter />
        }
        .into_any()
    };
    // Opened by the pointer it moves in; by the keyboard it is there.
    let moved = actions.last_input() != crate::usage::event::Input::Keyboard;
    view! {
        <aside class="peek" class:is-moved=moved aria-label=move || state.title()>
            <div class="bar is-kept">
                <IconButton icon=Icon::Up label=t(text::PREVIOUS) kbd=kbd("list.previous_row") on:click=move |_| at.on_step.run(-1) />
                <IconButton icon=Icon::Down label=t(text::NEXT_RECORD) kbd=kbd("list.next_row") on:click=move |_| at.on_step.run(1) />
                <span class="meta dim num">{move || place().into_any()}</span>
                <div class="end-set">
                    <ContactButtons state />
                    <span class="vr"></span>
                    <Button label=t(common::OPEN) look=Look::Secondary kbd=kbd("list.open") class="is-named" on:click=move |_| at.on_open.run(()) />
                    <IconButton icon=Icon::Close label=t(common::CLOSE) kbd=kbd("record.close") on:click=move |_| at.on_close.run(()) />
                </div>
            </div>
            <div class="body">{move || body().into_any()}</div>
            <Show when=move || here.get()><Composer state about=true /></Show>
        </aside>
    }
}

#[component]
fn Panel(state: RecordState, open: OpenTab, filter: TimelineFilter) -> impl IntoView {
    let body = move || match open.0.get().as_str() {
        "timeline" => view! { <div class="peek-flow"><Timeline state filter /></div> }.into_any(),
        "tasks" => view! { <div class="peek-flow"><TaskList state /></div> }.into_any(),
        "notes" => view! { <div class="peek-flow"><NoteList state /></div> }.into_any(),
        _ => view! { <Overview state filter open /> }.into_any(),
    };
    let ids = move || tab_ids(GROUP, &open.0.get());
    view! { <div role="tabpanel" id=move || ids().1 aria-labelledby=move || ids().0>{move || body().into_any()}</div> }
}

#[component]
fn Overview(state: RecordState, filter: TimelineFilter, open: OpenTab) -> impl IntoView {
    let format = format();
    let first = state.object.with_untracked(|object| object.fields.first().map(|field| field.section.clone()));
    // What is open here: deals of a person or company.
    let links = memo(move |_| {
        state.schema.with(|schema| {
            let mut links = incoming(schema, state.object.with(|object| object.id));
            links.retain(|link| {
                let closes = |field: &crate::model::schema::Field| {
                    field.kind.options().iter().any(|c| c.outcome != Outcome::Open)
                };
                schema.object(link.object).is_some_and(|object| object.fields.iter().any(closes))
            });
            links.truncate(1);
            links
        })
    });
    let sections = move || {
        links
            .get()
            .into_iter()
            .map(|link| view! { <LinkedSection state link most=4 open_only=true hide_empty=true /> })
            .collect::<Vec<_>>()
    };
    let all = move || {
        let count = state.history.with(Vec::len);
        (count > LATEST).then(|| {
            let label = ta(text::ALL_N, &[("n", word(format.number(count as f64, 0)))]);
            view! {
                <button type="button" class="link" on:click=move |_| open.0.set("timeline".into())>{label}</button>
            }
        })
    };
    view! {
        {first.map(|key| view! { <Section state key first=true /> })}
        {move || sections().into_any()}
        <section class="section">
            <h3>
                {t(text::LATEST)}
                <span class="more num">{move || all().into_any()}</span>
            </h3>
            <Timeline state filter only=LATEST />
        </section>
    }
}
