//! The column chooser: which columns show, in which order; any field, also of linked records.

use leptos::prelude::*;

use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::db::query::Path;
use crate::i18n::en::list as text;
use crate::ui::columns::Column;
use crate::ui::kit::drag::{Axis, use_drag};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::text::{t, ta, word};
use crate::ui::view_state::{move_column, paths_of, toggle_column};

/// The zone that columns are dropped in.
const ZONE: &str = "chooser";

/// The body of the chooser.
#[component]
pub fn ColumnChooser(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let drag = use_drag(Axis::Block, move |from: usize, spot| {
        let to = spot.item.and_then(|item| item.parse::<usize>().ok());
        if let Some(to) = to.filter(|_| spot.zone == ZONE) {
            shift(state, from, to + usize::from(spot.after));
        }
    });
    let over = drag.over();
    let shown = move || {
        let columns = state.columns.get();
        let wanted = query.get().to_lowercase();
        let row = |(at, column): (usize, &Column)| {
            let label = column.label.clone();
            let path = column.path;
            let kind = column.kind.clone();
            let hide = move |_| toggle(state, path, &kind);
            let dropping =
                move || over.get().is_some_and(|spot| spot.item.as_deref() == Some(&at.to_string()) && !spot.after);
            let keys = move |ev: leptos::ev::KeyboardEvent| {
                let to = match ev.key().as_str() {
                    "ArrowUp" if at > 1 => at - 1,
                    "ArrowDown" => at + 2,
                    _ => return,
                };
                ev.prevent_default();
                ev.stop_propagation();
                shift(state, at, to);
            };
            let grip = (at > 0).then(|| {
                view! {
                    <button
                        type="button"
                        class="grip"
                        aria-label=ta(text::MOVE_COLUMN, &[("column", word(&label))])
                        on:pointerdown=move |ev| drag.grab(&ev, at)
                        on:keydown=keys
                    >
                        <Glyph icon=Icon::Grip />
                    </button>
                }
            });
            let hide = (at > 0).then(|| view! {
                <IconButton icon=Icon::EyeOff label=ta(text::HIDE_COLUMN, &[("column", word(&label))]) on:click=hide />
            });
            view! {
                <li class:is-drop=dropping data-drop-item=at.to_string()>
                    {grip}
                    <Glyph icon=column.icon() />
                    <span class="grow clip">{label}</span>
                    {hide}
                </li>
            }
        };
        columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.label.to_lowercase().contains(&wanted))
            .map(row)
            .collect::<Vec<_>>()
    };
    let hidden = move || {
        let (schema, object) = (state.schema.get(), state.object.get());
        let columns = state.columns.get();
        let wanted = query.get().to_lowercase();
        paths_of(&schema, &object)
            .into_iter()
            .filter(|path| !columns.iter().any(|column| column.path == *path))
            .filter_map(|path| Column::new(&schema, &object, path))
            .filter(|column| column.label.to_lowercase().contains(&wanted))
            .map(|column| {
                let (path, kind, label) = (column.path, column.kind.clone(), column.label.clone());
                view! {
                    <li>
                        <button type="button" class="mi" on:click=move |_| toggle(state, path, &kind)>
                            <Glyph icon=column.icon() />
                            <span class="grow clip">{label}</span>
                            <Glyph icon=Icon::Plus />
                        </button>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <label class="q">
            <Glyph icon=Icon::Search />
            <input
                type="text"
                autocomplete="off"
                autofocus
                placeholder=t(text::FIND_COLUMN)
                aria-label=t(text::FIND_COLUMN)
                prop:value=query
                on:input=move |ev| query.set(event_target_value(&ev))
            />
        </label>
        <div class="cc-body">
            <div class="menu-label">{t(text::SHOWN)}</div>
            <ul class="cc" data-drop=ZONE>{move || shown().into_any()}</ul>
            <div class="menu-label">{t(text::HIDDEN)}</div>
            <ul class="cc">{move || hidden().into_any()}</ul>
        </div>
    }
}

fn shift(state: ListState, from: usize, to: usize) {
    actions().by_hand("list.move_column", || {
        state.view.change(|view| move_column(view, from, to));
        Flow::DONE
    });
}

fn toggle(state: ListState, path: Path, kind: &crate::model::schema::FieldKind) {
    actions().by_hand("list.columns", || {
        state.view.change(|view| toggle_column(view, path, kind));
        Flow::DONE
    });
}
