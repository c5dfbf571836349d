//! A page of rows to look at, read from the nearest mark.

use core::ops::Range;

use super::{Import, Job, Lent, Step, done};
use crate::interop::compile::Compiled;
use crate::interop::pass::cells;
use crate::interop::stream::Stream;
use crate::interop::wizard::{CellShow, ImportEvent, Reason, RowFilter, RowShow, RowsPage};

/// The most items on a page.
pub(super) const MAX_PAGE: usize = 200;

/// Reading rows for a page.
pub(super) struct Paging {
    plan: Option<Compiled>,
    /// Rows still to be read, last first.
    rows: Vec<u32>,
    stream: Stream,
    page: RowsPage,
}

impl Import {
    pub(super) fn page(&mut self, file: u32, filter: RowFilter, window: Range<u32>, lent: &mut Lent<'_>) -> Step {
        let Some(plan) = self.plan.files.get(file as usize).filter(|plan| plan.refusal.is_none()) else {
            return done(ImportEvent::Rows(RowsPage { file, ..RowsPage::default() }));
        };
        let found = self.found.as_ref();
        let at = file as usize;
        let all: Vec<u32> = match filter {
            RowFilter::All => Vec::new(),
            RowFilter::Errors => {
                found.map_or_else(Vec::new, |found| found.rejected[at].iter().map(|(row, ..)| *row).collect())
            }
            RowFilter::Duplicates => found.map_or_else(Vec::new, |found| found.duplicates[at].clone()),
            RowFilter::Unclear => found.map_or_else(Vec::new, |found| found.undecided[at].clone()),
        };
        let total = if filter == RowFilter::All { plan.rows } else { all.len() as u32 };
        let start = window.start.min(total);
        let end = window.end.clamp(start, total).min(start + MAX_PAGE as u32);
        let mut rows: Vec<u32> =
            if filter == RowFilter::All { (start..end).collect() } else { all[start as usize..end as usize].to_vec() };
        rows.reverse();
        let page = RowsPage { file, total, start, rows: Vec::new() };
        let Some(first) = rows.last().copied() else { return done(ImportEvent::Rows(page)) };
        let (plans, _) = self.compile(lent);
        let plan = plans.into_iter().find(|plan| plan.file == file);
        let stream = self.stream_at(file, first);
        self.step_page(Box::new(Paging { plan, rows, stream, page }), None, lent)
    }

    /// A stream that reaches `row` soon.
    fn stream_at(&self, file: u32, row: u32) -> Stream {
        let (plan, state) = (&self.plan.files[file as usize], &self.sources[file as usize]);
        let mark = row / super::analyse::MARK_EVERY;
        match state.marks.get(mark as usize) {
            Some(at) => {
                let first = mark * super::analyse::MARK_EVERY;
                Stream::from_mark(file, plan.info.size, &plan.form, *at, first)
            }
            None => Stream::open(file, plan.info.size, &plan.form),
        }
    }

    pub(super) fn step_page(&mut self, mut job: Box<Paging>, bytes: Option<&[u8]>, lent: &mut Lent<'_>) -> Step {
        let file = job.page.file;
        let columns = self.plan.files[file as usize].columns.len();
        if let Some(bytes) = bytes {
            job.stream.feed(bytes);
        }
        while bytes.is_some() {
            let Some(wanted) = job.rows.last().copied() else { break };
            // A row far ahead is reached sooner from its own mark.
            if wanted > job.stream.next + 4 * super::analyse::MARK_EVERY {
                job.stream = self.stream_at(file, wanted);
                break;
            }
            if !job.stream.read(columns) {
                break;
            }
            if job.stream.next - 1 == wanted {
                job.rows.pop();
                let row = self.show_row(&job, wanted, lent);
                job.page.rows.push(row);
            }
        }
        match job.stream.wants().filter(|_| !job.rows.is_empty()) {
            Some(slice) => {
                self.job = Job::Page(job);
                Step::Read(slice)
            }
            None => done(ImportEvent::Rows(job.page)),
        }
    }

    fn show_row(&self, job: &Paging, index: u32, lent: &Lent<'_>) -> RowShow {
        let at = job.page.file as usize;
        let form = &self.plan.files[at].form;
        let record = &job.stream.record;
        let mut cells = match &job.plan {
            Some(plan) => cells::preview(plan, record, index, &self.sources[at].fixes, lent.lookup),
            None => record.cells().map(|cell| CellShow { text: cell.to_owned(), ..CellShow::default() }).collect(),
        };
        let mut problem = None;
        if let Some(found) = &self.found {
            if let Ok(position) = found.rejected[at].binary_search_by_key(&index, |(row, ..)| *row) {
                let (_, column, reason) = found.rejected[at][position];
                match column.and_then(|column| cells.get_mut(column as usize)) {
                    Some(cell) => cell.problem = Some(reason),
                    None => problem = Some(reason),
                }
            } else if found.undecided[at].binary_search(&index).is_ok() {
                problem = Some(Reason::Unclear);
            }
        }
        let number = form.line as u32 + u32::from(form.header) + index;
        RowShow { index, number, cells, problem }
    }
}
