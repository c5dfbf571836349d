//! On a phone one stage is shown at a time: tabs choose it, and a swipe goes to the next.

use leptos::prelude::*;

use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::i18n::en::board as text;
use crate::model::id::OptionId;
use crate::ui::kit::tabs::{Tab, Tabs, tab_ids};
use crate::ui::text::t;

/// The name under which tabs and lanes know each other.
const GROUP: &str = "stage";

/// The id of the panel that a tab opens: on a phone, the board.
pub(super) fn panel_id(state: BoardState) -> Option<String> {
    let stage = state.phone_stage.get().filter(|_| state.phone.get())?;
    Some(tab_ids(GROUP, &stage.0.to_string()).1)
}

/// The tabs.
#[component]
pub(super) fn StageTabs(state: BoardState) -> impl IntoView {
    let tabs = Signal::derive(move || {
        let lanes = state.lanes.get();
        lanes
            .into_iter()
            .map(|lane| Tab { id: lane.id.0.to_string(), label: lane.label, count: None })
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || state.phone_stage.get().map(|id| id.0.to_string()).unwrap_or_default());
    let pick = Callback::new(move |id: String| {
        actions().by_hand("board.focus", || {
            state.phone_stage.set(id.parse().ok().map(OptionId));
            Flow::DONE
        });
    });
    view! { <Tabs group=GROUP tabs value on_change=pick label=t(text::STAGES) class="ph-strip" /> }
}
