//! A pass over the rows of all files: each becomes a new record, a change of one that exists, or is
//! left out with a reason. The dry run and the run are the same pass; only the second hands over what
//! it made.

pub(crate) mod cells;
mod links;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::compile::{Compiled, MatchKey};
use super::convert::Cell;
use super::csv::{Fault, Record};
use super::hash::FastMap;
use super::index::{Found, Indexes, Key, key_text};
use super::lookup::Lookup;
use super::wizard::{
    Candidate, Choice, Policy, Problem, Reason, RecordDiff, Report, ShowValue, Tally, Unclear, UnclearKey,
};
use crate::db::edit::{Edit, Target as EditTarget};
use crate::model::arrange::Arrange as _;
use crate::model::block::{Block, Column};
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::{FieldKind, Outcome};
use crate::model::standard::{DEAL, PERSON, deal_field};
use crate::model::value::Value;

/// Records handed over at once.
pub const CHUNK: usize = 5000;
/// Changed records kept for looking at.
const MAX_DIFFS: usize = 10_000;
/// Undecided names kept for deciding.
const MAX_UNCLEAR: usize = 10_000;

/// What a run hands over to be written: first the blocks, then the edits, in order. New fields and
/// choices come in a chunk of their own before all others.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chunk {
    /// New records.
    pub blocks: Vec<Block>,
    /// New fields and choices, and changes of records.
    pub edits: Vec<Edit>,
}

/// Cells typed anew: row, column, text.
pub(crate) type Fixes = BTreeMap<(u32, u32), String>;

/// What a pass is told from outside for every row.
pub(crate) struct Outside<'a> {
    pub(crate) lookup: &'a dyn Lookup,
    pub(crate) ids: &'a mut dyn FnMut() -> RecordId,
    pub(crate) fixes: &'a Fixes,
    pub(crate) choices: &'a BTreeMap<UnclearKey, Choice>,
}

/// What is known of a record that this import made or changed.
#[derive(Clone, Copy, Debug)]
struct Touched {
    /// Fields that are filled ([`Slot::bit`](super::compile::Slot)).
    filled: u128,
    /// The row that did: its hash.
    hash: u64,
    /// Made by this import.
    made: bool,
}

/// A link to a record of the same object that a later row may bring.
struct Deferred {
    record: RecordId,
    input: usize,
    text: String,
}

/// The pass.
pub(crate) struct Pass {
    /// Whether what is made is handed over.
    write: bool,
    policy: Policy,
    pub(crate) plans: Vec<Rc<Compiled>>,
    indexes: Indexes,
    /// Links found, by plan and input.
    caches: Vec<Vec<FastMap<Box<str>, RecordId>>>,
    touched: FastMap<RecordId, Touched>,
    block: Block,
    stubs: BTreeMap<ObjectId, Block>,
    chunk: Chunk,
    deferred: Vec<Deferred>,
    pub(crate) report: Report,
    problems: BTreeMap<(u32, Option<u32>, Reason), (u32, u32)>,
    made: BTreeMap<ObjectId, u32>,
    pub(crate) diffs: Vec<RecordDiff>,
    pub(crate) unclear: BTreeMap<UnclearKey, Unclear>,
    /// Rows by file, for paging.
    pub(crate) rejected: Vec<Vec<(u32, Option<u32>, Reason)>>,
    pub(crate) duplicates: Vec<Vec<u32>>,
    pub(crate) undecided: Vec<Vec<u32>>,
}

/// Why a row goes no further.
enum Stop {
    Reject(Option<u32>, Reason),
    Unclear,
    /// The user left it out.
    Skip,
}

impl Pass {
    /// A pass over `files` files, of which the compiled ones are run.
    pub(crate) fn new(plans: Vec<Compiled>, files: usize, policy: Policy, write: bool, lookup: &dyn Lookup) -> Self {
        let mut indexes = Indexes::default();
        for (object, key) in plans.iter().flat_map(Compiled::indexes) {
            indexes.make(object, key, lookup);
        }
        let caches = plans.iter().map(|plan| plan.inputs.iter().map(|_| FastMap::default()).collect()).collect();
        Self {
            write,
            policy,
            plans: plans.into_iter().map(Rc::new).collect(),
            indexes,
            caches,
            touched: FastMap::default(),
            block: Block::default(),
            stubs: BTreeMap::new(),
            chunk: Chunk::default(),
            deferred: Vec::new(),
            report: Report { files: vec![Tally::default(); files], ..Report::default() },
            problems: BTreeMap::new(),
            made: BTreeMap::new(),
            diffs: Vec::new(),
            unclear: BTreeMap::new(),
            rejected: vec![Vec::new(); files],
            duplicates: vec![Vec::new(); files],
            undecided: vec![Vec::new(); files],
        }
    }

