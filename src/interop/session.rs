//! An import from the first file dropped to the last row written, as a state machine. The engine
//! passes it what the wizard asks, reads the slices it wants, writes the chunks it hands over, and
//! gives the wizard the event it ends with.

mod analyse;
mod page;
mod rejects;

use std::collections::BTreeMap;

use super::columns::Stats;
use super::compile::{Additions, Compiled, Context, compile, source_ids};
use super::lookup::Lookup;
use super::mapping;
use super::pass::{Chunk, Fixes, Outside, Pass};
use super::stream::{Mark, Slice, Stream};
use super::wizard::{
    Because, Change, Choice, DiffPage, FilePlan, ImportEvent, ImportRequest, Plan, Reason, RecordDiff, Report, Tally,
    Target, Unclear, UnclearKey, UnclearPage, ValuePlan,
};
use crate::db::edit::Edit;
use crate::model::arrange::Arrange as _;
use crate::model::id::{ObjectId, RecordId};
use crate::model::money::Currency;

/// What an import wants of the engine next.
#[derive(Debug)]
pub enum Step {
    /// This part of a file, as the `bytes` of the next [`Import::step`].
    Read(Slice),
    /// To be written, in one transaction group with every other chunk of the run; then the next step.
    Write(Chunk),
    /// Nothing more: the answer to what was asked.
    Done(Box<ImportEvent>),
}

/// What the engine lends an import for a step.
pub struct Lent<'a> {
    /// Answers about records that exist. The same records until a run is over: what a run hands over
    /// may already be in it or not.
    pub lookup: &'a dyn Lookup,
    /// New record ids.
    pub ids: &'a mut dyn FnMut() -> RecordId,
}

/// An import.
pub struct Import {
    currency: Currency,
    column_word: String,
    dropped_on: Option<ObjectId>,
    plan: Plan,
    sources: Vec<FileState>,
    additions: Additions,
    choices: BTreeMap<UnclearKey, Choice>,
    found: Option<Found>,
    job: Job,
    done: u64,
    total: u64,
}

/// What is known of a file beside its plan.
#[derive(Default)]
struct FileState {
    stats: Vec<Stats>,
    /// Every 256th row.
    marks: Vec<Mark>,
    fixes: Fixes,
}

/// What the last test or run found.
struct Found {
    rejected: Vec<Vec<(u32, Option<u32>, Reason)>>,
    duplicates: Vec<Vec<u32>>,
    undecided: Vec<Vec<u32>>,
    diffs: Vec<RecordDiff>,
    unclear: Vec<Unclear>,
}

/// What is under way.
enum Job {
    Idle,
    Analyse(Box<analyse::Analysis>),
    Pass(Box<Running>),
    Page(Box<page::Paging>),
    Rejects(Box<rejects::Rejecting>),
}

/// A test or run under way.
struct Running {
    pass: Pass,
    /// Which of the pass's plans is being read.
    at: usize,
    stream: Stream,
    write: bool,
    /// Ids for a test, which makes no records.
    pretended: u128,
    finished: bool,
}

