//! The foot of the grid: a calculation under each column.

use leptos::prelude::*;

use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::db::query::{Figure, Function};
use crate::i18n::en::{figures as words, list as text};
use crate::ui::columns::Column;
use crate::ui::figures::{figure_text, function_name, word_first};
use crate::ui::format::format;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::names;
use crate::ui::text::{t, ta, word};
use crate::ui::view_state::functions_for;

/// The foot row.
#[component]
pub fn Foot(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    let cells = move || {
        let columns = state.columns.get();
        columns
            .iter()
            .cloned()
            .enumerate()
            .map(|(at, column)| view! { <FootCell state at column /> })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="grid-foot" role="row">
            <div class="td-check is-pin" role="gridcell"></div>
            {move || cells().into_any()}
        </div>
    }
}

#[component]
fn FootCell(state: ListState, at: usize, column: Column) -> impl IntoView {
    let format = format();
    let popup = Popup::new();
    let shown = StoredValue::new(column.clone());
    let function = memo(move |_| state.view.now.with(|view| view.columns.get(at).and_then(|c| c.footer)));
    let figure = memo(move |_| {
        let place = state.view.now.with(|view| view.columns.iter().take(at).filter(|c| c.footer.is_some()).count());
        state.live.figures.with(|figures| figures.get(place).cloned()).unwrap_or(Figure::None)
    });
    let content = move || {
        let Some(function) = function.get() else {
            return view! { <span class="foot-add">{t(text::CALCULATE)}</span> }.into_any();
        };
        if function == Function::Count {
            let total = state.live.total.get();
            let object = state.object.get();
            let word = if total == 1 { names::one(&object) } else { names::many(&object) };
            return view! { <b>{format.number(f64::from(total), 0)}</b> <span class="clip">{word.to_lowercase()}</span> }.into_any();
        }
        let (word, value) = shown.with_value(|column| figure_text(function, &figure.get(), column, format));
        let value = if value.is_empty() { "–".to_owned() } else { value };
        if word_first(function) {
            view! { <span>{word}</span> <b class="clip">{value}</b> }.into_any()
        } else {
            view! { <b class="clip">{value}</b> <span>{word}</span> }.into_any()
        }
    };
    let items = Signal::derive(move || {
        let now = function.get();
        let fitting = shown.with_value(|column| functions_for(&column.kind));
        let item = |(at, function): (usize, Function)| {
            MenuItem::new(at.to_string(), t(function_name(function))).checked(now == Some(function))
        };
        let nothing = MenuItem::new("-", t(words::NOTHING)).checked(now.is_none());
        core::iter::once(nothing).chain(fitting.into_iter().enumerate().map(item)).collect::<Vec<_>>()
    });
    let pick = move |id: String| {
        let picked = shown.with_value(|column| functions_for(&column.kind).get(id.parse::<usize>().ok()?).copied());
        actions().by_hand("list.footer", || {
            state.view.change(|view| {
                if let Some(column) = view.columns.get_mut(at) {
                    column.footer = picked;
                }
            });
            Flow::DONE
        });
    };
    let class = match (at, column.at_end()) {
        (0, _) => "is-pin is-pin-last",
        (_, true) => "end",
        _ => "",
    };
    let label = ta(text::FOOTER_OF, &[("column", word(&column.label))]);
    view! {
        <div role="gridcell" class=class style:grid-column=(at + 2).to_string()>
            <button
                type="button"
                tabindex="-1"
                title=label.clone()
                aria-haspopup="menu"
                on:click=move |ev| popup.toggle(&ev)
            >
                {move || content().into_any()}
            </button>
        </div>
        <Menu popup label=label items on_pick=pick />
    }
}
