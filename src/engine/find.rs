//! Full-text search over all object types: one index each, its documents the table's rows.

use core::ops::Range;
use std::collections::BTreeMap;

use super::Engine;
use super::core_state::Core;
use crate::db::{Changes, Database, TextColumn, TextIndex};
use crate::model::arrange::Arrange as _;
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::{FieldKind, Object, Role, Schema};
use crate::platform::Platform;
use crate::protocol::request::Reply;
use crate::protocol::show::Hit;
use crate::search::{Builder, FieldKind as TextKind, FieldSpec, Index, PART};

/// Rows indexed between looks at the clock.
const SLICE_ROWS: u32 = 256;

/// Words of the dictionary put in order between looks at the clock.
const STEP: usize = 2000;

/// A search within a list finds at most this many.
const LIST_LIMIT: usize = 100_000;

/// The index of an object type.
struct Table {
    fields: Vec<FieldId>,
    index: Index,
}

/// All indexes.
#[derive(Default)]
pub(super) struct Search {
    tables: BTreeMap<ObjectId, Table>,
    ready: bool,
    /// Rows that are to be indexed when there is time: those that changed while the indexes were
    /// built, and those of bulk changes.
    backlog: BTreeMap<ObjectId, Vec<Range<u32>>>,
    /// A task works on the backlog.
    catching_up: bool,
    /// The object type whose index is built anew, while the old one still answers.
    rebuilding: Option<ObjectId>,
    /// Searches to be answered when the indexes are there.
    waiting: Vec<Asked>,
}

/// A search as the UI asks for it.
pub(super) struct Asked {
    /// The request.
    pub(super) id: u32,
    pub(super) text: String,
    /// Only this object type.
    pub(super) object: Option<ObjectId>,
    pub(super) limit: u32,
    pub(super) generation: u32,
}

/// A change that creates more records than this at once is indexed when there is time.
const BULK: usize = 500;

/// An index takes rows in one by one while they are at most this part of it; else it is built anew.
const REBUILD: usize = 8;

/// The text fields of an object type, those that name a record first.
fn text_fields(object: &Object) -> (Vec<FieldId>, Vec<FieldSpec>) {
    let texts = object.fields.iter().filter(|field| field.kind.is_text());
    let mut fields: Vec<_> = texts.map(|field| (field.id, &field.kind)).collect();
    fields.arrange_by_key(|(id, _)| object.title.iter().position(|title| title == id).unwrap_or(usize::MAX));
    let spec = |(id, kind): &(FieldId, &FieldKind)| FieldSpec {
        weight: match kind {
            _ if object.title.contains(id) => 255,
            FieldKind::LongText => 40,
            FieldKind::Email | FieldKind::Phone => 120,
            _ => 80,
        },
        kind: if **kind == FieldKind::Phone { TextKind::Phone } else { TextKind::Text },
    };
    let specs = fields.iter().map(spec).collect();
    (fields.into_iter().map(|(id, _)| id).collect(), specs)
}

fn searched(schema: &Schema) -> impl Iterator<Item = &Object> {
    schema.objects.iter().filter(|object| object.role != Role::System)
}

/// The columns of the fields that were ever written to, with the number of each.
fn columns<'d>(db: &'d Database, object: ObjectId, fields: &[FieldId]) -> Vec<(usize, &'d TextColumn)> {
    let columns = fields.iter().enumerate().map(|(at, field)| (at, db.texts(object, *field)));
    columns.filter_map(|(at, texts)| Some((at, texts?))).collect()
}

/// The texts of a row, with the number of the field of each.
fn texts<'d>(columns: &[(usize, &'d TextColumn)], row: u32) -> impl Iterator<Item = (usize, &'d str)> {
    columns.iter().map(move |(at, texts)| (*at, texts.get(row))).filter(|(_, text)| !text.is_empty())
}

impl Search {
    pub(super) fn is_ready(&self) -> bool {
        self.ready
    }

    /// Indexes of a workspace without records.
    pub(super) fn start_empty(&mut self, schema: &Schema) {
        self.tables.clear();
        self.backlog.clear();
        for object in searched(schema) {
            self.add_table(object);
        }
        self.ready = true;
    }

    fn add_table(&mut self, object: &Object) {
        let (fields, specs) = text_fields(object);
        self.tables.insert(object.id, Table { fields, index: Index::new(specs) });
    }

