//! Every record that is linked to, or exists, under one short number, and where it stands. Cells hold the
//! numbers, so a link costs four bytes, and following it is two array reads.

use super::ids::Ids;
use crate::model::id::RecordId;

/// The number of a record that is linked to; 0 is no record.
pub(crate) type LinkCode = u32;

const NOWHERE: u32 = u32::MAX;

/// Numbers of linked records.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    ids: Ids,
    /// By number: the table and the row where the record stands.
    tables: Vec<u16>,
    rows: Vec<u32>,
    /// Numbers whose record has not come yet.
    awaited: u32,
}

impl Default for Links {
    fn default() -> Self {
        let mut ids = Ids::default();
        ids.add(RecordId(0));
        Self { ids, tables: vec![u16::MAX], rows: vec![NOWHERE], awaited: 0 }
    }
}

impl Links {
    /// The record with a number.
    pub(crate) fn id(&self, code: LinkCode) -> RecordId {
        self.ids.id(code)
    }

    /// How many numbers are given, 0 included.
    pub(crate) fn len(&self) -> u32 {
        self.ids.len()
    }

    /// The number of a record, when anything links to it.
    pub(crate) fn find(&self, id: RecordId) -> Option<LinkCode> {
        self.ids.find(id)
    }

    /// The row of the record with this number, when it stands in that table.
    pub(crate) fn row(&self, code: LinkCode, table: u16) -> Option<u32> {
        let row = *self.rows.get(code as usize)?;
        (row != NOWHERE && self.tables[code as usize] == table).then_some(row)
    }

    /// The number of a record that a cell links to. `look` says where it stands, when it exists: the
    /// table and the row.
    pub(crate) fn code(&mut self, id: RecordId, look: impl FnOnce() -> Option<(u16, u32)>) -> LinkCode {
        let (code, new) = self.ids.add(id);
        if new {
            let (table, row) = look().unwrap_or((u16::MAX, NOWHERE));
            self.tables.push(table);
            self.rows.push(row);
            self.awaited += u32::from(row == NOWHERE);
        }
        code
    }

    /// Notes where a record stands that came into being.
    pub(crate) fn place(&mut self, id: RecordId, table: u16, row: u32) {
        if self.awaited == 0 {
            return;
        }
        if let Some(code) = self.ids.find(id) {
            self.awaited -= u32::from(self.rows[code as usize] == NOWHERE);
            self.tables[code as usize] = table;
            self.rows[code as usize] = row;
        }
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        self.ids.bytes() + self.tables.capacity() * 2 + self.rows.capacity() * 4
    }
}
