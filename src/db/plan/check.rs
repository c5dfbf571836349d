//! Whether cells may hold what they are to hold.

use std::collections::{BTreeMap, HashMap};

use crate::db::Database;
use crate::db::column::Cells;
use crate::db::error::DbError;
use crate::model::fold::fold;
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::schema::{Field, FieldKind, Object};
use crate::model::value::Value;

/// Cells in their one valid form, each field once (the last one named counts).
pub(super) fn cells(object: &Object, cells: &[(FieldId, Value)]) -> Result<Vec<(FieldId, Value)>, DbError> {
    let mut out: Vec<(FieldId, Value)> = Vec::with_capacity(cells.len());
    for (id, value) in cells {
        let field = object.field(*id).ok_or(DbError::NoSuchField)?;
        let value = self::value(field, value)?;
        out.retain(|(known, _)| known != id);
        out.push((*id, value));
    }
    Ok(out)
}

/// A value in its one valid form: text trimmed (long text only when nothing else is in it), sets sorted.
pub(super) fn value(field: &Field, value: &Value) -> Result<Value, DbError> {
    let value = match value {
        Value::Text(text) if matches!(field.kind, FieldKind::LongText) && !text.trim().is_empty() => value.clone(),
        Value::Text(text) => Value::text(text),
        Value::Options(ids) => Value::options(ids.clone()),
        Value::Refs(ids) => Value::refs(ids.clone()),
        Value::Ref(RecordId(0)) => Value::Empty,
        Value::Number(number) => Value::Number(number + 0.0),
        other => other.clone(),
    };
    let known = |option: &OptionId| field.kind.options().iter().any(|choice| choice.id == *option);
    let offered = match &value {
        Value::Option(option) => known(option),
        Value::Options(options) => options.iter().all(known),
        Value::Refs(ids) => ids.iter().all(|id| id.0 != 0),
        _ => true,
    };
    if offered && field.kind.accepts(&value) { Ok(value) } else { Err(DbError::BadValue) }
}

/// Whether a field's new definition keeps what its cells hold.
pub(super) fn same_shape(old: &Field, new: &Field) -> bool {
    Cells::of(&old.kind).same_kind(&Cells::of(&new.kind)) && old.kind.target() == new.kind.target()
}

/// Brings selects that depend on each other into line: a choice brings the choice it belongs to (a stage its
/// pipeline), and a choice whose parent is no longer chosen gives way, to the first one of the new parent where
/// the field has a default, or else to none. `now` is what stands in the other fields.
pub(super) fn settle(
    object: &Object,
    cells: &mut Vec<(FieldId, Value)>,
    now: impl Fn(FieldId) -> Value,
) -> Result<(), DbError> {
    for field in &object.fields {
        let FieldKind::Select { options, depends_on: Some(parent) } = &field.kind else { continue };
        let named = |cells: &[(FieldId, Value)], id: FieldId| {
            cells.iter().find(|(known, _)| *known == id).map(|(_, value)| value.clone())
        };
        let belongs = |value: &Value| {
            let Value::Option(option) = value else { return None };
            options.iter().find(|choice| choice.id == *option)?.parent
        };
        match (named(cells, field.id), named(cells, *parent)) {
            (Some(child), named_parent) => {
                if let Some(wanted) = belongs(&child) {
                    let wanted = Value::Option(wanted);
                    match named_parent {
                        Some(other) if other != wanted => return Err(DbError::BadValue),
                        Some(_) => {}
                        None => cells.push((*parent, wanted)),
                    }
                }
            }
            (None, Some(new_parent)) => {
                let child = now(field.id);
                let strays = belongs(&child).is_some_and(|old| Value::Option(old) != new_parent);
                if strays {
                    cells.push((field.id, first_of(field, &new_parent)));
                }
            }
            (None, None) => {}
        }
    }
    Ok(())
}

/// Fills a new record's cells up with defaults, then brings dependent selects into line.
pub(super) fn settle_new(object: &Object, cells: &mut Vec<(FieldId, Value)>) -> Result<(), DbError> {
    settle(object, cells, |field| object.field(field).map_or(Value::Empty, |field| field.default.clone()))?;
    for field in &object.fields {
        if !cells.iter().any(|(known, _)| *known == field.id) && !field.archived {
            cells.push((field.id, field.default.clone()));
        }
    }
    Ok(())
}

/// The choice that a dependent field starts with under a parent.
fn first_of(field: &Field, parent: &Value) -> Value {
    let Value::Option(parent) = parent else { return Value::Empty };
    if field.default.is_empty() {
        return Value::Empty;
    }
    let first = field.kind.options().iter().find(|choice| choice.parent == Some(*parent) && !choice.archived);
    first.map_or(Value::Empty, |choice| Value::Option(choice.id))
}

/// Whether no two live records would hold the same value of a unique field.
pub(super) fn unique(
    db: &Database,
    wanted: &[(ObjectId, FieldId, RecordId, Value)],
    planned: &BTreeMap<(ObjectId, RecordId, FieldId), Value>,
    moved: &BTreeMap<RecordId, bool>,
) -> Result<(), DbError> {
    let mut columns: BTreeMap<(ObjectId, FieldId), HashMap<String, RecordId>> = BTreeMap::new();
    for (object, field, record, value) in wanted {
        // What a later edit replaced does not count.
        if planned.get(&(*object, *record, *field)) != Some(value) {
            continue;
        }
        let holders = columns.entry((*object, *field)).or_default();
        if holders.insert(form(value), *record).is_some_and(|other| other != *record) {
            return Err(DbError::Taken(*field));
        }
    }
    for ((object, field), holders) in &columns {
        for row in 0..db.len(*object) {
            let id = db.id(*object, row);
            let deleted = moved.get(&id).copied().unwrap_or_else(|| db.is_deleted(*object, row));
            if deleted || planned.contains_key(&(*object, id, *field)) {
                continue;
            }
            let value = db.value(*object, row, *field);
            if !value.is_empty() && holders.get(&form(&value)).is_some_and(|holder| *holder != id) {
                return Err(DbError::Taken(*field));
            }
        }
    }
    Ok(())
}

/// What counts as the same value: text without regard to case and accents.
fn form(value: &Value) -> String {
    match value {
        Value::Text(text) => fold(text),
        other => format!("{other:?}"),
    }
}
