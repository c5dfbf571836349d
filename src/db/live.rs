//! Answers that stay up to date. A live query remembers which rows it found and what it sent last; a change
//! that it reads nothing of costs it a few comparisons, one that it does costs the rows concerned, and only
//! changes that may move everything (the schema, a record that many filter through) ask the query anew.

mod members;
mod uses;

use core::ops::Range;

use super::Database;
use super::changes::Changes;
use super::context::Context;
use super::query::Query;
use super::show::{Delta, Live, RecordShow, Row, Rows, Spec};
use crate::model::id::{ObjectId, RecordId};
use members::{Members, News};
use uses::Uses;

/// A live query: a list, a record, or totals.
#[derive(Debug)]
pub struct LiveList(Kind);

#[derive(Debug)]
enum Kind {
    List(Box<List>),
    Record { object: ObjectId, id: RecordId, last: Option<Box<RecordShow>> },
    Totals { queries: Vec<Members>, last: Vec<u32> },
}

#[derive(Debug)]
struct List {
    spec: Spec,
    members: Members,
    /// What rows show, beside what decides which and where.
    shown: Uses,
    /// What figures and groups are made of.
    counted: Uses,
    last: Rows,
}

impl LiveList {
    /// A live query, not yet asked.
    #[must_use]
    pub fn new(spec: Spec) -> Self {
        Self(match spec {
            Spec::List { ref query, .. } => Kind::List(Box::new(List {
                members: Members::new(query.clone()),
                shown: Uses::default(),
                counted: Uses::default(),
                last: Rows::default(),
                spec,
            })),
            Spec::Record(object, id) => Kind::Record { object, id, last: None },
            Spec::Totals(queries) => {
                Kind::Totals { queries: queries.into_iter().map(Members::new).collect(), last: Vec::new() }
            }
        })
    }

    /// The whole answer. Also to be asked for again when the day, the user or the collation changes, or when the
    /// search index has become ready.
    pub fn first(&mut self, db: &Database, ctx: &Context<'_>) -> Live {
        match &mut self.0 {
            Kind::List(list) => Live::Rows(list.first(db, ctx)),
            Kind::Record { object, id, last } => {
                *last = db.record(*object, *id).map(Box::new);
                Live::Record(last.clone())
            }
            Kind::Totals { queries, last } => {
                for members in queries.iter_mut() {
                    members.ask(db, ctx);
                }
                *last = queries.iter().map(Members::count).collect();
                Live::Totals(last.clone())
            }
        }
    }

    /// Moves the window of a list; a query that is no list answers as [`LiveList::first`].
    pub fn set_window(&mut self, window: Range<u32>, db: &Database, ctx: &Context<'_>) -> Live {
        match &mut self.0 {
            Kind::List(list) => Live::Rows(list.set_window(window, db, ctx)),
            _ => self.first(db, ctx),
        }
    }

    /// What a change means for the answer; `None`: nothing. To be told of every change since [`LiveList::first`],
    /// in order.
    pub fn refresh(&mut self, db: &Database, changes: &Changes, ctx: &Context<'_>) -> Option<Live> {
        match &mut self.0 {
            Kind::List(list) => list.refresh(db, changes, ctx),
            Kind::Record { object, id, last } => {
                let concerned = changes.schema
                    || changes.tables.iter().any(|table| match table.object {
                        this if this == *object => {
                            db.row(this, *id).is_some_and(|row| table.has(row)) || db.links_to(*object, this)
                        }
                        other => db.links_to(*object, other),
                    });
                if !concerned {
                    return None;
                }
                let now = db.record(*object, *id).map(Box::new);
                (now != *last).then(|| {
                    *last = now.clone();
                    Live::Record(now)
                })
            }
            Kind::Totals { queries, last } => {
                for members in queries.iter_mut() {
                    let _: News = members.refresh(db, changes, ctx);
                }
                let now: Vec<u32> = queries.iter().map(Members::count).collect();
                (now != *last).then(|| {
                    last.clone_from(&now);
                    Live::Totals(now)
                })
            }
        }
    }

