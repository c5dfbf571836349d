//! The page of a record, of any object type.

use leptos::prelude::*;

use super::composer::{self, Composer};
use super::contact::{self, go, ways};
use super::details::Details;
use super::header::Header;
use super::side::Side;
use super::state::{RecordState, use_record_state};
use super::tabs::{OpenTab, RecordTabs, TabPanel};
use super::timeline::TimelineFilter;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::live::LiveRecord;
use crate::db::edit::{Edit, Target};
use crate::i18n::en::{commit as said, common, list as words, record as text};
use crate::model::id::{ObjectId, RecordId};
use crate::model::schema::FieldKind;
use crate::model::standard;
use crate::protocol::request::{Reply, Request};
use crate::ui::columns::object_icon;
use crate::ui::commit::{Said, commit_flow};
use crate::ui::create::creator;
use crate::ui::format::format;
use crate::ui::keys::kbd;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::empty_state::EmptyState;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::skeleton::SkeletonRows;
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::page_bar::name_document;
use crate::ui::route::Route;
use crate::ui::text::{t, ta, word};
use crate::ui::walk;
use crate::usage::event::Outcome;

/// The page.
#[component]
pub fn RecordPage(
    /// The object type.
    object: ObjectId,
    /// The record.
    id: RecordId,
) -> impl IntoView {
    let state = use_record_state(object, Signal::derive(move || id));
    register(state);
    contact::register(state);
    composer::register(state);
    let title = Signal::derive(move || state.title());
    name_document(title);
    let missing = memo(move |_| state.live.with(|live| matches!(live, LiveRecord::Missing)));
    let here = memo(move |_| state.live.with(|live| matches!(live, LiveRecord::Here(_))));
    let body = move || {
        if missing.get() {
            return view! { <Missing state /> }.into_any();
        }
        if here.get() {
            return view! { <Body state /> }.into_any();
        }
        view! { <SkeletonRows label=t(common::LOADING) /> }.into_any()
    };
    view! {
        <Bar state />
        {move || body().into_any()}
    }
}

#[component]
fn Body(state: RecordState) -> impl IntoView {
    let open = OpenTab::new();
    let filter = TimelineFilter::new();
    let deleted = memo(move |_| state.show().is_some_and(|show| show.deleted));
    let side = move || open.0.with(|open| open == "overview");
    let restore = move |_| {
        actions().run("record.restore", actions().last_input());
    };
    view! {
        <Show when=move || deleted.get()>
            <div class="sash" role="status">
                <Glyph icon=Icon::Trash />
                <span>{t(text::IN_TRASH)}</span>
                <button type="button" class="link" on:click=restore>{t(common::RESTORE)}</button>
            </div>
        </Show>
        <Header state />
        <div class="rec" class:is-overview=side>
            <aside class="body rec-details" aria-label=t(text::DETAILS)><Details state /></aside>
            <div class="rec-main">
                <RecordTabs state open filter />
                <div class="rec-cols">
                    <div class="col grow">
                        <TabPanel state open filter />
                        <Composer state />
                    </div>
                    <Show when=side>
                        <aside class="body rec-side only-desk" aria-label=t(text::RELATED)><Side state /></aside>
                    </Show>
                </div>
            </div>
        </div>
        <PhoneActions state open />
    }
}

