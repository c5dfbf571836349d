//! The composer at the foot of a record: a note, a call, a mail, a task, written where one is. What
//! is typed is kept in this browser until it is saved.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::state::{Compose, RecordState, links_between};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::time::{new_record_id, now_ms};
use crate::db::edit::Edit;
use crate::i18n::Message;
use crate::i18n::en::{common, record as text};
use crate::model::id::{FieldId, RecordId};
use crate::model::standard::{ACTIVITY, NOTE, activity_field, activity_kind, activity_status, note_field};
use crate::model::value::Value;
use crate::ui::commit::{Said, commit_quietly, say_done, say_fault};
use crate::ui::format::local_midnight;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::date_input::DateInput;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::text_area::TextArea;
use crate::ui::local;
use crate::ui::text::{t, ta, word};
use crate::usage::event::Outcome;

/// What can be written, with its picture and words.
const KINDS: [(Compose, Icon, Message, Message); 5] = [
    (Compose::Note, Icon::Note, text::NOTE, text::WRITE_NOTE),
    (Compose::Activity(activity_kind::CALL), Icon::Phone, text::A_CALL, text::WRITE_CALL),
    (Compose::Activity(activity_kind::EMAIL), Icon::Mail, text::A_MAIL, text::WRITE_MAIL),
    (Compose::Activity(activity_kind::MEETING), Icon::Meeting, text::A_MEETING, text::WRITE_MEETING),
    (Compose::Activity(activity_kind::TASK), Icon::Task, text::A_TASK, text::WRITE_TASK),
];

/// Registers the commands that start writing.
pub(super) fn register(state: RecordState) {
    actions().on("record.add_note", move |_| {
        state.compose.set(Some(Compose::Note));
        Flow::Now(Outcome::Started)
    });
    actions().on("record.add_task", move |_| {
        state.compose.set(Some(Compose::Activity(activity_kind::TASK)));
        Flow::Now(Outcome::Started)
    });
}

/// Whether notes and activities can be about this type of record.
fn can_compose(state: RecordState) -> bool {
    let object = state.object.with(|object| object.id);
    state.schema.with(|schema| !links_between(schema, NOTE, object).is_empty())
}

/// The composer.
#[component]
pub fn Composer(
    /// What the parts of the page share.
    state: RecordState,
    /// Names the record in the empty field: "Note about Hannah".
    #[prop(optional)]
    about: bool,
) -> impl IntoView {
    let able = memo(move |_| can_compose(state));
    view! { <Show when=move || able.get()><Inner state about /></Show> }
}

