//! The filter of a list: the bar with its chips, the builder behind the button, the list's search.

use leptos::html::{Div, Input};
use leptos::prelude::*;

use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::db::query::{Filter, Path};
use crate::i18n::en::{common, filter as words, list as text};
use crate::ui::filter::bar::FilterBar;
use crate::ui::filter::operator::{Operand, operators_for, put_together};
use crate::ui::filter::tree;
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::saved_views::SaveButton;
use crate::ui::text::t;
use crate::ui::view_state::kind_of;

/// Adds a condition on a column that is still to be filled in.
pub(super) fn add_condition(state: ListState, path: Path) {
    let operator = state.schema.with_untracked(|schema| {
        state.object.with_untracked(|object| {
            kind_of(schema, object, path).and_then(|kind| operators_for(kind).first().copied())
        })
    });
    let Some(operator) = operator else { return };
    let node = Filter::is(path, put_together(operator, &Operand::None));
    actions().by_hand("list.filter", || {
        state.view.change(|view| {
            tree::push(&mut view.filter, &[], node);
        });
        Flow::DONE
    });
}

/// The second bar: search, chips, and saving what was changed. It shows when there is something in it.
#[component]
pub fn SecondBar(
    /// What the parts of the page share.
    state: ListState,
    /// The filter, edited in place.
    filter: RwSignal<Filter>,
) -> impl IntoView {
    let add = Popup::new();
    let bar = NodeRef::<Div>::new();
    let input = NodeRef::<Input>::new();
    let shows = memo(move |_| {
        filter.with(|filter| tree::children(filter).is_none_or(|nodes| !nodes.is_empty()))
            || state.finding.get()
            || state.view.changed.get()
            || state.view.now.with(|view| view.group.is_some())
    });
    let forced = RwSignal::new(false);
    actions().on("list.filter", move |_| {
        forced.set(true);
        request_animation_frame(move || {
            if let Some(bar) = bar.get_untracked() {
                let anchor = bar.query_selector(".add-filter").ok().flatten();
                add.open_at(&anchor.unwrap_or_else(|| bar.into()));
            }
        });
        Flow::DONE
    });
    actions().on("list.clear_filter", move |_| {
        filter.set(Filter::default());
        state.find.set(String::new());
        state.finding.set(false);
        Flow::DONE
    });
    actions().on("list.find", move |_| {
        state.finding.set(true);
        request_animation_frame(move || {
            if let Some(input) = input.get_untracked() {
                // An input takes the focus.
                let _taken = input.focus();
                input.select();
            }
        });
        Flow::DONE
    });
    let close_find = move || {
        state.find.set(String::new());
        state.finding.set(false);
        state.focus();
    };
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        match ev.key().as_str() {
            "Escape" => close_find(),
            "Enter" | "ArrowDown" => {
                state.focus();
                if state.live.total.get_untracked() > 0 {
                    state.go_to(0, None);
                }
            }
            _ => return,
        }
        ev.prevent_default();
        ev.stop_propagation();
    };
    let grouped = move || {
        let path = state.view.now.with(|view| view.group)?;
        let label = crate::ui::names::path(&state.schema.get(), &state.object.get(), path);
        let remove = move |_| {
            actions().by_hand("list.group", || {
                state.view.change(|view| view.group = None);
                Flow::DONE
            });
        };
        Some(view! {
            <span class="filter">
                <span><Glyph icon=Icon::Group />{t(text::GROUPED_BY)}</span>
                <span><b>{label}</b></span>
                <button type="button" aria-label=t(text::UNGROUP) on:click=remove><Glyph icon=Icon::Close /></button>
            </span>
        })
    };
    view! {
        <Show when=move || shows.get() || forced.get()>
            <div class="bar-2" node_ref=bar role="toolbar" aria-label=t(words::FILTER)>
                <Show when=move || state.finding.get()>
                    <label class="find">
                        <Glyph icon=Icon::Search />
                        <input
                            node_ref=input
                            type="text"
                            role="searchbox"
                            autocomplete="off"
                            spellcheck="false"
                            placeholder=t(text::FIND)
                            aria-label=t(text::FIND)
                            prop:value=state.find
                            on:input=move |ev| state.find.set(event_target_value(&ev))
                            on:keydown=keys
                        />
                        <IconButton icon=Icon::Close label=t(common::CLOSE) on:click=move |_| close_find() />
                    </label>
                </Show>
                {move || grouped().into_any()}
                <span class="chips add-filter"><FilterBar filter schema=state.schema object=state.object add /></span>
                <span class="grow"></span>
                <Show when=move || state.view.changed.get()>
                    <Button label=t(text::RESET) small=true on:click=move |_| state.view.reset() />
                    <SaveButton page=state.page() />
                </Show>
            </div>
        </Show>
    }
}
