//! L1: the database in memory. Columnar tables built from the schema, ops applied to them, queries
//! answered from them, and the difference between two answers.
//!
//! - [`Database::apply`] merges transactions: in whatever order, and however often, they arrive, the same ones
//!   lead to the same tables. A cell takes the value with the newest stamp; set-valued cells merge element by
//!   element; an edit newer than a deletion keeps the record.
//! - [`Database::plan`] turns what a user asks for into ops; it is the only place that writes stamps' contents,
//!   so rules that span fields live there: fields of one merge group are always written together.
//! - [`Database::rows`] and its kin answer queries; [`LiveList`] keeps an answer up to date.

mod aggregate;
mod answer;
mod apply;
mod bits;
mod bulk;
mod changes;
mod code_column;
mod column;
mod context;
pub mod edit;
mod error;
mod filter;
mod group;
mod ids;
mod links;
mod live;
mod path;
mod period;
mod plan;
pub mod query;
mod rank;
mod render;
mod schema_log;
mod set_column;
pub mod show;
mod sort;
mod stamps;
mod table;
mod text_column;
mod undo;
pub mod view;

use core::cell::RefCell;
use std::collections::BTreeMap;

pub use bits::Bits;
pub use changes::{Changes, TableChanges};
pub use context::{Collate, Context, Plain, TextIndex, Utc, Zone};
pub use error::DbError;
pub use live::LiveList;
pub use table::CHUNK_ROWS;
pub use text_column::TextColumn;
pub use undo::UndoStack;

use crate::merge::{Conflict, Contests};
use crate::model::arrange::Arrange as _;
use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::op::{Op, Tx};
use crate::model::schema::Schema;
use crate::model::value::Value;
use apply::Waiting;
use column::Cells;
use links::Links;
use rank::Ranks;
use schema_log::SchemaLog;
use stamps::Clients;
use table::Table;

/// All records of a workspace.
pub struct Database {
    schema: SchemaLog,
    tables: Vec<Table>,
    links: Links,
    clients: Clients,
    /// Ops that came before the record they are about.
    waiting: BTreeMap<RecordId, Vec<Waiting>>,
    contests: Contests,
    collate: Box<dyn Collate>,
    ranks: RefCell<Ranks>,
}