/// The bar: where one is, previous and next, menu, and the one filled button.
#[component]
fn Bar(state: RecordState) -> impl IntoView {
    let format = format();
    let more = Popup::new();
    let object = state.object.get_untracked();
    let walk = walk::current(object.id);
    let list = walk.as_ref().map_or_else(|| Route::List(object.key.clone()).path(), |walk| walk.address.clone());
    let place = walk.as_ref().map(|walk| {
        let at = word(format.number(f64::from(walk.position + 1), 0));
        let total = word(format.number(f64::from(walk.total), 0));
        ta(text::PLACE, &[("at", at), ("total", total)])
    });
    let walks = walk.is_some();
    let run = move |command: &'static str| {
        let actions = actions();
        actions.run(command, actions.last_input());
    };
    let deleted = memo(move |_| state.show().is_some_and(|show| show.deleted));
    let items = Signal::derive(move || {
        let delete = if deleted.get() {
            MenuItem::new("record.restore", t(common::RESTORE)).icon(Icon::Restore)
        } else {
            MenuItem::new("record.delete", t(common::DELETE)).icon(Icon::Trash).danger()
        };
        vec![
            MenuItem::new("record.add_note", t(text::NOTE)).icon(Icon::Note).keys(kbd("record.add_note")),
            MenuItem::new("record.add_task", t(text::A_TASK)).icon(Icon::Task).keys(kbd("record.add_task")),
            MenuItem::new("record.assign", t(words::ASSIGN)).icon(Icon::Assign).keys(kbd("record.assign")).separated(),
            MenuItem::new("record.label", t(words::LABEL)).icon(Icon::Tag).keys(kbd("record.label")),
            MenuItem::new("record.copy_link", t(text::COPY_LINK)).icon(Icon::Link),
            delete.separated(),
        ]
    });
    let pick = move |command: String| {
        if let Some(command) = crate::features::command(&command) {
            run(command.id);
        }
    };
    let back_list = Route::List(object.key.clone());
    let plural = names::many(&object);
    let title = move || state.title();
    let steps = walks.then(|| {
        view! {
            <span class="meta dim num">{place}</span>
            <IconButton icon=Icon::Up label=t(text::PREVIOUS) kbd=kbd("record.previous") on:click=move |_| run("record.previous") />
            <IconButton icon=Icon::Down label=t(text::NEXT_RECORD) kbd=kbd("record.next") on:click=move |_| run("record.next") />
            <span class="vr"></span>
        }
    });
    view! {
        <header class="bar">
            <a class="crumb" href=list>{plural}</a>
            <span class="sep" aria-hidden="true">"/"</span>
            <span class="med clip" dir="auto">{move || title().into_any()}</span>
            <div class="end-set">
                {steps}
                <IconButton icon=Icon::More label=t(common::MORE) attr:aria-haspopup="menu" on:click=move |ev| more.toggle(&ev) />
                <AddButton state />
            </div>
        </header>
        <header class="ph-bar has-back">
            <IconButton icon=Icon::Left label=t(common::BACK) on:click=move |_| nav().back_or(&back_list) />
            <span class="grow"></span>
            <IconButton icon=Icon::More label=t(common::MORE) on:click=move |ev| more.toggle(&ev) />
        </header>
        <Menu popup=more label=t(common::MORE) items on_pick=pick />
    }
}

/// The filled button: a deal for companies and people, a task for the rest.
#[component]
fn AddButton(state: RecordState) -> impl IntoView {
    let (schema, object) = (state.schema.get_untracked(), state.object.get_untracked());
    let deal = super::state::links_between(&schema, standard::DEAL, object.id).first().copied();
    let other = deal.map(|field| (standard::DEAL, field)).filter(|_| object.id != standard::DEAL);
    let task = super::state::links_between(&schema, standard::ACTIVITY, object.id).first().copied();
    let Some((target, field)) = other.or(task.map(|field| (standard::ACTIVITY, field))) else { return ().into_any() };
    let Some(target) = schema.object(target).cloned() else { return ().into_any() };
    let label = ta(words::NEW, &[("object", word(names::one(&target).to_lowercase()))]);
    let add = move |_| {
        use crate::model::value::Value;
        creator().open(target.id, vec![(field, Value::Ref(state.id.get_untracked()))]);
    };
    view! { <Button label icon=Icon::Plus look=Look::Primary on:click=add /> }.into_any()
}

/// The actions under the thumb.
#[component]
fn PhoneActions(state: RecordState, open: OpenTab) -> impl IntoView {
    let all = memo(move |_| ways(state));
    let button = move |way: super::contact::Way| {
        let label = if way.command == "record.mail" { text::A_MAIL } else { way.label };
        let (icon, label, command) = (way.icon, t(label), way.command);
        let press = move |_| {
            let way = way.clone();
            actions().by_hand(command, move || go(state, &way));
        };
        view! { <button type="button" on:click=press><Glyph icon /><span>{label}</span></button> }
    };
    // The notes come on screen first: what is not there cannot take the focus.
    let note = move |_| {
        open.0.set("notes".into());
        request_animation_frame(|| {
            actions().run("record.add_note", actions().last_input());
        });
    };
    let buttons = move || {
        let ways = all.get().into_iter().filter(|way| way.command != "record.copy_link").take(4);
        ways.map(button).collect::<Vec<_>>()
    };
    view! {
        <div class="ph-acts" role="toolbar" aria-label=t(text::ACTIONS)>
            {move || buttons().into_any()}
            <button type="button" class="is-main" on:click=note><Glyph icon=Icon::Note /><span>{t(text::NOTE)}</span></button>
        </div>
    }
}

