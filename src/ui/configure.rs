//! Changing settings: the screen follows at once, the engine makes it durable.

use leptos::prelude::*;

use super::commit::say_fault;
use super::fault_text::fault_text;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::protocol::request::Request;
use crate::protocol::settings::Settings;
use crate::usage::event::Outcome;

/// Changes settings by hand: the command `settings.change`.
pub fn configure(change: impl FnOnce(&mut Settings)) {
    actions().by_hand("settings.change", || configure_flow(change));
}

/// Changes settings as part of another command.
#[must_use]
pub fn configure_flow(change: impl FnOnce(&mut Settings)) -> Flow {
    let engine = engine();
    let before = engine.state.with_untracked(|state| state.settings.clone());
    let mut settings = before.clone();
    change(&mut settings);
    if settings == before {
        return Flow::DONE;
    }
    engine.state.update(|state| state.settings = settings.clone());
    Flow::later(async move {
        match engine.call(Request::Configure(Box::new(settings))).await {
            Ok(_) => Outcome::Done,
            Err(fault) => {
                engine.state.update(|state| state.settings = before);
                say_fault(&fault_text(&fault));
                Outcome::Failed
            }
        }
    })
}
