//! Many records at once: bulk creations and chunks, column by column.

use core::ops::Range;

use super::Database;
use super::apply::{Origin, look};
use super::changes::Changes;
use super::column::{Cells, Column};
use super::table::{CHUNK_ROWS, Table};
use crate::model::block::{Block, Past};
use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::value::Value;

impl Database {
    /// Takes the records of a chunk in. Chunks of an object type come in rising order, before the transactions
    /// that are newer than they are. Records that are there already are merged.
    ///
    /// When a chunk is missing, later records move up: call [`Database::mark_dirty`] then, so that all chunks of
    /// the object type are written anew.
    pub fn load_block(&mut self, block: &Block) -> Changes {
        let mut changes = Changes::default();
        let at = self.table_at(block.object);
        let start = self.tables[at].len();
        let was_dirty = self.tables[at].dirty.clone();
        let origin = Origin { stamp: Hlc::default(), author: RecordId(0) };
        let whole = self.append(block.object, block, origin, &mut changes);
        if whole && start.is_multiple_of(CHUNK_ROWS) && self.waiting.is_empty() {
            self.tables[at].dirty = was_dirty;
        }
        changes.normalize();
        self.follow(&changes);
        changes
    }

    /// Makes room for so many chunks of an object type, of which the first is here.
    pub fn expect_chunks(&mut self, object: ObjectId, chunks: u32) {
        let at = self.table_at(object);
        self.tables[at].reserve(chunks * CHUNK_ROWS);
    }

    /// Applies a bulk creation.
    pub(super) fn create_many(&mut self, object: ObjectId, block: &Block, origin: Origin, changes: &mut Changes) {
        self.append(object, block, origin, changes);
    }

    /// The records of a range of rows, with their past.
    #[must_use]
    pub fn to_block(&self, object: ObjectId, rows: Range<u32>) -> Block {
        let Some(table) = self.table(object) else { return Block { object, ..Block::default() } };
        let rows = rows.start.min(table.len())..rows.end.min(table.len());
        let columns = table.columns.iter().filter(|column| column.cells.len() > rows.start as usize);
        let columns = columns.map(|column| (column.field, column.cells.slice(rows.clone(), &self.links)));
        let filled = columns.filter(|(_, column)| (0..column.len()).any(|at| !column.get(at).is_empty()));
        Block {
            object,
            ids: table.ids.as_slice()[rows.start as usize..rows.end as usize].to_vec(),
            columns: filled.collect(),
            past: Some(self.past(table, rows)),
        }
    }

    /// The records of a chunk.
    #[must_use]
    pub fn chunk(&self, object: ObjectId, chunk: u32) -> Block {
        self.to_block(object, chunk * CHUNK_ROWS..(chunk + 1) * CHUNK_ROWS)
    }

    /// The chunks that differ from what was loaded or marked clean, rising.
    #[must_use]
    pub fn dirty_chunks(&self) -> Vec<(ObjectId, u32)> {
        self.tables.iter().flat_map(|table| table.dirty.iter().map(|chunk| (table.object, *chunk))).collect()
    }

    /// Notes that a chunk was written as it is now.
    pub fn mark_clean(&mut self, object: ObjectId, chunk: u32) {
        let at = self.table_at(object);
        self.tables[at].dirty.remove(&chunk);
    }

    /// Notes that every chunk of an object type has to be written.
    pub fn mark_dirty(&mut self, object: ObjectId) {
        let at = self.table_at(object);
        let len = self.tables[at].len();
        self.tables[at].touch_all(0..len);
    }

