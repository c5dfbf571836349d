//! The details of a record: its fields in sections, the summary first.

use std::sync::Arc;

use leptos::prelude::*;

use super::field_line::FieldLine;
use super::state::RecordState;
use crate::db::show::{Cell, Link};
use crate::i18n::en::{common, record as text};
use crate::model::id::FieldId;
use crate::model::schema::{Field, FieldKind, Object};
use crate::ui::cell::link_avatar;
use crate::ui::columns::Column;
use crate::ui::format::{format, local_day};
use crate::ui::kit::avatar::AvatarSize;
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::local;
use crate::ui::names;
use crate::ui::text::{count, t, ta, word};

/// All sections of a record.
#[component]
pub fn Details(
    /// What the parts of the page share.
    state: RecordState,
) -> impl IntoView {
    let sections = memo(move |_| state.object.with(|object| section_keys(object)));
    let rows = move || {
        let sections = sections.get();
        sections
            .into_iter()
            .enumerate()
            .map(|(at, key)| view! { <Section state key first=at == 0 /> })
            .collect::<Vec<_>>()
    };
    view! {
        {move || rows().into_any()}
        <System state />
    }
}

/// The sections of an object type, in the order of their first field.
fn section_keys(object: &Object) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for field in object.fields.iter().filter(|field| !field.archived) {
        if !keys.contains(&field.section) {
            keys.push(field.section.clone());
        }
    }
    keys
}

/// The fields of a section, without those that name the record when there is only one of them: the
/// heading of the page shows and edits it.
fn fields_of(object: &Arc<Object>, key: &str) -> Vec<Field> {
    let single = object.title.len() == 1;
    let shown = |field: &&Field| {
        !field.archived
            && field.section == key
            && !(single && object.title.contains(&field.id) && field.kind == FieldKind::Text)
    };
    object.fields.iter().filter(shown).cloned().collect()
}

/// One section. Empty fields hide behind a line that says how many they are.
#[component]
pub fn Section(
    /// What the parts of the page share.
    state: RecordState,
    /// The section, by its key.
    key: String,
    /// Whether it is the summary.
    first: bool,
) -> impl IntoView {
    let object_key = state.object.with_untracked(|object| object.key.clone());
    let storage = StoredValue::new(format!("fold.{object_key}.{key}"));
    let folded = RwSignal::new(!first && storage.with_value(|key| local::get(key)).is_some());
    let all = RwSignal::new(false);
    let name = names::section(&key);
    let key = StoredValue::new(key);
    let fields = memo(move |_| key.with_value(|key| state.object.with(|object| fields_of(object, key))));
    // Which fields are filled; one that is being edited stays where it is.
    let visible = memo(move |_| {
        let (editing, all) = (state.editing.get(), all.get());
        let fields = fields.get();
        let show = |field: &&Field| {
            all || field.required || editing == Some(field.id) || !matches!(state.cell(field.id), Cell::Empty)
        };
        fields.iter().filter(show).map(|field| field.id).collect::<Vec<_>>()
    });
    let hidden = memo(move |_| fields.with(Vec::len) - visible.with(Vec::len));
    let order: Signal<Vec<FieldId>> = visible.into();
    let line = move |field: FieldId| {
        let column = state
            .schema
            .with_untracked(|schema| state.object.with_untracked(|object| Column::of_field(schema, object, field)));
        column.map(|column| view! { <FieldLine state column order /> })
    };
    let toggle = move |_| {
        folded.update(|folded| *folded = !*folded);
        storage.with_value(|key| if folded.get_untracked() { local::set(key, "1") } else { local::remove(key) });
    };
    let total = move || format().number(fields.with(Vec::len) as f64, 0);
    let heading = if first {
        view! { <h3>{name}</h3> }.into_any()
    } else {
        view! {
            <h3>
                <button type="button" aria-expanded=move || (!folded.get()).to_string() on:click=toggle>
                    {move || view! { <Glyph icon=if folded.get() { Icon::Right } else { Icon::Down } /> }}
                    {name}
                </button>
                <span class="more num">{move || folded.get().then(total)}</span>
            </h3>
        }
        .into_any()
    };
    view! {
        <section class="section">
            {heading}
            <Show when=move || !folded.get()>
                <dl class="dl"><For each=move || visible.get() key=|field| *field children=line /></dl>
                <Show when=move || { hidden.get() > 0 || all.get() }>
                    <button type="button" class="meta link show-empty" on:click=move |_| all.update(|all| *all = !*all)>
                        {move || {
                            if all.get() { t(text::HIDE_EMPTY) } else { ta(text::SHOW_EMPTY, &[("n", count(hidden.get() as u32))]) }
                        }}
                    </button>
                </Show>
            </Show>
        </section>
    }
}

/// What Kontor itself knows of the record.
#[component]
fn System(state: RecordState) -> impl IntoView {
    let format = format();
    let folded = RwSignal::new(true);
    let by = |link: Option<Link>| {
        link.map(|link| view! { {link_avatar(&link, AvatarSize::S20)} <span class="clip">{link.title.clone()}</span> })
    };
    let lines = move || {
        state.show().map(|show| {
            let (created, updated) = (show.created.unix_ms(), show.updated.unix_ms());
            view! {
                <dl class="dl">
                    <dt>{t(common::CREATED)}</dt><dd class="num">{format.date_time(created)}</dd>
                    <dt>{t(common::CREATED_BY)}</dt><dd>{by(show.created_by)}</dd>
                    <dt>{t(common::UPDATED)}</dt><dd class="num">{format.date_time(updated)}</dd>
                    <dt>{t(common::UPDATED_BY)}</dt><dd>{by(show.updated_by)}</dd>
                </dl>
            }
        })
    };
    let since = move || {
        let show = state.show()?;
        folded.get().then(|| ta(text::CREATED_ON, &[("date", word(format.date(local_day(show.created.unix_ms()))))]))
    };
    view! {
        <section class="section">
            <h3>
                <button
                    type="button"
                    aria-expanded=move || (!folded.get()).to_string()
                    on:click=move |_| folded.update(|folded| *folded = !*folded)
                >
                    {move || view! { <Glyph icon=if folded.get() { Icon::Right } else { Icon::Down } /> }}
                    {t(text::SYSTEM)}
                </button>
                <span class="more">{move || since().into_any()}</span>
            </h3>
            <Show when=move || !folded.get()>{move || lines().into_any()}</Show>
        </section>
    }
}
