//! The board of an object type: one lane for each choice of a select field, cards that move between
//! them.

use leptos::prelude::*;

use super::keyboard;
use super::lane::Lane;
use super::lost::LostDialog;
use super::menu::BoardMenu;
use super::state::{BoardState, Move, use_board};
use super::tabs::{StageTabs, panel_id, use_swipe};
use crate::client::act::{Flow, actions};
use crate::db::query::{Aggregate, Filter, Function, Path};
use crate::db::view::Density;
use crate::i18n::en::{board as text, common, filter as words, list as listed};
use crate::model::id::{ObjectId, RecordId};
use crate::model::schema::Outcome;
use crate::ui::create::creator;
use crate::ui::filter::bar::FilterBar;
use crate::ui::filter::button::{FilterButton, use_filter};
use crate::ui::filter::tree;
use crate::ui::keys::kbd;
use crate::ui::kit::avatar::{Avatar, AvatarSize, Shape};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::drag::DragLayer;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::page_bar::PageBar;
use crate::ui::pages::create_command;
use crate::ui::peek_slot::{PeekAt, PeekView};
use crate::ui::route::Route;
use crate::ui::saved_views::{SaveButton, ViewDialogs, ViewSwitcher, provide_naming};
use crate::ui::text::{count, t, ta, word};

/// The page.
#[component]
pub fn BoardPage(
    /// The object type.
    object: ObjectId,
    /// The saved view; `None`: the default.
    view: Option<RecordId>,
    /// Draws the panel that shows a record over the board.
    peek: PeekView,
) -> impl IntoView {
    let state = use_board(object, view);
    provide_naming();
    let filter = use_filter(state.view);
    let more = Popup::new();
    let (down, up) = use_swipe(state);
    keyboard::register(state);
    register(state);
    let title = Signal::derive(move || names::many(&state.object.get()));
    let start = move || view! { <ViewSwitcher page=state.page() /><PipelineSwitch state /> };
    let end = move || {
        view! {
            <LayoutSwitch />
            <FilterButton filter schema=state.schema object=state.object />
            <IconButton icon=Icon::More label=t(common::MORE) attr:aria-haspopup="menu" on:click=move |ev| more.toggle(&ev) />
            <NewButton state />
        }
    };
    let phone_end = move || {
        view! {
            <IconButton icon=Icon::List label=t(text::AS_LIST) on:click=move |_| to_list(state) />
            <IconButton icon=Icon::Filter label=t(words::FILTER) on:click=move |_| { actions().run("list.filter", actions().last_input()); } />
            <IconButton icon=Icon::More label=t(common::MORE) attr:aria-haspopup="menu" on:click=move |ev| more.toggle(&ev) />
        }
    };
    let lanes = move || {
        let open = state.phone_stage.get();
        state
            .lanes
            .get()
            .into_iter()
            .filter(|lane| !state.phone.get() || open.is_none_or(|open| open == lane.id))
            .map(|lane| view! { <Lane state lane /> })
            .collect::<Vec<_>>()
    };
    let picture = move |moved: Move| {
        let more = moved.records.len();
        view! {
            <div class="dcard is-drag">
                <div class="t"><span>{moved.title.clone()}</span></div>
                {(more > 1).then(|| view! { <span class="stack-n">{more}</span> })}
            </div>
        }
    };
    view! {
        <PageBar title start end phone_end />
        <SecondBar state filter />
        <Show when=move || state.phone.get()><StageTabs state /></Show>
        <div class="body is-full is-board">
            <div
                class="board"
                class:is-compact=move || state.compact.get()
                id=move || panel_id(state)
                role=move || if state.phone.get() { "tabpanel" } else { "group" }
                aria-label=title
                on:pointerdown=down
                on:pointerup=up
            >
                {move || lanes().into_any()}
            </div>
            <Tray state />
        </div>
        <DragLayer drag=state.drag picture />
        <LostDialog state />
        <BoardMenu state popup=more />
        <ViewDialogs page=state.page() />
        <Show when=move || state.peek.get().is_some()>{peek(peek_at(state))}</Show>
    }
}

fn register(state: BoardState) {
    let actions = actions();
    actions.on("views.layout", move |_| {
        to_list(state);
        Flow::DONE
    });
    actions.on("board.compact", move |_| {
        let density = if state.compact.get_untracked() { Density::Default } else { Density::Compact };
        state.view.change(|view| view.density = density);
        Flow::DONE
    });
}

fn to_list(state: BoardState) {
    let key = state.object.with_untracked(|object| object.key.clone());
    nav().go(&Route::List(key));
}