    /// Follows a change of the tables.
    pub(super) fn changed(&mut self, db: &Database, changes: &Changes) {
        if changes.schema && self.ready {
            self.follow_schema(db);
        }
        for table in &changes.tables {
            let later = !self.ready || table.created.iter().map(ExactSizeIterator::len).sum::<usize>() > BULK;
            let Some(Table { fields, index }) = self.tables.get_mut(&table.object).filter(|_| !later) else {
                let rows = table.changed.iter().map(|(row, _)| *row..*row + 1);
                self.backlog.entry(table.object).or_default().extend(table.created.iter().cloned().chain(rows));
                continue;
            };
            let edited = table.changed.iter().filter(|(_, changed)| changed.iter().any(|field| fields.contains(field)));
            let rows: Vec<u32> = table.created.iter().cloned().flatten().chain(edited.map(|(row, _)| *row)).collect();
            if self.rebuilding == Some(table.object) {
                // The new index may have passed them already.
                self.backlog.entry(table.object).or_default().extend(rows.iter().map(|row| *row..*row + 1));
            }
            let columns = columns(db, table.object, fields);
            for row in rows {
                index.update(row, texts(&columns, row));
            }
        }
    }

    /// Whether rows wait to be indexed and nobody is at it.
    pub(super) fn is_behind(&self) -> bool {
        self.ready && !self.backlog.is_empty() && !self.catching_up
    }

    /// Object types whose text fields are others now are indexed anew. Fields are added one at a time
    /// and by hand, before they hold anything.
    fn follow_schema(&mut self, db: &Database) {
        for object in searched(db.schema()) {
            let (fields, _) = text_fields(object);
            if self.tables.get(&object.id).is_none_or(|table| table.fields != fields) {
                self.add_table(object);
                let Some(table) = self.tables.get_mut(&object.id) else { continue };
                let columns = columns(db, object.id, &table.fields);
                for row in 0..db.len(object.id) {
                    table.index.update(row, texts(&columns, row));
                }
            }
        }
    }

    /// Brings the indexes in order, a little. Returns whether more is left.
    fn maintain(&mut self, budget: usize) -> bool {
        self.tables.values_mut().any(|table| table.index.maintain(budget))
    }
}

impl TextIndex for Search {
    fn search(&self, object: ObjectId, text: &str) -> Option<Vec<u32>> {
        let table = self.tables.get(&object).filter(|_| self.ready)?;
        Some(table.index.search(text, LIST_LIMIT, None).hits.into_iter().map(|hit| hit.doc).collect())
    }
}

impl<P: Platform> Engine<P> {
    /// Builds the indexes from the tables, giving way to requests.
    pub(super) async fn build_search(&self) {
        self.inner.core.borrow_mut().search.backlog.clear();
        let objects: Vec<ObjectId> = searched(self.inner.core.borrow().db.schema()).map(|object| object.id).collect();
        for object in objects {
            self.build_index(object).await;
        }
        let waiting = {
            let mut core = self.inner.core.borrow_mut();
            let core = &mut *core;
            core.search.ready = true;
            // Object types added meanwhile.
            core.search.follow_schema(&core.db);
            std::mem::take(&mut core.search.waiting)
        };
        waiting.iter().for_each(|asked| self.search(asked));
        self.catch_up().await;
        self.show_state(None);
        self.show_searching();
        self.keep_search().await;
    }

    /// Builds the index of an object type anew, noting characters whose order is not known.
    async fn build_index(&self, object: ObjectId) {
        let spec = self.inner.core.borrow().db.schema().object(object).map(text_fields);
        let Some((fields, specs)) = spec else { return };
        let mut index = Index::new(specs.clone());
        let mut since = self.platform().ticks_ms();
        let mut row = 0;
        // Part by part: a builder takes several times the memory of what it builds.
        while row < self.inner.core.borrow().db.len(object) {
            let mut builder = Builder::new(specs.clone());
            let part = row + PART as u32;
            loop {
                {
                    let mut core = self.inner.core.borrow_mut();
                    let Core { db, order, .. } = &mut *core;
                    let end = db.len(object).min(row + SLICE_ROWS).min(part);
                    if row >= end {
                        break;
                    }
                    let columns = columns(db, object, &fields);
                    for row in row..end {
                        // Rows rise, so none is refused.
                        let _ = builder.push(row, texts(&columns, row));
                        texts(&columns, row).for_each(|(_, text)| order.meet(text));
                    }
                    row = end;
                }
                since = self.give_way(since).await;
            }
            while builder.step(STEP) {
                since = self.give_way(since).await;
            }
            index.append(builder.finish());
        }
        self.inner.core.borrow_mut().search.tables.insert(object, Table { fields, index });
    }