    /// Takes a block in; whether it went in as a whole, without a record that was there already.
    fn append(&mut self, object: ObjectId, block: &Block, origin: Origin, changes: &mut Changes) -> bool {
        let at = self.table_at(object);
        let count = block.ids.len();
        if count == 0 {
            return true;
        }
        let table = &mut self.tables[at];
        let start = table.len();
        if !table.ids.add_all(&block.ids) {
            for position in 0..count {
                self.merge_record(object, block, position, origin, changes);
            }
            return false;
        }
        table.deleted.grow(start + count as u32);
        let rows = start..start + count as u32;
        for (row, id) in rows.clone().zip(&block.ids) {
            self.links.place(*id, at as u16, row);
        }
        self.append_origin(at, block, origin);
        self.append_columns(at, start, block);
        if let Some(past) = &block.past {
            self.append_sparse(at, start, past);
        }
        self.tables[at].touch_all(rows.clone());
        changes.table(object).create(rows);
        if !self.waiting.is_empty() {
            for id in &block.ids {
                self.replay(*id, changes);
            }
        }
        true
    }

    fn append_columns(&mut self, at: usize, start: u32, block: &Block) {
        let object = self.tables[at].object;
        for (field, column) in &block.columns {
            if column.len() > block.ids.len() {
                continue;
            }
            let slot = self.block_slot(at, *field, column);
            let mut columns = core::mem::take(&mut self.tables[at].columns);
            let target = self.target(object, *field);
            let look = |id| look(&self.tables, target, id);
            columns[slot].cells.append(start, column, &mut self.links, &look);
            self.tables[at].columns = columns;
        }
    }

    fn block_slot(&mut self, at: usize, field: FieldId, column: &crate::model::block::Column) -> usize {
        self.slot(at, field, &Value::Empty).unwrap_or_else(|| {
            let columns = &mut self.tables[at].columns;
            columns.push(Column { field, cells: Cells::like(column) });
            columns.len() - 1
        })
    }

    fn append_origin(&mut self, at: usize, block: &Block, origin: Origin) {
        let count = block.ids.len();
        let complete = |past: &&Past| {
            [past.created.len(), past.updated.len(), past.created_by.len(), past.updated_by.len()] == [count; 4]
        };
        if let Some(past) = block.past.as_ref().filter(complete) {
            // Most records of a chunk have one author.
            let mut last = (RecordId(0), self.author(RecordId(0)));
            for position in 0..count {
                let mut author = |id: RecordId| {
                    if id != last.0 {
                        last = (id, self.author(id));
                    }
                    last.1
                };
                let created_by = author(past.created_by[position]);
                let updated_by = author(past.updated_by[position]);
                let table = &mut self.tables[at];
                table.created.extend(1, past.created[position], &mut self.clients);
                table.updated.extend(1, past.updated[position], &mut self.clients);
                table.created_by.push(created_by);
                table.updated_by.push(updated_by);
            }
        } else {
            let author = self.author(origin.author);
            let table = &mut self.tables[at];
            table.created.extend(count, origin.stamp, &mut self.clients);
            table.updated.extend(count, origin.stamp, &mut self.clients);
            table.created_by.resize(table.created_by.len() + count, author);
            table.updated_by.resize(table.updated_by.len() + count, author);
        }
    }

    fn append_sparse(&mut self, at: usize, start: u32, past: &Past) {
        let table = &mut self.tables[at];
        for (position, field, stamp) in &past.stamps {
            table.sparse.cells.insert((start + position, *field), *stamp);
        }
        for (position, field, element, stamp, present) in &past.elements {
            table.sparse.elements.insert((start + position, *field, *element), (*stamp, *present));
        }
        for (position, stamp, deletes) in &past.removed {
            let row = start + position;
            table.sparse.removed.insert(row, (*stamp, *deletes));
            table.deleted.put(row, *deletes && table.edited(row, &self.clients) <= *stamp);
        }
    }

