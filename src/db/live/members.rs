//! The rows a query found, and their order, kept up as records change.

use core::ops::Range;

use super::uses::Uses;
use crate::db::Database;
use crate::db::answer::Found;
use crate::db::bits::Bits;
use crate::db::changes::Changes;
use crate::db::context::Context;
use crate::db::query::{Aggregate, Figure, Query};
use crate::db::show::Group;

/// More changed rows than this are not taken one by one.
const FEW: usize = 1024;

/// What a change did to a query's rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum News {
    /// Nothing.
    Nothing,
    /// Some rows came, went or moved.
    Some,
}

/// The rows of a query.
#[derive(Debug)]
pub(super) struct Members {
    query: Query,
    filtered: Uses,
    ordered: Uses,
    rows: Bits,
    /// The rows in their order, once that was worth making.
    order: Option<Vec<u32>>,
    /// With a search: its hits, best first.
    ranked: Option<Vec<u32>>,
    /// Changes met since the order was last thrown away.
    met: u32,
}

impl Members {
    pub(super) fn new(query: Query) -> Self {
        let (filtered, ordered) = (Uses::default(), Uses::default());
        Self { query, filtered, ordered, rows: Bits::default(), order: None, ranked: None, met: 0 }
    }

    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    pub(super) fn count(&self) -> u32 {
        self.rows.count()
    }

    pub(super) fn moves(&self) -> bool {
        Database::moves(&self.query.filter)
    }

    /// Asks the query anew.
    pub(super) fn ask(&mut self, db: &Database, ctx: &Context<'_>) {
        self.filtered = Uses::of_filter(db, &self.query);
        self.ordered = Uses::of_order(db, &self.query);
        self.find(db, ctx);
    }

    fn find(&mut self, db: &Database, ctx: &Context<'_>) {
        let found = db.find(&self.query, ctx);
        (self.rows, self.ranked) = found.map_or_else(Default::default, |found| (found.rows, found.ranked));
        self.order = None;
        self.met = 0;
    }

    /// Puts the rows in order, if they are not yet.
    pub(super) fn place(&mut self, db: &Database, _ctx: &Context<'_>) {
        if self.order.is_none() {
            self.order = Some(self.ordered_rows(db, 0..u32::MAX));
        }
    }

    fn ordered_rows(&self, db: &Database, window: Range<u32>) -> Vec<u32> {
        let Some(table) = db.table(self.query.object) else { return Vec::new() };
        let order = db.order(self.query.object, table, self.query.group, &self.query.sort, self.ranked.as_deref());
        order.window(&self.rows, window)
    }

    /// The rows at these places.
    pub(super) fn window(&self, db: &Database, window: Range<u32>) -> Vec<u32> {
        match &self.order {
            Some(order) => {
                let end = (window.end as usize).min(order.len());
                order[(window.start as usize).min(end)..end].to_vec()
            }
            None => self.ordered_rows(db, window),
        }
    }

    /// Figures and groups over the rows.
    pub(super) fn summary(&self, db: &Database, query: &Query, aggregates: &[Aggregate]) -> (Vec<Figure>, Vec<Group>) {
        let Some(table) = db.table(query.object) else { return Default::default() };
        let found = Found { table, rows: self.rows.clone(), ranked: self.ranked.clone() };
        let order = db.query_order(query, &found);
        db.summary(query, aggregates, &self.rows, &order)
    }

    /// Takes a change in.
    pub(super) fn refresh(&mut self, db: &Database, changes: &Changes, ctx: &Context<'_>) -> News {
        if changes.schema {
            self.ask(db, ctx);
            return News::Some;
        }
        let object = self.query.object;
        if self.filtered.others(changes) {
            self.find(db, ctx);
            return News::Some;
        }
        let reordered = self.ordered.others(changes);
        if reordered {
            self.order = None;
            self.met = 0;
        }
        let nothing = if reordered { News::Some } else { News::Nothing };
        let Some(table) = changes.of(object) else { return nothing };
        let mut rows: Vec<u32> = table.moved.clone();
        rows.extend(table.created.iter().cloned().flatten());
        let edited = table.changed.iter().filter(|(_, fields)| self.filtered.row(fields) || self.ordered.row(fields));
        rows.extend(edited.map(|(row, _)| *row));
        if rows.is_empty() {
            return nothing;
        }
        if rows.len() > FEW || self.filtered.searches() {
            self.find(db, ctx);
            return News::Some;
        }
        rows.sort_unstable();
        rows.dedup();
        if self.take(db, ctx, &rows) { News::Some } else { nothing }
    }

    /// Takes changed rows in one by one; whether any came, went or may have moved.
    fn take(&mut self, db: &Database, ctx: &Context<'_>, rows: &[u32]) -> bool {
        let Some(table) = db.table(self.query.object) else { return false };
        self.rows.grow(table.len());
        let mut asked = Bits::none(table.len());
        for row in rows {
            asked.put(*row, true);
        }
        asked.and(&table.scope(self.query.scope));
        let found = db.filter(self.query.object, &self.query.filter, &asked, ctx);
        let concerned: Vec<u32> = rows.iter().copied().filter(|row| self.rows.has(*row) || found.has(*row)).collect();
        if concerned.is_empty() {
            return false;
        }
        let before: Vec<u32> = concerned.iter().copied().filter(|row| self.rows.has(*row)).collect();
        for row in &concerned {
            self.rows.put(*row, found.has(*row));
        }
        self.met += 1;
        if self.order.is_none() && self.met > 1 {
            self.order = Some(self.ordered_rows(db, 0..u32::MAX));
        } else if let Some(list) = &mut self.order {
            match before.as_slice() {
                [] => {}
                [one] => {
                    if let Some(place) = list.iter().position(|row| row == one) {
                        list.remove(place);
                    }
                }
                _ => list.retain(|row| before.binary_search(row).is_err()),
            }
            let order = db.order(self.query.object, table, self.query.group, &self.query.sort, self.ranked.as_deref());
            for row in concerned.into_iter().filter(|row| found.has(*row)) {
                let place = list.partition_point(|there| order.compare(*there, row).is_lt());
                list.insert(place, row);
            }
        }
        true
    }
}
