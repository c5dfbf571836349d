//! What a question reads, so that a change can be held against it.

use std::collections::BTreeSet;

use crate::db::Database;
use crate::db::changes::Changes;
use crate::db::query::{Aggregate, Filter, Function, Meta, Path, Query};
use crate::model::id::{FieldId, ObjectId};

/// Fields read, of the object type asked for and of others.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// Fields of the object type itself.
    own: BTreeSet<FieldId>,
    /// When a record last changed, and who did: new with every change.
    updated: bool,
    /// Fields of other records, by object type.
    other: BTreeSet<(ObjectId, FieldId)>,
    /// Object types whose records' titles, and presence in the trash, are read.
    titles: BTreeSet<ObjectId>,
    /// All of the object type: a search.
    text: bool,
}

impl Uses {
    /// What decides which records a query finds.
    pub(super) fn of_filter(db: &Database, query: &Query) -> Self {
        let mut uses = Self { text: !query.text.trim().is_empty(), ..Self::default() };
        uses.filter(db, query.object, &query.filter);
        uses
    }

    /// What decides the order of records.
    pub(super) fn of_order(db: &Database, query: &Query) -> Self {
        let mut uses = Self::default();
        for path in query.sort.iter().map(|sort| sort.path).chain(query.group) {
            uses.path(db, query.object, path, true);
        }
        uses
    }

    /// What the rows of a list show.
    pub(super) fn of_columns(db: &Database, object: ObjectId, columns: &[Path]) -> Self {
        let mut uses = Self::default();
        uses.path(db, object, Path::Meta(Meta::Title), true);
        for path in columns {
            uses.path(db, object, *path, true);
        }
        uses
    }

    /// What figures and groups are made of.
    pub(super) fn of_figures(db: &Database, query: &Query, aggregates: &[Aggregate]) -> Self {
        let mut uses = Self::default();
        for aggregate in aggregates {
            uses.path(db, query.object, aggregate.path, false);
            if let Function::WeightedSum { weight, stage } = aggregate.function {
                uses.own.extend([weight, stage]);
            }
        }
        if let Some(path) = query.group {
            uses.path(db, query.object, path, true);
        }
        uses
    }

    fn filter(&mut self, db: &Database, object: ObjectId, filter: &Filter) {
        match filter {
            Filter::All(all) | Filter::Any(all) => all.iter().for_each(|filter| self.filter(db, object, filter)),
            Filter::Not(inner) => self.filter(db, object, inner),
            // A link is compared by its record, not by that one's title.
            Filter::Is(condition) => self.path(db, object, condition.path, false),
            Filter::Among(_) => {}
        }
    }

    fn path(&mut self, db: &Database, object: ObjectId, path: Path, titles: bool) {
        let (own, target) = db.reads(object, path);
        self.own.extend(own);
        match path {
            Path::Meta(Meta::Updated | Meta::UpdatedBy) => self.updated = true,
            Path::Meta(Meta::Title) => {
                let title = db.schema().object(object).map(|object| object.title.clone());
                self.own.extend(title.unwrap_or_default());
            }
            _ => {}
        }
        if let (Path::Through(_, field), Some(there)) = (path, target) {
            self.other.insert((there, field));
            if titles && let Some(next) = db.schema().field(there, field).and_then(|field| field.kind.target()) {
                self.title_of(db, next);
            }
        } else if titles && let Some(target) = target {
            self.title_of(db, target);
        }
    }

    fn title_of(&mut self, db: &Database, object: ObjectId) {
        self.titles.insert(object);
        if let Some(definition) = db.schema().object(object) {
            self.other.extend(definition.title.iter().map(|field| (object, *field)));
        }
    }

    /// Whether a change to a row that was there before concerns this.
    pub(super) fn row(&self, fields: &[FieldId]) -> bool {
        self.updated || self.text || fields.iter().any(|field| self.own.contains(field))
    }

    /// Whether records of other object types (or others of the same) changed in what is read of them.
    pub(super) fn others(&self, changes: &Changes) -> bool {
        changes.tables.iter().any(|table| {
            let fields = self.other.iter().filter(|(object, _)| *object == table.object).map(|(_, field)| *field);
            let read: Vec<FieldId> = fields.collect();
            let titles = self.titles.contains(&table.object);
            ((titles || !read.is_empty()) && !table.created.is_empty())
                || (titles && !table.moved.is_empty())
                || read.iter().any(|field| table.touches(*field))
        })
    }

    /// Whether a change concerns this at all.
    pub(super) fn touched(&self, object: ObjectId, changes: &Changes) -> bool {
        let own = changes.of(object).is_some_and(|table| table.changed.iter().any(|(_, fields)| self.row(fields)));
        own || self.others(changes)
    }

    /// Whether a search is part of it.
    pub(super) fn searches(&self) -> bool {
        self.text
    }
}
