//! The file of all rows that were rejected: as they were, with the reason.

use super::{Import, Job, Step, done};
use crate::interop::csv::Record;
use crate::interop::stream::Stream;
use crate::interop::wizard::{ImportEvent, Reason};

/// Reading all files for their rejected rows.
pub(super) struct Rejecting {
    words: Vec<String>,
    /// Which files, last first.
    files: Vec<u32>,
    stream: Option<Stream>,
    out: String,
}

impl Import {
    pub(super) fn error_file(&mut self, words: Vec<String>) -> Step {
        let any = |file: &u32| {
            let at = *file as usize;
            let found = self.found.as_ref();
            found.is_some_and(|found| !found.rejected[at].is_empty() || !found.undecided[at].is_empty())
        };
        let files = self.plan.order.iter().copied().filter(any).rev().collect();
        self.done = 0;
        // The mark tells spreadsheets that the file is UTF-8.
        let job = Rejecting { words, files, stream: None, out: "\u{FEFF}".to_owned() };
        self.step_rejects(Box::new(job), None)
    }

    pub(super) fn step_rejects(&mut self, mut job: Box<Rejecting>, bytes: Option<&[u8]>) -> Step {
        let Some(file) = job.files.last().copied() else {
            let bytes = job.out.into_bytes();
            return done(ImportEvent::File { name: "import-errors.csv".to_owned(), bytes });
        };
        let plan = &self.plan.files[file as usize];
        let Some(stream) = &mut job.stream else {
            let stream = Stream::open(file, plan.info.size, &plan.form);
            for column in &plan.columns {
                put(&column.name, &mut job.out);
                job.out.push(',');
            }
            let heading = job.words.get(Reason::ALL.len()).map_or("Reason", String::as_str);
            put(heading, &mut job.out);
            job.out.push_str("\r\n");
            let slice = stream.wants();
            job.stream = Some(stream);
            self.job = Job::Rejects(job);
            return slice.map_or_else(|| self.planned(), Step::Read);
        };
        stream.feed(bytes.unwrap_or(&[]));
        while stream.read(plan.columns.len()) {
            let index = stream.next - 1;
            let Some((column, reason)) = self.reason(file as usize, index) else { continue };
            row(&stream.record, plan.columns.len(), &mut job.out);
            let words = job.words.get(reason as usize).map_or_else(|| reason.english(), String::as_str);
            let place = column.and_then(|column| plan.columns.get(column as usize));
            let words = place.map_or_else(|| words.to_owned(), |column| format!("{}: {words}", column.name));
            put(&words, &mut job.out);
            job.out.push_str("\r\n");
        }
        if let Some(slice) = stream.wants() {
            self.job = Job::Rejects(job);
            return Step::Read(slice);
        }
        job.files.pop();
        job.stream = None;
        self.step_rejects(job, None)
    }

    /// Why a row was left out, if it was.
    fn reason(&self, file: usize, row: u32) -> Option<(Option<u32>, Reason)> {
        let found = self.found.as_ref()?;
        if let Ok(at) = found.rejected[file].binary_search_by_key(&row, |(row, ..)| *row) {
            let (_, column, reason) = found.rejected[file][at];
            return Some((column, reason));
        }
        found.undecided[file].binary_search(&row).ok().map(|_| (None, Reason::Unclear))
    }
}

/// A row as it was, with a comma after each cell; short ones are filled up so that the reason stands in
/// its column.
fn row(record: &Record, columns: usize, out: &mut String) {
    for at in 0..record.len().max(columns) {
        put(record.get(at), out);
        out.push(',');
    }
}

/// A cell after RFC 4180.
fn put(cell: &str, out: &mut String) {
    if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}
