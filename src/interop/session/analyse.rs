//! The first reading of a file: its form, its columns, and every value counted.

use super::{Import, Job, Lent, Step};
use crate::interop::columns::{Stats, names};
use crate::interop::mapping::{blank_column, propose, settle_formats};
use crate::interop::sniff::{self, HEAD, Refusal};
use crate::interop::stream::{Mark, Slice, Stream};
use crate::interop::wizard::{Dialect, FileInfo, FilePlan, Form};
use crate::model::id::ObjectId;

/// Rows between marks.
pub(super) const MARK_EVERY: u32 = 256;

/// Reading files for the first time, one after the other.
pub(super) struct Analysis {
    file: usize,
    /// Only this one, with its dialect kept.
    only: bool,
    /// What the user said about the header.
    header: Option<bool>,
    /// The rows, once the form is known.
    stream: Option<Stream>,
    named: bool,
}

/// The plan of a file of which only name and size are known.
pub(super) fn blank_file(info: FileInfo) -> FilePlan {
    FilePlan {
        info,
        refusal: None,
        left_out: false,
        form: Form::default(),
        rows: 0,
        short_rows: 0,
        misencoded_rows: 0,
        source: None,
        object: ObjectId(0),
        confidence: 0,
        columns: Vec::new(),
        keys: Vec::new(),
    }
}

impl Import {
    /// Reads all files, or one anew with its dialect and what the user said about its header.
    pub(super) fn analyse(&mut self, only: Option<(usize, Option<bool>)>, lent: &mut Lent<'_>) -> Step {
        let (file, header) = only.unwrap_or((0, None));
        self.done = 0;
        self.total = match only {
            Some(_) => self.plan.files[file].info.size,
            None => self.plan.files.iter().map(|file| file.info.size).sum(),
        };
        self.head(Analysis { file, only: only.is_some(), header, stream: None, named: false }, lent)
    }

    /// Asks for the beginning of the next file, or ends.
    fn head(&mut self, mut job: Analysis, lent: &mut Lent<'_>) -> Step {
        while let Some(plan) = self.plan.files.get(job.file) {
            if plan.info.size > 0 {
                let len = plan.info.size.min(HEAD as u64);
                let slice = Slice { file: job.file as u32, from: 0, len };
                self.job = Job::Analyse(Box::new(job));
                return Step::Read(slice);
            }
            self.plan.files[job.file].refusal = Some(Refusal::Empty);
            if job.only {
                break;
            }
            job.file += 1;
        }
        self.propose_values(lent.lookup);
        self.planned()
    }

    pub(super) fn step_analysis(&mut self, mut job: Analysis, bytes: Option<&[u8]>, lent: &mut Lent<'_>) -> Step {
        let bytes = bytes.unwrap_or(&[]);
        let Some(stream) = &mut job.stream else { return self.sniff(job, bytes, lent) };
        let before = stream.done();
        stream.feed(bytes);
        self.done += stream.done() - before;
        let (plan, state) = (&mut self.plan.files[job.file], &mut self.sources[job.file]);
        if !job.named && stream.read_header() {
            job.named = true;
            if plan.form.header {
                let found = names(stream.record.cells(), &self.column_word);
                state.stats = found.iter().map(|_| Stats::new()).collect();
                plan.columns = found.into_iter().zip(&state.stats).map(|(n, s)| blank_column(n, s)).collect();
            }
        }
        let mut columns = if plan.columns.is_empty() { usize::MAX } else { plan.columns.len() };
        while job.named && stream.read(columns) {
            if plan.columns.is_empty() {
                let found = names(stream.record.cells().map(|_| ""), &self.column_word);
                columns = found.len();
                state.stats = found.iter().map(|_| Stats::new()).collect();
                plan.columns = found.into_iter().zip(&state.stats).map(|(n, s)| blank_column(n, s)).collect();
            }
            let index = stream.next - 1;
            let record = &stream.record;
            if index.is_multiple_of(MARK_EVERY) {
                state.marks.push(Mark { offset: record.offset, line: record.line });
            }
            plan.rows += 1;
            plan.misencoded_rows += u32::from(record.misencoded);
            if stream.is_faulty() || record.len() > columns || record.is_blank() {
                continue;
            }
            plan.short_rows += u32::from(record.len() < columns);
            let mut cells = record.cells();
            for stats in &mut state.stats {
                stats.add(cells.next().unwrap_or(""));
            }
        }
        if let Some(slice) = stream.wants() {
            self.job = Job::Analyse(Box::new(job));
            return Step::Read(slice);
        }
        self.conclude(job, lent)
    }

    /// Finds the form of a file by its first bytes.
    fn sniff(&mut self, mut job: Analysis, head: &[u8], lent: &mut Lent<'_>) -> Step {
        let plan = &mut self.plan.files[job.file];
        let whole = head.len() as u64 >= plan.info.size;
        let dialect: Dialect = plan.form.dialect;
        let form = match (job.only, job.header) {
            // The user chose the dialect.
            (true, None) => sniff::with_dialect(head, whole, dialect),
            (true, Some(header)) => Ok(Form { header, ..plan.form }),
            (false, _) => sniff::sniff(head, whole),
        };
        let info = plan.info.clone();
        *plan = blank_file(info);
        self.sources[job.file] = super::FileState::default();
        self.additions.forget(job.file as u32);
        match form {
            Ok(form) => {
                plan.form = form;
                let stream = Stream::open(job.file as u32, plan.info.size, &form);
                let slice = stream.wants();
                job.named = !form.header;
                job.stream = Some(stream);
                match slice {
                    Some(slice) => {
                        self.job = Job::Analyse(Box::new(job));
                        Step::Read(slice)
                    }
                    None => self.conclude(job, lent),
                }
            }
            Err(refusal) => {
                plan.refusal = Some(refusal);
                self.done += plan.info.size;
                self.next_file(job, lent)
            }
        }
    }

    /// A file was read to its end: proposes where it goes.
    fn conclude(&mut self, job: Analysis, lent: &mut Lent<'_>) -> Step {
        let (plan, state) = (&mut self.plan.files[job.file], &self.sources[job.file]);
        if plan.rows == 0 {
            plan.refusal = Some(Refusal::NoRows);
        } else if plan.columns.len() > sniff::MAX_COLUMNS {
            plan.refusal = Some(Refusal::TooManyColumns);
        } else {
            for (column, stats) in plan.columns.iter_mut().zip(&state.stats) {
                *column = blank_column(core::mem::take(&mut column.name), stats);
            }
            let schema = lent.lookup.schema();
            propose(plan, &state.stats, schema, None, self.dropped_on);
            settle_formats(plan, &state.stats, schema, self.currency);
        }
        self.next_file(job, lent)
    }

    fn next_file(&mut self, job: Analysis, lent: &mut Lent<'_>) -> Step {
        let file = if job.only { self.plan.files.len() } else { job.file + 1 };
        self.head(Analysis { file, stream: None, named: false, ..job }, lent)
    }
}
