//! Records brought into being many at a time: checked column by column, without a value for each cell.

use core::mem::discriminant;
use std::collections::BTreeSet;

use super::check;
use crate::db::error::DbError;
use crate::model::block::{Block, Column};
use crate::model::id::RecordId;
use crate::model::schema::{Field, FieldKind, Object};

/// Whether each record has to be looked at by itself: its selects depend on each other, or some of its values
/// may stand only once.
pub(super) fn needs_each(object: &Object) -> bool {
    object
        .fields
        .iter()
        .any(|field| field.unique || matches!(field.kind, FieldKind::Select { depends_on: Some(_), .. }))
}

/// The block in its one valid form, with the defaults of the fields that it does not name.
pub(super) fn whole(object: &Object, block: &Block) -> Result<Block, DbError> {
    let count = block.ids.len();
    if block.past.is_some() || !differ(&block.ids) {
        return Err(DbError::BadValue);
    }
    let mut columns = Vec::with_capacity(object.fields.len());
    for (id, cells) in &block.columns {
        let field = object.field(*id).ok_or(DbError::NoSuchField)?;
        if columns.iter().any(|(known, _)| known == id) {
            return Err(DbError::BadValue);
        }
        let cells = column(field, cells, count)?;
        if field.required && (0..count).any(|at| cells.get(at).is_empty()) {
            return Err(DbError::Required(*id));
        }
        columns.push((*id, cells));
    }
    for field in object.fields.iter().filter(|field| block.columns.iter().all(|(id, _)| *id != field.id)) {
        if field.required && field.default.is_empty() {
            return Err(DbError::Required(field.id));
        }
        if !field.default.is_empty() && !field.archived {
            let mut cells = Column::of(&field.kind);
            for _ in 0..count {
                cells.push(&field.default).map_err(|_e| DbError::BadValue)?;
            }
            columns.push((field.id, cells));
        }
    }
    Ok(Block { object: object.id, ids: block.ids.clone(), columns, past: None })
}

/// Whether the ids are all different, and none is 0. Ids made together rise.
fn differ(ids: &[RecordId]) -> bool {
    let rise = ids.is_sorted_by(|a, b| a < b) && ids.first().is_none_or(|id| id.0 != 0);
    rise || {
        let mut met = BTreeSet::new();
        ids.iter().all(|id| id.0 != 0 && met.insert(*id))
    }
}

/// A column in its one valid form.
fn column(field: &Field, cells: &Column, count: usize) -> Result<Column, DbError> {
    let fits = discriminant(cells) == discriminant(&Column::of(&field.kind)) && cells.len() == count && is_whole(cells);
    if !fits {
        return Err(DbError::BadValue);
    }
    let valid = match cells {
        Column::Text { ends, bytes } if are_trimmed(ends, bytes) => true,
        Column::Text { .. } | Column::Options { .. } | Column::Refs { .. } => return cell_by_cell(field, cells),
        Column::Number(numbers) => {
            if numbers.iter().any(|number| number.is_infinite()) {
                return Err(DbError::BadValue);
            }
            return Ok(Column::Number(numbers.iter().map(|number| number + 0.0).collect()));
        }
        Column::Rating(stars) => match field.kind {
            FieldKind::Rating { max } => stars.iter().all(|stars| *stars <= max),
            _ => false,
        },
        Column::Option(options) => {
            let known: BTreeSet<u32> = field.kind.options().iter().map(|choice| choice.id.0).collect();
            options.iter().all(|option| option.0 == 0 || known.contains(&option.0))
        }
        Column::Money { .. }
        | Column::Date(_)
        | Column::DateTime(_)
        | Column::Bool(_)
        | Column::Minutes(_)
        | Column::Ref(_) => true,
    };
    if valid { Ok(cells.clone()) } else { Err(DbError::BadValue) }
}

/// Whether a column that came in a message holds together: its cells can be read.
fn is_whole(cells: &Column) -> bool {
    let rise = |ends: &[u32], len: usize| ends.is_sorted() && ends.last().is_none_or(|end| *end as usize == len);
    match cells {
        Column::Text { ends, bytes } => {
            rise(ends, bytes.len()) && ends.iter().all(|end| bytes.is_char_boundary(*end as usize))
        }
        Column::Options { ends, items } => rise(ends, items.len()),
        Column::Refs { ends, items } => rise(ends, items.len()),
        Column::Money { minor, currency, currencies } => {
            let known = |at: &u8| *at == u8::MAX || usize::from(*at) < currencies.len();
            minor.len() == currency.len() && currency.iter().all(known)
        }
        Column::Bool(cells) => cells.iter().all(|cell| *cell <= 2),
        _ => true,
    }
}

fn are_trimmed(ends: &[u32], bytes: &str) -> bool {
    let mut from = 0;
    ends.iter().all(|end| {
        let text = &bytes.as_bytes()[from..*end as usize];
        from = *end as usize;
        // Beyond ASCII, signs of white space are looked for cell by cell.
        let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
        plain(text.first()) && plain(text.last())
            || core::str::from_utf8(text).is_ok_and(|text| text.trim().len() == text.len())
    })
}

fn cell_by_cell(field: &Field, cells: &Column) -> Result<Column, DbError> {
    let mut out = Column::of(&field.kind);
    for at in 0..cells.len() {
        out.push(&check::value(field, &cells.get(at))?).map_err(|_e| DbError::BadValue)?;
    }
    Ok(out)
}
