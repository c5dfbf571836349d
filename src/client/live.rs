//! Live queries as signals. What was shown stays until the new answer is here, so nothing flashes;
//! a row whose cells did not change is not touched.

use core::ops::Range;
use std::collections::HashMap;

use leptos::prelude::*;

use super::ahead::{MARGIN, ahead};
use super::bridge::{Engine, engine};
use crate::db::query::{Aggregate, Figure, Path, Query};
use crate::model::id::{ObjectId, RecordId};
use crate::protocol::request::SubId;
use crate::protocol::show::{Delta, Group, Live, RecordShow, Row, Rows, Spec};

/// What a live list shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ListSpec {
    /// Which records, in which order.
    pub query: Query,
    /// The cells of each row.
    pub columns: Vec<Path>,
    /// Calculations over all rows found.
    pub aggregates: Vec<Aggregate>,
}

/// A row of the window.
#[derive(Clone, Debug)]
pub struct LiveRow {
    /// The record.
    pub id: RecordId,
    /// Its cells; changes when they do.
    pub row: ArcRwSignal<Row>,
}

impl PartialEq for LiveRow {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The rows held by the UI: a part of the list around what is visible.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Window {
    /// Position of the first.
    pub start: u32,
    /// The rows.
    pub rows: Vec<LiveRow>,
}

impl Window {
    /// The row at a position of the list, when it is held.
    #[must_use]
    pub fn at(&self, position: u32) -> Option<&LiveRow> {
        self.rows.get(position.checked_sub(self.start)? as usize)
    }

    /// The position of a record, when it is held.
    #[must_use]
    pub fn position(&self, id: RecordId) -> Option<u32> {
        self.rows.iter().zip(self.start..).find(|(row, _)| row.id == id).map(|(_, at)| at)
    }
}

/// A live list.
#[derive(Clone, Copy)]
pub struct LiveList {
    /// Rows found in all.
    pub total: RwSignal<u32>,
    /// The rows held.
    pub window: RwSignal<Window>,
    /// The calculations, as asked.
    pub figures: RwSignal<Vec<Figure>>,
    /// The groups, when grouped.
    pub groups: RwSignal<Vec<Group>>,
    /// Whether the first answer is here.
    pub ready: RwSignal<bool>,
    /// Whether everything is loaded: until then `total` may still grow.
    pub partial: RwSignal<bool>,
    /// What was drawn last.
    drawn: StoredValue<Range<u32>>,
    wanted: StoredValue<Range<u32>>,
    /// The rows asked for that have not been answered.
    asked: StoredValue<Option<Range<u32>>>,
    sub: StoredValue<Option<SubId>>,
    engine: Engine,
}

impl LiveList {
    fn new() -> Self {
        Self {
            total: RwSignal::new(0),
            window: RwSignal::default(),
            figures: RwSignal::default(),
            groups: RwSignal::default(),
            ready: RwSignal::new(false),
            partial: RwSignal::new(true),
            drawn: StoredValue::new(0..0),
            wanted: StoredValue::new(0..MARGIN),
            asked: StoredValue::new(None),
            sub: StoredValue::new(None),
            engine: engine(),
        }
    }

    /// Tells which rows are drawn; asks for others before they are needed.
    pub fn show(self, drawn: Range<u32>) {
        let moved = i64::from(drawn.start) - i64::from(self.drawn.get_value().start);
        self.drawn.set_value(drawn.clone());
        let wanted = self.wanted.get_value();
        if let Some(to) = ahead(&drawn, moved, &wanted, self.total.get_untracked()) {
            self.wanted.set_value(to);
            self.ask();
        }
    }

    /// One question at a time: what is wanted by the time its answer is here is asked for then, and
    /// what was wanted in between never.
    fn ask(self) {
        if let (Some(sub), None) = (self.sub.get_value(), self.asked.get_value()) {
            let wanted = self.wanted.get_value();
            self.asked.set_value(Some(wanted.clone()));
            self.engine.move_window(sub, wanted);
        }
    }

    fn take(self, live: Live) {
        match live {
            Live::Rows(rows) => self.replace(rows),
            Live::Delta(delta) => self.change(delta),
            Live::Record(_) | Live::Totals(_) => {}
        }
    }

    fn replace(self, rows: Rows) {
        let asked = self.asked.try_update_value(Option::take).flatten();
        if asked.is_some_and(|asked| asked != self.wanted.get_value()) {
            self.ask();
        }
        self.hold(rows.start, rows.rows);
        self.rest(rows.total, rows.figures, rows.groups);
        set(self.partial, rows.partial);
        set(self.ready, true);
    }

