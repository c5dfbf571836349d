//! What the parts of a list share.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;

use super::lines::Lines;
use super::selection::Selection;
use crate::client::live::{ListSpec, LiveList, LiveRow, use_list};
use crate::db::query::{Aggregate, Path, Query};
use crate::db::show::{Cell, Row};
use crate::model::id::{ObjectId, OptionId, RecordId};
use crate::model::schema::{Object, Schema};
use crate::model::value::Value;
use crate::ui::columns::{Column, use_schema};
use crate::ui::kit::hooks::{use_phone, use_timer};
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::virtual_list::ListHandle;
use crate::ui::kit::window::ScrollTo;
use crate::ui::nav::{nav, use_query};
use crate::ui::route::Route;
use crate::ui::saved_views::ViewPage;
use crate::ui::view_state::query_of;
use crate::ui::view_state::store::{ViewStore, use_view};

/// Where the keyboard stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// The row's record, once it is held.
    pub(super) id: Option<RecordId>,
    /// The row's position.
    pub(super) position: u32,
    /// The cell; `None`: the row as a whole.
    pub(super) column: Option<usize>,
}

/// A list. Copy it freely.
#[derive(Clone, Copy)]
pub struct ListState {
    pub(super) schema: Memo<Arc<Schema>>,
    pub(super) object: Memo<Arc<Object>>,
    pub(super) view_id: Option<RecordId>,
    pub(super) view: ViewStore,
    /// What is typed into the list's search.
    pub(super) find: RwSignal<String>,
    /// Whether the list's search shows.
    pub(super) finding: RwSignal<bool>,
    pub(super) columns: Memo<Arc<Vec<Column>>>,
    /// Cells fetched beyond the columns: what editors and phone rows need.
    pub(super) extra: Memo<Vec<Path>>,
    pub(super) query: Memo<Query>,
    pub(super) live: LiveList,
    pub(super) lines: Memo<Arc<Lines>>,
    pub(super) selection: RwSignal<Selection>,
    /// Where the last selection began, for ranges.
    pub(super) anchor: StoredValue<Option<u32>>,
    pub(super) cursor: RwSignal<Option<Cursor>>,
    /// The cell being edited: record and column.
    pub(super) editing: RwSignal<Option<(RecordId, usize)>>,
    pub(super) handle: ListHandle,
    pub(super) grid: NodeRef<Div>,
    pub(super) phone: ReadSignal<bool>,
    /// The record in the peek panel.
    pub(super) peek: Memo<Option<RecordId>>,
}

/// How long the list's search waits for the next letter, in milliseconds.
const PAUSE_MS: u64 = 40;

/// The list of an object type, for as long as the component lives.
pub(super) fn use_list_state(object: ObjectId, view_id: Option<RecordId>) -> ListState {
    let schema = use_schema();
    let object = memo(move |before: Option<&Arc<Object>>| {
        let found = schema.with(|schema| schema.object(object).cloned().map(Arc::new));
        found.or_else(|| before.cloned()).unwrap_or_else(|| Arc::new(empty_object(object)))
    });
    let view = use_view(schema, object, view_id, false);
    let phone = use_phone();
    let find = RwSignal::new(String::new());
    let sought = RwSignal::new(String::new());
    let pause = use_timer();
    effect(move |_| {
        let text = find.get();
        pause.start(core::time::Duration::from_millis(PAUSE_MS), move || {
            sought.try_set(text);
        });
    });
    let paths = memo(move |_| view.now.with(|view| view.columns.iter().map(|c| c.path).collect::<Vec<_>>()));
    let columns = memo(move |_| {
        let (schema, object) = (schema.get(), object.get());
        Arc::new(paths.get().into_iter().filter_map(|path| Column::new(&schema, &object, path)).collect::<Vec<_>>())
    });
    let extra = memo(move |_| {
        let object = object.get();
        let mut extra: Vec<Path> =
            columns.with(|columns| columns.iter().filter_map(Column::depends_on).map(Path::Field).collect());
        if phone.get() {
            extra.extend(object.subtitle.map(Path::Field));
        }
        paths.with(|paths| extra.retain(|path| !paths.contains(path)));
        extra.dedup();
        extra
    });
    let query = memo(move |_| view.now.with(|view| query_of(view, &object.get(), &sought.get())));
    let spec = Signal::derive(move || {
        let mut cells = paths.get();
        cells.extend(extra.get());
        let aggregates = view.now.with(|view| {
            let footers = view.columns.iter().filter_map(|c| Some(Aggregate { path: c.path, function: c.footer? }));
            footers.collect()
        });
        Some(ListSpec { query: query.get(), columns: cells, aggregates })
    });
    let live = use_list(spec);
    let lines = memo(move |_| {
        let sizes: Vec<u32> = live.groups.with(|groups| groups.iter().map(|group| group.count).collect());
        Arc::new(Lines::new(live.total.get(), &sizes))
    });
    let parameter = use_query("peek");
    let peek = memo(move |_| parameter.get().and_then(|id| id.parse().ok()));
    let state = ListState {
        schema,
        object,
        view_id,
        view,
        find,
        finding: RwSignal::new(false),
        columns,
        extra,
        query,
        live,
        lines,
        selection: RwSignal::new(Selection::default()),
        anchor: StoredValue::new(None),
        cursor: RwSignal::new(None),
        editing: RwSignal::new(None),
        handle: ListHandle::new(),
        grid: NodeRef::new(),
        phone,
        peek,
    };
    // Another question: what was selected and where the cursor stood mean nothing any more.
    effect(move |before: Option<Query>| {
        let query = query.get();
        let same = |before: &Query| before.filter == query.filter && before.text == query.text;
        if before.as_ref().is_some_and(|before| !same(before)) {
            state.selection.set(Selection::default());
            state.cursor.set(None);
            state.handle.scroll_to(0, ScrollTo::Top);
        }
        query
    });
    // The cursor stays on its record when rows come and go above it.
    effect(move |_| {
        state.live.window.with(|window| {
            let Some(cursor) = state.cursor.get_untracked() else { return };
            let now = match cursor.id {
                Some(id) => window.position(id).map(|position| Cursor { position, ..cursor }),
                None => window.at(cursor.position).map(|row| Cursor { id: Some(row.id), ..cursor }),
            };
            if let Some(now) = now.filter(|now| *now != cursor) {
                state.cursor.set(Some(now));
            }
        });
    });
    state
}

