//! Rows and records ready to be shown: links carry titles.

use super::Database;
use super::column::Cells;
use super::links::LinkCode;
use super::path::What;
use super::query::{Meta, Path};
use super::show::{Cell, Link, RecordShow, Row};
use super::table::Table;
use crate::model::arrange::Arrange as _;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::{FieldKind, Object};
use crate::model::standard::USER;
use crate::model::value::Value;

/// Characters of a title that is cut from a longer text.
const CUT: usize = 80;

impl Database {
    /// What a record is called: its title fields, joined by spaces; of a longer text, the beginning of its first
    /// line.
    #[must_use]
    pub fn title(&self, object: ObjectId, row: u32) -> String {
        let mut title = String::new();
        if let (Some(table), Some(object)) = (self.table(object), self.schema().object(object)) {
            self.title_into(table, object, row, &mut title);
        }
        title
    }

    /// The line under the title: a text, the title of what is linked to, or the name of a choice (its key, where
    /// the company gave it no name); empty when there is none.
    #[must_use]
    pub fn subtitle(&self, object: ObjectId, row: u32) -> String {
        let Some(field) = self.schema().object(object).and_then(|object| object.field(object.subtitle?)) else {
            return String::new();
        };
        match self.cell(object, row, field.id) {
            Cell::Value(Value::Text(text)) => text,
            Cell::Value(Value::Option(option)) => {
                let choice = field.kind.options().iter().find(|choice| choice.id == option);
                choice.map_or_else(String::new, |choice| choice.label.as_ref().unwrap_or(&choice.key).clone())
            }
            Cell::Links(links) => links.into_iter().next().map_or_else(String::new, |link| link.title),
            _ => String::new(),
        }
    }

    /// A record as links show it.
    #[must_use]
    pub fn link(&self, object: ObjectId, id: RecordId) -> Link {
        match self.row(object, id) {
            Some(row) => Link { object, id, title: self.title(object, row), deleted: self.is_deleted(object, row) },
            None => Link { object, id, title: String::new(), deleted: false },
        }
    }

    /// A record with all its cells.
    #[must_use]
    pub fn record(&self, object: ObjectId, id: RecordId) -> Option<RecordShow> {
        let table = self.table(object)?;
        let row = table.ids.find(id)?;
        let cells = table.columns.iter().map(|column| (column.field, self.cell(object, row, column.field)));
        let mut cells: Vec<_> = cells.filter(|(_, cell)| *cell != Cell::Empty).collect();
        cells.arrange_by_key(|(field, _)| *field);
        let user = |code: LinkCode| (code > 0).then(|| self.link(USER, self.links.id(code)));
        Some(RecordShow {
            object,
            id,
            title: self.title(object, row),
            cells,
            deleted: table.deleted.has(row),
            created: table.created.get(row, &self.clients),
            created_by: user(table.created_by[row as usize]),
            updated: table.updated.get(row, &self.clients),
            updated_by: user(table.updated_by[row as usize]),
        })
    }

    /// A cell with its links' titles.
    #[must_use]
    pub fn cell(&self, object: ObjectId, row: u32, field: FieldId) -> Cell {
        self.show(self.schema().field(object, field).map(|field| &field.kind), self.value(object, row, field))
    }

    /// A value as a cell of a field shows it (also one of the past: history).
    #[must_use]
    pub fn show(&self, kind: Option<&FieldKind>, value: Value) -> Cell {
        let target = || kind.and_then(FieldKind::target).unwrap_or_default();
        match value {
            Value::Empty => Cell::Empty,
            Value::Ref(id) => Cell::Links(vec![self.link(target(), id)]),
            Value::Refs(ids) => Cell::Links(ids.into_iter().map(|id| self.link(target(), id)).collect()),
            other => Cell::Value(other),
        }
    }

