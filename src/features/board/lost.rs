//! Asks why something was lost.

use leptos::prelude::*;

use super::board_page::close_label;
use super::state::BoardState;
use crate::client::act::actions;
use crate::i18n::en::{board as text, common};
use crate::ui::columns::choices;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::dialog::Dialog;
use crate::ui::text::t;
use crate::usage::event::Outcome;

/// The dialog; open while a loss waits for its reason.
#[component]
pub(super) fn LostDialog(state: BoardState) -> impl IntoView {
    let open = Signal::derive(move || state.losing.with(Option::is_some));
    let give_up = move || {
        let losing = state.losing.get_untracked();
        state.losing.set(None);
        if losing.is_some() {
            let actions = actions();
            actions.record("board.lose", actions.last_input(), Outcome::Abandoned, 0.0);
        }
    };
    let lose = move |reason| {
        if let Some(losing) = state.losing.get_untracked() {
            state.losing.set(None);
            state.put(losing.records, losing.choice, losing.command, reason);
        }
    };
    let reasons = move || {
        let object = state.object.get();
        let field = state.reason_field().and_then(|id| object.field(id).cloned());
        let list = field.map(|field| choices(&object, &field)).unwrap_or_default();
        list.into_iter()
            .filter(|choice| !choice.archived)
            .map(|choice| {
                let id = choice.id;
                view! { <Button label=choice.label on:click=move |_| lose(Some(id)) /> }
            })
            .collect::<Vec<_>>()
    };
    let footer = move || {
        view! {
            <Button label=t(common::CANCEL) on:click=move |_| give_up() />
            <Button label=t(text::WITHOUT_REASON) look=Look::Secondary on:click=move |_| lose(None) />
        }
    };
    view! {
        <Dialog open on_close=move |()| give_up() title=t(text::WHY_LOST) close_label=close_label() footer>
            <div class="reasons">{move || reasons().into_any()}</div>
        </Dialog>
    }
}
