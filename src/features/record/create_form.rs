//! The form that creates a record: what is required and the summary, the rest on demand. What was
//! typed is kept in this browser until it is saved or discarded.

use std::sync::Arc;

use leptos::prelude::*;

use super::duplicates::Duplicates;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::time::new_record_id;
use crate::db::edit::Edit;
use crate::db::query::{Filter, Query};
use crate::db::show::{Cell, Link, Spec};
use crate::i18n::en::{common, record as text};
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::schema::{FieldKind, Object};
use crate::model::value::Value;
use crate::protocol::fault::Fault;
use crate::protocol::request::{Reply, Request};
use crate::ui::cell::{FormInput, value_of};
use crate::ui::columns::{Column, use_schema};
use crate::ui::commit::{Said, say_done};
use crate::ui::create::Blank;
use crate::ui::fault_text::fault_text;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::dialog::{Dialog, DialogShape};
use crate::ui::kit::flow::Show;
use crate::ui::kit::hooks::use_timer;
use crate::ui::kit::reactive::effect;
use crate::ui::local;
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::pages::create_command;
use crate::ui::route::Route;
use crate::ui::text::{t, ta, word};
use crate::usage::event::Outcome;

/// How long after the last key the draft is put away, in milliseconds.
const KEEP_MS: u64 = 250;
/// A toast has room for this many characters.
const TOAST: usize = 30;

/// One field of the form.
#[derive(Clone)]
struct Line {
    column: Column,
    cell: RwSignal<Cell>,
    error: RwSignal<Option<String>>,
    unreadable: RwSignal<bool>,
    /// Shown without asking for more fields.
    first: bool,
}

/// The form, as a dialog; on a phone as a sheet.
#[component]
pub fn CreateForm(
    /// What it is open for.
    blank: Blank,
    /// Called when it is to be closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let schema = use_schema().get_untracked();
    let Some(object) = schema.object(blank.object).cloned().map(Arc::new) else { return ().into_any() };
    let storage = StoredValue::new(format!("draft.create.{}", object.key));
    let lines = make_lines(&schema, &object, &blank, &storage.get_value());
    let all = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let made = RwSignal::new(Vec::<(RecordId, Edit)>::new());
    let problem = RwSignal::new(None::<String>);
    let lines = StoredValue::new(lines);
    // Only what somebody typed is a draft; defaults and what was filled in beforehand are not.
    let start = snapshot(&lines.get_value());
    let start = StoredValue::new(start);
    let keep = use_timer();
    let kept = RwSignal::new(false);
    effect(move |before: Option<()>| {
        let now = lines
            .with_value(|lines| lines.iter().map(|line| (line.column.field(), line.cell.get())).collect::<Vec<_>>());
        if before.is_some() {
            keep.start(core::time::Duration::from_millis(KEEP_MS), move || {
                let cells: Vec<(FieldId, Cell)> =
                    now.into_iter().filter_map(|(field, cell)| Some((field?, cell))).collect();
                let changed = start.try_with_value(|start| *start != cells).unwrap_or(false);
                storage
                    .try_with_value(|key| if changed { local::set(key, &encode(&cells)) } else { local::remove(key) });
                kept.try_set(changed);
            });
        }
    });
    let forget = move || {
        keep.stop();
        storage.try_with_value(|key| local::remove(key));
    };
    let object_name = names::one(&object);
    let title = ta(text::NEW, &[("object", word(object_name.to_lowercase()))]);
    let object = StoredValue::new(object);
    let save = move |another: bool| {
        if busy.get_untracked() || !check(&lines.get_value(), all) {
            return;
        }
        busy.set(true);
        problem.set(None);
        let object = object.get_value();
        let id = new_record_id();
        let edits = edits_of(&object, id, &lines.get_value(), &made.get_untracked());
        let command = create_command(&object.key);
        actions().by_hand(command, move || {
            Flow::later(async move {
                let answer = engine().call(Request::Commit { command: command.into(), edits }).await;
                busy.try_set(false);
                // Nothing while the form was closed in the meantime.
                let lines = lines.try_get_value().unwrap_or_default();
                match answer {
                    Ok(Reply::Done(done)) => {
                        forget();
                        let name = untrack(|| title_of(&object, &lines));
                        let said = ta(text::CREATED, &[("name", word(&name))]);
                        let said =
                            if said.chars().count() > TOAST { t(crate::i18n::en::commit::CREATED) } else { said };
                        say_done(&done, Said::Words(said));
                        if another {
                            clear(&lines);
                        } else {
                            on_close.run(());
                            open_unless_working(&object, id);
                        }
                        Outcome::Done
                    }
                    Ok(_) => Outcome::Failed,
                    Err(fault) => {
                        show_fault(&lines, &fault, problem, all);
                        Outcome::Failed
                    }
                }
            })
        });
    };
    let parent_of = move |column: &Column| {
        let by = column.depends_on();
        Signal::derive(move || {
            let by = by?;
            lines.with_value(|lines| {
                let line = lines.iter().find(|line| line.column.field() == Some(by))?;
                if let Cell::Value(Value::Option(id)) = line.cell.get() { Some(id) } else { None }
            })
        })
    };
    let fields = move |first: bool| {
        let chosen: Vec<Line> =
            lines.with_value(|lines| lines.iter().filter(|line| line.first == first).cloned().collect());
        let field = |(at, line): (usize, Line)| {
            let parent: Signal<Option<OptionId>> = parent_of(&line.column);
            view! {
                <FormInput
                    column=line.column cell=line.cell error=line.error unreadable=line.unreadable made parent
                    autofocus=first && at == 0
                />
            }
        };
        chosen.into_iter().enumerate().map(field).collect::<Vec<_>>()
    };
    let has_more = lines.with_value(|lines| lines.iter().any(|line| !line.first));
    let footer = move || {
        view! {
            <Show when=move || kept.get()>
                <span class="meta dim grow draft-kept">{t(text::KEPT_HERE)}</span>
                <Button
                    label=t(text::DISCARD)
                    on:click=move |_| {
                        forget();
                        on_close.run(());
                    }
                />
            </Show>
            <Button label=t(text::SAVE_AND_NEW) class="only-desk" disabled=busy on:click=move |_| save(true) />
            <Button label=t(common::SAVE) look=Look::Primary kbd="Ctrl ↵" submit=true disabled=busy />
        }
    };
    let names_of =
        Signal::derive(move || object.with_value(|object| lines.with_value(|lines| title_of(object, lines))));
    let mail_of = Signal::derive(move || {
        lines.with_value(|lines| {
            let mail = lines.iter().find(|line| matches!(line.column.kind, FieldKind::Email))?;
            if let Cell::Value(Value::Text(text)) = mail.cell.get() { Some(text) } else { None }
        })
    });
    let object_id = blank.object;
    view! {
        <Dialog
            open=true
            on_close
            title=title
            close_label=t(common::CLOSE)
            shape=DialogShape::Large
            on_submit=move |()| save(false)
            footer
        >
            {move || problem.get().map(|problem| view! { <p class="error" role="alert">{problem}</p> })}
            <div class="fields">{fields(true)}</div>
            <Duplicates object=object_id name=names_of mail=mail_of on_close />
            <Show when=move || has_more && !all.get()>
                <div><Button label=t(text::MORE_FIELDS) small=true on:click=move |_| all.set(true) /></div>
            </Show>
            <Show when=move || all.get()><div class="fields">{fields(false)}</div></Show>
        </Dialog>
    }
    .into_any()
}

