//! The notes about a record: pinned ones first, then the newest.

use leptos::prelude::*;

use super::state::{RecordState, linked};
use crate::client::live::{ListSpec, LiveRow, use_list};
use crate::db::edit::{Edit, Target};
use crate::db::query::{Meta, Path, Query, Sort};
use crate::db::show::Cell;
use crate::i18n::en::{commit as said, common, record as text};
use crate::model::id::RecordId;
use crate::model::standard::{NOTE, note_field};
use crate::model::value::Value;
use crate::ui::cell::CellEditor;
use crate::ui::cell::Entered;
use crate::ui::columns::Column;
use crate::ui::commit::{Said, commit};
use crate::ui::format::format;
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::{Frame, IconButton};
use crate::ui::text::t;

/// Notes shown at most.
const MOST: usize = 200;

/// The notes of a record.
#[component]
pub fn NoteList(
    /// What the parts of the page share.
    state: RecordState,
) -> impl IntoView {
    let columns = vec![
        Path::Field(note_field::TEXT),
        Path::Field(note_field::PINNED),
        Path::Field(note_field::AUTHOR),
        Path::Meta(Meta::Created),
    ];
    let spec = Signal::derive(move || {
        let (object, id) = (state.object.with(|object| object.id), state.id.get());
        let sort = vec![
            Sort { path: Path::Field(note_field::PINNED), descending: true },
            Sort { path: Path::Meta(Meta::Created), descending: true },
        ];
        let query = state.schema.with(|schema| Query { sort, ..linked(schema, NOTE, object, id) });
        Some(ListSpec { query, columns: columns.clone(), aggregates: Vec::new() })
    });
    let list = use_list(spec);
    let rows = move || list.window.get().rows.into_iter().take(MOST).collect::<Vec<_>>();
    view! {
        <For each=rows key=|row| row.id let:row><NoteCard state row /></For>
        <Show when=move || list.ready.get() && list.total.get() == 0>
            <p class="dim tl-none">{t(text::NO_NOTES)}</p>
        </Show>
    }
}

#[component]
fn NoteCard(state: RecordState, row: LiveRow) -> impl IntoView {
    let format = format();
    let id = row.id;
    let row = row.row;
    let editing = RwSignal::new(false);
    let cell = move |row: &ArcRwSignal<crate::db::show::Row>, at: usize| {
        row.with(|row| row.cells.get(at).cloned().unwrap_or_default())
    };
    let (for_text, for_pin, for_foot) = (row.clone(), row.clone(), row);
    let pinned = Signal::derive(move || cell(&for_pin, 1) == Cell::Value(Value::Bool(true)));
    let column = state.schema.with_untracked(|schema| Column::of_field(schema, schema.object(NOTE)?, note_field::TEXT));
    let body = move || {
        let content = cell(&for_text, 0);
        match (editing.get(), column.clone()) {
            (true, Some(column)) => {
                let done = move |entered: Entered| {
                    editing.set(false);
                    set(id, note_field::TEXT, entered.value);
                };
                view! {
                    <div class="note-edit">
                        <CellEditor column cell=content parent=None on_commit=done on_cancel=move |_| editing.set(false) />
                    </div>
                }
                .into_any()
            }
            _ => {
                let words = if let Cell::Value(Value::Text(words)) = content { words } else { String::new() };
                view! { <div class="pre" dir="auto">{words}</div> }.into_any()
            }
        }
    };
    let foot = move || {
        let author = if let Cell::Links(links) = cell(&for_foot, 2) {
            links.first().map(|link| link.title.clone())
        } else {
            None
        };
        let at = if let Cell::Value(Value::DateTime(at)) = cell(&for_foot, 3) {
            format.date_time(at)
        } else {
            String::new()
        };
        view! { <span class="meta dim grow clip">{author.unwrap_or_default()} " · " <span class="num">{at}</span></span> }
    };
    let pin = move |_| set(id, note_field::PINNED, Value::Bool(!pinned.get_untracked()));
    let delete = move |_| {
        commit(
            "record.delete",
            vec![Edit::Delete { object: NOTE, target: Target::one(id) }],
            Said::Counted(said::DELETED),
        );
    };
    view! {
        <article class="panel note" class:is-pinned=pinned>
            {move || body().into_any()}
            <footer class="row row-1">
                {move || foot().into_any()}
                <IconButton icon=Icon::Pin label=t(text::PIN_NOTE) frame=Frame::Small pressed=pinned on:click=pin />
                <IconButton icon=Icon::Edit label=t(common::EDIT) frame=Frame::Small on:click=move |_| editing.set(true) />
                <IconButton icon=Icon::Trash label=t(common::DELETE) frame=Frame::Small on:click=delete />
            </footer>
        </article>
    }
}

fn set(id: RecordId, field: crate::model::id::FieldId, value: Value) {
    let edit = Edit::Set { object: NOTE, target: Target::one(id), cells: vec![(field, value)] };
    commit("record.edit", vec![edit], Said::Nothing);
}
