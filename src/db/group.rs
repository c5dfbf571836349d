//! The groups of a grouped list: what their records have in common, how many, and the calculations over them.

use std::collections::BTreeMap;

use super::Database;
use super::query::{Aggregate, Path};
use super::show::{Cell, Group};
use super::sort::Order;
use crate::model::id::ObjectId;
use crate::model::schema::FieldKind;
use crate::model::value::Value;

impl Database {
    /// The groups in their order. `order` starts with the group's path; `rows` rise.
    pub(crate) fn groups(
        &self,
        object: ObjectId,
        path: Path,
        order: &Order<'_>,
        rows: &[u32],
        aggregates: &[Aggregate],
    ) -> Vec<Group> {
        let Some(source) = self.source(object, path) else { return Vec::new() };
        let mut members: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for row in rows {
            members.entry(order.group(*row)).or_default().push(*row);
        }
        let checkbox = matches!(source.place.kind, FieldKind::Checkbox);
        let group = |rows: Vec<u32>| {
            let key = rows.first().map_or(Cell::Empty, |row| self.cell_at(object, path, *row));
            // Not entered and unticked are one group.
            let unticked = checkbox && rows.first().is_some_and(|row| source.row(*row).is_some());
            let key = if unticked && key == Cell::Empty { Cell::Value(Value::Bool(false)) } else { key };
            Group { key, count: rows.len() as u32, figures: self.figures(object, aggregates, &rows) }
        };
        members.into_values().map(group).collect()
    }
}