fn make_lines(schema: &crate::model::schema::Schema, object: &Object, blank: &Blank, storage: &str) -> Vec<Line> {
    let draft = local::get(storage).and_then(|text| decode(&text)).unwrap_or_default();
    let me =
        engine().state.with_untracked(|state| state.users.iter().find(|user| user.id == state.settings.me).cloned());
    let first_section = object.fields.first().map(|field| field.section.clone()).unwrap_or_default();
    let mut lines = Vec::new();
    for field in object.fields.iter().filter(|field| !field.archived) {
        let Some(column) = Column::of_field(schema, object, field.id) else { continue };
        let given = blank.cells.iter().find(|(id, _)| *id == field.id).map(|(_, value)| value.clone());
        let drafted = draft.iter().find(|(id, _)| *id == field.id).map(|(_, cell)| cell.clone());
        let cell = match (given, drafted) {
            (Some(value), _) => as_cell(&column, value),
            (None, Some(cell)) => cell,
            (None, None) if matches!(field.kind, FieldKind::User) && field.key == "owner" => {
                me.clone().map_or(Cell::Empty, |me| Cell::Links(vec![me]))
            }
            (None, None) => as_cell(&column, field.default.clone()),
        };
        let cell = RwSignal::new(cell);
        ask_titles(&column, cell);
        lines.push(Line {
            first: field.required || field.section == first_section || object.title.contains(&field.id),
            column,
            cell,
            error: RwSignal::new(None),
            unreadable: RwSignal::new(false),
        });
    }
    lines
}

/// A value as a cell; links have no titles yet.
fn as_cell(column: &Column, value: Value) -> Cell {
    let object = column.kind.target().unwrap_or(ObjectId(0));
    let link = |id| Link { object, id, title: String::new(), deleted: false };
    match value {
        Value::Empty => Cell::Empty,
        Value::Ref(id) => Cell::Links(vec![link(id)]),
        Value::Refs(ids) => Cell::Links(ids.into_iter().map(link).collect()),
        value => Cell::Value(value),
    }
}

