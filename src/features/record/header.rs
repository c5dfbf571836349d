//! The head of a record: letters, name, a line of facts, stages, ways to reach somebody.

use leptos::prelude::*;

use super::contact::ContactButtons;
use super::stage_line::StageLine;
use super::state::RecordState;
use crate::client::act::actions;
use crate::db::edit::Target;
use crate::db::query::{Meta, Path};
use crate::db::show::{Cell, Link};
use crate::i18n::en::{list as words, record as text};
use crate::model::schema::FieldKind;
use crate::model::standard;
use crate::model::value::Value;
use crate::ui::cell::{CellEditor, Entered, cell_text, edits_for, link_avatar};
use crate::ui::columns::Column;
use crate::ui::commit::{Said, commit};
use crate::ui::format::format;
use crate::ui::keys::kbd;
use crate::ui::kit::avatar::AvatarSize;
use crate::ui::kit::reactive::memo;
use crate::ui::route::Route;
use crate::ui::text::t;

/// Pieces in the line under the name: three facts and the dots between them.
const FACTS: usize = 5;

/// Letters and name of a record, with its line of facts.
#[component]
pub fn Identity(
    /// What the parts of the page share.
    state: RecordState,
    /// The heading is an `h2`: the panel over a list.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let avatar = move || {
        let (object, title) = (state.object.with(|object| object.id), state.title());
        link_avatar(&Link { object, id: state.id.get(), title, deleted: false }, AvatarSize::S40)
    };
    let column = memo(move |_| Column::new(&state.schema.get(), &state.object.get(), Path::Meta(Meta::Title)));
    let done = move |entered: Entered| {
        editing.set(false);
        let Some(column) = column.get_untracked() else { return };
        let target = Target::one(state.id.get_untracked());
        let edits = state.object.with_untracked(|object| edits_for(object, &column, target, &Value::Empty, &entered));
        commit("record.edit", edits, Said::Nothing);
    };
    let name = move || {
        let title = state.title();
        if let (true, Some(column)) = (editing.get(), column.get()) {
            let cell = Cell::Value(Value::text(&untrack(|| state.title())));
            return view! {
                <span class="title-edit is-edit">
                    <CellEditor column cell parent=None on_commit=done on_cancel=move |_| editing.set(false) />
                </span>
            }
            .into_any();
        }
        let shown = if title.is_empty() { t(words::UNNAMED) } else { title };
        let may = column.get().is_some_and(|column| column.edits != crate::ui::columns::Edits::Nothing);
        let begin = move |_| {
            if may {
                editing.set(true);
            }
        };
        if small {
            view! { <h2 class="title clip" dir="auto" on:dblclick=begin>{shown}</h2> }.into_any()
        } else {
            view! { <h1 class="title clip" dir="auto" title=t(text::RENAME_HINT) on:dblclick=begin>{shown}</h1> }
                .into_any()
        }
    };
    view! {
        {move || avatar().into_any()}
        <div class="col grow">
            {move || name().into_any()}
            <span class="row row-1 mute meta facts"><Facts state /></span>
        </div>
    }
}

/// The line under the name: what the object type says stands there, then linked company and place.
#[component]
fn Facts(state: RecordState) -> impl IntoView {
    let format = format();
    let facts = move || {
        let (schema, object) = (state.schema.get(), state.object.get());
        let linked =
            object.fields.iter().find(|f| f.kind == FieldKind::Relation { target: standard::COMPANY }).map(|f| f.id);
        let place = object.by_key("city").map(|f| f.id);
        let more = object
            .fields
            .iter()
            .filter(|f| matches!(f.kind, FieldKind::Number { .. } | FieldKind::Date | FieldKind::Money))
            .map(|f| f.id);
        let mut seen = Vec::new();
        let mut facts: Vec<AnyView> = Vec::new();
        for field in object.subtitle.into_iter().chain(linked).chain(place).chain(more) {
            if facts.len() >= FACTS || seen.contains(&field) {
                continue;
            }
            seen.push(field);
            let Some(column) = Column::of_field(&schema, &object, field) else { continue };
            let cell = state.cell(field);
            let text = cell_text(&column, &cell, format);
            if text.is_empty() {
                continue;
            }
            if !facts.is_empty() {
                facts.push(view! { <span class="dim" aria-hidden="true">"·"</span> }.into_any());
            }
            facts.push(match (&cell, column.kind.target()) {
                (Cell::Links(links), Some(target)) if target != standard::USER => {
                    let key = schema.object(target).map(|object| object.key.clone()).unwrap_or_default();
                    let link = |link: &Link| {
                        let href = Route::Record(key.clone(), link.id).path();
                        view! { <a class="link clip" href=href dir="auto">{link.title.clone()}</a> }
                    };
                    links.iter().map(link).collect::<Vec<_>>().into_any()
                }
                _ if matches!(column.kind, FieldKind::Number { .. } | FieldKind::Date) => {
                    view! { <span class="clip">{column.label} " " <span class="num">{text}</span></span> }.into_any()
                }
                _ => view! { <span class="clip" dir="auto">{text}</span> }.into_any(),
            });
        }
        facts
    };
    view! { {move || facts().into_any()} }
}

/// Whose record it is; a click chooses another.
#[component]
fn Owner(state: RecordState) -> impl IntoView {
    let owner = memo(move |_| {
        let object = state.object.get();
        let field = object.fields.iter().find(|field| field.kind == FieldKind::User && !field.archived)?.id;
        match state.cell(field) {
            Cell::Links(links) => links.first().cloned(),
            _ => None,
        }
    });
    let assign = move |_| {
        actions().run("record.assign", actions().last_input());
    };
    move || {
        owner.get().map(|owner| {
            view! {
                <button type="button" class="btn only-desk" data-key=kbd("record.assign") title=t(text::OWNER) on:click=assign>
                    {link_avatar(&owner, AvatarSize::S20)}
                    <span class="clip">{owner.title.clone()}</span>
                </button>
            }
        })
    }
}

/// The head of the record page.
#[component]
pub fn Header(
    /// What the parts of the page share.
    state: RecordState,
) -> impl IntoView {
    view! {
        <header class="rec-head">
            <Identity state />
            <StageLine state />
            <Owner state />
            <span class="row row-1 only-desk"><ContactButtons state line=true /></span>
        </header>
    }
}