impl Database {
    /// An empty database.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        let mut db = Self {
            schema: SchemaLog::new(schema),
            tables: Vec::new(),
            links: Links::default(),
            clients: Clients::default(),
            waiting: BTreeMap::new(),
            contests: Contests::default(),
            collate: Box::new(Plain),
            ranks: RefCell::default(),
        };
        db.fit_tables();
        db
    }

    /// The schema as it is now.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        self.schema.now()
    }

    /// Orders texts by this from now on. Live queries must be asked anew.
    pub fn set_collation(&mut self, collate: Box<dyn Collate>) {
        self.collate = collate;
        self.ranks = RefCell::default();
    }

    /// The object types that have a table: those of the schema, and those that data of a newer version brought.
    #[must_use]
    pub fn objects(&self) -> Vec<ObjectId> {
        self.tables.iter().map(|table| table.object).collect()
    }

    /// Rows of an object type, those in the trash included.
    #[must_use]
    pub fn len(&self, object: ObjectId) -> u32 {
        self.table(object).map_or(0, Table::len)
    }

    /// Whether there is no record of any object type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(|table| table.ids.is_empty())
    }

    /// Records of an object type that are not in the trash.
    #[must_use]
    pub fn live(&self, object: ObjectId) -> u32 {
        self.len(object) - self.trashed(object)
    }

    /// Records of an object type that are in the trash.
    #[must_use]
    pub fn trashed(&self, object: ObjectId) -> u32 {
        self.table(object).map_or(0, |table| table.deleted.count())
    }

    /// The row of a record.
    #[must_use]
    pub fn row(&self, object: ObjectId, id: RecordId) -> Option<u32> {
        self.table(object)?.ids.find(id)
    }

    /// The record of a row; 0 when there is no such row.
    #[must_use]
    pub fn id(&self, object: ObjectId, row: u32) -> RecordId {
        self.table(object).map_or(RecordId(0), |table| table.ids.id(row))
    }

    /// Whether the record of a row lies in the trash.
    #[must_use]
    pub fn is_deleted(&self, object: ObjectId, row: u32) -> bool {
        self.table(object).is_some_and(|table| table.deleted.has(row))
    }

    /// A cell.
    #[must_use]
    pub fn value(&self, object: ObjectId, row: u32, field: FieldId) -> Value {
        self.table(object).map_or(Value::Empty, |table| table.value(row, field, &self.links))
    }

    /// The text of a cell; empty when nothing, or no text, stands in it.
    #[must_use]
    pub fn text(&self, object: ObjectId, row: u32, field: FieldId) -> &str {
        match self.table(object).and_then(|table| table.column(field)) {
            Some(Cells::Text(texts)) => texts.get(row),
            _ => "",
        }
    }

    /// The texts of a field, for reading many: `None` when nothing was ever written to it, or no text.
    #[must_use]
    pub fn texts(&self, object: ObjectId, field: FieldId) -> Option<&TextColumn> {
        match self.table(object)?.column(field)? {
            Cells::Text(texts) => Some(texts),
            _ => None,
        }
    }

    /// When and where a record was created and last changed.
    #[must_use]
    pub fn stamps(&self, object: ObjectId, row: u32) -> (Hlc, Hlc) {
        self.table(object).map_or_else(Default::default, |table| {
            (table.created.get(row, &self.clients), table.updated.get(row, &self.clients))
        })
    }

    /// Edits that two devices made without knowing of each other, and deletions that a newer edit overruled:
    /// what to show to somebody before it is forgotten.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut all = self.contests.conflicts();
        for table in &self.tables {
            for (row, (stamp, deletes)) in &table.sparse.removed {
                if *deletes && !table.deleted.has(*row) {
                    all.push(Conflict::Removal { object: table.object, record: table.ids.id(*row), removed: *stamp });
                }
            }
        }
        all.arrange_by_key(Conflict::key);
        all
    }

    /// Schema changes since [`Database::new`], and ops whose record has not come yet, as transactions to apply
    /// again: neither is part of any chunk.
    #[must_use]
    pub fn unchunked(&self) -> Vec<Tx> {
        let waiting = self.waiting.iter().flat_map(|(record, ops)| ops.iter().map(|op| op.to_tx(*record)));
        self.schema.txs().into_iter().chain(waiting).collect()
    }

    /// Approximate bytes the tables use.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.links.bytes() + self.tables.iter().map(Table::bytes).sum::<usize>()
    }

    /// Gives back the room that only writing needs, for when a load or an import is over.
    pub fn settle(&mut self) {
        for table in &mut self.tables {
            table.settle();
        }
    }

    pub(crate) fn table(&self, object: ObjectId) -> Option<&Table> {
        self.tables.iter().find(|table| table.object == object)
    }

    /// The place of an object type's table, which is made when there is none.
    fn table_at(&mut self, object: ObjectId) -> usize {
        self.tables.iter().position(|table| table.object == object).unwrap_or_else(|| {
            let number = self.tables.len();
            self.tables.push(Table::new(object, number as u16));
            number
        })
    }

    /// Makes the tables that the schema needs.
    fn fit_tables(&mut self) {
        let objects: Vec<ObjectId> = self.schema.now().objects.iter().map(|object| object.id).collect();
        for object in objects {
            self.table_at(object);
        }
    }

    /// Takes back what a transaction did, as far as it still stands: ops for the transaction that undoes it. A
    /// cell that holds something else by now is left as it is, and so are cells of records in the trash; so an
    /// undo never overwrites a later change. Works for redo too: what has to be taken back then is the undo.
    #[must_use]
    pub fn undo_ops(&self, tx: &Tx) -> Vec<Op> {
        undo::ops(self, tx)
    }
}