    /// Indexes what waits to be, giving way to requests.
    pub(super) async fn catch_up(&self) {
        self.inner.core.borrow_mut().search.catching_up = true;
        let mut since = self.platform().ticks_ms();
        loop {
            let next = self.inner.core.borrow_mut().search.backlog.pop_first();
            let Some((object, rows)) = next else { break };
            let waiting: usize = rows.iter().map(ExactSizeIterator::len).sum();
            let known = self.inner.core.borrow().search.tables.get(&object).map_or(0, |table| table.index.len());
            if waiting * REBUILD > known {
                // Much of it is new: building is quicker than adding. Rows that change meanwhile come
                // back to the backlog.
                self.inner.core.borrow_mut().search.rebuilding = Some(object);
                self.build_index(object).await;
                self.inner.core.borrow_mut().search.rebuilding = None;
                continue;
            }
            for rows in rows {
                for start in rows.clone().step_by(SLICE_ROWS as usize) {
                    {
                        let mut core = self.inner.core.borrow_mut();
                        let Core { db, order, search, .. } = &mut *core;
                        let Some(Table { fields, index }) = search.tables.get_mut(&object) else { continue };
                        let columns = columns(db, object, fields);
                        for row in start..rows.end.min(start + SLICE_ROWS) {
                            index.update(row, texts(&columns, row));
                            texts(&columns, row).for_each(|(_, text)| order.meet(text));
                        }
                    }
                    since = self.give_way(since).await;
                }
            }
        }
        self.inner.core.borrow_mut().search.catching_up = false;
        self.learn_order();
        self.show_searching();
    }

    /// Brings the indexes in order and prepares answers, giving way to requests. Ends when that is done, or
    /// when something changed.
    pub(super) async fn keep_search(&self) {
        let busy = self.inner.core.borrow().busy_at;
        let mut since = self.platform().ticks_ms();
        while self.inner.core.borrow_mut().search.maintain(STEP) {
            since = self.give_way(since).await;
            if self.inner.core.borrow().busy_at > busy {
                break;
            }
        }
    }

    /// Answers anew the live lists that search.
    fn show_searching(&self) {
        let ids: Vec<_> = {
            let core = self.inner.core.borrow();
            let searching = core.subs.iter().filter(|(_, sub)| match &sub.spec {
                crate::db::show::Spec::List { query, .. } => !query.text.is_empty(),
                _ => false,
            });
            searching.map(|(id, _)| *id).collect()
        };
        ids.into_iter().for_each(|id| self.show_first(id));
    }

    /// Answers a search of one or all object types, as soon as there is an index.
    pub(super) fn find(&self, asked: Asked) {
        let ready = self.inner.core.borrow().search.ready;
        if ready {
            self.search(&asked);
        } else {
            self.inner.core.borrow_mut().search.waiting.push(asked);
        }
    }

    fn search(&self, asked: &Asked) {
        let Asked { id, ref text, object, limit, generation } = *asked;
        let core = self.inner.core.borrow();
        let limit = limit as usize;
        let mut found = Vec::new();
        let mut total = 0;
        for (&this, table) in &core.search.tables {
            if object.is_some_and(|only| only != this) {
                continue;
            }
            let results = table.index.search(text, limit, None);
            total += results.total as u32;
            found.extend(results.hits.into_iter().map(|hit| (core.db.is_deleted(this, hit.doc), hit, this)));
        }
        // Indexes weigh alike, so that points of one compare with those of another. What lies in the
        // trash comes last.
        found.arrange_by(|(deleted, a, object), (other_deleted, b, other)| {
            deleted.cmp(other_deleted).then(b.score.cmp(&a.score)).then(object.cmp(other)).then(a.doc.cmp(&b.doc))
        });
        found.truncate(limit);
        let hits = found
            .into_iter()
            .map(|(deleted, hit, object)| {
                let titles = core.db.schema().object(object).map(|object| object.title.clone()).unwrap_or_default();
                let fields = core.search.tables.get(&object).map(|table| table.fields.as_slice()).unwrap_or_default();
                let named = fields.iter().enumerate().filter(|(at, _)| *at < 16 && hit.fields & (1 << at) != 0);
                let named: Vec<FieldId> = named.map(|(_, field)| *field).collect();
                // Another field is worth showing only where the title does not match.
                let other = named.iter().find(|_| !named.iter().any(|field| titles.contains(field)));
                Hit {
                    object,
                    id: core.db.id(object, hit.doc),
                    title: core.db.title(object, hit.doc),
                    subtitle: core.db.subtitle(object, hit.doc),
                    matched: other.map(|field| (*field, core.db.text(object, hit.doc, *field).to_owned())),
                    deleted,
                }
            })
            .collect();
        drop(core);
        self.reply(id, Ok(Reply::Hits { generation, hits, total }));
    }
}
