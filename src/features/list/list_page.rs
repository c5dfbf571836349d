//! The list of an object type.

use leptos::prelude::*;

use super::bulk::BulkBar;
use super::columns::ColumnChooser;
use super::empty::Empty;
use super::filters::SecondBar;
use super::grid::Grid;
use super::moves;
use super::phone::PhoneList;
use super::state::{ListState, use_list_state};
use crate::client::act::{Flow, actions};
use crate::db::query::{Path, Sort};
use crate::db::view::Density;
use crate::i18n::en::{common, filter as words, list as text};
use crate::model::id::{ObjectId, RecordId};
use crate::ui::columns::Column;
use crate::ui::create::creator;
use crate::ui::filter::button::{FilterButton, use_filter};
use crate::ui::keys::kbd;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::dialog::{Dialog, DialogShape};
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::{Popover, Popup};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::Picker;
use crate::ui::kit::skeleton::SkeletonRows;
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::page_bar::PageBar;
use crate::ui::pages::create_command;
use crate::ui::peek_slot::{PeekAt, PeekView};
use crate::ui::route::Route;
use crate::ui::saved_views::{ViewDialogs, ViewSwitcher, provide_naming};
use crate::ui::text::{t, ta, word};
use crate::ui::view_state::paths_of;

/// The page.
#[component]
pub fn ListPage(
    /// The object type.
    object: ObjectId,
    /// The saved view; `None`: the default.
    view: Option<RecordId>,
    /// Draws the panel that shows a record over the list.
    peek: PeekView,
) -> impl IntoView {
    let state = use_list_state(object, view);
    provide_naming();
    moves::register(state);
    let filter = use_filter(state.view);
    let title = Signal::derive(move || names::many(&state.object.get()));
    let menus = Menus { columns: Popup::new(), sort: Popup::new(), group: Popup::new(), more: Popup::new() };
    register(state, menus);
    let filter_sheet = RwSignal::new(false);
    let end = move || {
        view! {
            <FilterButton filter schema=state.schema object=state.object />
            <Button label=t(text::SORT) icon=Icon::Sort on:click=move |ev| menus.sort.toggle(&ev) />
            <Button label=t(text::COLUMNS) icon=Icon::Columns on:click=move |ev| menus.columns.toggle(&ev) />
            <IconButton icon=Icon::More label=t(common::MORE) attr:aria-haspopup="menu" on:click=move |ev| menus.more.toggle(&ev) />
            <NewButton state />
        }
    };
    let phone_end = move || {
        view! {
            <IconButton icon=Icon::Search label=t(text::FIND) on:click=move |_| { actions().run("list.find", actions().last_input()); } />
            <IconButton icon=Icon::Filter label=t(words::FILTER) on:click=move |_| filter_sheet.set(true) />
            <IconButton icon=Icon::More label=t(common::MORE) on:click=move |ev| menus.more.toggle(&ev) />
        }
    };
    let start = move || view! { <ViewSwitcher page=state.page() /> };
    let live = state.live;
    let empty = memo(move |_| live.ready.get() && !live.partial.get() && live.total.get() == 0);
    let body = move || {
        if !live.ready.get() {
            return view! { <SkeletonRows label=t(common::LOADING) /> }.into_any();
        }
        if empty.get() {
            return view! { <Empty state /> }.into_any();
        }
        if state.phone.get() { view! { <PhoneList state /> }.into_any() } else { view! { <Grid state /> }.into_any() }
    };
    view! {
        <PageBar title start end phone_end />
        <SecondBar state filter />
        <div class="body is-full">{move || body().into_any()}</div>
        <BulkBar state />
        <ListMenus state menus />
        <ViewDialogs page=state.page() />
        <Show when=move || state.peek.get().is_some()>{peek(peek_at(state))}</Show>
        <Dialog
            open=filter_sheet
            on_close=move |()| filter_sheet.set(false)
            title=t(words::FILTER)
            close_label=t(common::CLOSE)
            shape=DialogShape::Bottom
            light=true
        >
            <crate::ui::filter::builder::FilterBuilder filter schema=state.schema object=state.object />
        </Dialog>
    }
}

