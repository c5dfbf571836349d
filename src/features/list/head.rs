//! The head of the grid: names of columns, order by click, width by pull, place by drag, and a menu.

use leptos::prelude::*;

use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::i18n::en::list as text;
use crate::ui::columns::Column;
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::drag::{Axis, Drag, use_drag};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::{Frame, IconButton};
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::splitter::Splitter;
use crate::ui::text::{t, ta, word};
use crate::ui::view_state::{MAX_WIDTH, MIN_WIDTH, default_width, move_column, resize, toggle_sort};

/// The zone that columns are dropped in.
const ZONE: &str = "columns";

/// The head row.
#[component]
pub fn Head(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    let drag = use_drag(Axis::Inline, move |from: usize, spot| {
        let to = spot.item.and_then(|item| item.parse::<usize>().ok());
        if let Some(to) = to.filter(|_| spot.zone == ZONE) {
            shift(state, from, to + usize::from(spot.after));
        }
    });
    let all = Signal::derive(move || {
        let total = state.live.total.get();
        match state.selection.with(|selection| selection.count(total)) {
            0 => Tick::Off,
            count if count >= total => Tick::On,
            _ => Tick::Some,
        }
    });
    let select_all = move |on: bool| {
        let command = if on { "list.select_all" } else { "list.clear_selection" };
        actions().by_hand(command, || {
            use super::selection::Selection;
            state.selection.set(if on { Selection::all() } else { Selection::default() });
            Flow::DONE
        });
    };
    let heads = move || {
        let columns = state.columns.get();
        columns
            .iter()
            .cloned()
            .enumerate()
            .map(|(at, column)| view! { <HeadCell state at column drag /> })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="grid-head" role="row" aria-rowindex="1" data-drop=ZONE>
            <div class="th td-check is-pin" role="columnheader">
                <Checkbox value=all on_change=select_all label=t(text::SELECT_ALL) />
            </div>
            {move || heads().into_any()}
        </div>
    }
}

fn shift(state: ListState, from: usize, to: usize) {
    actions().by_hand("list.move_column", || {
        state.view.change(|view| move_column(view, from, to));
        Flow::DONE
    });
}

