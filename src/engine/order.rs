//! The user's order of texts. The browser's collator is asked once about each character in use; from
//! then on texts are ordered without it.

use std::collections::BTreeSet;

use super::Engine;
use crate::db::{Changes, Database};
use crate::model::collate::CollationTable;
use crate::platform::Platform;

/// What is known of the order of characters.
#[derive(Default)]
pub(super) struct TextOrder {
    table: CollationTable,
    /// Met, but not known yet.
    unknown: BTreeSet<Box<str>>,
    learned: BTreeSet<Box<str>>,
}

impl TextOrder {
    /// Notes the characters of a text that are not known.
    pub(super) fn meet(&mut self, text: &str) {
        self.table.missing(text, &mut self.unknown);
    }

    /// Notes the unknown characters of changed cells. Rows created in bulk are looked at when they are
    /// indexed.
    pub(super) fn changed(&mut self, db: &Database, changes: &Changes) {
        for table in &changes.tables {
            for (row, fields) in &table.changed {
                fields.iter().for_each(|field| self.meet(db.text(table.object, *row, *field)));
            }
            for rows in table.created.iter().filter(|rows| rows.len() == 1) {
                let fields =
                    db.schema().object(table.object).map(|object| object.fields.as_slice()).unwrap_or_default();
                fields.iter().for_each(|field| self.meet(db.text(table.object, rows.start, field.id)));
            }
        }
    }

    /// Characters that will be met.
    pub(super) fn expect(&mut self, letters: Vec<Box<str>>) {
        self.unknown.extend(letters);
    }

    /// The characters learned so far, beside those that every table knows.
    pub(super) fn learned(&self) -> impl Iterator<Item = Box<str>> + '_ {
        self.learned.iter().cloned()
    }

    pub(super) fn is_behind(&self) -> bool {
        !self.unknown.is_empty()
    }
}

impl<P: Platform> Engine<P> {
    /// Learns the order of the characters met since the last time, at first that of ASCII, and orders
    /// live lists by it.
    pub(super) fn learn_order(&self) {
        let mut compare = self.platform().collator(&self.inner.core.borrow().locale);
        let mut core = self.inner.core.borrow_mut();
        let unknown = std::mem::take(&mut core.order.unknown);
        if unknown.is_empty() && !core.order.table.is_empty() {
            return;
        }
        let learned = core.order.table.learn(&unknown, &mut compare);
        core.order.learned.extend(unknown);
        if learned {
            let table = core.order.table.clone();
            core.db.set_collation(Box::new(table));
            drop(core);
            self.show_all();
        }
    }
}
