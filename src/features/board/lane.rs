//! One lane: its head with count, sum and weighted sum, and its cards.

use leptos::prelude::*;

use super::board_page::folds;
use super::card::{Card, card_paths};
use super::figures::figure_text;
use super::next::use_next;
use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::client::live::{ListSpec, LiveList, use_list};
use crate::i18n::en::board as text;
use crate::model::schema::Outcome;
use crate::ui::columns::ChoiceView;
use crate::ui::create::creator;
use crate::ui::format::format;
use crate::ui::kit::chip::Dot;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::virtual_list::VirtualList;
use crate::ui::text::{t, ta, word};

/// Height of a card with the gap after it, in pixels: as the style draws it.
const CARD: f64 = 120.0;
const CARD_COMPACT: f64 = 62.0;
const CARD_PHONE: f64 = 132.0;

/// A lane.
#[component]
pub(super) fn Lane(state: BoardState, lane: ChoiceView) -> impl IntoView {
    let id = lane.id;
    let spec = Signal::derive(move || {
        let columns = card_paths(state);
        Some(ListSpec { query: state.query_of(id), columns, aggregates: state.sums.get() })
    });
    let live = use_list(spec);
    state.shown.update_value(|shown| {
        shown.insert(id, live);
    });
    on_cleanup(move || {
        state.shown.try_update_value(|shown| shown.remove(&id));
    });
    let outcome = lane.outcome;
    let folded = RwSignal::new(folds(outcome));
    let fold = move || {
        actions().by_hand("board.fold", || {
            folded.update(|folded| *folded = !*folded);
            Flow::DONE
        });
    };
    let drop_zone = format!("lane-{}", id.0);
    let is_target = {
        let zone = drop_zone.clone();
        let over = state.drag.over();
        move || over.get().is_some_and(|spot| spot.zone == zone)
    };
    let label = lane.label.clone();
    let open = Signal::derive(move || !folded.get() || state.phone.get());
    let lane = StoredValue::new(lane);
    view! {
        <section class="lane" class:is-target=is_target class:lane-fold=move || !open.get() data-drop=drop_zone aria-label=label>
            <Show
                when=move || open.get()
                fallback=move || view! { <FoldedLane live lane=lane.get_value() on:click=move |_| fold() /> }
            >
                <Head live lane=lane.get_value() state on_fold=Callback::new(move |()| fold()) />
                <Cards live state ages=outcome == Outcome::Open />
            </Show>
        </section>
    }
}

#[component]
fn Head(live: LiveList, lane: ChoiceView, state: BoardState, on_fold: Callback<()>) -> impl IntoView {
    let (id, hue, outcome) = (lane.id, lane.hue, lane.outcome);
    let add = move |_| {
        actions().by_hand("board.add", || {
            creator().open(state.object.with_untracked(|object| object.id), state.starting_cells(Some(id)));
            Flow::DONE
        });
    };
    let sum = move || live.figures.with(|figures| figures.first().map(figure_text).unwrap_or_default());
    let weighted = move || {
        let text = live.figures.with(|figures| figures.get(1).map(figure_text)).filter(|text| !text.is_empty());
        text.filter(|_| outcome == Outcome::Open).map(|sum| ta(text::WEIGHTED, &[("sum", word(sum))]))
    };
    let add_label = ta(text::ADD_TO, &[("lane", word(&lane.label))]);
    let lane_label = lane.label.clone();
    let more_label = ta(text::MORE_OF, &[("lane", word(&lane.label))]);
    let chance = lane.probability.filter(|_| outcome == Outcome::Open).map(|percent| {
        view! { <span class="chance" title=t(text::CHANCE)>{format().percent(f64::from(percent))}</span> }
    });
    let more = Popup::new();
    let fold_label = ta(text::FOLD, &[("lane", word(&lane.label))]);
    let items = Signal::derive(move || {
        let mut items = vec![MenuItem::new("all", t(text::SELECT_LANE)).icon(Icon::Check)];
        if !state.phone.get() {
            items.push(MenuItem::new("fold", fold_label.clone()).icon(Icon::Sidebar));
        }
        items
    });
    let pick = move |item: String| match item.as_str() {
        "fold" => on_fold.run(()),
        _ => actions().by_hand("board.select", || {
            let held = live.window.with_untracked(|window| window.rows.iter().map(|row| row.id).collect::<Vec<_>>());
            state.selected.set(held);
            Flow::DONE
        }),
    };
    view! {
        <header class="lane-head">
            <div class="top">
                <Dot hue=Some(hue) />
                <span class="clip">{lane.label}</span>
                <span class="n">{move || format().number(f64::from(live.total.get()), 0)}</span>
                <span class="grow"></span>
                <IconButton icon=Icon::More label=more_label attr:aria-haspopup="menu" on:click=move |ev| more.toggle(&ev) />
                <IconButton icon=Icon::Plus label=add_label on:click=add />
            </div>
            <div class="lane-sum"><b>{move || sum().into_any()}</b><span class="clip">{move || weighted().into_any()}</span>{chance}</div>
            <Menu popup=more label=lane_label items on_pick=pick />
        </header>
    }
}

/// A strip with the name, count and sum.
#[component]
fn FoldedLane(live: LiveList, lane: ChoiceView) -> impl IntoView {
    let icon = match lane.outcome {
        Outcome::Won => Icon::Won,
        Outcome::Lost => Icon::Close,
        Outcome::Open => Icon::Sidebar,
    };
    let sum = move || live.figures.with(|figures| figures.first().map(figure_text).unwrap_or_default());
    let label = ta(text::UNFOLD, &[("lane", word(&lane.label))]);
    view! {
        <button class="lane-strip" type="button" aria-label=label aria-expanded="false">
            <Glyph icon />
            <span class="v">
                {lane.label.clone()}<b>{move || sum().into_any()}</b><span>{move || format().number(f64::from(live.total.get()), 0)}</span>
            </span>
        </button>
    }
}

#[component]
fn Cards(live: LiveList, state: BoardState, ages: bool) -> impl IntoView {
    let nexts = use_next(state, live);
    let count = Signal::derive(move || live.total.get() as usize);
    let row_height = Signal::derive(move || match (state.phone.get(), state.compact.get()) {
        (true, _) => CARD_PHONE,
        (false, true) => CARD_COMPACT,
        (false, false) => CARD,
    });
    let on_range = Callback::new(move |range: core::ops::Range<usize>| live.show(range.start as u32..range.end as u32));
    let row = move |index: Signal<usize>| view! { <Card live state nexts ages index /> };
    view! {
        <Show
            when=move || { live.total.get() > 0 || !live.ready.get() }
            fallback=|| view! { <p class="lane-empty dim">{t(text::EMPTY_LANE)}</p> }
        >
            <VirtualList count row_height row on_range class="lane-cards" attr:role="list" />
        </Show>
    }
}
