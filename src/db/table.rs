//! The records of one object type: columns by row. Rows are never reordered or reused, so a row number is as
//! good as an id for as long as the table lives, and chunks on disk keep their records.

use core::ops::Range;
use std::collections::BTreeSet;

use super::bits::Bits;
use super::column::{Cells, Column};
use super::ids::Ids;
use super::links::{LinkCode, Links};
use super::query::Scope;
use super::stamps::{Clients, Sparse, StampColumn};
use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::value::Value;

/// Rows of a chunk on disk: chunk `n` holds the rows from `n * CHUNK_ROWS` on.
pub const CHUNK_ROWS: u32 = 1000;

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) object: ObjectId,
    /// Its place among the tables, as links know it.
    pub(crate) number: u16,
    pub(crate) ids: Ids,
    pub(crate) columns: Vec<Column>,
    pub(crate) created: StampColumn,
    pub(crate) created_by: Vec<LinkCode>,
    pub(crate) updated: StampColumn,
    pub(crate) updated_by: Vec<LinkCode>,
    pub(crate) sparse: Sparse,
    /// Rows in the trash.
    pub(crate) deleted: Bits,
    /// Chunks that differ from what is on disk.
    pub(crate) dirty: BTreeSet<u32>,
}

impl Table {
    pub(crate) fn new(object: ObjectId, number: u16) -> Self {
        Self {
            object,
            number,
            ids: Ids::default(),
            columns: Vec::new(),
            created: StampColumn::default(),
            created_by: Vec::new(),
            updated: StampColumn::default(),
            updated_by: Vec::new(),
            sparse: Sparse::default(),
            deleted: Bits::default(),
            dirty: BTreeSet::new(),
        }
    }

    /// Rows, those in the trash included.
    pub(crate) fn len(&self) -> u32 {
        self.ids.len()
    }

    /// The rows on one side of the trash.
    pub(crate) fn scope(&self, scope: Scope) -> Bits {
        let mut rows = self.deleted.clone();
        rows.grow(self.len());
        if scope == Scope::Live {
            let trash = core::mem::replace(&mut rows, Bits::all(self.len()));
            rows.minus(&trash);
        }
        rows
    }

    /// The column of a field, when anything was ever written to it.
    pub(crate) fn column(&self, field: FieldId) -> Option<&Cells> {
        self.columns.iter().find(|column| column.field == field).map(|column| &column.cells)
    }

    /// The cell of a row and field.
    pub(crate) fn value(&self, row: u32, field: FieldId, links: &Links) -> Value {
        self.column(field).map_or(Value::Empty, |cells| cells.get(row, links))
    }

    /// The stamp of a cell: its own, or its record's creation when something stands in it; the smallest of all
    /// when nothing was ever written.
    pub(crate) fn stamp(&self, row: u32, field: FieldId, filled: bool, clients: &Clients) -> Hlc {
        match self.sparse.cells.get(&(row, field)) {
            Some(stamp) => *stamp,
            None if filled => self.created.get(row, clients),
            None => Hlc::default(),
        }
    }

    /// When a cell of a select field was last written, in milliseconds since 1970 (UTC); `None` when never.
    pub(crate) fn since(&self, row: u32, field: FieldId) -> Option<i64> {
        match (self.sparse.cells.get(&(row, field)), self.column(field)) {
            (Some(stamp), _) => Some(stamp.unix_ms()),
            (None, Some(Cells::Option(cells))) if cells.code(row) != 0 => Some(self.created.unix_ms(row)),
            _ => None,
        }
    }

    /// The newest stamp of anything a row holds.
    pub(crate) fn edited(&self, row: u32, clients: &Clients) -> Hlc {
        self.created.get(row, clients).max(self.sparse.newest(row))
    }

    /// Adds a record without cells; the caller has seen that it is new.
    pub(crate) fn add(&mut self, id: RecordId, stamp: Hlc, author: LinkCode, clients: &mut Clients) -> u32 {
        let (row, _) = self.ids.add(id);
        self.created.extend(1, stamp, clients);
        self.updated.extend(1, stamp, clients);
        self.created_by.push(author);
        self.updated_by.push(author);
        self.deleted.grow(self.len());
        self.touch(row);
        row
    }

    /// Notes that a row's chunk has to be written.
    pub(crate) fn touch(&mut self, row: u32) {
        let chunk = row / CHUNK_ROWS;
        if self.dirty.last() != Some(&chunk) {
            self.dirty.insert(chunk);
        }
    }

    /// Notes that the chunks of a range of rows have to be written.
    pub(crate) fn touch_all(&mut self, rows: Range<u32>) {
        if !rows.is_empty() {
            self.dirty.extend(rows.start / CHUNK_ROWS..=(rows.end - 1) / CHUNK_ROWS);
        }
    }

    /// Notes that a record was changed at that time, if it was not changed later.
    pub(crate) fn note(&mut self, row: u32, stamp: Hlc, author: LinkCode, clients: &mut Clients) -> bool {
        let newer = stamp > self.updated.get(row, clients);
        if newer {
            self.updated.set(row, stamp, clients);
            self.updated_by[row as usize] = author;
            self.touch(row);
        }
        newer
    }

    /// Makes room for `rows` records in all, when about so many come, judging by those that are here.
    pub(crate) fn reserve(&mut self, rows: u32) {
        let Some(more) = rows.checked_sub(self.len()).map(|more| more as usize).filter(|more| *more > 0) else {
            return;
        };
        self.ids.reserve(more);
        self.created.reserve(more);
        self.updated.reserve(more);
        self.created_by.reserve_exact(more);
        self.updated_by.reserve_exact(more);
        for column in &mut self.columns {
            column.cells.reserve(more);
        }
    }

    /// Gives back what only writing needs.
    pub(crate) fn settle(&mut self) {
        for column in &mut self.columns {
            column.cells.settle();
        }
        self.created.settle();
        self.updated.settle();
        self.created_by.shrink_to_fit();
        self.updated_by.shrink_to_fit();
    }

    /// Bytes on the heap, sparse maps aside.
    pub(crate) fn bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(|column| column.cells.bytes()).sum();
        let authors = (self.created_by.capacity() + self.updated_by.capacity()) * 4;
        columns + self.ids.bytes() + self.created.bytes() + self.updated.bytes() + authors
    }
}