/// There is no such record: gone, or never on this device.
#[component]
fn Missing(state: RecordState) -> impl IntoView {
    let object = state.object.get_untracked();
    let list = Route::List(object.key.clone());
    let one = names::one(&object).to_lowercase();
    view! {
        <EmptyState
            icon=object_icon(&object)
            title=ta(text::MISSING, &[("object", word(one))])
            text=t(text::MISSING_HINT)
        >
            <Button
                label=ta(text::BACK_TO, &[("objects", word(names::many(&object)))])
                look=Look::Secondary
                on:click=move |_| nav().go(&list)
            />
        </EmptyState>
    }
}

fn register(state: RecordState) {
    let actions = actions();
    actions.on("record.edit", move |_| {
        let first = state.object.with_untracked(|object| {
            object
                .fields
                .iter()
                .find(|field| !field.archived && !object.title.contains(&field.id))
                .map(|field| field.id)
        });
        state.editing.set(first);
        Flow::Now(Outcome::Started)
    });
    let edit_kind = move |wanted: fn(&FieldKind) -> bool| {
        let field = state.object.with_untracked(|object| object.fields.iter().find(|f| wanted(&f.kind)).map(|f| f.id));
        state.editing.set(field);
        Flow::Now(if field.is_some() { Outcome::Started } else { Outcome::Abandoned })
    };
    actions.on("record.assign", move |_| edit_kind(|kind| matches!(kind, FieldKind::User)));
    actions.on("record.label", move |_| {
        edit_kind(|kind| matches!(kind, FieldKind::Relations { target } if *target == standard::TAG))
    });
    actions.on("record.delete", move |_| {
        let edit = Edit::Delete {
            object: state.object.with_untracked(|o| o.id),
            target: Target::one(state.id.get_untracked()),
        };
        commit_flow("record.delete", vec![edit], Said::Counted(said::DELETED))
    });
    actions.on("record.restore", move |_| {
        let edit = Edit::Restore {
            object: state.object.with_untracked(|o| o.id),
            target: Target::one(state.id.get_untracked()),
        };
        commit_flow("record.restore", vec![edit], Said::Counted(said::RESTORED))
    });
    actions.on("record.next", move |_| step(state, 1));
    actions.on("record.previous", move |_| step(state, -1));
    actions.on("record.close", move |_| {
        let list = state.object.with_untracked(|object| Route::List(object.key.clone()));
        match walk::current(state.object.with_untracked(|object| object.id)) {
            Some(walk) => nav().go_to(&walk.address),
            None => nav().go(&list),
        }
        Flow::DONE
    });
}

/// Goes along the list one came from.
fn step(state: RecordState, by: i32) -> Flow {
    let (object, key) = state.object.with_untracked(|object| (object.id, object.key.clone()));
    let Some(walk) = walk::current(object) else { return Flow::Now(Outcome::Abandoned) };
    let engine = engine();
    Flow::later(async move {
        let Ok(Reply::Ids(ids)) = engine.call(Request::Ids(Box::new(walk.query))).await else { return Outcome::Failed };
        // The record may have moved since: it is looked for first where it was.
        let Some(here) = state.id.try_get_untracked() else { return Outcome::Abandoned };
        let at = ids.get(walk.position as usize).filter(|id| **id == here).map(|_| walk.position as usize);
        let at = at.or_else(|| ids.iter().position(|id| *id == here)).unwrap_or(walk.position as usize);
        let to = at.checked_add_signed(by as isize).filter(|to| *to < ids.len());
        let Some(to) = to else { return Outcome::Abandoned };
        walk::step_to(to as u32);
        nav().replace(&Route::Record(key, ids[to]).path());
        Outcome::Done
    })
}