    /// One record of a block, merged into what is there.
    fn merge_record(
        &mut self,
        object: ObjectId,
        block: &Block,
        position: usize,
        origin: Origin,
        changes: &mut Changes,
    ) {
        let id = block.ids[position];
        let here = position as u32;
        let past = block.past.as_ref().filter(|past| position < past.created.len().min(past.updated.len()));
        let by = |list: &[RecordId]| list.get(position).copied().unwrap_or_default();
        let origin = past.map_or(origin, |past| Origin { stamp: past.created[position], author: by(&past.created_by) });
        let own: Vec<(FieldId, Hlc)> = past
            .iter()
            .flat_map(|past| past.stamps.iter().filter(|(at, ..)| *at == here))
            .map(|(_, field, stamp)| (*field, *stamp))
            .collect();
        let cells = block.columns.iter().map(|(field, column)| (*field, column.get(position)));
        let plain = cells.filter(|(field, value)| !value.is_empty() && !own.iter().any(|(name, _)| name == field));
        // Elements with a stamp of their own come below; the rest stems from the creation.
        let elements = past.map(|past| past.elements.iter().filter(|(at, ..)| *at == here)).into_iter().flatten();
        let elements: Vec<_> = elements.collect();
        let plain: Vec<_> = plain
            .map(|(field, value)| {
                let moved = elements.iter().filter(|(_, name, ..)| *name == field);
                let moved: Vec<u128> = moved.map(|(_, _, element, ..)| *element).collect();
                (field, without(value, &moved))
            })
            .collect();
        self.create(object, id, &plain, origin, changes);
        let at = self.table_at(object);
        let Some(row) = self.tables[at].ids.find(id) else { return };
        for (field, stamp) in own {
            let column = block.columns.iter().find(|(name, _)| *name == field);
            let value = column.map_or(Value::Empty, |(_, column)| column.get(position));
            self.set_cell(at, row, field, &value, stamp, changes);
        }
        for (_, field, element, stamp, present) in elements {
            let refs = block
                .columns
                .iter()
                .any(|(name, column)| name == field && matches!(column, crate::model::block::Column::Refs { .. }));
            let one = if refs {
                Value::Refs(vec![RecordId(*element)])
            } else {
                Value::Options(vec![crate::model::id::OptionId(*element as u32)])
            };
            self.set_element(at, row, *field, &one, *present, *stamp, changes);
        }
        if let Some(past) = past {
            for (_, stamp, deletes) in past.removed.iter().filter(|(at, ..)| *at == here) {
                self.set_removed(at, row, *stamp, *deletes);
            }
            let last = Origin { stamp: past.updated[position], author: by(&past.updated_by) };
            self.touched(at, row, last, changes);
        }
    }

    fn past(&self, table: &Table, rows: Range<u32>) -> Past {
        let from = (rows.start, FieldId(0));
        let to = (rows.end, FieldId(0));
        let stamps = table.sparse.cells.range(from..to);
        let elements = table.sparse.elements.range((from.0, from.1, 0)..(to.0, to.1, 0));
        Past {
            created: rows.clone().map(|row| table.created.get(row, &self.clients)).collect(),
            created_by: rows.clone().map(|row| self.links.id(table.created_by[row as usize])).collect(),
            updated: rows.clone().map(|row| table.updated.get(row, &self.clients)).collect(),
            updated_by: rows.clone().map(|row| self.links.id(table.updated_by[row as usize])).collect(),
            removed: table
                .sparse
                .removed
                .range(rows.clone())
                .map(|(row, (stamp, deletes))| (row - rows.start, *stamp, *deletes))
                .collect(),
            stamps: stamps.map(|((row, field), stamp)| (row - rows.start, *field, *stamp)).collect(),
            elements: elements
                .map(|((row, field, element), (stamp, present))| (row - rows.start, *field, *element, *stamp, *present))
                .collect(),
        }
    }
}

/// The set without some of its elements.
fn without(value: Value, elements: &[u128]) -> Value {
    match value {
        Value::Options(ids) => {
            Value::options(ids.into_iter().filter(|id| !elements.contains(&u128::from(id.0))).collect())
        }
        Value::Refs(ids) => Value::refs(ids.into_iter().filter(|id| !elements.contains(&id.0)).collect()),
        other => other,
    }
}