/// Finds out what links filled in beforehand are called.
fn ask_titles(column: &Column, cell: RwSignal<Cell>) {
    let Cell::Links(links) = cell.get_untracked() else { return };
    let Some(target) = column.kind.target() else { return };
    let unknown: Vec<RecordId> = links.iter().filter(|link| link.title.is_empty()).map(|link| link.id).collect();
    if unknown.is_empty() {
        return;
    }
    let engine = engine();
    leptos::task::spawn_local(async move {
        let window = 0..unknown.len() as u32;
        let query = Query { filter: Filter::Among(unknown), ..Query::of(target) };
        let spec = Spec::List { query, columns: Vec::new(), window, aggregates: Vec::new() };
        if let Ok(Reply::Rows(rows)) = engine.call(Request::Rows(Box::new(spec))).await {
            cell.try_update(|cell| {
                let Cell::Links(links) = cell else { return };
                for link in links {
                    if let Some(row) = rows.rows.iter().find(|row| row.id == link.id) {
                        link.title.clone_from(&row.title);
                    }
                }
            });
        }
    });
}

fn snapshot(lines: &[Line]) -> Vec<(FieldId, Cell)> {
    lines.iter().filter_map(|line| Some((line.column.field()?, line.cell.get_untracked()))).collect()
}

/// Whether everything needed is there and can be read; says so at the fields that are not.
fn check(lines: &[Line], all: RwSignal<bool>) -> bool {
    let mut right = true;
    for line in lines {
        let empty = match line.cell.get_untracked() {
            Cell::Empty => true,
            Cell::Value(Value::Text(text)) => text.trim().is_empty(),
            _ => false,
        };
        let missing = line.column.required && empty;
        line.error.set(missing.then(|| t(text::NEEDED)));
        let wrong = missing || line.unreadable.get_untracked();
        if wrong && !line.first {
            all.set(true);
        }
        right &= !wrong;
    }
    right
}

fn edits_of(object: &Object, id: RecordId, lines: &[Line], made: &[(RecordId, Edit)]) -> Vec<Edit> {
    let mut cells = Vec::new();
    let mut linked = Vec::new();
    for line in lines {
        let Some(field) = line.column.field() else { continue };
        let value = match value_of(&line.column, &line.cell.get_untracked()) {
            Value::Text(text) => Value::text(&text),
            value => value,
        };
        match &value {
            Value::Ref(id) => linked.push(*id),
            Value::Refs(ids) => linked.extend(ids),
            _ => {}
        }
        let default = object.field(field).is_some_and(|field| !field.default.is_empty());
        // A default that was taken out again is said, or it would come back.
        if !value.is_empty() || default {
            cells.push((field, value));
        }
    }
    let mut edits: Vec<Edit> =
        made.iter().filter(|(id, _)| linked.contains(id)).map(|(_, edit)| edit.clone()).collect();
    edits.push(Edit::Create { object: object.id, id, cells });
    edits
}

fn title_of(object: &Object, lines: &[Line]) -> String {
    let part = |field: &FieldId| {
        let line = lines.iter().find(|line| line.column.field() == Some(*field))?;
        if let Cell::Value(Value::Text(text)) = line.cell.get() { Some(text.trim().to_owned()) } else { None }
    };
    object.title.iter().filter_map(part).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Ready for the next record: texts go, what was chosen (owner, company, stage) stays.
fn clear(lines: &[Line]) {
    for line in lines {
        let typed = line.column.kind.is_text() || line.column.kind.is_numeric();
        if typed {
            line.cell.set(Cell::Empty);
        }
        line.error.set(None);
    }
}

/// Puts what the engine refused where it belongs.
fn show_fault(lines: &[Line], fault: &Fault, problem: RwSignal<Option<String>>, all: RwSignal<bool>) {
    let words = fault_text(fault);
    let field = match fault {
        Fault::Required(field) | Fault::Taken(field) => Some(*field),
        _ => None,
    };
    match field.and_then(|field| lines.iter().find(|line| line.column.field() == Some(field))) {
        Some(line) => {
            line.error.set(Some(words.title));
            if !line.first {
                all.set(true);
            }
        }
        None => problem.set(Some(format!("{}. {}", words.title, words.next))),
    }
}

/// Shows the new record, unless somebody is in the middle of something else: a list, a board, a record
/// it was made for.
fn open_unless_working(object: &Object, id: RecordId) {
    let nav = nav();
    let working = nav.route.with_untracked(|route| {
        matches!(route, Route::List(_) | Route::View(..) | Route::Board(_) | Route::Record(..) | Route::Home)
    });
    if !working {
        nav.go(&Route::Record(object.key.clone(), id));
    }
}

/// A draft as text: hexadecimal digits of its bytes.
fn encode(cells: &Vec<(FieldId, Cell)>) -> String {
    use core::fmt::Write as _;
    let bytes = postcard::to_allocvec(cells).unwrap_or_default();
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}

fn decode(text: &str) -> Option<Vec<(FieldId, Cell)>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    postcard::from_bytes(&bytes).ok()
}