impl Import {
    /// An import that has not begun. Amounts that name no currency are in `currency`.
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        Self {
            currency,
            column_word: "Column".to_owned(),
            dropped_on: None,
            plan: Plan::default(),
            sources: Vec::new(),
            additions: Additions::default(),
            choices: BTreeMap::new(),
            found: None,
            job: Job::Idle,
            done: 0,
            total: 0,
        }
    }

    /// How far what is under way has come: units done and in all (bytes; rows where a run writes).
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        (self.done, self.total)
    }

    /// Takes a request of the wizard. Whatever was under way is dropped; a run that was not over has
    /// handed over some chunks, which the engine takes back.
    pub fn ask(&mut self, request: ImportRequest, lent: &mut Lent<'_>) -> Step {
        self.job = Job::Idle;
        match request {
            ImportRequest::Begin { files, object, column_word } => {
                *self = Self { dropped_on: object, column_word, ..Self::new(self.currency) };
                self.plan.files = files.into_iter().map(analyse::blank_file).collect();
                self.sources = self.plan.files.iter().map(|_| FileState::default()).collect();
                self.analyse(None, lent)
            }
            ImportRequest::Change { file, change } => self.change(file, change, lent),
            ImportRequest::SetPolicy(policy) => {
                self.plan.policy = policy;
                self.found = None;
                self.planned()
            }
            ImportRequest::Rows { file, filter, window } => self.page(file, filter, window, lent),
            ImportRequest::Test => self.run(false, lent),
            ImportRequest::Run => self.run(true, lent),
            ImportRequest::Diff(window) => {
                let all = self.found.as_ref().map_or(&[][..], |found| &found.diffs);
                let (start, records) = slice(all, &window);
                done(ImportEvent::Diff(DiffPage { total: all.len() as u32, start, records }))
            }
            ImportRequest::Unclear(window) => {
                let all = self.found.as_ref().map_or(&[][..], |found| &found.unclear);
                let (start, items) = slice(all, &window);
                done(ImportEvent::Unclear(UnclearPage { total: all.len() as u32, start, items }))
            }
            ImportRequest::Choose { key, choice } => {
                if let Some(found) = &mut self.found {
                    for item in found.unclear.iter_mut().filter(|item| item.key == key) {
                        item.choice = Some(choice);
                    }
                }
                self.choices.insert(key, choice);
                self.planned()
            }
            ImportRequest::ErrorFile { words } => self.error_file(words),
            ImportRequest::Cancel => {
                *self = Self::new(self.currency);
                done(ImportEvent::Gone)
            }
        }
    }

    /// Goes on with what is under way. `bytes` is what the last [`Step::Read`] asked for; fewer only
    /// when the file ends there.
    pub fn step(&mut self, bytes: Option<&[u8]>, lent: &mut Lent<'_>) -> Step {
        match core::mem::replace(&mut self.job, Job::Idle) {
            Job::Idle => self.planned(),
            Job::Analyse(job) => self.step_analysis(*job, bytes, lent),
            Job::Pass(job) => self.step_pass(job, bytes, lent),
            Job::Page(job) => self.step_page(job, bytes, lent),
            Job::Rejects(job) => self.step_rejects(job, bytes),
        }
    }

    fn planned(&self) -> Step {
        done(ImportEvent::Plan(Box::new(self.plan.clone())))
    }

    fn change(&mut self, file: u32, change: Change, lent: &mut Lent<'_>) -> Step {
        let at = file as usize;
        if at >= self.plan.files.len() {
            return self.planned();
        }
        match &change {
            // What the last test found goes on to be shown, without the cell put right, until the next
            // test says more: rows that do not depend on it keep their places.
            Change::Cell { row, column, .. } => {
                if let Some(found) = &mut self.found {
                    found.rejected[at].retain(|(other, culprit, _)| other != row || *culprit != Some(*column));
                }
            }
            Change::Value { .. } => {}
            _ => self.found = None,
        }
        let schema = lent.lookup.schema();
        let currency = self.currency;
        let plan = &mut self.plan.files[at];
        let state = &mut self.sources[at];
        match change {
            Change::Dialect(dialect) => {
                plan.form.dialect = dialect;
                return self.analyse(Some((at, None)), lent);
            }
            Change::Header(header) => return self.analyse(Some((at, Some(header))), lent),
            Change::Leave(leave) => plan.left_out = leave,
            Change::Object(object) => {
                self.additions.forget(file);
                for column in &mut plan.columns {
                    (column.values, column.because) = (Vec::new(), Vec::new());
                }
                mapping::propose(plan, &state.stats, schema, Some(object), None);
                mapping::settle_formats(plan, &state.stats, schema, currency);
            }
            Change::Target { column, target } => {
                let Some(object) = schema.object(plan.object) else { return self.planned() };
                let Some(changed) = plan.columns.get_mut(column as usize) else { return self.planned() };
                // A field takes one column: the one that had it becomes a new field.
                changed.target = target.clone();
                (changed.because, changed.confidence, changed.values) = (Vec::new(), 5, Vec::new());
                for (other, stats) in (0..).zip(&state.stats) {
                    let taken = matches!(target, Target::Field(_) | Target::FullName);
                    if other != column as usize && taken && plan.columns[other].target == target {
                        let label = plan.columns[other].name.clone();
                        let kind = mapping::new_kind(stats);
                        plan.columns[other].target = Target::New { label, kind, source_id: false };
                        (plan.columns[other].confidence, plan.columns[other].because) = (0, vec![Because::NothingFits]);
                        plan.columns[other].values.clear();
                    }
                }
                mapping::settle_formats(plan, &state.stats, schema, currency);
                plan.columns[column as usize].because.insert(0, Because::Chosen);
                plan.keys = mapping::keys(plan, object);
            }
            Change::Format { column, format } => {
                if let Some(changed) = plan.columns.get_mut(column as usize) {
                    (changed.format, changed.ask, changed.confidence) = (format, None, 5);
                    changed.because.retain(|because| *because != Because::Chosen);
                    changed.because.insert(0, Because::Chosen);
                }
                return self.planned();
            }
            Change::Missing { column, missing } => {
                if let Some(changed) = plan.columns.get_mut(column as usize) {
                    changed.missing = missing;
                }
                return self.planned();
            }
            Change::Value { column, value, to } => {
                if let Some(changed) = plan.columns.get_mut(column as usize) {
                    match changed.values.iter_mut().find(|known| known.value == value) {
                        Some(known) => known.to = to,
                        None => changed.values.push(ValuePlan { value, rows: 0, to, nearest: None }),
                    }
                }
                return self.planned();
            }
            Change::Cell { row, column, text } => {
                state.fixes.insert((row, column), text);
                return self.planned();
            }
        }
        self.propose_values(lent.lookup);
        self.planned()
    }

    /// Looks at the values of every file anew: names in one are what another links to.
    fn propose_values(&mut self, lookup: &dyn Lookup) {
        let stats: Vec<Vec<Stats>> = self.sources.iter_mut().map(|state| core::mem::take(&mut state.stats)).collect();
        for at in 0..self.plan.files.len() {
            if self.plan.files[at].refusal.is_none() {
                mapping::propose_values(&mut self.plan.files, &stats, at, lookup);
            }
        }
        for (state, stats) in self.sources.iter_mut().zip(stats) {
            state.stats = stats;
        }
        let taken = |file: &FilePlan| file.refusal.is_none() && !file.left_out;
        let mut order: Vec<u32> =
            (0..).zip(&self.plan.files).filter(|(_, file)| taken(file)).map(|(at, _)| at).collect();
        order.arrange_by_key(|at| (mapping::rank(self.plan.files[*at as usize].object), *at));
        self.plan.order = order;
    }

    /// The files as they are to be run, and the fields and choices they add.
    fn compile(&mut self, lent: &mut Lent<'_>) -> (Vec<Compiled>, Vec<Edit>) {
        let schema = lent.lookup.schema();
        let source_ids = source_ids(&self.plan.files, schema, &mut self.additions, lent.ids);
        let context = Context { schema, currency: self.currency, source_ids: &source_ids };
        let mut edits = Vec::new();
        let mut plans = Vec::new();
        for file in &self.plan.order {
            let (plan, state) = (&self.plan.files[*file as usize], &self.sources[*file as usize]);
            let compiled = compile(*file, plan, &state.stats, &context, &mut self.additions, lent.ids, &mut edits);
            plans.extend(compiled);
        }
        (plans, edits)
    }

    fn run(&mut self, write: bool, lent: &mut Lent<'_>) -> Step {
        let (plans, edits) = self.compile(lent);
        self.total = plans.iter().map(|plan| self.plan.files[plan.file as usize].info.size).sum();
        self.done = 0;
        let Some(first) = plans.first().map(|plan| plan.file) else {
            let report = Box::new(Report { files: vec![Tally::default(); self.plan.files.len()], ..Report::default() });
            return done(if write { ImportEvent::Finished(report) } else { ImportEvent::Tested(report) });
        };
        let mut pass = Pass::new(plans, self.plan.files.len(), self.plan.policy, write, lent.lookup);
        pass.start(0, self.plan.files[first as usize].rows);
        let stream = self.open(first);
        let running = Box::new(Running { pass, at: 0, stream, write, pretended: 1 << 127, finished: false });
        if write && !edits.is_empty() {
            self.job = Job::Pass(running);
            return Step::Write(Chunk { blocks: Vec::new(), edits });
        }
        self.step_pass(running, None, lent)
    }

    fn open(&self, file: u32) -> Stream {
        let plan = &self.plan.files[file as usize];
        Stream::open(file, plan.info.size, &plan.form)
    }

    fn step_pass(&mut self, mut job: Box<Running>, bytes: Option<&[u8]>, lent: &mut Lent<'_>) -> Step {
        let Running { pass, at, stream, write, pretended, finished } = &mut *job;
        if *finished {
            return self.end_pass(job);
        }
        let before = stream.done();
        if let Some(bytes) = bytes {
            stream.feed(bytes);
        }
        let mut pretend = || {
            *pretended += 1;
            RecordId(*pretended)
        };
        let ids: &mut dyn FnMut() -> RecordId = if *write { lent.ids } else { &mut pretend };
        let file = pass.plans[*at].file as usize;
        let mut outside =
            Outside { lookup: lent.lookup, ids, fixes: &self.sources[file].fixes, choices: &self.choices };
        let form = &self.plan.files[file].form;
        let columns = pass.plans[*at].columns;
        let first = form.line as u32 + u32::from(form.header);
        if bytes.is_some() {
            while stream.read(columns) {
                let index = stream.next - 1;
                pass.row(*at, &stream.record, index, first + index, &mut outside);
            }
        }
        self.done += stream.done() - before.min(stream.done());
        if stream.wants().is_none() {
            pass.end(*at, &mut outside);
            *at += 1;
            if let Some(next) = pass.plans.get(*at).map(|plan| plan.file) {
                pass.start(*at, self.plan.files[next as usize].rows);
                *stream = self.open(next);
            } else {
                *finished = true;
            }
        }
        let chunk = if *write { pass.take_chunk(*finished) } else { None };
        let next = if *finished { None } else { stream.wants() };
        match (chunk, next) {
            (Some(chunk), _) => {
                self.job = Job::Pass(job);
                Step::Write(chunk)
            }
            (None, Some(slice)) => {
                self.job = Job::Pass(job);
                Step::Read(slice)
            }
            (None, None) => self.end_pass(job),
        }
    }

    fn end_pass(&mut self, mut job: Box<Running>) -> Step {
        let report = Box::new(job.pass.finish());
        let pass = job.pass;
        self.found = Some(Found {
            rejected: pass.rejected,
            duplicates: pass.duplicates,
            undecided: pass.undecided,
            diffs: pass.diffs,
            unclear: pass.unclear.into_values().collect(),
        });
        done(if job.write { ImportEvent::Finished(report) } else { ImportEvent::Tested(report) })
    }
}

fn done(event: ImportEvent) -> Step {
    Step::Done(Box::new(event))
}

/// At most 200 items of a window.
fn slice<T: Clone>(all: &[T], window: &core::ops::Range<u32>) -> (u32, Vec<T>) {
    let start = (window.start as usize).min(all.len());
    let end = (window.end as usize).clamp(start, all.len()).min(start + page::MAX_PAGE);
    (start as u32, all[start..end].to_vec())
}

#[cfg(test)]
mod tests;
