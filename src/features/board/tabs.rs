//! On a phone one stage is shown at a time: tabs choose it, and a swipe goes to the next.

use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::client::live::use_totals;
use crate::i18n::en::board as text;
use crate::model::id::OptionId;
use crate::ui::format::format;
use crate::ui::kit::hooks::is_rtl;
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

/// How far a finger goes sideways to turn to the next stage, in pixels.
const SWIPE: f64 = 64.0;

/// Turns stages over with a finger: call the first at its touch, the second when it is lifted.
pub(super) fn use_swipe(state: BoardState) -> (impl Fn(PointerEvent) + Copy, impl Fn(PointerEvent) + Copy) {
    let from = StoredValue::new(None::<(f64, f64)>);
    let at = |ev: &PointerEvent| (f64::from(ev.client_x()), f64::from(ev.client_y()));
    let down = move |ev: PointerEvent| from.set_value((ev.pointer_type() == "touch").then(|| at(&ev)));
    let up = move |ev: PointerEvent| {
        let (Some(from), true) = (from.get_value(), state.phone.get_untracked()) else { return };
        let (across, along) = (at(&ev).0 - from.0, at(&ev).1 - from.1);
        if across.abs() < SWIPE
            || across.abs() < 2.0 * along.abs()
            || state.drag.dragged().with_untracked(Option::is_some)
        {
            return;
        }
        let forth = (across < 0.0) != is_rtl();
        let next = state.lanes.with_untracked(|lanes| {
            let now = lanes.iter().position(|lane| Some(lane.id) == state.phone_stage.get_untracked())?;
            lanes.get(now.checked_add_signed(if forth { 1 } else { -1 })?).map(|lane| lane.id)
        });
        if let Some(next) = next {
            actions().by_hand("board.focus", || {
                state.phone_stage.set(Some(next));
                Flow::DONE
            });
        }
    };
    (down, up)
}
