//! Answers ready to be shown: windows of rows, records, and what changed in them. Links carry the
//! titles of what they link to, so that a screen never has to ask twice.

use core::ops::Range;

use serde::{Deserialize, Serialize};

use super::query::{Aggregate, Figure, Path, Query};
use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::value::Value;

/// What a live query wants to know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Spec {
    /// A window of rows.
    List {
        /// Which, in which order.
        query: Query,
        /// The cells each row carries, in this order.
        columns: Vec<Path>,
        /// Rows wanted, by position.
        window: Range<u32>,
        /// Calculations over all rows found.
        aggregates: Vec<Aggregate>,
    },
    /// One record with all its cells.
    Record(ObjectId, RecordId),
    /// How many records each query finds (the figures in the sidebar).
    Totals(Vec<Query>),
}

/// News of a live query.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Live {
    /// The window, whole.
    Rows(Rows),
    /// What changed since the last `Rows` or `Delta` of this query.
    Delta(Delta),
    /// The record; `None` when there is none with this id.
    Record(Option<Box<RecordShow>>),
    /// Counts, as asked.
    Totals(Vec<u32>),
}

/// A window of rows.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Rows {
    /// Rows found in all.
    pub total: u32,
    /// Position of the first row here.
    pub start: u32,
    /// The rows of the window.
    pub rows: Vec<Row>,
    /// The calculations, as asked.
    pub figures: Vec<Figure>,
    /// The groups in order, when grouped.
    pub groups: Vec<Group>,
    /// True while not everything is loaded yet: more will follow.
    pub partial: bool,
}

impl Rows {
    /// Takes in what changed since. Rows that the delta neither sends nor has sent before (which a faithful sender
    /// does not produce) are left out.
    pub fn apply(&mut self, delta: Delta) {
        let mut known = core::mem::take(&mut self.rows);
        let mut changed = delta.changed;
        for id in delta.order {
            let list = if changed.iter().any(|row| row.id == id) { &mut changed } else { &mut known };
            if let Some(place) = list.iter().position(|row| row.id == id) {
                self.rows.push(list.swap_remove(place));
            }
        }
        self.total = delta.total;
        self.start = delta.start;
        self.figures = delta.figures;
        self.groups = delta.groups;
    }
}

/// The difference between two windows at the same position.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Delta {
    /// Rows found in all, now.
    pub total: u32,
    /// Position of the first row of the window, now.
    pub start: u32,
    /// The ids of the window, in order, now.
    pub order: Vec<RecordId>,
    /// Rows of the window that are new in it or whose cells changed.
    pub changed: Vec<Row>,
    /// The calculations, now.
    pub figures: Vec<Figure>,
    /// The groups, now.
    pub groups: Vec<Group>,
}

/// One row: the cells in the order of the columns asked for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell ready to be shown.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing entered.
    #[default]
    Empty,
    /// A value that is no link.
    Value(Value),
    /// Links.
    Links(Vec<Link>),
}

/// A link ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The object type linked to.
    pub object: ObjectId,
    /// The record linked to.
    pub id: RecordId,
    /// What it is called; empty when it is not on this device.
    pub title: String,
    /// Whether it lies in the trash.
    pub deleted: bool,
}

/// A group of a grouped list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// What its records have in common.
    pub key: Cell,
    /// How many there are.
    pub count: u32,
    /// The calculations over them.
    pub figures: Vec<Figure>,
}

/// A record ready to be shown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RecordShow {
    /// Its object type.
    pub object: ObjectId,
    /// Its id.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// Its cells that are not empty.
    pub cells: Vec<(FieldId, Cell)>,
    /// Whether it lies in the trash.
    pub deleted: bool,
    /// When and where it was created.
    pub created: Hlc,
    /// Who created it.
    pub created_by: Option<Link>,
    /// When and where it last changed.
    pub updated: Hlc,
    /// Who last changed it.
    pub updated_by: Option<Link>,
}

impl RecordShow {
    /// The cell of a field.
    #[must_use]
    pub fn cell(&self, field: FieldId) -> &Cell {
        self.cells.iter().find(|(id, _)| *id == field).map_or(&Cell::Empty, |(_, cell)| cell)
    }
}