#[component]
fn Inner(state: RecordState, about: bool) -> impl IntoView {
    let kind = RwSignal::new(Compose::Note);
    let draft = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let saving = RwSignal::new(false);
    let kept = RwSignal::new(false);
    let area = NodeRef::<Textarea>::new();
    let storage = memo(move |_| format!("draft.write.{}", state.id.get()));
    // Another record, another draft.
    effect(move |_| {
        let text = storage.with(|key| local::get(key)).unwrap_or_default();
        kept.set(!text.is_empty());
        draft.set(text);
    });
    effect(move |_| {
        if let Some(wanted) = state.compose.get() {
            state.compose.set(None);
            kind.set(wanted);
            if let Some(area) = area.get_untracked() {
                // A text area takes the focus.
                let _taken = area.focus();
            }
        }
    });
    let typed = move |text: String| {
        storage.with_untracked(|key| if text.is_empty() { local::remove(key) } else { local::set(key, &text) });
        kept.set(!text.is_empty());
        draft.set(text);
    };
    let save = Callback::new(move |()| {
        let words = draft.get_untracked().trim().to_owned();
        if words.is_empty() || saving.get_untracked() {
            return;
        }
        saving.set(true);
        let key = storage.get_untracked();
        let edits = vec![new_entry(state, kind.get_untracked(), &words, &due.get_untracked())];
        let (command, said) = match kind.get_untracked() {
            Compose::Note => ("record.add_note", text::NOTE_SAVED),
            Compose::Activity(activity_kind::TASK) => ("record.add_task", text::TASK_SAVED),
            Compose::Activity(_) => ("record.add_task", text::LOGGED),
        };
        actions().by_hand(command, move || {
            Flow::later(async move {
                let outcome = commit_quietly(command, edits).await;
                saving.try_set(false);
                match outcome {
                    Ok(done) => {
                        local::remove(&key);
                        // Another record may be on screen by now.
                        if storage.try_get_untracked().as_ref() == Some(&key) {
                            draft.try_set(String::new());
                            due.try_set(String::new());
                            kept.try_set(false);
                        }
                        say_done(&done, Said::Words(t(said)));
                        Outcome::Done
                    }
                    Err(fault) => {
                        say_fault(&fault);
                        Outcome::Failed
                    }
                }
            })
        });
    });
    let hint = Signal::derive(move || {
        let now = kind.get();
        if about && now == Compose::Note {
            let name = state.title();
            let first = name.split_whitespace().next().unwrap_or_default().to_owned();
            if !first.is_empty() {
                return ta(text::NOTE_ABOUT, &[("name", word(first))]);
            }
        }
        let found = KINDS.iter().find(|(other, ..)| *other == now);
        t(found.map_or(text::WRITE_NOTE, |(.., hint)| *hint))
    });
    let is_task = memo(move |_| kind.get() == Compose::Activity(activity_kind::TASK));
    let tabs = KINDS
        .iter()
        .map(|(value, icon, label, _)| {
            let value = *value;
            let on = Signal::derive(move || kind.get() == value);
            view! { <Button label=t(*label) icon=*icon small=true pressed=on on:click=move |_| kind.set(value) /> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="composer">
            <div class="kinds" role="group" aria-label=t(text::WRITE_WHAT)>{tabs}</div>
            <div class="in">
                <TextArea
                    value=draft
                    on_input=typed
                    on_submit=save
                    placeholder=hint
                    label=hint
                    rows=1
                    bare=true
                    node_ref=area
                />
            </div>
            <div class="acts">
                <Show when=move || is_task.get()>
                    <span class="due"><DateInput value=due on_input=move |text: String| due.set(text) label=t(text::DUE) /></span>
                </Show>
                <span class="grow"></span>
                <Show when=move || kept.get()><span class="meta dim">{t(text::DRAFT_KEPT)}</span></Show>
                <Button
                    label=t(common::SAVE)
                    look=Look::Soft
                    small=true
                    kbd="Ctrl ↵"
                    disabled=Signal::derive(move || saving.get() || draft.with(|draft| draft.trim().is_empty()))
                    on:click=move |_| save.run(())
                />
            </div>
        </div>
    }
}

/// The new note or activity, linked to the record.
fn new_entry(state: RecordState, kind: Compose, words: &str, due: &str) -> Edit {
    let me = engine().state.with_untracked(|state| state.settings.me);
    let (object, id) = (state.object.with_untracked(|object| object.id), state.id.get_untracked());
    let here = |from| state.schema.with_untracked(|schema| links_between(schema, from, object).into_iter().next());
    let mut cells: Vec<(FieldId, Value)> = Vec::new();
    let target = match kind {
        Compose::Note => {
            cells.push((note_field::TEXT, Value::text(words)));
            cells.extend((me != RecordId(0)).then_some((note_field::AUTHOR, Value::Ref(me))));
            NOTE
        }
        Compose::Activity(kind) => {
            let (subject, rest) = words.split_once('\n').unwrap_or((words, ""));
            let now = Value::DateTime(now_ms() as i64);
            let task = kind == activity_kind::TASK;
            cells.push((activity_field::SUBJECT, Value::text(subject)));
            cells.push((activity_field::DESCRIPTION, Value::text(rest)));
            cells.push((activity_field::KIND, Value::Option(kind)));
            let status = if task { activity_status::OPEN } else { activity_status::DONE };
            cells.push((activity_field::STATUS, Value::Option(status)));
            let day = crate::model::date::Date::parse_iso(due);
            // A task without a time of day is due at the end of the working day.
            let due = day.map(|day| Value::DateTime(local_midnight(day) + 17 * 3_600_000));
            cells.push((activity_field::DUE, if task { due.unwrap_or_default() } else { now.clone() }));
            cells.extend((!task).then_some((activity_field::DONE_AT, now)));
            cells.extend((me != RecordId(0)).then_some((activity_field::OWNER, Value::Ref(me))));
            ACTIVITY
        }
    };
    cells.extend(here(target).map(|field| (field, Value::Ref(id))));
    cells.retain(|(_, value)| !value.is_empty());
    Edit::Create { object: target, id: new_record_id(), cells }
}
