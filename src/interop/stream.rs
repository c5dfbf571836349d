//! The rows of one file, read a slice at a time.

use super::csv::{Fault, Reader, Record};
use super::sniff::Form;

/// Bytes asked for at once: a few milliseconds of work.
pub const SLICE: u64 = 256 * 1024;

/// A part of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slice {
    /// Position of the file among those the import began with.
    pub file: u32,
    /// First byte.
    pub from: u64,
    /// Number of bytes.
    pub len: u64,
}

/// Where a row starts, so that reading can begin there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    pub(crate) offset: u64,
    pub(crate) line: u64,
}

/// The stream.
pub(crate) struct Stream {
    file: u32,
    size: u64,
    at: u64,
    reader: Reader,
    header: bool,
    /// The record read last.
    pub(crate) record: Record,
    /// The position of the record read next.
    pub(crate) next: u32,
    ended: bool,
}

impl Stream {
    /// A stream from the first row on.
    pub(crate) fn open(file: u32, size: u64, form: &Form) -> Self {
        Self {
            file,
            size,
            at: form.start,
            reader: Reader::new(form.dialect, form.start, form.line),
            header: form.header,
            record: Record::default(),
            next: 0,
            ended: false,
        }
    }

    /// A stream from a marked row on.
    pub(crate) fn from_mark(file: u32, size: u64, form: &Form, mark: Mark, row: u32) -> Self {
        let reader = Reader::new(form.dialect, mark.offset, mark.line);
        Self { at: mark.offset, reader, header: false, next: row, ..Self::open(file, size, form) }
    }

    /// The bytes needed next; `None` at the end of the file.
    pub(crate) fn wants(&self) -> Option<Slice> {
        let left = self.size.saturating_sub(self.at);
        (!self.ended).then_some(Slice { file: self.file, from: self.at, len: left.min(SLICE) })
    }

    /// Takes in the bytes asked for. None at all means that the file has become shorter.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.reader.feed(bytes);
        self.at += bytes.len() as u64;
        if bytes.is_empty() || self.at >= self.size {
            self.reader.finish();
            self.ended = true;
        }
    }

    /// How far it has come, in bytes.
    pub(crate) fn done(&self) -> u64 {
        self.at
    }

    /// Reads the header record, if the file has one and it was not read yet. False: more bytes first.
    pub(crate) fn read_header(&mut self) -> bool {
        if self.header && self.reader.read(&mut self.record) {
            self.header = false;
        }
        !self.header || self.ended
    }

    /// Reads the next row; false when more bytes are needed or the file is at its end. `columns`, when
    /// known, tells rows that swallowed others.
    pub(crate) fn read(&mut self, columns: usize) -> bool {
        if !self.read_header() || self.header || !self.reader.read(&mut self.record) {
            return false;
        }
        // A cell over several lines in a row with too many cells: its quote was stray.
        if self.record.fault.is_none() && self.record.lines > 1 && self.record.len() > columns {
            self.reader.again_as_one_line(&mut self.record);
        }
        self.next += 1;
        true
    }

    /// Whether the last record is at fault.
    pub(crate) fn is_faulty(&self) -> bool {
        matches!(self.record.fault, Some(Fault::UnclosedQuote | Fault::TooLong))
    }
}
