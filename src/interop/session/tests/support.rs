//! A database that is a list, an engine that is a loop, and files that are strings.

use std::collections::BTreeMap;

use crate::db::edit::{Edit, Target as EditTarget};
use crate::interop::lookup::Lookup;
use crate::interop::pass::Chunk;
use crate::interop::session::{Import, Lent, Step};
use crate::interop::wizard::{
    Change, ColumnPlan, FileInfo, ImportEvent, ImportRequest, Plan, Report, RowFilter, RowsPage,
};
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::money::Currency;
use crate::model::schema::{FieldKind, Schema};
use crate::model::standard;
use crate::model::value::Value;

/// Records by object and id.
pub(super) struct Store {
    pub(super) schema: Schema,
    pub(super) records: BTreeMap<ObjectId, BTreeMap<RecordId, BTreeMap<FieldId, Value>>>,
}

impl Store {
    pub(super) fn new() -> Self {
        Self { schema: standard::schema(), records: BTreeMap::new() }
    }

    pub(super) fn put(&mut self, object: ObjectId, id: u128, cells: &[(FieldId, Value)]) {
        let cells = cells.iter().cloned().collect();
        self.records.entry(object).or_default().insert(RecordId(id), cells);
    }

    pub(super) fn all(&self, object: ObjectId) -> impl Iterator<Item = (RecordId, &BTreeMap<FieldId, Value>)> {
        self.records.get(&object).into_iter().flatten().map(|(id, cells)| (*id, cells))
    }

    pub(super) fn len(&self, object: ObjectId) -> usize {
        self.all(object).count()
    }

    pub(super) fn get(&self, object: ObjectId, id: RecordId, field: FieldId) -> Value {
        self.records.get(&object).and_then(|all| all.get(&id)?.get(&field).cloned()).unwrap_or_default()
    }

    /// The record called so.
    pub(super) fn named(&self, object: ObjectId, title: &str) -> RecordId {
        let mut found = self.all(object).map(|(id, _)| id).filter(|id| self.title(object, *id) == title);
        let first = found.next().unwrap_or_else(|| panic!("no {title}"));
        assert!(found.next().is_none(), "two called {title}");
        first
    }

    fn apply(&mut self, chunk: Chunk) {
        for block in &chunk.blocks {
            assert!(block.ids.len() <= 5000 && !block.ids.is_empty());
            for (field, column) in &block.columns {
                assert_eq!(column.len(), block.ids.len(), "{field:?}");
                let kind = &self.schema.field(block.object, *field).expect("a field").kind;
                for at in 0..column.len() {
                    let value = column.get(at);
                    assert!(kind.accepts(&value), "{value:?} in {kind:?}");
                    let record = self.records.entry(block.object).or_default().entry(block.ids[at]).or_default();
                    if !value.is_empty() {
                        record.insert(*field, value);
                    }
                }
            }
        }
        for edit in &chunk.edits {
            match edit {
                Edit::PutField { object, field } => {
                    let object = self.schema.objects.iter_mut().find(|o| o.id == *object).expect("an object");
                    assert!(object.by_key(&field.key).is_none(), "the key {} is taken", field.key);
                    object.fields.push((**field).clone());
                }
                Edit::PutChoice { object, field, choice } => {
                    let object = self.schema.objects.iter_mut().find(|o| o.id == *object).expect("an object");
                    let field = object.fields.iter_mut().find(|f| f.id == *field).expect("a field");
                    if let FieldKind::Select { options, .. } | FieldKind::MultiSelect { options } = &mut field.kind {
                        options.push((**choice).clone());
                    }
                }
                _ => {}
            }
        }
        for edit in chunk.edits {
            let (object, target, cells) = match edit {
                Edit::Set { object, target, cells } => (object, target, cells),
                Edit::Elements { object, target, field, add, .. } => (object, target, vec![(field, add)]),
                _ => continue,
            };
            let EditTarget::Records(ids) = target else { panic!("an import names its records") };
            for id in ids {
                let record = self.records.get_mut(&object).and_then(|all| all.get_mut(&id)).expect("a record");
                record.extend(cells.clone());
            }
        }
    }
}

impl Lookup for Store {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn count(&self, object: ObjectId) -> usize {
        self.len(object)
    }

    fn texts(&self, object: ObjectId, field: FieldId, visit: &mut dyn FnMut(RecordId, &str)) {
        for (id, cells) in self.all(object) {
            if let Some(Value::Text(text)) = cells.get(&field) {
                visit(id, text);
            }
        }
    }

    fn titles(&self, object: ObjectId, visit: &mut dyn FnMut(RecordId, &str)) {
        for (id, _) in self.all(object) {
            visit(id, &self.title(object, id));
        }
    }

