//! The state of the workspace as it was when this browser showed it last. With it the frame and the
//! page are drawn while the engine still opens storage; what the engine says then replaces it.

use leptos::prelude::*;

use super::kit::hooks::{Listen, use_event, use_window_event};
use super::local;
use crate::client::bridge::{Engine, Health};
use crate::protocol::codec;
use crate::protocol::show::State;

const KEY: &str = "state";

/// What would be read wrongly by another version of the app is not read at all.
fn version() -> String {
    let meta = document().query_selector("meta[name='kontor-version']").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// Shows the workspace as it was. Returns what it was, if that is known.
pub fn recall(engine: Engine) -> Option<State> {
    let kept = local::get(KEY)?;
    let (version_then, text) = kept.split_once(' ')?;
    if version_then != version() {
        return None;
    }
    let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect::<Option<Vec<u8>>>()?;
    let state: State = codec::decode(&bytes).ok()?;
    engine.state.set(state.clone());
    Some(state)
}

/// Forgets it.
pub fn forget() {
    local::remove(KEY);
}

/// Keeps the state whenever the page is hidden or left.
pub fn keep_when_hidden(engine: Engine) {
    let keep = move || {
        let open = engine.health.with_untracked(|health| *health == Health::Ready);
        let state = engine.state.get_untracked();
        if !open || !state.loaded {
            return;
        }
        let state = State { loaded: false, searchable: false, undo: None, redo: None, trouble: None, ..state };
        let bytes = codec::encode(&state);
        let text: String = bytes.into_iter().map(char::from).collect();
        local::set(KEY, &format!("{} {text}", version()));
    };
    use_event(document(), "visibilitychange", Listen::default(), move |_| {
        if document().hidden() {
            keep();
        }
    });
    use_window_event::<web_sys::Event>("pagehide", Listen::default(), move |_| keep());
}

/// Whether pages drawn from what was recalled stand. Users, tags, views and settings are followed like any
/// change of them; which fields there are is asked as a page is built.
#[must_use]
pub fn holds(recalled: &State, now: &State) -> bool {
    recalled.schema == now.schema
}