/// The menus of the page bar.
#[derive(Clone, Copy)]
struct Menus {
    columns: Popup,
    sort: Popup,
    group: Popup,
    more: Popup,
}

fn open_under_bar(popup: Popup) -> Flow {
    match document().query_selector(".bar .end-set, .ph-bar") {
        Ok(Some(anchor)) => popup.open_at(&anchor),
        _ => popup.open_at_point(0.0, 0.0),
    }
    Flow::DONE
}

fn register(state: ListState, menus: Menus) {
    let actions = actions();
    actions.on("list.columns", move |_| open_under_bar(menus.columns));
    actions.on("list.group", move |_| open_under_bar(menus.group));
    actions.on("list.density", move |_| {
        state.view.change(|view| {
            view.density = match view.density {
                Density::Compact => Density::Default,
                Density::Default => Density::Touch,
                Density::Touch => Density::Compact,
            };
        });
        Flow::DONE
    });
    actions.on("views.layout", move |_| {
        let key = state.object.with_untracked(|object| object.key.clone());
        nav().go(&Route::Board(key));
        Flow::DONE
    });
}

#[component]
fn NewButton(state: ListState) -> impl IntoView {
    let label = move || ta(text::NEW, &[("object", word(names::one(&state.object.get()).to_lowercase()))]);
    let create = move |_| {
        let (id, command) = state.object.with_untracked(|object| (object.id, create_command(&object.key)));
        actions().by_hand(command, move || {
            creator().open(id, Vec::new());
            Flow::DONE
        });
    };
    let kbd = state.object.with_untracked(|object| kbd(create_command(&object.key)));
    view! { <Button label icon=Icon::Plus look=Look::Primary kbd=kbd on:click=create /> }
}

/// What the panel over the list shows, and how it moves through the list.
fn peek_at(state: ListState) -> PeekAt {
    // On its way out the panel still shows what it showed.
    let record = memo(move |before: Option<&RecordId>| state.peek.get().or(before.copied()).unwrap_or_default());
    let record: Signal<RecordId> = record.into();
    let place = Signal::derive(move || {
        let id = state.peek.get()?;
        let at = state.live.window.with(|window| window.position(id));
        at.map(|at| (at, state.live.total.get()))
    });
    let on_step = Callback::new(move |by: i32| {
        let at = place.get_untracked().map(|(at, _)| at).or_else(|| state.cursor.get_untracked().map(|c| c.position));
        let last = state.live.total.get_untracked().saturating_sub(1);
        if let Some(at) = at {
            let column = state.cursor.get_untracked().and_then(|cursor| cursor.column);
            state.go_to(at.saturating_add_signed(by).min(last), column);
        }
    });
    let on_open = Callback::new(move |()| {
        state.open(record.get_untracked(), place.get_untracked().map_or(0, |(at, _)| at));
    });
    let on_close = Callback::new(move |()| state.close_peek());
    PeekAt { object: state.object.with_untracked(|object| object.id), record, place, on_step, on_open, on_close }
}