/// Which pipeline the stages belong to, where there are several.
#[component]
fn PipelineSwitch(state: BoardState) -> impl IntoView {
    let segments = Signal::derive(move || {
        let pipelines = state.pipelines.get();
        let segment =
            |(id, label): (crate::model::id::OptionId, String)| Segment { id: id.0.to_string(), label, icon: None };
        pipelines.into_iter().map(segment).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || state.pipeline.get().map(|id| id.0.to_string()).unwrap_or_default());
    let pick = Callback::new(move |id: String| {
        actions().by_hand("board.pipeline", || {
            state.choose_pipeline(id.parse().ok().map(crate::model::id::OptionId));
            Flow::DONE
        });
    });
    view! {
        <Show when=move || { state.pipelines.with(|pipelines| pipelines.len() > 1) }>
            <Segmented segments value on_change=pick label=t(text::PIPELINE) />
        </Show>
    }
}

/// Board or list.
#[component]
fn LayoutSwitch() -> impl IntoView {
    let segments = Signal::derive(move || {
        vec![
            Segment { id: "board".into(), label: t(text::BOARD), icon: Some(Icon::Board) },
            Segment { id: "list".into(), label: t(text::LIST), icon: Some(Icon::List) },
        ]
    });
    let pick = Callback::new(move |id: String| {
        if id == "list" {
            actions().run("views.layout", actions().last_input());
        }
    });
    view! { <Segmented segments value=Signal::derive(|| "board".to_owned()) on_change=pick label=t(text::LAYOUT) /> }
}

#[component]
fn NewButton(state: BoardState) -> impl IntoView {
    let label = move || ta(text::NEW, &[("object", word(names::one(&state.object.get()).to_lowercase()))]);
    let create = move |_| {
        let (id, command) = state.object.with_untracked(|object| (object.id, create_command(&object.key)));
        actions().by_hand(command, move || {
            creator().open(id, state.starting_cells(None));
            Flow::DONE
        });
    };
    let kbd = state.object.with_untracked(|object| kbd(create_command(&object.key)));
    view! { <Button label icon=Icon::Plus look=Look::Primary kbd=kbd on:click=create /> }
}

/// The filter, and how much is open and what it is worth.
#[component]
fn SecondBar(state: BoardState, filter: RwSignal<Filter>) -> impl IntoView {
    let add = Popup::new();
    let bar = NodeRef::<leptos::html::Span>::new();
    let actions = actions();
    let forced = RwSignal::new(false);
    actions.on("list.filter", move |_| {
        forced.set(true);
        request_animation_frame(move || {
            if let Some(anchor) = bar.try_get_untracked().flatten() {
                add.open_at(&anchor);
            }
        });
        Flow::DONE
    });
    // A phone has no line to spare for what is not there.
    let shows = memo(move |_| {
        !state.phone.get() || forced.get() || state.view.changed.get() || filter.with(|filter| tree::count(filter) > 0)
    });
    actions.on("list.clear_filter", move |_| {
        filter.set(Filter::default());
        Flow::DONE
    });
    view! {
        <Show when=move || shows.get()>
        <div class="bar-2" role="toolbar" aria-label=t(words::FILTER)>
            <span class="chips" node_ref=bar><FilterBar filter schema=state.schema object=state.object add /></span>
            <Show when=move || state.view.changed.get()>
                <Button label=t(listed::RESET) small=true on:click=move |_| state.view.reset() />
                <SaveButton page=state.page() />
            </Show>
            <span class="grow"></span>
            <Summary state />
        </div>
        </Show>
    }
}

/// How much is open, and what it is worth.
#[component]
fn Summary(state: BoardState) -> impl IntoView {
    let open = crate::client::live::use_list(Signal::derive(move || {
        let mut aggregates =
            vec![Aggregate { path: Path::Meta(crate::db::query::Meta::Title), function: Function::Count }];
        aggregates.extend(state.sums.get());
        Some(crate::client::live::ListSpec { query: state.query_of_open(), columns: Vec::new(), aggregates })
    }));
    let said = move || {
        let figures = open.figures.get();
        let sums: Vec<_> = figures.iter().skip(1).map(super::figures::figure_text).collect();
        let counted = ta(text::OPEN_COUNT, &[("n", count(open.total.get()))]);
        let weighted = sums.get(1).filter(|text| !text.is_empty()).map(|sum| ta(text::WEIGHTED, &[("sum", word(sum))]));
        view! {
            <b>{counted}</b>
            {sums.first().filter(|text| !text.is_empty()).map(|sum| view! { <span class="dim">"·"</span><b>{sum.clone()}</b> })}
            {weighted.map(|text| view! { <span class="dim">"·"</span><span>{text}</span> })}
        }
    };
    view! {
        <Show when=move || !state.phone.get()><span class="board-sum num">{move || said().into_any()}</span></Show>
    }
}

/// Where a card can be dropped besides the lanes, while one is dragged.
#[component]
fn Tray(state: BoardState) -> impl IntoView {
    let dragged = state.drag.dragged();
    let over = state.drag.over();
    let shown = memo(move |_| dragged.with(Option::is_some) && state.closes.get());
    let is_over = move |zone: &'static str| move || over.get().is_some_and(|spot| spot.zone == zone);
    view! {
        <Show when=move || shown.get()>
            <div class="tray">
                <div class="is-won" data-drop="won" class:is-target=is_over("won")>
                    <Glyph icon=Icon::Won />{t(text::DROP_TO_WIN)}
                </div>
                <div class="is-lost" data-drop="lost" class:is-target=is_over("lost")>
                    <Glyph icon=Icon::Close />{t(text::DROP_TO_LOSE)}
                </div>
            </div>
        </Show>
    }
}

fn peek_at(state: BoardState) -> PeekAt {
    let record = Signal::derive(move || state.peek.get().unwrap_or_default());
    let on_open = Callback::new(move |()| state.open(record.get_untracked()));
    let on_close = Callback::new(move |()| nav().set_query("peek", None, false));
    PeekAt {
        object: state.object.with_untracked(|object| object.id),
        record,
        place: Signal::derive(|| None),
        on_step: Callback::new(move |by: i32| keyboard::step(state, by)),
        on_open,
        on_close,
    }
}

/// The company or person a card is about.
#[component]
pub(super) fn About(
    /// What it is called.
    name: String,
    /// Whether it is a person.
    person: bool,
) -> impl IntoView {
    let shape = if person { Shape::Round } else { Shape::Square };
    view! { <Avatar name=name.clone() shape size=AvatarSize::S16 /><span class="clip">{name}</span> }
}

/// Whether a choice ends in a lane that is folded at first.
pub(super) fn folds(outcome: Outcome) -> bool {
    outcome != Outcome::Open
}

/// Words used by several parts.
pub(super) fn close_label() -> String {
    t(common::CLOSE)
}