#[component]
fn HeadCell(state: ListState, at: usize, column: Column, drag: Drag<usize>) -> impl IntoView {
    let path = column.path;
    let popup = Popup::new();
    let order = memo(move |_| {
        state.view.now.with(|view| {
            let place = view.sort.iter().position(|sort| sort.path == path)?;
            Some((view.sort[place].descending, (view.sort.len() > 1).then_some(place + 1)))
        })
    });
    let width =
        Signal::derive(move || state.view.now.with(|view| view.columns.get(at).map_or(0.0, |c| f64::from(c.width))));
    let sort = move |ev: leptos::ev::MouseEvent| {
        let add = ev.shift_key();
        actions().by_hand("list.sort", || {
            state.view.change(|view| toggle_sort(view, path, add));
            Flow::DONE
        });
    };
    let arrow = move || {
        order.get().map(|(descending, place)| {
            let icon = if descending { Icon::Down } else { Icon::Up };
            view! { <Glyph icon />{place.map(|place| view! { <small class="num">{place}</small> })} }
        })
    };
    let aria_sort = move || match order.get() {
        None => "none",
        Some((false, _)) => "ascending",
        Some((true, _)) => "descending",
    };
    let over = drag.over();
    let dropping = memo(move |_| {
        let (Some(spot), true) = (over.get(), at > 0) else { return false };
        let item = spot.item.and_then(|item| item.parse::<usize>().ok());
        item.is_some_and(|item| (item == at && !spot.after) || (item + 1 == at && spot.after))
    });
    let dragged = move || drag.dragged().with(|dragged| dragged.as_ref().is_some_and(|dragged| dragged.payload == at));
    let class = match (at, column.at_end()) {
        (0, _) => "th is-pin is-pin-last",
        (_, true) => "th end",
        _ => "th",
    };
    let (label, menu_label) = (column.label.clone(), ta(text::COLUMN_MENU, &[("column", word(&column.label))]));
    let resize_label = ta(text::RESIZE, &[("column", word(&column.label))]);
    let kind = StoredValue::new(column.kind.clone());
    let reset = move |()| state.view.change(|view| resize(view, at, f64::from(kind.with_value(default_width))));
    let done = move |_: f64| actions().by_hand("list.resize_column", || Flow::DONE);
    let items = Signal::derive(move || menu_items(state, at));
    view! {
        <div
            class=class
            class:is-drop=dropping
            class:is-drag=dragged
            role="columnheader"
            aria-sort=aria_sort
            style:grid-column=(at + 2).to_string()
            data-drop-item=at.to_string()
            on:contextmenu=move |ev| {
                ev.prevent_default();
                popup.open_at_point(f64::from(ev.client_x()), f64::from(ev.client_y()));
            }
        >
            <button
                type="button"
                tabindex="-1"
                on:click=sort
                on:pointerdown=move |ev| {
                    if at > 0 {
                        drag.grab(&ev, at);
                    }
                }
            >
                <span class="clip">{label}</span>
                {move || arrow().into_any()}
            </button>
            <IconButton
                icon=Icon::Down
                label=menu_label.clone()
                frame=Frame::Small
                class="th-menu"
                attr:tabindex="-1"
                attr:aria-haspopup="menu"
                on:click=move |ev| popup.toggle(&ev)
            />
            <Splitter
                width
                min=f64::from(MIN_WIDTH)
                max=f64::from(MAX_WIDTH)
                on_resize=move |to: f64| state.view.change(|view| resize(view, at, to))
                on_done=done
                on_reset=reset
                label=resize_label
                class="th-split"
            />
            <Menu popup label=menu_label items on_pick=move |id: String| pick(state, at, path, &id) />
        </div>
    }
}

fn menu_items(state: ListState, at: usize) -> Vec<MenuItem> {
    let last = state.columns.with(|columns| columns.len()).saturating_sub(1);
    let grouped =
        state.view.now.with(|view| view.group == view.columns.get(at).map(|c| c.path) && view.group.is_some());
    let mut items = vec![
        MenuItem::new("up", t(text::SORT_UP)).icon(Icon::ArrowUp),
        MenuItem::new("down", t(text::SORT_DOWN)).icon(Icon::ArrowDown),
        MenuItem::new("filter", t(text::FILTER_BY)).icon(Icon::Filter).separated(),
        MenuItem::new("group", t(if grouped { text::UNGROUP } else { text::GROUP_BY })).icon(Icon::Group),
    ];
    if at > 0 {
        items.push(MenuItem {
            disabled: at == 1,
            ..MenuItem::new("before", t(text::MOVE_BEFORE)).icon(Icon::ArrowLeft).separated()
        });
        items.push(MenuItem {
            disabled: at == last,
            ..MenuItem::new("after", t(text::MOVE_AFTER)).icon(Icon::ArrowRight)
        });
        items.push(MenuItem::new("hide", t(text::HIDE)).icon(Icon::EyeOff));
    }
    items
}

fn pick(state: ListState, at: usize, path: crate::db::query::Path, id: &str) {
    use crate::db::query::Sort;
    let set_sort = |descending| {
        actions().by_hand("list.sort", || {
            state.view.change(|view| view.sort = vec![Sort { path, descending }]);
            Flow::DONE
        });
    };
    match id {
        "up" => set_sort(false),
        "down" => set_sort(true),
        "filter" => super::filters::add_condition(state, path),
        "group" => actions().by_hand("list.group", || {
            state.view.change(|view| view.group = if view.group == Some(path) { None } else { Some(path) });
            Flow::DONE
        }),
        "before" => shift(state, at, at - 1),
        "after" => shift(state, at, at + 2),
        "hide" => actions().by_hand("list.columns", || {
            state.view.change(|view| {
                view.columns.remove(at);
            });
            Flow::DONE
        }),
        _ => {}
    }
}