#[component]
fn ListMenus(state: ListState, menus: Menus) -> impl IntoView {
    let fields = Signal::derive(move || {
        let (schema, object) = (state.schema.get(), state.object.get());
        let choice = |(at, path): (usize, Path)| {
            let column = Column::new(&schema, &object, path)?;
            let note = state.view.now.with(|view| {
                let sort = view.sort.iter().find(|sort| sort.path == path);
                sort.map(|sort| t(if sort.descending { text::DESCENDING } else { text::ASCENDING })).unwrap_or_default()
            });
            Some(Choice { mark: Mark::Icon(column.icon()), note, ..Choice::new(at.to_string(), column.label) })
        };
        paths_of(&schema, &object).into_iter().enumerate().filter_map(choice).collect::<Vec<_>>()
    });
    let path_of = move |id: &str| {
        let paths = paths_of(&state.schema.get_untracked(), &state.object.get_untracked());
        id.parse::<usize>().ok().and_then(|at| paths.get(at).copied())
    };
    let chosen = move |wanted: fn(&crate::db::view::ViewDef) -> Vec<Path>| {
        Signal::derive(move || {
            let paths = paths_of(&state.schema.get(), &state.object.get());
            let wanted = state.view.now.with(wanted);
            paths
                .iter()
                .enumerate()
                .filter(|(_, path)| wanted.contains(path))
                .map(|(at, _)| at.to_string())
                .collect::<Vec<_>>()
        })
    };
    let sorted = chosen(|view| view.sort.iter().map(|sort| sort.path).collect());
    let grouped = chosen(|view| view.group.into_iter().collect());
    let sort = Callback::new(move |id: String| {
        let Some(path) = path_of(&id) else { return };
        actions().by_hand("list.sort", || {
            state.view.change(|view| match view.sort.iter_mut().find(|sort| sort.path == path) {
                Some(sort) => sort.descending = !sort.descending,
                None => view.sort = vec![Sort { path, descending: false }],
            });
            Flow::DONE
        });
    });
    let group = Callback::new(move |id: String| {
        let Some(path) = path_of(&id) else { return };
        actions().by_hand("list.group", || {
            state.view.change(|view| view.group = if view.group == Some(path) { None } else { Some(path) });
            Flow::DONE
        });
    });
    let words = |label| ListWords {
        label: t(label).into(),
        search: t(text::FIND_FIELD).into(),
        none: t(text::NO_FIELD).into(),
    };
    let has_board = move || {
        state.object.with(|object| {
            object.fields.iter().any(|field| matches!(field.kind, crate::model::schema::FieldKind::Select { .. }))
        })
    };
    let more = Signal::derive(move || {
        let density = state.view.now.with(|view| view.density);
        let mut items = vec![
            MenuItem::new("find", t(text::FIND)).icon(Icon::Search).keys(kbd("list.find")),
            MenuItem::new("group", t(text::GROUP_BY)).icon(Icon::Group),
        ];
        if state.phone.get() {
            items.push(MenuItem::new("sort", t(text::SORT)).icon(Icon::Sort));
        }
        let heights =
            [(Density::Compact, text::COMPACT), (Density::Default, text::REGULAR), (Density::Touch, text::ROOMY)];
        for (at, (height, label)) in heights.into_iter().enumerate() {
            let item = MenuItem::new(format!("height{at}"), t(label)).checked(density == height);
            items.push(MenuItem { heading: (at == 0).then(|| t(text::HEIGHT)), ..item });
        }
        if has_board() {
            items.push(MenuItem::new("board", t(text::AS_BOARD)).icon(Icon::Board).separated());
        }
        items.push(MenuItem::new("import", t(text::IMPORT)).icon(Icon::Import).separated());
        items.push(MenuItem::new("export", t(text::EXPORT)).icon(Icon::Download));
        items
    });
    let pick = move |id: String| {
        let actions = actions();
        let set_height = |density: Density| {
            actions.by_hand("list.density", || {
                state.view.change(|view| view.density = density);
                Flow::DONE
            });
        };
        let run = |command| {
            actions.run(command, actions.last_input());
        };
        match id.as_str() {
            "find" => run("list.find"),
            "group" => run("list.group"),
            "sort" => {
                open_under_bar(menus.sort);
            }
            "height0" => set_height(Density::Compact),
            "height1" => set_height(Density::Default),
            "height2" => set_height(Density::Touch),
            "board" => run("views.layout"),
            "export" => run("list.export"),
            _ => nav().go(&Route::Import),
        }
    };
    view! {
        <Popover popup=menus.columns label=t(text::COLUMNS) class="menu listbox">
            <ColumnChooser state />
        </Popover>
        <Picker popup=menus.sort words=words(text::SORT) choices=fields chosen=sorted on_pick=sort />
        <Picker popup=menus.group words=words(text::GROUP_BY) choices=fields chosen=grouped on_pick=group />
        <Menu popup=menus.more label=t(common::MORE) items=more on_pick=pick />
    }
}