    /// Takes rows over, keeping the signals of records already held.
    fn hold(self, start: u32, rows: Vec<Row>) {
        let next = self.window.with_untracked(|before| {
            // Scrolling moves the window over rows that stay in their places.
            let in_place = rows.iter().zip(start..).all(|(row, at)| before.at(at).is_none_or(|old| old.id == row.id));
            let known: HashMap<RecordId, &LiveRow> =
                if in_place { HashMap::new() } else { before.rows.iter().map(|row| (row.id, row)).collect() };
            let rows = rows.into_iter().zip(start..).map(|(row, at)| {
                let old = if in_place { before.at(at) } else { known.get(&row.id).copied() };
                let Some(live) = old else { return LiveRow { id: row.id, row: ArcRwSignal::new(row) } };
                if live.row.with_untracked(|old| *old != row) {
                    live.row.set(row);
                }
                live.clone()
            });
            Window { start, rows: rows.collect() }
        });
        if self.window.with_untracked(|window| *window != next) {
            self.window.set(next);
        }
    }

    fn change(self, delta: Delta) {
        let mut known: HashMap<RecordId, Row> = self
            .window
            .with_untracked(|window| window.rows.iter().map(|row| (row.id, row.row.get_untracked())).collect());
        for row in delta.changed {
            known.insert(row.id, row);
        }
        let rows = delta.order.iter().filter_map(|id| known.remove(id)).collect();
        self.hold(delta.start, rows);
        self.rest(delta.total, delta.figures, delta.groups);
    }

    fn rest(self, total: u32, figures: Vec<Figure>, groups: Vec<Group>) {
        set(self.total, total);
        set(self.figures, figures);
        set(self.groups, groups);
    }
}

/// Sets a signal only when that changes something.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

/// Follows what `react` reads, for as long as the component lives. It runs at once, not when the page
/// is built: the engine answers meanwhile.
fn follow<T: Send + Sync + 'static>(react: impl FnMut(Option<T>) -> T + Send + Sync + 'static) {
    StoredValue::new_local(RenderEffect::new(react));
}

/// A list that follows `spec`; `None` shows nothing yet. Closed when the component goes.
#[must_use]
pub fn use_list(spec: Signal<Option<ListSpec>>) -> LiveList {
    let list = LiveList::new();
    let close = move || {
        if let Some(old) = list.sub.try_update_value(Option::take).flatten() {
            list.engine.unsubscribe(old);
        }
    };
    follow(move |before: Option<Option<ListSpec>>| {
        let now = spec.get();
        if before.as_ref() == Some(&now) {
            return now;
        }
        close();
        if let Some(spec) = now.clone() {
            // Another query starts at its top; another set of columns stays where it is.
            let same_query = before.flatten().is_some_and(|old| old.query == spec.query);
            if !same_query {
                list.wanted.set_value(0..MARGIN);
            }
            let window = list.wanted.get_value();
            let ListSpec { query, columns, aggregates } = spec;
            let spec = Spec::List { query, columns, window, aggregates };
            list.asked.set_value(None);
            let sub = list.engine.subscribe(spec, move |live| list.take(live));
            list.sub.set_value(Some(sub));
        }
        now
    });
    on_cleanup(close);
    list
}

/// A record as it stands, followed live.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum LiveRecord {
    /// Not answered yet.
    #[default]
    Loading,
    /// There is no such record.
    Missing,
    /// Here it is.
    Here(Box<RecordShow>),
}

/// One record, followed as long as the component lives.
#[must_use]
pub fn use_record(which: Signal<Option<(ObjectId, RecordId)>>) -> RwSignal<LiveRecord> {
    let record = RwSignal::new(LiveRecord::Loading);
    let engine = engine();
    let sub = StoredValue::new(None::<SubId>);
    let close = move || {
        if let Some(old) = sub.try_update_value(Option::take).flatten() {
            engine.unsubscribe(old);
        }
    };
    follow(move |before: Option<Option<(ObjectId, RecordId)>>| {
        let now = which.get();
        if before == Some(now) {
            return now;
        }
        close();
        record.set(LiveRecord::Loading);
        if let Some((object, id)) = now {
            let opened = engine.subscribe(Spec::Record(object, id), move |live| {
                if let Live::Record(show) = live {
                    record.set(show.map_or(LiveRecord::Missing, LiveRecord::Here));
                }
            });
            sub.set_value(Some(opened));
        }
        now
    });
    on_cleanup(close);
    record
}

/// How many records each query finds, followed as long as the component lives.
#[must_use]
pub fn use_totals(queries: Signal<Vec<Query>>) -> RwSignal<Vec<u32>> {
    let totals = RwSignal::new(Vec::new());
    let engine = engine();
    let sub = StoredValue::new(None::<SubId>);
    let close = move || {
        if let Some(old) = sub.try_update_value(Option::take).flatten() {
            engine.unsubscribe(old);
        }
    };
    follow(move |before: Option<Vec<Query>>| {
        let now = queries.get();
        if before.as_ref() == Some(&now) {
            return now;
        }
        close();
        let opened = engine.subscribe(Spec::Totals(now.clone()), move |live| {
            if let Live::Totals(counts) = live {
                set(totals, counts);
            }
        });
        sub.set_value(Some(opened));
        now
    });
    on_cleanup(close);
    totals
}
