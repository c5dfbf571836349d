//! Answers to queries.

use super::Database;
use super::bits::Bits;
use super::context::Context;
use super::query::{Aggregate, Figure, Path, Query, Sort};
use super::show::{Group, Rows, Spec};
use super::sort::Order;
use super::table::Table;
use crate::model::fold::fold;
use crate::model::id::{ObjectId, RecordId};

/// What a query finds.
pub(crate) struct Found<'a> {
    pub(crate) table: &'a Table,
    pub(crate) rows: Bits,
    /// With a search: the rows best first, others among them.
    pub(crate) ranked: Option<Vec<u32>>,
}

impl Database {
    /// A window of rows, with totals, figures and groups. A `Spec` that is no list has no rows.
    #[must_use]
    pub fn rows(&self, spec: &Spec, ctx: &Context<'_>) -> Rows {
        let Spec::List { query, columns, window, aggregates } = spec else { return Rows::default() };
        let Some(found) = self.find(query, ctx) else { return Rows { partial: ctx.partial, ..Rows::default() } };
        let order = self.query_order(query, &found);
        let total = found.rows.count();
        let rows = order.window(&found.rows, window.clone());
        let (figures, groups) = self.summary(query, aggregates, &found.rows, &order);
        Rows {
            total,
            start: window.start.min(total),
            rows: rows.into_iter().map(|row| self.row_of(query.object, columns, row)).collect(),
            figures,
            groups,
            partial: ctx.partial,
        }
    }

    /// A window of the rows a query finds, in its order. Rows keep their numbers, so that what they hold can
    /// be asked for later, a few at a time.
    pub(crate) fn found(&self, query: &Query, window: core::ops::Range<u32>, ctx: &Context<'_>) -> Vec<u32> {
        let Some(found) = self.find(query, ctx) else { return Vec::new() };
        self.query_order(query, &found).window(&found.rows, window)
    }

    /// How many records each query finds.
    #[must_use]
    pub fn totals(&self, queries: &[Query], ctx: &Context<'_>) -> Vec<u32> {
        queries.iter().map(|query| self.find(query, ctx).map_or(0, |found| found.rows.count())).collect()
    }

    /// Every record a query finds, in its order.
    #[must_use]
    pub fn ids(&self, query: &Query, ctx: &Context<'_>) -> Vec<RecordId> {
        self.found(query, 0..u32::MAX, ctx).into_iter().map(|row| self.id(query.object, row)).collect()
    }

    /// The place of a record among those a query finds.
    #[must_use]
    pub fn position(&self, query: &Query, id: RecordId, ctx: &Context<'_>) -> Option<u32> {
        let found = self.find(query, ctx)?;
        let row = found.table.ids.find(id).filter(|row| found.rows.has(*row))?;
        let order = self.query_order(query, &found);
        Some(found.rows.iter().filter(|other| order.compare(*other, row).is_lt()).count() as u32)
    }

    /// The rows a query finds; `None` when there is no such object type.
    pub(crate) fn find(&self, query: &Query, ctx: &Context<'_>) -> Option<Found<'_>> {
        let table = self.table(query.object)?;
        let mut rows = table.scope(query.scope);
        let mut ranked = None;
        if !query.text.trim().is_empty() {
            let hits = ctx.text.and_then(|index| index.search(query.object, &query.text));
            let hits = hits.unwrap_or_else(|| self.scan_texts(query.object, table, &query.text, &rows));
            let mut matching = Bits::none(rows.len());
            for row in &hits {
                matching.put(*row, true);
            }
            rows.and(&matching);
            ranked = Some(hits);
        }
        let rows = self.filter(query.object, &query.filter, &rows, ctx);
        Some(Found { table, rows, ranked })
    }

    pub(crate) fn query_order<'a>(&'a self, query: &Query, found: &Found<'a>) -> Order<'a> {
        self.order(query.object, found.table, query.group, &query.sort, found.ranked.as_deref())
    }

    /// Makes ready what sorting by these keys needs, for a moment when nobody waits.
    pub fn warm(&self, object: ObjectId, sort: &[Sort]) {
        if let Some(table) = self.table(object) {
            let _: Order<'_> = self.order(object, table, None, sort, None);
        }
    }

    /// Figures and groups over the rows found.
    pub(crate) fn summary(
        &self,
        query: &Query,
        aggregates: &[Aggregate],
        rows: &Bits,
        order: &Order<'_>,
    ) -> (Vec<Figure>, Vec<Group>) {
        let group: Option<Path> = query.group.filter(|path| self.source(query.object, *path).is_some());
        if aggregates.is_empty() && group.is_none() {
            return (Vec::new(), Vec::new());
        }
        let rows: Vec<u32> = rows.iter().collect();
        let figures = self.figures(query.object, aggregates, &rows);
        let groups = group.map(|path| self.groups(query.object, path, order, &rows, aggregates));
        (figures, groups.unwrap_or_default())
    }

    /// The search for when there is no index yet: every word stands in some text of the record. Unranked.
    fn scan_texts(&self, object: ObjectId, table: &Table, text: &str, among: &Bits) -> Vec<u32> {
        let words: Vec<String> = fold(text).split_whitespace().map(str::to_owned).collect();
        let fields = self.schema().object(object).map(|object| object.fields.as_slice()).unwrap_or_default();
        let columns: Vec<_> = fields
            .iter()
            .filter(|field| field.kind.is_text())
            .filter_map(|field| match table.column(field.id) {
                Some(super::column::Cells::Text(texts)) => Some(texts),
                _ => None,
            })
            .collect();
        let mut folded = String::new();
        let found = among.keep(|row| {
            folded.clear();
            for texts in &columns {
                crate::model::fold::fold_into(texts.get(row), &mut folded);
                folded.push('\n');
            }
            words.iter().all(|word| folded.contains(word.as_str()))
        });
        found.iter().collect()
    }
}
