//! The menu of a board: the field its lanes come from, the fields on its cards, their size.

use leptos::prelude::*;

use super::state::BoardState;
use crate::client::act::{Flow, actions};
use crate::db::query::Path;
use crate::db::view::Layout;
use crate::i18n::en::{board as text, common, list as listed};
use crate::model::id::FieldId;
use crate::ui::columns::Column;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::select::Picker;
use crate::ui::names;
use crate::ui::text::t;
use crate::ui::view_state::{board_fields, kind_of, paths_of, toggle_column};

/// The menu, and the list of fields behind one of its entries.
#[component]
pub(super) fn BoardMenu(state: BoardState, popup: Popup) -> impl IntoView {
    let fields = Popup::new();
    let items = Signal::derive(move || {
        let object = state.object.get();
        let now = state.field.get();
        let mut items: Vec<MenuItem> = board_fields(&object)
            .map(|field| {
                MenuItem::new(format!("by{}", field.id.0), names::field(&object, field)).checked(field.id == now)
            })
            .collect();
        if let Some(first) = items.first_mut() {
            first.heading = Some(t(text::BY));
        }
        items.push(MenuItem::new("fields", t(text::CARD_FIELDS)).icon(Icon::Columns).separated());
        items.push(MenuItem::new("compact", t(text::COMPACT)).checked(state.compact.get()));
        items.push(MenuItem::new("list", t(text::AS_LIST)).icon(Icon::List).separated());
        items
    });
    let pick = move |id: String| {
        let actions = actions();
        let input = actions.last_input();
        match id.as_str() {
            "compact" => {
                actions.run("board.compact", input);
            }
            "list" => {
                actions.run("views.layout", input);
            }
            "fields" => match document().query_selector(".bar .end-set, .ph-bar") {
                Ok(Some(anchor)) => fields.open_at(&anchor),
                _ => fields.open_at_point(0.0, 0.0),
            },
            id => {
                if let Some(field) = id.strip_prefix("by").and_then(|id| id.parse().ok()).map(FieldId) {
                    actions.by_hand("board.columns_from", || {
                        state.view.change(|view| view.layout = Layout::Board(field));
                        Flow::DONE
                    });
                }
            }
        }
    };
    view! {
        <Menu popup label=t(common::MORE) items on_pick=pick />
        <CardFields state popup=fields />
    }
}

/// The fields on a card.
#[component]
fn CardFields(state: BoardState, popup: Popup) -> impl IntoView {
    // The first path is the title, which every card carries.
    let paths = move || paths_of(&state.schema.get(), &state.object.get()).into_iter().skip(1).collect::<Vec<Path>>();
    let choices = Signal::derive(move || {
        let (schema, object) = (state.schema.get(), state.object.get());
        let choice = |(at, path): (usize, Path)| {
            let column = Column::new(&schema, &object, path)?;
            Some(Choice { mark: Mark::Icon(column.icon()), ..Choice::new(at.to_string(), column.label) })
        };
        paths().into_iter().enumerate().filter_map(choice).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        let shown = state.view.now.with(|view| view.columns.clone());
        let is_shown = |path: Path| shown.iter().any(|column| column.path == path);
        paths().into_iter().enumerate().filter(|(_, path)| is_shown(*path)).map(|(at, _)| at.to_string()).collect()
    });
    let pick = Callback::new(move |id: String| {
        let (schema, object) = (state.schema.get_untracked(), state.object.get_untracked());
        let path = id.parse::<usize>().ok().and_then(|at| untrack(paths).get(at).copied());
        let Some((path, kind)) = path.and_then(|path| Some((path, kind_of(&schema, &object, path)?))) else { return };
        actions().by_hand("board.card_fields", || {
            state.view.change(|view| toggle_column(view, path, kind));
            Flow::DONE
        });
    });
    let words = ListWords {
        label: t(text::CARD_FIELDS).into(),
        search: t(text::FIELDS_AT_MOST).into(),
        none: t(listed::NO_FIELD).into(),
    };
    view! { <Picker popup words choices chosen on_pick=pick multi=true /> }
}
