//! The list on a phone: rows of two lines, as large as a thumb.

use core::time::Duration;

use leptos::prelude::*;

use super::lines::Line;
use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::db::query::{Meta, Path};
use crate::db::show::{Cell, Link, Row};
use crate::i18n::en::list as text;
use crate::model::schema::FieldKind;
use crate::ui::cell::{cell_text, cell_view, link_avatar};
use crate::ui::columns::Column;
use crate::ui::format::{Format, format};
use crate::ui::kit::avatar::AvatarSize;
use crate::ui::kit::hooks::use_timer;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::skeleton::Skeleton;
use crate::ui::kit::virtual_list::VirtualList;
use crate::ui::names;
use crate::ui::route::Route;
use crate::ui::text::t;

/// Height of a row, in CSS pixels: two lines and the space a finger needs.
const ROW: f64 = 60.0;
/// How long a finger rests on a row to select it.
const HOLD: Duration = Duration::from_millis(450);

/// The rows of a list, on a phone.
#[component]
pub fn PhoneList(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    let count = Signal::derive(move || state.lines.with(|lines| lines.count()));
    let range = state.follow();
    let label = move || names::many(&state.object.get());
    let row = move |index: Signal<usize>| view! { <PhoneRow state index /> };
    view! {
        <VirtualList
            count
            row_height=ROW
            row
            on_range=range
            handle=state.handle
            class="ph-list"
            attr:role="list"
            attr:aria-label=label
        />
    }
}

#[component]
fn PhoneRow(state: ListState, index: Signal<usize>) -> impl IntoView {
    let format = format();
    let (hold, held_long) = (use_timer(), StoredValue::new(false));
    let line = memo(move |_| state.lines.with(|lines| lines.at(index.get())));
    let held = memo(move |_| match line.get() {
        Line::Row(position) => state.live.window.with(|window| window.at(position).cloned()),
        Line::Heading(_) => None,
    });
    let subtitle = memo(move |_| {
        let (schema, object) = (state.schema.get(), state.object.get());
        object.subtitle.and_then(|field| Column::of_field(&schema, &object, field))
    });
    move || match line.get() {
        Line::Heading(at) => {
            let group = state.live.groups.with(|groups| groups.get(at).cloned());
            let column = state
                .view
                .now
                .with_untracked(|view| view.group)
                .and_then(|path| Column::new(&state.schema.get_untracked(), &state.object.get_untracked(), path));
            let shown = group.zip(column).map(|(group, column)| {
                let key = if matches!(group.key, Cell::Empty) { t(text::NO_VALUE) } else { cell_text(&column, &group.key, format) };
                view! { <span class="grow clip">{key}</span><span class="num dim">{format.number(f64::from(group.count), 0)}</span> }
            });
            view! { <div class="ph-h ph-group" role="listitem">{shown}</div> }.into_any()
        }
        Line::Row(position) => match held.get() {
            Some(live) => {
                let row = live.row.get();
                let columns = state.columns.get();
                let extra = state.extra.get();
                let (second, figure) = parts(&columns, &extra, subtitle.get().as_ref(), &row, format);
                let link = Link {
                    object: state.object.with(|object| object.id),
                    id: row.id,
                    title: row.title.clone(),
                    deleted: false,
                };
                let href = state.object.with(|object| Route::Record(object.key.clone(), row.id).path());
                let id = row.id;
                let toggle = move || {
                    actions().by_hand("list.select", || {
                        state.selection.update(|selection| selection.toggle(id));
                        Flow::DONE
                    });
                };
                let press = move |_| {
                    hold.start(HOLD, move || {
                        held_long.set_value(true);
                        toggle();
                    });
                };
                let chosen = move || state.selection.with(|selection| selection.contains(id));
                let open = move |ev: leptos::ev::MouseEvent| {
                    ev.prevent_default();
                    hold.stop();
                    // The click that ends a long press has done its work; after that a tap selects too.
                    if held_long.get_value() {
                        return held_long.set_value(false);
                    }
                    let total = state.live.total.get_untracked();
                    if state.selection.with_untracked(|selection| selection.count(total)) > 0 {
                        return toggle();
                    }
                    actions().by_hand("list.open", || {
                        state.open(id, position);
                        Flow::DONE
                    });
                };
                view! {
                    <div role="listitem">
                        <a
                            class="ph-row"
                            class:is-sel=chosen
                            href=href
                            on:click=open
                            on:pointerdown=press
                            on:pointermove=move |_| hold.stop()
                            on:pointercancel=move |_| hold.stop()
                            on:contextmenu=move |ev| ev.prevent_default()
                        >
                            {link_avatar(&link, AvatarSize::S32)}
                            <span class="col grow">
                                <span class="t clip" dir="auto">{row.title.clone()}</span>
                                <span class="s clip" dir="auto">{second}</span>
                            </span>
                            <span class="ph-figure">{figure}</span>
                        </a>
                    </div>
                }
                .into_any()
            }
            None => {
                view! { <div class="ph-row" role="listitem"><span class="grow"><Skeleton /></span></div> }.into_any()
            }
        },
    }
}

/// The second line, and what stands at the end: an amount, a day, or a choice.
fn parts(
    columns: &[Column],
    extra: &[Path],
    subtitle: Option<&Column>,
    row: &Row,
    format: Format,
) -> (String, Vec<AnyView>) {
    let cell = |path: Path| {
        let at = columns.iter().position(|column| column.path == path);
        let at = at.or_else(|| extra.iter().position(|other| *other == path).map(|at| columns.len() + at));
        at.and_then(|at| row.cells.get(at))
    };
    let filled = |column: &&Column| {
        column.path != Path::Meta(Meta::Title) && cell(column.path).is_some_and(|cell| *cell != Cell::Empty)
    };
    let mut second: Vec<String> = Vec::new();
    let named = subtitle.into_iter().chain(columns.iter().filter(|c| matches!(c.kind, FieldKind::Relation { .. })));
    for column in named {
        let text = cell(column.path).map(|cell| cell_text(column, cell, format)).unwrap_or_default();
        if !text.is_empty() && !second.contains(&text) && second.len() < 2 {
            second.push(text);
        }
    }
    if second.is_empty() {
        let other = columns.iter().filter(filled).find(|column| column.kind.is_text());
        second.extend(other.and_then(|column| cell(column.path).map(|cell| cell_text(column, cell, format))));
    }
    let end = columns.iter().filter(filled).filter(|column| {
        matches!(column.kind, FieldKind::Money | FieldKind::Select { .. } | FieldKind::Date | FieldKind::DateTime)
    });
    let figure = end.take(2).filter_map(|column| cell(column.path).map(|cell| cell_view(column, cell, format)));
    (second.join(" · "), figure.collect())
}