    fn cell(&self, object: ObjectId, record: RecordId, field: FieldId) -> Value {
        self.get(object, record, field)
    }

    fn title(&self, object: ObjectId, record: RecordId) -> String {
        let fields = &self.schema.object(object).expect("an object").title;
        let texts: Vec<_> = fields.iter().map(|field| self.get(object, record, *field)).collect();
        texts.iter().filter_map(Value::as_text).collect::<Vec<_>>().join(" ")
    }
}

/// An import, its files, and the database it goes to.
pub(super) struct Bench {
    pub(super) store: Store,
    import: Import,
    files: Vec<(String, Vec<u8>)>,
    next: u128,
    /// Bytes at a time at most: small ones find what big ones hide.
    slice: usize,
}

impl Bench {
    pub(super) fn new(store: Store) -> Self {
        Self { store, import: Import::new(Currency::USD), files: Vec::new(), next: 1 << 80, slice: usize::MAX }
    }

    pub(super) fn in_slices_of(mut self, bytes: usize) -> Self {
        self.slice = bytes;
        self
    }

    pub(super) fn ask(&mut self, request: ImportRequest) -> ImportEvent {
        let mut step = self.drive(|import, lent| import.ask(request, lent));
        let mut steps = 0;
        let mut chunks = Vec::new();
        loop {
            steps += 1;
            assert!(steps < 100_000, "the import does not end");
            step = match step {
                Step::Done(event) => {
                    // A run sees the database as it was until it is over.
                    for chunk in chunks {
                        self.store.apply(chunk);
                    }
                    return *event;
                }
                Step::Write(chunk) => {
                    chunks.push(chunk);
                    self.drive(|import, lent| import.step(None, lent))
                }
                Step::Read(slice) => {
                    let file = &self.files[slice.file as usize].1;
                    let from = (slice.from as usize).min(file.len());
                    let wanted =
                        if slice.from == 0 { slice.len as usize } else { (slice.len as usize).min(self.slice) };
                    let bytes = file[from..(from + wanted).min(file.len())].to_vec();
                    self.drive(|import, lent| import.step(Some(&bytes), lent))
                }
            };
        }
    }

    fn drive(&mut self, act: impl FnOnce(&mut Import, &mut Lent<'_>) -> Step) -> Step {
        let next = &mut self.next;
        let mut ids = || {
            *next += 1;
            RecordId(*next)
        };
        act(&mut self.import, &mut Lent { lookup: &self.store, ids: &mut ids })
    }

    pub(super) fn begin(&mut self, files: &[(&str, &[u8])]) -> Plan {
        self.files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let info = self.files.iter().map(|(name, bytes)| FileInfo { name: name.clone(), size: bytes.len() as u64 });
        let begin = ImportRequest::Begin { files: info.collect(), object: None, column_word: "Column".to_owned() };
        self.plan(begin)
    }

    pub(super) fn plan(&mut self, request: ImportRequest) -> Plan {
        match self.ask(request) {
            ImportEvent::Plan(plan) => *plan,
            other => panic!("no plan: {other:?}"),
        }
    }

    pub(super) fn change(&mut self, file: u32, change: Change) -> Plan {
        self.plan(ImportRequest::Change { file, change })
    }

    pub(super) fn test(&mut self) -> Report {
        match self.ask(ImportRequest::Test) {
            ImportEvent::Tested(report) => *report,
            other => panic!("not tested: {other:?}"),
        }
    }

    /// Tests and runs; both must say the same.
    pub(super) fn run(&mut self) -> Report {
        let tested = self.test();
        let ImportEvent::Finished(report) = self.ask(ImportRequest::Run) else { panic!("not run") };
        assert_eq!(Report { diffs: tested.diffs, ..*report.clone() }, tested, "a dry run tells what the run does");
        *report
    }

    pub(super) fn rows(&mut self, file: u32, filter: RowFilter, window: core::ops::Range<u32>) -> RowsPage {
        match self.ask(ImportRequest::Rows { file, filter, window }) {
            ImportEvent::Rows(page) => page,
            other => panic!("no rows: {other:?}"),
        }
    }

    pub(super) fn error_file(&mut self) -> String {
        match self.ask(ImportRequest::ErrorFile { words: Vec::new() }) {
            ImportEvent::File { bytes, .. } => String::from_utf8(bytes).expect("UTF-8"),
            other => panic!("no file: {other:?}"),
        }
    }
}

/// The column of a name.
pub(super) fn column<'a>(plan: &'a Plan, file: usize, name: &str) -> &'a ColumnPlan {
    plan.files[file].columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("no column {name}"))
}
