//! The board by keyboard: arrows move between cards, Alt and an arrow moves the card.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::card::toggle;
use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::model::id::{OptionId, RecordId};
use crate::ui::kit::hooks::is_rtl;
use crate::usage::event::Outcome;

/// Registers the commands of the board.
pub(super) fn register(state: BoardState) {
    let actions = actions();
    actions.on("board.move_next", move |_| shift(state, if is_rtl() { -1 } else { 1 }));
    actions.on("board.move_previous", move |_| shift(state, if is_rtl() { 1 } else { -1 }));
    actions.on("board.open", move |_| match state.focused.get_untracked() {
        Some(id) => {
            state.open(id);
            Flow::DONE
        }
        None => Flow::Now(Outcome::Failed),
    });
    actions.on("board.select", move |_| match state.focused.get_untracked() {
        Some(id) => {
            toggle(state, id);
            Flow::DONE
        }
        None => Flow::Now(Outcome::Failed),
    });
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        let plain = !(ev.alt_key() || ev.ctrl_key() || ev.meta_key() || ev.shift_key());
        let on_card = ev.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let in_field = on_card.is_some_and(|element| {
            element
                .closest("input, textarea, select, dialog, [role=menu], [role=listbox], [role=radiogroup]")
                .ok()
                .flatten()
                .is_some()
        });
        if !plain || in_field {
            return;
        }
        let forth = if is_rtl() { -1 } else { 1 };
        let (across, down) = match ev.key().as_str() {
            "ArrowRight" => (forth, 0),
            "ArrowLeft" => (-forth, 0),
            "ArrowDown" => (0, 1),
            "ArrowUp" => (0, -1),
            _ => return,
        };
        ev.prevent_default();
        actions.perform("board.focus", crate::usage::event::Input::Keyboard, || {
            go(state, across, down);
            Flow::DONE
        });
    });
    on_cleanup(move || listener.remove());
}

/// Lane and position of a card.
fn place(state: BoardState, id: RecordId) -> Option<(usize, u32)> {
    let lanes = state.lanes.get_untracked();
    state.shown.with_value(|shown| {
        lanes.iter().enumerate().find_map(|(at, lane)| {
            let position = shown.get(&lane.id)?.window.with_untracked(|window| window.position(id))?;
            Some((at, position))
        })
    })
}

fn card_at(state: BoardState, lane: OptionId, position: u32) -> Option<RecordId> {
    state.shown.with_value(|shown| {
        let live = shown.get(&lane)?;
        let last = live.total.get_untracked().checked_sub(1)?;
        live.window.with_untracked(|window| window.at(position.min(last)).map(|row| row.id))
    })
}

fn go(state: BoardState, across: isize, down: i32) {
    let lanes = state.lanes.get_untracked();
    let from = state.focused.get_untracked().and_then(|id| place(state, id));
    let target = match from {
        None => lanes.iter().find_map(|lane| card_at(state, lane.id, 0)),
        Some((lane, position)) if across == 0 => card_at(state, lanes[lane].id, position.saturating_add_signed(down)),
        Some((lane, position)) => {
            // Empty and folded lanes are passed over.
            let mut at = lane.checked_add_signed(across);
            loop {
                match at.and_then(|at| lanes.get(at)) {
                    None => break None,
                    Some(next) => match card_at(state, next.id, position) {
                        Some(id) if element(id).is_some() => break Some(id),
                        _ => at = at.and_then(|at| at.checked_add_signed(across)),
                    },
                }
            }
        }
    };
    if let Some(id) = target {
        focus(state, id);
    }
}

fn element(id: RecordId) -> Option<HtmlElement> {
    document().query_selector(&format!("[data-card='{id}']")).ok().flatten()?.dyn_into().ok()
}

fn focus(state: BoardState, id: RecordId) {
    // The board may be gone by the time a moved card is drawn.
    if state.focused.try_set(Some(id)).is_some() {
        return;
    }
    if let Some(card) = element(id) {
        // A card that just scrolled away cannot take the focus; the next key brings it back.
        let _focused = card.focus();
    }
    if state.peek.get_untracked().is_some() {
        state.peek_at(id);
    }
}

/// Moves through the cards of a lane with the panel open.
pub(super) fn step(state: BoardState, by: i32) {
    go(state, 0, by);
}

/// Moves the focused card, or all selected ones, by so many lanes.
fn shift(state: BoardState, by: isize) -> Flow {
    let Some(id) = state.focused.get_untracked() else { return Flow::Now(Outcome::Failed) };
    let lanes = state.lanes.get_untracked();
    let Some((lane, _)) = place(state, id) else { return Flow::Now(Outcome::Failed) };
    let Some(next) = lane.checked_add_signed(by).and_then(|at| lanes.get(at)) else {
        return Flow::Now(Outcome::Failed);
    };
    let moved = state.taken_with(id, "");
    state.move_to(moved.records, next.id, "board.move");
    // The card is drawn anew in its lane; the focus follows it there.
    let wait = core::time::Duration::from_millis(120);
    set_timeout(move || focus(state, id), wait);
    Flow::DONE
}
