//! One line of the list: a row of cells, or the heading of a group.
//!
//! The element of a row stays while the list scrolls, and shows one record after the other. So that
//! this costs little, its cells are no views: [`Cells`] writes what changed into elements that are
//! there. What belongs to one row only, the frame of the cursor and the editor, is a view over them.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::cell_edit::CellEdit;
use super::cells::{Cells, grid_column};
use super::heading::Heading;
use super::lines::Line;
use super::state::ListState;
use crate::client::live::LiveRow;
use crate::db::query::{Meta, Path};
use crate::db::show::Row;
use crate::i18n::en::list as text;
use crate::ui::cell::cell_text;
use crate::ui::columns::Column;
use crate::ui::format::{Format, format};
use crate::ui::kit::dom::{glyph, put, set};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::text::t;

/// The frame around the cell that the keyboard stands on.
pub(super) const CURSOR: &str = "cell-cursor";

/// The line that the virtual list shows at `index`.
#[component]
pub fn LineView(
    /// What the parts of the page share.
    state: ListState,
    /// The line it shows.
    index: Signal<usize>,
) -> impl IntoView {
    let format = format();
    let line = memo(move |_| state.lines.with(|lines| lines.at(index.get())));
    let heading = memo(move |_| matches!(line.get(), Line::Heading(_)));
    move || {
        if heading.get() {
            return view! { <Heading state line format /> }.into_any();
        }
        view! { <RowView state index line format /> }.into_any()
    }
}

/// What is said of a row beside its cells.
#[derive(Clone, Copy, PartialEq, Default)]
struct Marks {
    line: Option<usize>,
    selected: bool,
    focused: bool,
    open: bool,
    waiting: bool,
}

#[component]
fn RowView(state: ListState, index: Signal<usize>, line: Memo<Line>, format: Format) -> impl IntoView {
    let held = memo(move |_| match line.get() {
        Line::Row(position) => state.live.window.with(|window| window.at(position).cloned()),
        Line::Heading(_) => None,
    });
    let node = NodeRef::<Div>::new();
    let check = NodeRef::<Div>::new();
    let cells = StoredValue::new_local(None::<Cells>);
    effect(move |_| {
        let Some(before) = check.get_untracked() else { return };
        let columns = state.columns.get();
        let live = held.get();
        cells.update_value(|cells| {
            if let Some(old) = cells.take_if(|cells| !cells.fit(&columns)) {
                old.remove();
            }
            let cells = cells.get_or_insert_with(|| Cells::new(&before, columns));
            match live {
                Some(live) => live.row.with(|row| {
                    state.object.with_untracked(|object| cells.paint(row, &object.key, format));
                }),
                None => cells.blank(),
            }
        });
    });
    effect(move |before: Option<Marks>| {
        let before = before.unwrap_or_default();
        let Some((row, check)) = node.get_untracked().zip(check.get_untracked()) else { return before };
        let now = marks(state, index, line, held);
        if now != before {
            mark(&row, &check, before, now);
        }
        now
    });
    view! {
        <div class="grid-row" role="row" node_ref=node>
            <div class="td td-check is-pin" role="gridcell" data-check node_ref=check>
                <span class="check" role="checkbox" aria-label=t(text::SELECT_ROW) aria-checked="false"></span>
            </div>
            {overlay(state, line, held, format)}
        </div>
    }
}

fn marks(state: ListState, index: Signal<usize>, line: Memo<Line>, held: Memo<Option<LiveRow>>) -> Marks {
    let id = held.with(|row| row.as_ref().map(|row| row.id));
    let position = match line.get() {
        Line::Row(at) => Some(at),
        Line::Heading(_) => None,
    };
    Marks {
        line: Some(index.get()),
        selected: id.is_some_and(|id| state.selection.with(|all| all.contains(id))),
        focused: state.cursor.get().is_some_and(|cursor| Some(cursor.position) == position),
        open: id.is_some() && state.peek.get() == id,
        waiting: id.is_none(),
    }
}

/// Writes what changed into the element of the row.
fn mark(row: &HtmlElement, check: &Element, before: Marks, now: Marks) {
    if let Some(line) = now.line.filter(|_| now.line != before.line) {
        row.set_id(&format!("line-{line}"));
        set(row, "aria-rowindex", &(line + 2).to_string());
    }
    let classes = row.class_list();
    let states = [
        ("is-sel", before.selected, now.selected),
        ("is-focus", before.focused, now.focused),
        ("is-open", before.open, now.open),
        ("is-wait", before.waiting, now.waiting),
    ];
    for (class, _, on) in states.into_iter().filter(|(_, before, now)| before != now) {
        // Refused only for names that are no names.
        let _refused = classes.toggle_with_force(class, on);
    }
    if before.line.is_none() || before.selected != now.selected {
        let said = if now.selected { "true" } else { "false" };
        set(row, "aria-selected", said);
        if let Some(tick) = check.first_element_child() {
            set(&tick, "aria-checked", said);
            set(&tick, "class", if now.selected { "check is-on" } else { "check" });
            tick.set_text_content(None);
            if let Some(drawn) = glyph(Icon::Check).filter(|_| now.selected) {
                put(&tick, &drawn);
            }
        }
    }
}

/// The frame of the cursor or the editor, in the row they belong to.
fn overlay(state: ListState, line: Memo<Line>, held: Memo<Option<LiveRow>>, format: Format) -> impl IntoView {
    let id = memo(move |_| held.with(|row| row.as_ref().map(|row| row.id)));
    let cursor = memo(move |_| {
        let cursor = state.cursor.get()?;
        (line.get() == Line::Row(cursor.position)).then_some(cursor.column).flatten()
    });
    let editing = memo(move |_| {
        let (record, column) = state.editing.get()?;
        (id.get() == Some(record)).then_some(column)
    });
    move || {
        if let Some(column) = editing.get() {
            return view! { <CellEdit state column id=id.get_untracked() /> }.into_any();
        }
        let frame = |at: usize| {
            // What a screen reader is told to stand on: the frame says what the cell under it holds.
            let columns = state.columns.get();
            let column = columns.get(at)?;
            let words = held.get().map(|live| live.row.with(|row| spoken(at, column, row, format)));
            Some(view! {
                <div
                    class="td-cursor"
                    id=CURSOR
                    role="gridcell"
                    aria-colindex=at + 2
                    aria-label=words
                    style:grid-column=grid_column(at)
                ></div>
            })
        };
        cursor.get().and_then(frame).into_any()
    }
}

/// A cell as it is read aloud: its column, and what it holds.
fn spoken(at: usize, column: &Column, row: &Row, format: Format) -> String {
    let value = match row.cells.get(at) {
        Some(cell) if column.path != Path::Meta(Meta::Title) => cell_text(column, cell, format),
        _ => row.title.clone(),
    };
    format!("{}: {value}", column.label)
}
