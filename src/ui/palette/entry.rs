//! What the palette offers, and what choosing it does.

use leptos::prelude::*;

use crate::client::act::{Actions, Flow, actions};
use crate::client::bridge::engine;
use crate::features;
use crate::features::command::Command;
use crate::i18n::en::palette as text;
use crate::model::arrange::Arrange as _;
use crate::protocol::show::{Hit, SavedView};
use crate::ui::keys::keys;
use crate::ui::matching::fit;
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::scope::Scope;
use crate::ui::text::{ta, word};
use crate::usage::event::Input;

/// Something to choose.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// A record.
    Record(Hit),
    /// A saved view, with the key of its object type.
    View(SavedView, String),
    /// A command.
    Command(&'static Command),
    /// The search page, with these words.
    All(String),
}

impl Entry {
    /// What it does. The palette is closed by now.
    pub fn choose(self) {
        let actions = actions();
        match self {
            Self::Record(hit) => {
                let key = engine()
                    .state
                    .with_untracked(|state| state.schema.object(hit.object).map(|object| object.key.clone()));
                let Some(key) = key else { return };
                actions.perform("search.open_hit", Input::Palette, || {
                    nav().go(&Route::Record(key, hit.id));
                    Flow::DONE
                });
            }
            Self::View(view, key) => actions.perform("views.open", Input::Palette, || {
                nav().go(&Route::View(key, view.id));
                Flow::DONE
            }),
            Self::Command(command) => {
                actions.run(command.id, Input::Palette);
            }
            Self::All(words) => {
                let query = js_sys::encode_uri_component(&words).as_string().unwrap_or_default();
                nav().go_to(&format!("{}?q={query}", Route::Search.path()));
            }
        }
    }
}

/// Views that fit, best first.
pub(super) fn views(words: &str) -> Vec<Entry> {
    let found = engine().state.with_untracked(|state| {
        let entry = |view: &SavedView| {
            let key = state.schema.object(view.object)?.key.clone();
            Some((fit(&view.name, words)?.cost, Entry::View(view.clone(), key)))
        };
        state.views.iter().filter_map(entry).collect()
    });
    best(found)
}

/// Commands that fit and that something on this screen answers, best first.
pub(super) fn commands(words: &str, scope: Scope, actions: Actions) -> Vec<Entry> {
    let keys = keys();
    let offered = |command: &&Command| {
        let wanted = if scope == Scope::Help { keys.shown(command.id).is_some() } else { command.palette };
        wanted && actions.rank(command.id).is_some() && worthwhile(command)
    };
    let entry = |command: &'static Command| Some((fit(&label_of(command), words)?.cost, Entry::Command(command)));
    best(features::commands().filter(offered).filter_map(entry).collect())
}

fn best(mut found: Vec<(u32, Entry)>) -> Vec<Entry> {
    found.arrange_by_key(|(cost, _)| *cost);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// What a command is called here: undo and redo say what they take back or do again.
pub(super) fn label_of(command: &Command) -> String {
    let (message, last) = match command.id {
        "undo.undo" => (text::UNDO_WHAT, engine().state.with_untracked(|state| state.undo.clone())),
        "undo.redo" => (text::REDO_WHAT, engine().state.with_untracked(|state| state.redo.clone())),
        _ => return names::command(command),
    };
    match last.and_then(|id| features::command(&id)) {
        Some(last) => ta(message, &[("what", word(names::command(last)))]),
        None => names::command(command),
    }
}

/// Whether there is something to undo or redo; true of every other command.
fn worthwhile(command: &Command) -> bool {
    engine().state.with_untracked(|state| match command.id {
        "undo.undo" => state.undo.is_some(),
        "undo.redo" => state.redo.is_some(),
        _ => true,
    })
}

/// What one record of its object type is called.
pub(super) fn object_name(hit: &Hit) -> String {
    engine().state.with_untracked(|state| state.schema.object(hit.object).map(names::one).unwrap_or_default())
}
