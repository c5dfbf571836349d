//! A query's path, looked up once: which table, which column, and over which link to get there.

use super::Database;
use super::column::Cells;
use super::links::{LinkCode, Links};
use super::query::{Meta, Path};
use super::stamps::StampColumn;
use super::table::Table;
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::{FieldKind, Object};

static MOMENT: FieldKind = FieldKind::DateTime;
static USER: FieldKind = FieldKind::User;
static TEXT: FieldKind = FieldKind::Text;

/// Where the values of a path stand.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The link to follow from each row first.
    pub(crate) hop: Option<Hop<'a>>,
    /// Where the values stand then.
    pub(crate) place: Place<'a>,
}

/// Values of one table.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'a Table,
    /// What the values are.
    pub(crate) kind: &'a FieldKind,
    pub(crate) what: What<'a>,
}

/// The values themselves.
#[derive(Clone, Copy)]
pub(crate) enum What<'a> {
    /// Cells of a field.
    Cells(&'a Cells),
    /// A field nobody has written to: all empty.
    Nothing,
    /// Stamps.
    Stamps(&'a StampColumn),
    /// Users.
    Users(&'a [LinkCode]),
    /// Titles.
    Title(&'a Object),
    /// When the cells of a select field were last written.
    Since(FieldId),
}

/// A link from each row of one table into another.
#[derive(Clone, Copy)]
pub(crate) struct Hop<'a> {
    codes: &'a [LinkCode],
    links: &'a Links,
    table: u16,
}

impl Hop<'_> {
    /// The row that a row links to.
    pub(crate) fn row(&self, row: u32) -> Option<u32> {
        self.links.row(*self.codes.get(row as usize)?, self.table)
    }
}

impl Source<'_> {
    /// The row where the value for a row stands.
    pub(crate) fn row(&self, row: u32) -> Option<u32> {
        match &self.hop {
            Some(hop) => hop.row(row),
            None => Some(row),
        }
    }
}

impl Database {
    /// Looks a path up. `None` when the schema does not know the object type or a field of the path, or when the
    /// path runs over a field that is no single link.
    pub(crate) fn source(&self, object: ObjectId, path: Path) -> Option<Source<'_>> {
        let table = self.table(object)?;
        let definition = self.schema().object(object)?;
        match path {
            Path::Field(field) => Some(Source { hop: None, place: self.place(table, definition, field)? }),
            Path::Through(link, field) => {
                let kind = &definition.field(link)?.kind;
                if !matches!(kind, FieldKind::Relation { .. } | FieldKind::User) {
                    return None;
                }
                let target = self.schema().object(kind.target()?)?;
                let there = self.table(target.id)?;
                let codes = match table.column(link) {
                    Some(Cells::Ref(codes)) => codes.as_slice(),
                    _ => &[],
                };
                let hop = Hop { codes, links: &self.links, table: there.number };
                Some(Source { hop: Some(hop), place: self.place(there, target, field)? })
            }
            Path::Meta(meta) => {
                let (kind, what) = match meta {
                    Meta::Created => (&MOMENT, What::Stamps(&table.created)),
                    Meta::Updated => (&MOMENT, What::Stamps(&table.updated)),
                    Meta::CreatedBy => (&USER, What::Users(&table.created_by)),
                    Meta::UpdatedBy => (&USER, What::Users(&table.updated_by)),
                    Meta::Title => (&TEXT, What::Title(definition)),
                };
                Some(Source { hop: None, place: Place { table, kind, what } })
            }
            Path::Since(field) => {
                let select = matches!(definition.field(field)?.kind, FieldKind::Select { .. });
                let place = Place { table, kind: &MOMENT, what: What::Since(field) };
                select.then_some(Source { hop: None, place })
            }
        }
    }

    fn place<'a>(&'a self, table: &'a Table, object: &'a Object, field: FieldId) -> Option<Place<'a>> {
        let kind = &object.field(field)?.kind;
        let cells = table.column(field).filter(|cells| cells.same_kind(&Cells::of(kind)));
        Some(Place { table, kind, what: cells.map_or(What::Nothing, What::Cells) })
    }
}