    /// Begins a file of so many rows.
    pub(crate) fn start(&mut self, at: usize, rows: u32) {
        let plan = &self.plans[at];
        // Growing as it goes would move every record a dozen times.
        let rows = rows.min(1 << 20) as usize;
        self.touched.reserve(rows);
        self.indexes.reserve(plan.object, rows);
        let columns = plan.slots.iter().map(|slot| (slot.field, Column::of(&slot.kind))).collect();
        self.block = Block { object: plan.object, ids: Vec::new(), columns, past: None };
    }

    /// Runs a row through. `number` is its number in a spreadsheet.
    pub(crate) fn row(&mut self, at: usize, record: &Record, index: u32, number: u32, outside: &mut Outside<'_>) {
        let file = self.plans[at].file as usize;
        match self.try_row(at, record, index, number, outside) {
            Ok(()) => {}
            Err(Stop::Skip) => self.report.files[file].skipped += 1,
            Err(Stop::Unclear) => {
                self.report.files[file].unclear += 1;
                self.undecided[file].push(index);
            }
            Err(Stop::Reject(column, reason)) => {
                self.report.files[file].rejected += 1;
                self.rejected[file].push((index, column, reason));
                self.problems.entry((file as u32, column, reason)).or_insert((0, index)).0 += 1;
            }
        }
        if self.block.ids.len() >= CHUNK {
            self.close_block();
        }
    }

    fn try_row(
        &mut self,
        at: usize,
        record: &Record,
        index: u32,
        number: u32,
        outside: &mut Outside<'_>,
    ) -> Result<(), Stop> {
        let plan = Rc::clone(&self.plans[at]);
        let plan = plan.as_ref();
        let file = plan.file as usize;
        match record.fault {
            Some(Fault::UnclosedQuote) => return Err(Stop::Reject(None, Reason::UnclosedQuote)),
            Some(Fault::TooLong) => return Err(Stop::Reject(None, Reason::TooLong)),
            None => {}
        }
        if record.is_blank() {
            self.report.files[file].blank += 1;
            return Ok(());
        }
        check_width(record, plan.columns)?;
        let read = cells::read(plan, record, index, outside.fixes, outside.lookup)
            .map_err(|(column, reason)| Stop::Reject(column, reason))?;
        let mut cells = read.cells;
        let links = self.find_links(at, &read.links, &cells, number, outside)?;
        cells::derive(plan, &mut cells, &read.links);
        check_required(plan, &cells)?;
        let known = self.recognise(at, &cells, number, outside)?;
        let tally = &mut self.report.files[file];
        if let Some(id) = known {
            self.duplicates[file].push(index);
            tally.repeated += u32::from(self.touched.contains_key(&id));
            if self.policy == Policy::Skip {
                tally.skipped += 1;
                return Ok(());
            }
            if self.policy != Policy::Create {
                self.link(at, &mut cells, links, id, Some(id), outside);
                self.update(at, id, &cells, record, outside);
                return Ok(());
            }
        }
        tally.new += 1;
        let id = (outside.ids)();
        self.link(at, &mut cells, links, id, None, outside);
        self.create(at, id, &cells, record);
        Ok(())
    }

