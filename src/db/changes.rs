//! What applying a transaction changed: enough for live queries, the search index and counters to bring
//! themselves up to date without asking what the transaction was.

use core::ops::Range;

use crate::model::arrange::Arrange as _;
use crate::model::id::{FieldId, ObjectId};

/// Everything that changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// Per object type.
    pub tables: Vec<TableChanges>,
    /// Whether the schema changed.
    pub schema: bool,
}

/// What changed in the records of one object type. All lists rise by row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TableChanges {
    /// The object type.
    pub object: ObjectId,
    /// Rows that came into being. They are in no other list.
    pub created: Vec<Range<u32>>,
    /// Rows that were changed, with the fields that now hold another value (none when only the time of the
    /// last change is new).
    pub changed: Vec<(u32, Vec<FieldId>)>,
    /// Rows that went to the trash or came back.
    pub moved: Vec<u32>,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.schema && self.tables.iter().all(TableChanges::is_empty)
    }

    /// The changes of an object type.
    #[must_use]
    pub fn of(&self, object: ObjectId) -> Option<&TableChanges> {
        self.tables.iter().find(|table| table.object == object)
    }

    /// How many records changed.
    #[must_use]
    pub fn records(&self) -> u32 {
        self.tables.iter().map(|table| table.rows().count() as u32).sum()
    }

    /// Adds what came after.
    pub fn merge(&mut self, later: Self) {
        self.schema |= later.schema;
        for table in later.tables {
            let mine = self.table(table.object);
            mine.created.extend(table.created);
            mine.changed.extend(table.changed);
            mine.moved.extend(table.moved);
        }
        self.normalize();
    }

    pub(crate) fn table(&mut self, object: ObjectId) -> &mut TableChanges {
        let at = self.tables.iter().position(|table| table.object == object).unwrap_or_else(|| {
            self.tables.push(TableChanges { object, ..TableChanges::default() });
            self.tables.len() - 1
        });
        &mut self.tables[at]
    }

    /// Sorts, joins what belongs together, and drops what is said twice.
    pub(crate) fn normalize(&mut self) {
        for table in &mut self.tables {
            table.normalize();
        }
        self.tables.retain(|table| !table.is_empty());
    }
}

impl TableChanges {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.moved.is_empty()
    }

    /// Every row concerned, once, rising.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let mut rows: Vec<u32> = self.created.iter().cloned().flatten().collect();
        rows.extend(self.changed.iter().map(|(row, _)| *row));
        rows.extend(&self.moved);
        rows.arrange();
        rows.dedup();
        rows.into_iter()
    }

    /// Whether a row is concerned.
    #[must_use]
    pub fn has(&self, row: u32) -> bool {
        self.created.iter().any(|range| range.contains(&row))
            || self.changed.binary_search_by_key(&row, |(row, _)| *row).is_ok()
            || self.moved.binary_search(&row).is_ok()
    }

    /// Whether records came into being, or went to the trash or came back: whether counts may be new.
    #[must_use]
    pub fn reshapes(&self) -> bool {
        !self.created.is_empty() || !self.moved.is_empty()
    }

    /// Whether a field holds another value in any row that existed before.
    #[must_use]
    pub fn touches(&self, field: FieldId) -> bool {
        self.changed.iter().any(|(_, fields)| fields.contains(&field))
    }

    pub(crate) fn create(&mut self, rows: Range<u32>) {
        match self.created.last_mut() {
            Some(last) if last.end == rows.start => last.end = rows.end,
            _ if rows.is_empty() => {}
            _ => self.created.push(rows),
        }
    }

    pub(crate) fn change(&mut self, row: u32, field: Option<FieldId>) {
        match self.changed.last_mut() {
            Some((last, fields)) if *last == row => fields.extend(field),
            _ => self.changed.push((row, field.into_iter().collect())),
        }
    }

    fn normalize(&mut self) {
        self.created.arrange_by_key(|range| range.start);
        let mut joined: Vec<Range<u32>> = Vec::with_capacity(self.created.len());
        for range in self.created.drain(..) {
            match joined.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        self.created = joined;
        let new = |row: u32| {
            let at = self.created.partition_point(|range| range.end <= row);
            self.created.get(at).is_some_and(|range| range.contains(&row))
        };
        self.changed.retain(|(row, _)| !new(*row));
        self.changed.arrange_by_key(|(row, _)| *row);
        self.changed.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1.append(&mut later.1);
            }
            same
        });
        for (_, fields) in &mut self.changed {
            fields.arrange();
            fields.dedup();
        }
        self.moved.retain(|row| !new(*row));
        self.moved.arrange();
        self.moved.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_join_in_any_order() {
        let mut table = TableChanges::default();
        table.change(9, Some(FieldId(2)));
        table.change(5, Some(FieldId(1)));
        table.change(9, Some(FieldId(1)));
        table.change(9, None);
        table.create(4..6);
        table.create(6..7);
        table.moved.extend([9, 3, 9, 6]);
        let mut changes = Changes { tables: vec![table], schema: false };
        changes.normalize();
        let table = &changes.tables[0];
        assert_eq!(table.created, vec![4..7]);
        assert_eq!(table.changed, [(9, vec![FieldId(1), FieldId(2)])]);
        assert_eq!(table.moved, [3, 9]);
        assert_eq!(table.rows().collect::<Vec<_>>(), [3, 4, 5, 6, 9]);
    }
}
