//! The heading of a group.

use leptos::prelude::*;

use super::lines::Line;
use super::state::ListState;
use crate::db::show::Cell;
use crate::i18n::en::list as text;
use crate::ui::cell::cell_view;
use crate::ui::columns::Column;
use crate::ui::figures::figure_text;
use crate::ui::format::Format;
use crate::ui::kit::reactive::memo;
use crate::ui::text::t;

/// The heading of a group: what its rows have in common, how many they are, and their figures.
#[component]
pub(super) fn Heading(
    /// What the parts of the page share.
    state: ListState,
    /// The line it stands on.
    line: Memo<Line>,
    /// How figures are written.
    format: Format,
) -> impl IntoView {
    let group = memo(move |_| match line.get() {
        Line::Heading(at) => state.live.groups.with(|groups| groups.get(at).cloned()),
        Line::Row(_) => None,
    });
    let content = move || {
        let group = group.get()?;
        let path = state.view.now.with_untracked(|view| view.group)?;
        let column = Column::new(&state.schema.get(), &state.object.get(), path)?;
        let key = if matches!(group.key, Cell::Empty) {
            view! { <span class="dim">{t(text::NO_VALUE)}</span> }.into_any()
        } else {
            cell_view(&column, &group.key, format)
        };
        let columns = state.columns.get();
        let footers = state
            .view
            .now
            .with_untracked(|view| view.columns.iter().filter_map(|c| Some((c.path, c.footer?))).collect::<Vec<_>>());
        let figures = footers.into_iter().zip(&group.figures).filter_map(|((path, function), figure)| {
            if function == crate::db::query::Function::Count {
                return None;
            }
            let column = columns.iter().find(|column| column.path == path)?;
            let (words, value) = figure_text(function, figure, column, format);
            (!value.is_empty()).then(|| view! { <span class="meta dim">{column.label.clone()} " " {words} " " <b class="num">{value}</b></span> })
        });
        let figures = figures.collect::<Vec<_>>();
        Some(view! { {key} <span class="meta dim num">{format.number(f64::from(group.count), 0)}</span> {figures} })
    };
    view! { <div class="grid-row is-group" role="row"><div role="gridcell" class="row">{move || content().into_any()}</div></div> }
}