    /// The record a row is about, when it exists or an earlier row made it.
    fn recognise(
        &mut self,
        at: usize,
        cells: &[Cell<'_>],
        number: u32,
        outside: &mut Outside<'_>,
    ) -> Result<Option<RecordId>, Stop> {
        let plan = &self.plans[at];
        for key in &plan.keys {
            let joined;
            let (lookup_key, text) = match key {
                MatchKey::Slot(slot) => (Key::Field(plan.slots[*slot].field), cells[*slot].text()),
                MatchKey::Title => {
                    // Two people may share a name; an address or number says which one it is.
                    let told = |slot: Option<usize>| slot.is_some_and(|slot| !cells[slot].is_empty());
                    if plan.object == PERSON && (told(plan.email) || told(plan.source_id)) {
                        continue;
                    }
                    joined = title_of(plan, cells);
                    (Key::Title, joined.as_str())
                }
            };
            if text.is_empty() {
                continue;
            }
            match self.indexes.find(plan.object, lookup_key, text) {
                Found::None => {}
                Found::One(id) if *key == MatchKey::Title && other_number(plan, cells, id, outside) => {}
                Found::One(id) => return Ok(Some(id)),
                Found::Many(ids) => {
                    let mut folded = String::new();
                    key_text(text, &mut folded);
                    let key = UnclearKey { file: plan.file, column: None, text: folded };
                    return match outside.choices.get(&key) {
                        Some(Choice::Record(id)) => Ok(Some(*id)),
                        Some(Choice::New) => Ok(None),
                        Some(Choice::None) => Err(Stop::Skip),
                        None => {
                            let ids = ids.to_vec();
                            let domain = cells::domain(plan, cells);
                            let seen = Ambiguous { object: plan.object, text, number, ids: &ids, domain: &domain };
                            note_unclear(&mut self.unclear, key, &seen, outside);
                            Err(Stop::Unclear)
                        }
                    };
                }
            }
            if *key == MatchKey::Title {
                break;
            }
        }
        Ok(None)
    }

    fn create(&mut self, at: usize, id: RecordId, cells: &[Cell<'_>], record: &Record) {
        let plan = &self.plans[at];
        for key in self.indexes.keys_of(plan.object) {
            match key {
                Key::Title => self.indexes.add(plan.object, key, &title_of(plan, cells), id),
                Key::Field(field) => {
                    if let Some(slot) = plan.at(field) {
                        self.indexes.add(plan.object, key, cells[slot].text(), id);
                    }
                }
            }
        }
        let touched = Touched { filled: filled(plan, cells), hash: hash_of(record, plan.file), made: true };
        self.touched.insert(id, touched);
        if !self.write {
            return;
        }
        self.block.ids.push(id);
        for ((cell, slot), (_, column)) in cells.iter().zip(&plan.slots).zip(&mut self.block.columns) {
            if cell.is_empty() { Cell::of(&slot.default).push(column) } else { cell.push(column) }
        }
    }

    fn update(&mut self, at: usize, id: RecordId, cells: &[Cell<'_>], record: &Record, outside: &mut Outside<'_>) {
        let plan = &self.plans[at];
        let tally = &mut self.report.files[plan.file as usize];
        let hash = hash_of(record, plan.file);
        let seen = self.touched.get(&id).copied();
        if seen.is_some_and(|seen| seen.hash == hash) {
            tally.same += 1;
            return;
        }
        let made = seen.is_some_and(|seen| seen.made);
        let mut changes: Vec<(FieldId, Value, Value)> = Vec::new();
        for (cell, slot) in cells.iter().zip(&plan.slots) {
            if cell.is_empty() || (slot.column.is_none() && Cell::of(&slot.default) == *cell) {
                continue;
            }
            // What this import made is not in the database yet: only which cells it filled is known.
            let earlier = seen.is_some_and(|seen| seen.filled & slot.bit != 0);
            let before = if made { Value::Empty } else { outside.lookup.cell(plan.object, id, slot.field) };
            let union = matches!(slot.kind, FieldKind::Relations { .. } | FieldKind::MultiSelect { .. });
            let gap = before.is_empty() && !earlier;
            if self.policy == Policy::FillGaps && !gap && !union {
                continue;
            }
            let after = if union { join_sets(&before, &cell.value()) } else { cell.value() };
            if after != before {
                changes.push((slot.field, before, after));
            }
        }
        self.touched.entry(id).or_insert(Touched { filled: 0, hash, made: false }).filled |= filled(plan, cells);
        if changes.is_empty() {
            tally.same += 1;
            return;
        }
        tally.changed += 1;
        self.report.changed_fields += changes.len() as u32;
        if self.write {
            self.chunk.edits.extend(edits_of(plan, id, &changes));
        } else if self.diffs.len() < MAX_DIFFS && !made {
            let show = |field: FieldId, value: &Value| show(plan, field, value, outside.lookup);
            let cells = changes.iter().map(|(f, before, after)| (*f, show(*f, before), show(*f, after))).collect();
            let title = outside.lookup.title(plan.object, id);
            self.diffs.push(RecordDiff { object: plan.object, record: id, title, cells });
        }
    }

    fn close_block(&mut self) {
        let columns = self.block.columns.iter().map(|(field, column)| (*field, emptied(column))).collect();
        let empty = Block { object: self.block.object, ids: Vec::new(), columns, past: None };
        let full = core::mem::replace(&mut self.block, empty);
        self.chunk.blocks.extend(core::mem::take(&mut self.stubs).into_values());
        if !full.ids.is_empty() {
            self.chunk.blocks.push(full);
        }
    }

    /// Ends a file: links to records that never came are settled.
    pub(crate) fn end(&mut self, at: usize, outside: &mut Outside<'_>) {
        self.settle_deferred(at, outside);
        self.close_block();
    }

    /// What is ready to be written, when it is enough, or `all` of it.
    pub(crate) fn take_chunk(&mut self, all: bool) -> Option<Chunk> {
        let closed: usize = self.chunk.blocks.iter().map(|block| block.ids.len()).sum();
        let edits = self.chunk.edits.len();
        let any = closed + edits + self.block.ids.len() + self.stubs.len() > 0;
        if closed < CHUNK && edits < CHUNK && !(all && any) {
            return None;
        }
        // Edits may follow records that are still in the open block.
        self.close_block();
        Some(core::mem::take(&mut self.chunk))
    }

    /// The report as far as the pass has come.
    pub(crate) fn finish(&mut self) -> Report {
        let mut total = Tally::default();
        for tally in &self.report.files {
            total.new += tally.new;
            total.changed += tally.changed;
            total.same += tally.same;
            total.skipped += tally.skipped;
            total.repeated += tally.repeated;
            total.unclear += tally.unclear;
            total.rejected += tally.rejected;
            total.blank += tally.blank;
        }
        self.report.total = total;
        self.report.made = self.made.iter().map(|(object, count)| (*object, *count)).collect();
        let problem = |(&(file, column, reason), &(rows, first)): (&(u32, Option<u32>, Reason), &(u32, u32))| Problem {
            file,
            column,
            reason,
            rows,
            first,
        };
        self.report.problems = self.problems.iter().map(problem).collect();
        self.report.problems.arrange_by_key(|problem| core::cmp::Reverse(problem.rows));
        self.report.unclear = self.unclear.len() as u32;
        self.report.diffs = self.diffs.len() as u32;
        self.report.clone()
    }
}

/// A record that has more or far fewer cells than the table is no row of it.
fn check_width(record: &Record, columns: usize) -> Result<(), Stop> {
    let extra = (columns..record.len()).any(|at| !record.get(at).trim().is_empty());
    if extra {
        return Err(Stop::Reject(None, Reason::TooManyCells));
    }
    // A footer or a remark; a lone cell in a narrow table may well be a row.
    if record.len() == 1 && columns > 3 {
        return Err(Stop::Reject(None, Reason::TooFewCells));
    }
    Ok(())
}

/// A record that must have a name or the like, has it.
fn check_required(plan: &Compiled, cells: &[Cell<'_>]) -> Result<(), Stop> {
    for (slot, cell) in plan.slots.iter().zip(cells) {
        if slot.required && cell.is_empty() && slot.default.is_empty() {
            return Err(Stop::Reject(slot.column, Reason::Required));
        }
    }
    let named = plan.title.iter().chain(&plan.email).any(|slot| !cells[*slot].is_empty());
    let other = plan.source_id.is_some_and(|slot| !cells[slot].is_empty());
    if plan.object == PERSON && !named && !other {
        return Err(Stop::Reject(None, Reason::Required));
    }
    Ok(())
}

/// What a row calls its record.
pub(crate) fn title_of(plan: &Compiled, cells: &[Cell<'_>]) -> String {
    let mut title = String::new();
    for slot in &plan.title {
        let text = cells[*slot].text();
        if !title.is_empty() && !text.is_empty() {
            title.push(' ');
        }
        title.push_str(text);
    }
    title
}

/// Whether the record of that name has another number in the other system.
fn other_number(plan: &Compiled, cells: &[Cell<'_>], id: RecordId, outside: &Outside<'_>) -> bool {
    let Some(slot) = plan.source_id.filter(|slot| !cells[*slot].is_empty()) else { return false };
    match outside.lookup.cell(plan.object, id, plan.slots[slot].field) {
        Value::Text(known) => known != cells[slot].text(),
        _ => false,
    }
}

fn filled(plan: &Compiled, cells: &[Cell<'_>]) -> u128 {
    let slots = plan.slots.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    slots.fold(0, |bits, (slot, _)| bits | slot.bit)
}

fn hash_of(record: &Record, file: u32) -> u64 {
    use std::hash::Hasher as _;
    let mut hash = super::hash::Fold::default();
    hash.write_u32(file);
    record.cells().for_each(|cell| hash.write(cell.as_bytes()));
    hash.finish()
}

/// A column of the same kind without cells.
fn emptied(column: &Column) -> Column {
    match column {
        Column::Text { .. } => Column::Text { ends: Vec::new(), bytes: String::new() },
        Column::Number(_) => Column::Number(Vec::new()),
        Column::Money { .. } => Column::Money { minor: Vec::new(), currency: Vec::new(), currencies: Vec::new() },
        Column::Date(_) => Column::Date(Vec::new()),
        Column::DateTime(_) => Column::DateTime(Vec::new()),
        Column::Bool(_) => Column::Bool(Vec::new()),
        Column::Rating(_) => Column::Rating(Vec::new()),
        Column::Minutes(_) => Column::Minutes(Vec::new()),
        Column::Option(_) => Column::Option(Vec::new()),
        Column::Ref(_) => Column::Ref(Vec::new()),
        Column::Options { .. } => Column::Options { ends: Vec::new(), items: Vec::new() },
        Column::Refs { .. } => Column::Refs { ends: Vec::new(), items: Vec::new() },
    }
}

/// The elements of both sets.
fn join_sets(before: &Value, more: &Value) -> Value {
    match (before, more) {
        (Value::Refs(a), Value::Refs(b)) => Value::refs([a.as_slice(), b].concat()),
        (Value::Options(a), Value::Options(b)) => Value::options([a.as_slice(), b].concat()),
        _ => more.clone(),
    }
}

/// The edits that make the changes; sets grow element by element.
fn edits_of(plan: &Compiled, id: RecordId, changes: &[(FieldId, Value, Value)]) -> Vec<Edit> {
    let mut cells = Vec::new();
    let mut edits = Vec::new();
    for (field, _, after) in changes {
        if let Value::Refs(_) | Value::Options(_) = after {
            edits.push(Edit::Elements {
                object: plan.object,
                target: EditTarget::one(id),
                field: *field,
                add: after.clone(),
                remove: Value::Empty,
            });
        } else {
            cells.push((*field, after.clone()));
        }
    }
    if !cells.is_empty() {
        edits.insert(0, Edit::Set { object: plan.object, target: EditTarget::one(id), cells });
    }
    edits
}

fn show(plan: &Compiled, field: FieldId, value: &Value, lookup: &dyn Lookup) -> ShowValue {
    let target = plan.at(field).and_then(|slot| plan.slots[slot].kind.target());
    let title = |id: &RecordId| target.map_or_else(String::new, |target| lookup.title(target, *id));
    match value {
        Value::Ref(id) => ShowValue::Links(vec![title(id)]),
        Value::Refs(ids) => ShowValue::Links(ids.iter().map(title).collect()),
        value => ShowValue::Value(value.clone()),
    }
}

/// A name that fits several records.
struct Ambiguous<'a> {
    object: ObjectId,
    text: &'a str,
    number: u32,
    ids: &'a [RecordId],
    /// The domain of the row's e-mail address.
    domain: &'a str,
}

fn note_unclear(
    unclear: &mut BTreeMap<UnclearKey, Unclear>,
    key: UnclearKey,
    seen: &Ambiguous<'_>,
    outside: &Outside<'_>,
) {
    if let Some(known) = unclear.get_mut(&key) {
        known.rows += 1;
        return;
    }
    if unclear.len() >= MAX_UNCLEAR {
        return;
    }
    let lookup = outside.lookup;
    let fields: Vec<FieldId> = lookup.schema().object(seen.object).map_or_else(Vec::new, |object| {
        let web = object.fields.iter().filter(|field| matches!(field.kind, FieldKind::Email | FieldKind::Link));
        web.map(|field| field.id).collect()
    });
    let same_domain = |id: RecordId| {
        !seen.domain.is_empty()
            && fields.iter().any(|field| {
                let cell = lookup.cell(seen.object, id, *field);
                cell.as_text().is_some_and(|text| text.to_lowercase().contains(seen.domain))
            })
    };
    let mut candidates: Vec<Candidate> = seen
        .ids
        .iter()
        .take(20)
        .map(|id| Candidate { record: *id, title: lookup.title(seen.object, *id), same_domain: same_domain(*id) })
        .collect();
    candidates.arrange_by_key(|candidate| !candidate.same_domain);
    let choice = outside.choices.get(&key).copied();
    let item = Unclear {
        key: key.clone(),
        object: seen.object,
        text: seen.text.to_owned(),
        number: seen.number,
        rows: 1,
        candidates,
        choice,
    };
    unclear.insert(key, item);
}

/// Whether a choice of the stage field closes a deal.
pub(crate) fn closes(plan: &Compiled, cells: &[Cell<'_>]) -> bool {
    let Some(slot) = plan.at(deal_field::STAGE).filter(|_| plan.object == DEAL) else { return false };
    let Cell::Option(chosen) = cells[slot] else { return false };
    let options = plan.slots[slot].kind.options();
    options.iter().any(|option| option.id == chosen && option.outcome != Outcome::Open)
}
