//! On a phone one stage is shown at a time: tabs choose it, and a swipe goes to the next.

use leptos::prelude::*;

use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::client::live::use_totals;
use crate::i18n::en::board as text;
use crate::model::id::OptionId;
use crate::ui::format::format;
use crate::ui::kit::tabs::{Tab, Tabs};
use crate::ui::text::t;

/// The tabs.
#[component]
pub(super) fn StageTabs(state: BoardState) -> impl IntoView {
    let totals =
        use_totals(Signal::derive(move || state.lanes.get().into_iter().map(|lane| state.query_of(lane.id)).collect()));
    let tabs = Signal::derive(move || {
        let lanes = state.lanes.get();
        lanes
            .into_iter()
            .enumerate()
            .map(|(at, lane)| {
                let count = totals.with(|totals| totals.get(at).copied());
                let count = count.map(|count| format().number(f64::from(count), 0));
                Tab { id: lane.id.0.to_string(), label: lane.label, count }
            })
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || state.phone_stage.get().map(|id| id.0.to_string()).unwrap_or_default());
    let pick = Callback::new(move |id: String| {
        actions().by_hand("board.focus", || {
            state.phone_stage.set(id.parse().ok().map(OptionId));
            Flow::DONE
        });
    });
    view! { <Tabs group="stage" tabs value on_change=pick label=t(text::STAGES) class="ph-strip" /> }
}
