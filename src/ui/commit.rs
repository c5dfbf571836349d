//! Changing records from a screen: the command is timed and counted, the engine makes the change
//! durable, and a toast says what happened with a way back. Works from event handlers and tasks:
//! `app` keeps its contexts reachable there.

use leptos::prelude::*;

use super::fault_text::{FaultText, fault_text, fault_text_in};
use super::kit::icon::Icon;
use super::kit::toast::{Toast, use_toasts};
use super::text::{count, t, ta};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::Message;
use crate::i18n::en::commit as text;
use crate::model::id::ObjectId;
use crate::model::op::TxId;
use crate::protocol::edit::{Done, Edit};
use crate::protocol::fault::Fault;
use crate::protocol::request::{Reply, Request};
use crate::usage::event::Outcome;

/// What is said after a change; at most 30 characters on screen.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Said {
    /// Nothing: the screen shows the change itself (editing a cell).
    #[default]
    Nothing,
    /// A message whose `{n}` is the number of records changed.
    Counted(Message),
    /// These words.
    Words(String),
}

impl From<Message> for Said {
    fn from(message: Message) -> Self {
        Self::Counted(message)
    }
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// Does a command that changes records, started by hand; says what happened, or what went wrong.
pub fn commit(command: &'static str, edits: Vec<Edit>, said: impl Into<Said>) {
    let said = said.into();
    actions().by_hand(command, move || commit_flow(command, edits, said));
}

/// The same as what a registered handler returns: `actions().on(id, |_| commit_flow(id, ...))`.
#[must_use]
pub fn commit_flow(command: &'static str, edits: Vec<Edit>, said: impl Into<Said>) -> Flow {
    let said = said.into();
    Flow::later(async move {
        match commit_quietly(command, edits).await {
            Ok(done) => {
                say_done(&done, said);
                Outcome::Done
            }
            Err(text) => {
                say_fault(&text);
                Outcome::Failed
            }
        }
    })
}

/// Changes records and says nothing: for screens that show the outcome in their own place. It is
/// durable when this returns.
pub async fn commit_quietly(command: &'static str, edits: Vec<Edit>) -> Result<Done, FaultText> {
    let object = edits.first().and_then(object_of);
    match engine().call(Request::Commit { command: command.into(), edits }).await {
        Ok(Reply::Done(done)) => Ok(done),
        Ok(_) => Ok(Done { tx: None, command: command.into(), records: 0, record: None }),
        Err(fault) => Err(in_words(&fault, object)),
    }
}

fn in_words(fault: &Fault, object: Option<ObjectId>) -> FaultText {
    match object {
        Some(object) => engine().state.with_untracked(|state| fault_text_in(fault, &state.schema, object)),
        None => fault_text(fault),
    }
}

fn object_of(edit: &Edit) -> Option<ObjectId> {
    match edit {
        Edit::Create { object, .. }
        | Edit::Set { object, .. }
        | Edit::Elements { object, .. }
        | Edit::Delete { object, .. }
        | Edit::Restore { object, .. }
        | Edit::PutField { object, .. }
        | Edit::PutChoice { object, .. } => Some(*object),
        Edit::CreateMany(block) => Some(block.object),
        Edit::AddObject(_) => None,
    }
}

/// Says that a change was made, with a way back.
pub fn say_done(done: &Done, said: impl Into<Said>) {
    let words = match said.into() {
        Said::Nothing => return,
        Said::Counted(message) => ta(message, &[("n", count(done.records))]),
        Said::Words(words) => words,
    };
    match done.tx {
        Some(tx) => use_toasts().say_with(words, t(text::UNDO), move || undo(tx)),
        None => use_toasts().say(words),
    }
}

/// Says what went wrong in a toast; what to do next is read aloud and shown when there is room.
pub fn say_fault(fault: &FaultText) {
    use_toasts().push(Toast { text: fault.title.clone(), icon: Icon::Warning, action: None });
}

/// Takes back one transaction: the Undo button of a toast.
pub fn undo(tx: TxId) {
    actions().by_hand("undo.undo", move || Flow::later(ask(Request::UndoTx(tx), text::UNDONE)));
}

/// Asks the engine to undo or redo and says what came of it.
pub async fn ask(request: Request, said: Message) -> Outcome {
    match engine().call(request).await {
        Ok(Reply::Done(done)) => {
            let label = crate::features::command(&done.command).map(|command| t(command.label));
            let words = label.map_or_else(|| t(said), |label| format!("{}: {label}", t(said)));
            let short = if words.chars().count() > 30 { t(said) } else { words };
            use_toasts().say(short);
            Outcome::Done
        }
        Ok(_) => Outcome::Done,
        Err(fault) => {
            say_fault(&fault_text(&fault));
            Outcome::Failed
        }
    }
}
