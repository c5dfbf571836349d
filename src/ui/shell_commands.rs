//! Handlers of the commands that work on every screen.

use leptos::prelude::*;

use super::commit::ask;
use super::configure::configure_flow;
use super::kit::hooks::{Listen, use_event, use_window_event};
use super::nav::nav;
use super::pages;
use super::route::{Route, Section};
use super::shell::Side;
use super::theme;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::en::commit as text;
use crate::protocol::request::Request;

/// Registers them until the owner goes.
pub fn register(side: Side) {
    let (actions, engine, nav) = (actions(), engine(), nav());
    actions.on("shell.sidebar", move |_| {
        side.toggle();
        Flow::DONE
    });
    let pages = [
        ("shell.go_home", Route::Home),
        ("shell.go_settings", Route::Settings(Section::Profile)),
        ("shell.go_trash", Route::Trash),
        ("import.open", Route::Import),
    ];
    for (id, route) in pages {
        actions.on(id, move |_| {
            nav.go(&route);
            Flow::DONE
        });
    }
    for key in ["deal", "company", "person", "lead", "activity"] {
        actions.on(pages::go_command(key), move |_| {
            nav.go(&pages::home_of(key));
            Flow::DONE
        });
    }
    actions.on("shell.theme", move |_| {
        let theme = engine.state.with_untracked(|state| theme::other(&state.settings));
        configure_flow(move |settings| settings.theme = theme)
    });
    actions.on("shell.restart_engine", move |_| {
        engine.restart(super::text::locale().tag);
        Flow::DONE
    });
    actions.on("undo.undo", move |_| Flow::later(ask(Request::Undo, text::UNDONE)));
    actions.on("undo.redo", move |_| Flow::later(ask(Request::Redo, text::REDONE)));
    actions.on("settings.export_all", move |_| Flow::later(super::download::export_all()));
}

/// Hands over what waits when the page is about to be hidden, and leaves nothing behind when the
/// browser keeps the page to go back to: a worker frozen in the middle of a transaction would lock
/// every other page out of storage (`WebKit` freezes it so).
pub fn keep_when_hidden() {
    let (actions, engine) = (actions(), engine());
    let keep = move || {
        actions.flush();
        engine.tell(Request::Flush);
    };
    use_event(document(), "visibilitychange", Listen::default(), move |_| {
        if document().hidden() {
            keep();
        }
    });
    use_window_event::<web_sys::Event>("pagehide", Listen::default(), move |event| {
        keep();
        if is_kept(&event) {
            engine.end();
        }
    });
    use_window_event::<web_sys::Event>("pageshow", Listen::default(), |event| {
        if is_kept(&event) {
            super::update::reload();
        }
    });
}

/// Whether the browser keeps the page that goes, or shows one that it kept.
fn is_kept(event: &web_sys::Event) -> bool {
    js_sys::Reflect::get(event, &"persisted".into()).is_ok_and(|kept| kept.is_truthy())
}