    /// Makes ready what later changes need, for a moment when nobody waits.
    pub fn warm(&mut self, db: &Database, ctx: &Context<'_>) {
        if let Kind::List(list) = &mut self.0 {
            list.members.place(db, ctx);
        }
    }

    /// Whether the answer depends on what day or time it is, so that it has to be asked anew at midnight.
    #[must_use]
    pub fn moves(&self) -> bool {
        match &self.0 {
            Kind::List(list) => list.members.moves(),
            Kind::Record { .. } => false,
            Kind::Totals { queries, .. } => queries.iter().any(Members::moves),
        }
    }
}

impl List {
    fn parts(&self) -> Option<(&Query, &[super::query::Path], &Range<u32>, &[super::query::Aggregate])> {
        match &self.spec {
            Spec::List { query, columns, window, aggregates } => Some((query, columns, window, aggregates)),
            _ => None,
        }
    }

    fn first(&mut self, db: &Database, ctx: &Context<'_>) -> Rows {
        self.members.ask(db, ctx);
        if let Spec::List { query, columns, aggregates, .. } = &self.spec {
            self.shown = Uses::of_columns(db, query.object, columns);
            self.counted = Uses::of_figures(db, query, aggregates);
        }
        self.last = self.rows(db, ctx, true);
        self.last.clone()
    }

    fn set_window(&mut self, wanted: Range<u32>, db: &Database, ctx: &Context<'_>) -> Rows {
        if let Spec::List { window, .. } = &mut self.spec {
            *window = wanted;
        }
        self.members.place(db, ctx);
        self.last = self.rows(db, ctx, false);
        self.last.clone()
    }

    fn refresh(&mut self, db: &Database, changes: &Changes, ctx: &Context<'_>) -> Option<Live> {
        if changes.schema {
            let before = core::mem::take(&mut self.last);
            let now = self.first(db, ctx);
            return (now != before).then_some(Live::Rows(now));
        }
        let object = self.members.query().object;
        let news = self.members.refresh(db, changes, ctx);
        let shown = self.shown.touched(object, changes);
        let counted = self.counted.touched(object, changes);
        if matches!(news, News::Nothing) && !shown && !counted {
            return None;
        }
        let count_again = counted || !matches!(news, News::Nothing);
        let now = self.rows(db, ctx, count_again);
        let before = core::mem::replace(&mut self.last, now);
        delta(&before, &self.last).map(Live::Delta)
    }

    /// The window now; `count` says whether figures and groups have to be made anew.
    fn rows(&mut self, db: &Database, ctx: &Context<'_>, count: bool) -> Rows {
        let Some((query, columns, window, aggregates)) = self.parts() else { return Rows::default() };
        let rows = self.members.window(db, window.clone());
        let (figures, groups) = if count {
            self.members.summary(db, query, aggregates)
        } else {
            (self.last.figures.clone(), self.last.groups.clone())
        };
        let total = self.members.count();
        Rows {
            total,
            start: window.start.min(total),
            rows: rows.into_iter().map(|row| db.row_of(query.object, columns, row)).collect(),
            figures,
            groups,
            partial: ctx.partial,
        }
    }
}

/// The difference between two windows; `None` when there is none.
fn delta(before: &Rows, now: &Rows) -> Option<Delta> {
    let old = |id: RecordId| before.rows.iter().find(|row| row.id == id);
    let same_place = |at: usize, row: &Row| before.rows.get(at).is_some_and(|old| old == row);
    let changed = now.rows.iter().enumerate().filter(|(at, row)| !same_place(*at, row) && old(row.id) != Some(*row));
    let delta = Delta {
        total: now.total,
        start: now.start,
        order: now.rows.iter().map(|row| row.id).collect(),
        changed: changed.map(|(_, row)| row.clone()).collect(),
        figures: now.figures.clone(),
        groups: now.groups.clone(),
    };
    let same = delta.changed.is_empty()
        && delta.total == before.total
        && delta.start == before.start
        && delta.figures == before.figures
        && delta.groups == before.groups
        && delta.order.iter().eq(before.rows.iter().map(|row| &row.id));
    (!same).then_some(delta)
}
