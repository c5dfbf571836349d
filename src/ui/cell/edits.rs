//! From what was entered in a cell to the change that the engine makes.

use super::editor::Entered;
use crate::db::edit::{Edit, Target};
use crate::db::show::Cell;
use crate::model::id::{FieldId, OptionId, RecordId};
use crate::model::schema::Object;
use crate::model::value::Value;
use crate::ui::columns::{Column, Edits};

/// The value a cell shows.
#[must_use]
pub fn value_of(column: &Column, cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Value(value) => value.clone(),
        Cell::Links(links) => {
            let ids: Vec<RecordId> = links.iter().map(|link| link.id).collect();
            if matches!(column.kind, crate::model::schema::FieldKind::Relations { .. }) {
                Value::refs(ids)
            } else {
                ids.first().map_or(Value::Empty, |id| Value::Ref(*id))
            }
        }
    }
}

/// The changes that put what was entered in place of `before`, in the records of `target`.
/// Set-valued cells change element by element, so that what others add at the same time stays.
#[must_use]
pub fn edits_for(object: &Object, column: &Column, target: Target, before: &Value, entered: &Entered) -> Vec<Edit> {
    let mut edits = entered.also.clone();
    match column.edits {
        Edits::Nothing => return Vec::new(),
        Edits::Title => {
            let text = entered.value.as_text().unwrap_or_default();
            edits.push(Edit::Set { object: object.id, target, cells: title_cells(object, text) });
        }
        Edits::Field(field) => match (before, &entered.value) {
            (Value::Refs(_) | Value::Options(_), _) | (_, Value::Refs(_) | Value::Options(_)) => {
                let (add, remove) = difference(before, &entered.value);
                edits.push(Edit::Elements { object: object.id, target, field, add, remove });
            }
            _ => {
                let mut cells = vec![(field, entered.value.clone())];
                cells.extend(dependents(object, field, &entered.value));
                edits.push(Edit::Set { object: object.id, target, cells });
            }
        },
    }
    edits
}

/// A name as the fields that make it up: the last word goes to the last field.
#[must_use]
pub fn title_cells(object: &Object, text: &str) -> Vec<(FieldId, Value)> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut cells = Vec::new();
    for (left, field) in object.title.iter().enumerate().rev() {
        let part = if left == 0 {
            words.join(" ")
        } else if words.len() > left {
            words.pop().unwrap_or_default().to_owned()
        } else {
            String::new()
        };
        cells.push((*field, Value::text(&part)));
    }
    cells.reverse();
    cells
}

/// Fields whose choices depend on `field` go to the first choice that fits (a new pipeline starts at
/// its first stage).
fn dependents(object: &Object, field: FieldId, value: &Value) -> Vec<(FieldId, Value)> {
    let Value::Option(parent) = value else { return Vec::new() };
    let first = |other: &crate::model::schema::Field| {
        let crate::model::schema::FieldKind::Select { options, depends_on } = &other.kind else { return None };
        let fits = |id: &OptionId| options.iter().any(|o| o.id == *id && o.parent.is_none_or(|p| p == *parent));
        let offered = options.iter().find(|option| option.parent == Some(*parent) && !option.archived)?;
        (*depends_on == Some(field) && fits(&offered.id)).then_some((other.id, Value::Option(offered.id)))
    };
    object.fields.iter().filter_map(first).collect()
}

/// What to add and what to take out to come from one set to the other.
fn difference(before: &Value, after: &Value) -> (Value, Value) {
    if matches!(before, Value::Refs(_)) || matches!(after, Value::Refs(_)) {
        let (old, new) = (refs(before), refs(after));
        let add = new.iter().copied().filter(|id| !old.contains(id)).collect();
        let remove = old.iter().copied().filter(|id| !new.contains(id)).collect();
        (Value::refs(add), Value::refs(remove))
    } else {
        let (old, new) = (options(before), options(after));
        let add = new.iter().copied().filter(|id| !old.contains(id)).collect();
        let remove = old.iter().copied().filter(|id| !new.contains(id)).collect();
        (Value::options(add), Value::options(remove))
    }
}

fn refs(value: &Value) -> &[RecordId] {
    if let Value::Refs(ids) = value { ids } else { &[] }
}

fn options(value: &Value) -> &[OptionId] {
    if let Value::Options(ids) = value { ids } else { &[] }
}