    /// The cell that a path leads to.
    pub(crate) fn cell_at(&self, object: ObjectId, path: Path, row: u32) -> Cell {
        let Some(source) = self.source(object, path) else { return Cell::Empty };
        let Some(row) = source.row(row) else { return Cell::Empty };
        let kind = Some(source.place.kind);
        match source.place.what {
            What::Nothing => Cell::Empty,
            What::Cells(cells) => self.show(kind, cells.get(row, &self.links)),
            What::Stamps(stamps) => Cell::Value(Value::DateTime(stamps.unix_ms(row))),
            What::Since(field) => {
                source.place.table.since(row, field).map_or(Cell::Empty, |moment| Cell::Value(Value::DateTime(moment)))
            }
            What::Users(codes) => match codes.get(row as usize) {
                Some(code) if *code > 0 => Cell::Links(vec![self.link(USER, self.links.id(*code))]),
                _ => Cell::Empty,
            },
            What::Title(object) => {
                let mut title = String::new();
                self.title_into(source.place.table, object, row, &mut title);
                if title.is_empty() { Cell::Empty } else { Cell::Value(Value::Text(title)) }
            }
        }
    }

    /// Whether records of an object type show titles of another's: by a link, or as author.
    pub(crate) fn links_to(&self, object: ObjectId, other: ObjectId) -> bool {
        let fields = self.schema().object(object).map(|object| object.fields.as_slice()).unwrap_or_default();
        other == USER || fields.iter().any(|field| field.kind.target() == Some(other))
    }

    /// A row of a list.
    pub(crate) fn row_of(&self, object: ObjectId, columns: &[Path], row: u32) -> Row {
        Row {
            id: self.id(object, row),
            title: self.title(object, row),
            cells: columns.iter().map(|path| self.cell_at(object, *path, row)).collect(),
        }
    }

    /// Appends the title of a row.
    pub(crate) fn title_into(&self, table: &Table, object: &Object, row: u32, out: &mut String) {
        for field in &object.title {
            let Some(cells) = table.column(*field) else { continue };
            match cells {
                Cells::Text(texts) => {
                    let long = object.field(*field).is_some_and(|field| matches!(field.kind, FieldKind::LongText));
                    let text = texts.get(row);
                    join(out, if long { first_line(text) } else { text });
                }
                cells => match cells.get(row, &self.links) {
                    Value::Number(number) => join(out, &number.to_string()),
                    Value::Date(day) => join(out, &day.to_string()),
                    _ => {}
                },
            }
        }
    }

    /// The fields and links that a path reads: the field of the list's own records, and the object type and field
    /// it leads to.
    pub(crate) fn reads(&self, object: ObjectId, path: Path) -> (Option<FieldId>, Option<ObjectId>) {
        let target = |field| self.schema().field(object, field).and_then(|field| field.kind.target());
        match path {
            Path::Field(field) => (Some(field), target(field)),
            Path::Through(link, _) => (Some(link), target(link)),
            Path::Since(field) => (Some(field), None),
            Path::Meta(Meta::CreatedBy | Meta::UpdatedBy) => (None, Some(USER)),
            Path::Meta(_) => (None, None),
        }
    }
}

/// Appends a part of a title.
fn join(out: &mut String, part: &str) {
    if !part.is_empty() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
}

/// The first line with something on it, without Markdown's marks for headings, quotes and lists, cut to a
/// length that fits a line.
fn first_line(text: &str) -> &str {
    let marks: &[char] = &['#', '>', '*', '-', '+', ' ', '\t'];
    let line = text.lines().map(|line| line.trim_start_matches(marks).trim_end()).find(|line| !line.is_empty());
    let line = line.unwrap_or_default();
    match line.char_indices().nth(CUT) {
        Some((end, _)) => line[..end].trim_end(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_notes_are_their_first_line() {
        assert_eq!(first_line("\n\n## Call with Anna\nShe said"), "Call with Anna");
        assert_eq!(first_line("- - -\n> quoted"), "quoted");
        assert_eq!(first_line(&"ä".repeat(200)).chars().count(), CUT);
        assert_eq!(first_line(""), "");
    }
}