impl ListState {
    /// The page, as far as its saved views are concerned.
    pub(super) fn page(self) -> ViewPage {
        ViewPage { object: self.object, view: self.view, view_id: self.view_id, board: false }
    }

    /// What the list has to be told of the lines it draws, so that their rows are there.
    pub(super) fn follow(self) -> impl Fn(core::ops::Range<usize>) + Copy + Send + Sync + 'static {
        let drawn = StoredValue::new(0..0);
        // More rows than a moment ago, or other groups: on the same lines may be other rows now.
        effect(move |_| {
            let lines = self.lines.get();
            self.live.show(lines.positions(drawn.get_value()));
        });
        move |lines| {
            drawn.set_value(lines.clone());
            self.live.show(self.lines.with_untracked(|all| all.positions(lines)));
        }
    }

    /// The row at a position, when it is held. Untracked.
    pub(super) fn row_at(self, position: u32) -> Option<LiveRow> {
        self.live.window.with_untracked(|window| window.at(position).cloned())
    }

    /// The row of a record, when it is held. Untracked.
    pub(super) fn row_of(self, id: RecordId) -> Option<Row> {
        self.live
            .window
            .with_untracked(|window| window.rows.iter().find(|row| row.id == id).map(|row| row.row.get_untracked()))
    }

    /// The choice of the field that decides what `column` offers, in a row.
    pub(super) fn parent_of(self, column: &Column, row: &Row) -> Option<OptionId> {
        let path = Path::Field(column.depends_on()?);
        let at = self.columns.with_untracked(|columns| columns.iter().position(|column| column.path == path));
        let at = at.or_else(|| {
            let before = self.columns.with_untracked(|columns| columns.len());
            self.extra.with_untracked(|extra| extra.iter().position(|extra| *extra == path)).map(|at| before + at)
        })?;
        match row.cells.get(at) {
            Some(Cell::Value(Value::Option(id))) => Some(*id),
            _ => None,
        }
    }

    /// Puts the cursor on a position and brings it into view. The peek panel follows.
    pub(super) fn go_to(self, position: u32, column: Option<usize>) {
        let id = self.row_at(position).map(|row| row.id);
        self.cursor.set(Some(Cursor { id, position, column }));
        self.handle.scroll_to(self.lines.with_untracked(|lines| lines.line_of(position)), ScrollTo::Nearest);
        if let (Some(id), true) = (id, self.peek.get_untracked().is_some()) {
            self.open_peek(id);
        }
    }

    /// Shows a record in the peek panel.
    pub(super) fn open_peek(self, id: RecordId) {
        let was_open = self.peek.get_untracked().is_some();
        if self.peek.get_untracked() != Some(id) {
            // Moving through rows with the panel open is one step for Back.
            nav().set_query("peek", Some(&id.to_string()), was_open);
        }
    }

    /// Closes the peek panel.
    pub(super) fn close_peek(self) {
        if self.peek.get_untracked().is_some() {
            nav().set_query("peek", None, false);
            self.focus();
        }
    }

    /// Opens a record's page, from where previous and next lead along this list.
    pub(super) fn open(self, id: RecordId, position: u32) {
        let key = self.object.with_untracked(|object| object.key.clone());
        crate::ui::walk::start(
            self.query.get_untracked(),
            position,
            self.live.total.get_untracked(),
            nav().address.get_untracked(),
        );
        nav().go(&Route::Record(key, id));
    }

    /// Gives the keyboard to the grid.
    pub(super) fn focus(self) {
        if let Some(grid) = self.grid.get_untracked() {
            // An element with a tabindex takes the focus.
            let _taken = grid.focus();
        }
    }

    /// Begins to edit a cell, when it can be edited.
    pub(super) fn edit(self, id: RecordId, column: usize) -> bool {
        use crate::ui::columns::Edits;
        let may = self.columns.with_untracked(|columns| columns.get(column).is_some_and(|c| c.edits != Edits::Nothing));
        if may {
            self.editing.set(Some((id, column)));
        }
        may
    }
}

/// Stands in for an object type that is gone while its page is on screen.
fn empty_object(id: ObjectId) -> Object {
    Object {
        id,
        key: String::new(),
        label: None,
        icon: String::new(),
        role: crate::model::schema::Role::System,
        fields: Vec::new(),
        title: Vec::new(),
        subtitle: None,
    }
}
