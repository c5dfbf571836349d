//! Reads delimited text that arrives in pieces: one record at a time, whatever the pieces.
//!
//! Well-formed text is read as RFC 4180 says, with any of the usual delimiters and line ends. Text
//! that is not is read as its author most likely meant, or the record is marked with what is wrong
//! with it; a stray quote costs one line, never the rest of the file.

use serde::{Deserialize, Serialize};

use super::encoding::{CodePage, Encoding, Utf16, utf16_len};

/// How a file is written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dialect {
    /// Its characters.
    pub encoding: Encoding,
    /// What stands between cells.
    pub delimiter: u8,
    /// What stands around cells that hold a delimiter or line end; 0: nothing does.
    pub quote: u8,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { encoding: Encoding::Utf8, delimiter: b',', quote: b'"' }
    }
}

/// The longest record, in bytes. Beyond it a quote was not closed, or the file is no table.
pub const MAX_RECORD: usize = 1 << 20;

/// How far a lone quote looks for its fellow on the same line.
const LOOK_AHEAD: usize = 4096;

/// What is wrong with a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A quote that opens a cell here is never closed; the record is that one line.
    UnclosedQuote,
    /// The record is longer than [`MAX_RECORD`]; it holds only the beginning.
    TooLong,
}

/// One record. Reused from record to record.
#[derive(Clone, Debug, Default)]
pub struct Record {
    text: String,
    spans: Vec<(u32, u32)>,
    /// Where it starts in the file, in bytes.
    pub offset: u64,
    /// The line it starts on, from 1.
    pub line: u64,
    /// Lines it takes, 1 or more.
    pub lines: u32,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// Whether it was not valid in the file's encoding and was read as Windows-1252.
    pub misencoded: bool,
}

impl Record {
    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether it has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The cell at a position as it stands in the file, without quotes; empty past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        self.spans.get(at).map_or("", |(start, end)| &self.text[*start as usize..*end as usize])
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().map(|(start, end)| &self.text[*start as usize..*end as usize])
    }

    /// Whether every cell is blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}

/// What a byte means outside quotes.
const PLAIN: u8 = 0;
const DELIMITER: u8 = 1;
const LINE_END: u8 = 2;

/// The reader.
#[derive(Clone, Debug)]
pub struct Reader {
    dialect: Dialect,
    class: [u8; 256],
    page: CodePage,
    wide: Utf16,
    /// Bytes not yet read; those before `at` are done with.
    buffer: Vec<u8>,
    at: usize,
    /// Where in the buffer the record read last starts.
    last: usize,
    ended: bool,
    /// The rest of an overlong line is being passed over.
    skipping: bool,
    offset: u64,
    line: u64,
}

/// Where a record ends and what was found on the way.
enum Scan {
    /// The rest of it has not arrived.
    More,
    /// It ends before `end`; the next one starts at `next`.
    Record { end: usize, next: usize, fault: Option<Fault> },
}

impl Reader {
    /// A reader for a file from a byte `offset` on, which is the start of a record on `line`. Offset 0
    /// stands for the byte after the byte order mark as well: pass the mark's length.
    #[must_use]
    pub fn new(dialect: Dialect, offset: u64, line: u64) -> Self {
        let mut class = [PLAIN; 256];
        class[usize::from(b'\n')] = LINE_END;
        class[usize::from(b'\r')] = LINE_END;
        class[usize::from(dialect.delimiter)] = DELIMITER;
        Self {
            dialect,
            class,
            page: CodePage::of(dialect.encoding),
            wide: Utf16::default(),
            buffer: Vec::new(),
            at: 0,
            last: 0,
            ended: false,
            skipping: false,
            offset,
            line,
        }
    }

    /// Takes in the next piece of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.at);
        self.at = 0;
        match self.dialect.encoding {
            Encoding::Utf16Le => self.wide.decode(false, bytes, &mut self.buffer),
            Encoding::Utf16Be => self.wide.decode(true, bytes, &mut self.buffer),
            _ => self.buffer.extend_from_slice(bytes),
        }
    }

    /// The file has no more pieces.
    pub fn finish(&mut self) {
        if self.dialect.encoding.is_wide() {
            self.wide.finish(&mut self.buffer);
        }
        self.ended = true;
    }

    /// Reads the next record; false when the next piece is needed (or the file is at its end). Blank
    /// lines are passed over.
    pub fn read(&mut self, record: &mut Record) -> bool {
        if !self.pass_blank_lines() {
            return false;
        }
        let start = self.at;
        // Most records have no quote: one pass finds the cells and the end.
        record.spans.clear();
        let scan = self.scan_plain(start, &mut record.spans).unwrap_or_else(|| {
            record.spans.clear();
            self.scan_quoted(start)
        });
        let Scan::Record { end, next, fault } = scan else {
            record.spans.clear();
            return false;
        };
        self.last = start;
        record.offset = self.offset;
        record.line = self.line;
        record.fault = fault;
        let mut bytes = core::mem::take(&mut record.text).into_bytes();
        bytes.clear();
        if record.spans.is_empty() {
            self.copy_cells(start, end, &mut bytes, &mut record.spans);
            record.lines = self.take(next);
        } else {
            bytes.extend_from_slice(&self.buffer[start..end]);
            record.lines = 1;
            self.pass(next, 1);
        }
        let cut = fault == Some(Fault::TooLong) && !matches!(self.buffer[next - 1], b'\n' | b'\r');
        self.skipping = cut && !(self.ended && next == self.buffer.len());
        self.decode(bytes, record);
        true
    }

    /// Reads the record read last again, as the one line it starts with: its quotes do not make sense.
    /// Only before anything else is fed or read.
    pub(crate) fn again_as_one_line(&mut self, record: &mut Record) {
        (self.at, self.offset, self.line) = (self.last, record.offset, record.line);
        let Scan::Record { end, next, fault } = self.one_line(self.at, Fault::UnclosedQuote) else { return };
        record.fault = fault;
        record.lines = 1;
        let bytes = self.buffer[self.at..end].to_vec();
        record.spans = vec![(0, bytes.len() as u32)];
        self.pass(next, 1);
        self.decode(bytes, record);
    }

    /// Passes over line ends (and the rest of an overlong line); false when the piece is used up.
    fn pass_blank_lines(&mut self) -> bool {
        loop {
            if self.skipping {
                let rest = &self.buffer[self.at..];
                if let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                    self.take(self.at + end);
                    self.skipping = false;
                } else {
                    self.take(self.buffer.len());
                    return false;
                }
            }
            match self.buffer.get(self.at) {
                None => return false,
                Some(b'\n') => self.take(self.at + 1),
                Some(b'\r') => match self.buffer.get(self.at + 1) {
                    Some(b'\n') => self.take(self.at + 2),
                    None if !self.ended => return false,
                    _ => self.take(self.at + 1),
                },
                Some(_) => return true,
            };
        }
    }

    /// Moves on to a position in the buffer; returns how many lines lie between, at least 1.
    fn take(&mut self, to: usize) -> u32 {
        let passed = &self.buffer[self.at..to];
        let mut lines = 0_u32;
        for (i, byte) in passed.iter().enumerate() {
            lines += u32::from(*byte == b'\n' || *byte == b'\r' && passed.get(i + 1) != Some(&b'\n'));
        }
        self.pass(to, lines);
        lines.max(1)
    }

    fn pass(&mut self, to: usize, lines: u32) {
        let passed = &self.buffer[self.at..to];
        self.offset += if self.dialect.encoding.is_wide() { utf16_len(passed) } else { passed.len() as u64 };
        self.line += u64::from(lines);
        self.at = to;
    }

    /// Finds the cells of a record without quotes. `None` when there is one.
    fn scan_plain(&self, start: usize, spans: &mut Vec<(u32, u32)>) -> Option<Scan> {
        let mut cell = start;
        let quote = self.dialect.quote;
        let bytes = &self.buffer[start..];
        for (i, byte) in bytes.iter().enumerate() {
            let class = self.class[usize::from(*byte)];
            if class == PLAIN {
                if *byte == quote && quote != 0 {
                    return None;
                }
                continue;
            }
            let at = start + i;
            spans.push(((cell - start) as u32, i as u32));
            cell = at + 1;
            if class == LINE_END {
                return Some(self.line_end(start, at, None));
            }
            if i > MAX_RECORD {
                return Some(Scan::Record { end: at, next: at, fault: Some(Fault::TooLong) });
            }
        }
        if bytes.len() > MAX_RECORD {
            return None;
        }
        if !self.ended {
            return Some(Scan::More);
        }
        spans.push(((cell - start) as u32, bytes.len() as u32));
        Some(Scan::Record { end: self.buffer.len(), next: self.buffer.len(), fault: None })
    }

    /// A record that ends with the line end at `at`.
    fn line_end(&self, start: usize, at: usize, fault: Option<Fault>) -> Scan {
        let fault = if at - start > MAX_RECORD { Some(Fault::TooLong) } else { fault };
        if self.buffer[at] == b'\r' {
            match self.buffer.get(at + 1) {
                Some(b'\n') => return Scan::Record { end: at, next: at + 2, fault },
                None if !self.ended => return Scan::More,
                _ => {}
            }
        }
        Scan::Record { end: at, next: at + 1, fault }
    }

    /// Finds the end of a record that may have quotes.
    fn scan_quoted(&self, start: usize) -> Scan {
        let mut at = start;
        loop {
            match self.scan_cell(at) {
                CellEnd::Delimiter(end) => at = end + 1,
                CellEnd::Line(end) => return self.line_end(start, end, None),
                CellEnd::File => {
                    return Scan::Record { end: self.buffer.len(), next: self.buffer.len(), fault: None };
                }
                CellEnd::More if self.buffer.len() - start > MAX_RECORD => return self.too_long(start),
                CellEnd::More => return Scan::More,
                CellEnd::Unclosed => return self.one_line(start, Fault::UnclosedQuote),
            }
            if at - start > MAX_RECORD {
                return self.too_long(start);
            }
        }
    }

    /// A record that swallowed too much is cut down to its first line; when even that is too long, the
    /// rest of the line is passed over.
    fn too_long(&self, start: usize) -> Scan {
        let head = &self.buffer[start..self.buffer.len().min(start + MAX_RECORD)];
        if head.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return self.one_line(start, Fault::UnclosedQuote);
        }
        let end = start + head.len();
        Scan::Record { end, next: end, fault: Some(Fault::TooLong) }
    }

    fn one_line(&self, start: usize, fault: Fault) -> Scan {
        let rest = &self.buffer[start..];
        match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) => self.line_end(start, start + end, Some(fault)),
            None if self.ended => Scan::Record { end: self.buffer.len(), next: self.buffer.len(), fault: Some(fault) },
            None => Scan::More,
        }
    }

    /// The end of the cell that starts at `at`.
    fn scan_cell(&self, at: usize) -> CellEnd {
        let open = self.opening(at);
        let Some(open) = open else { return self.scan_bare(at) };
        let mut at = open + 1;
        let mut lines = false;
        while let Some(&byte) = self.buffer.get(at) {
            if byte == b'\n' || byte == b'\r' {
                lines = true;
            } else if byte == self.dialect.quote {
                match self.after_quote(at, lines) {
                    Quote::Doubled => at += 1,
                    Quote::Literal => {}
                    Quote::Closes => return self.scan_bare(at + 1),
                    Quote::Stray => return CellEnd::Unclosed,
                    Quote::More => return CellEnd::More,
                }
            }
            at += 1;
        }
        if self.ended { CellEnd::Unclosed } else { CellEnd::More }
    }

    /// The position of the quote that opens the cell at `at`, if one does. Spaces before it are the
    /// habit of some programs.
    fn opening(&self, at: usize) -> Option<usize> {
        let spaces = self.buffer[at..].iter().take_while(|byte| **byte == b' ').count();
        let first = self.buffer.get(at + spaces)?;
        (*first == self.dialect.quote && self.dialect.quote != 0).then_some(at + spaces)
    }

    fn scan_bare(&self, at: usize) -> CellEnd {
        for (i, byte) in self.buffer[at..].iter().enumerate() {
            match self.class[usize::from(*byte)] {
                PLAIN => {}
                DELIMITER => return CellEnd::Delimiter(at + i),
                _ => return CellEnd::Line(at + i),
            }
        }
        if self.ended { CellEnd::File } else { CellEnd::More }
    }

    /// What a quote inside a quoted cell means. `lines`: the cell has gone over a line end.
    fn after_quote(&self, at: usize, lines: bool) -> Quote {
        let Some(&next) = self.buffer.get(at + 1) else {
            return if self.ended { Quote::Closes } else { Quote::More };
        };
        if next == self.dialect.quote {
            return Quote::Doubled;
        }
        if self.class[usize::from(next)] != PLAIN {
            return Quote::Closes;
        }
        // A lone quote followed by text. After a line end it is the opening quote of a later cell: the
        // one that opened this cell was stray. On the same line it is text when a closing one follows.
        let mut spaces = self.buffer[at + 1..].iter().take(LOOK_AHEAD).skip_while(|byte| **byte == b' ');
        if spaces.next().is_some_and(|byte| self.class[usize::from(*byte)] != PLAIN) {
            return Quote::Closes;
        }
        if lines {
            return Quote::Stray;
        }
        for i in at + 1..at + 1 + LOOK_AHEAD {
            let Some(&byte) = self.buffer.get(i) else {
                return if self.ended { Quote::Closes } else { Quote::More };
            };
            match self.class[usize::from(byte)] {
                LINE_END => return Quote::Closes,
                PLAIN if byte == self.dialect.quote => match self.buffer.get(i + 1) {
                    None if !self.ended => return Quote::More,
                    None => return Quote::Literal,
                    Some(after) if self.class[usize::from(*after)] != PLAIN => return Quote::Literal,
                    _ => {}
                },
                _ => {}
            }
        }
        Quote::Closes
    }

    /// Copies the cells of a record that may have quotes, without them. A zero byte between cells
    /// keeps their characters apart.
    fn copy_cells(&self, start: usize, end: usize, out: &mut Vec<u8>, spans: &mut Vec<(u32, u32)>) {
        let quote = self.dialect.quote;
        let mut at = start;
        loop {
            let from = out.len();
            let mut i = at;
            if let Some(open) = self.opening(at).filter(|open| *open < end) {
                i = open + 1;
                let mut lines = false;
                while i < end {
                    let byte = self.buffer[i];
                    lines |= byte == b'\n' || byte == b'\r';
                    if byte == quote {
                        match self.after_quote(i, lines) {
                            Quote::Doubled if i + 1 < end => i += 1,
                            Quote::Closes => break,
                            _ => {}
                        }
                    }
                    out.push(byte);
                    i += 1;
                }
                i += 1;
            }
            // What follows a closing quote belongs to the cell, but for spaces.
            let tail = i.min(end);
            while i < end && self.class[usize::from(self.buffer[i])] != DELIMITER {
                i += 1;
            }
            let rest = &self.buffer[tail..i.min(end)];
            if out.len() == from || !rest.iter().all(|byte| *byte == b' ') {
                out.extend_from_slice(rest);
            }
            spans.push((from as u32, out.len() as u32));
            if i >= end {
                return;
            }
            out.push(0);
            at = i + 1;
            if at >= end {
                spans.push((out.len() as u32, out.len() as u32));
                return;
            }
        }
    }

    /// Puts the bytes into the record as text.
    fn decode(&self, bytes: Vec<u8>, record: &mut Record) {
        record.misencoded = false;
        let unicode = matches!(self.dialect.encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be);
        if unicode || bytes.is_ascii() {
            match String::from_utf8(bytes) {
                Ok(text) => record.text = text,
                Err(error) => {
                    record.misencoded = true;
                    self.decode_cells(error.as_bytes(), record);
                }
            }
        } else {
            self.decode_cells(&bytes, record);
        }
    }

    fn decode_cells(&self, bytes: &[u8], record: &mut Record) {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
        for (start, end) in &mut record.spans {
            let cell = &bytes[*start as usize..*end as usize];
            *start = text.len() as u32;
            self.page.decode(cell, &mut text);
            *end = text.len() as u32;
        }
        record.text = text;
    }
}

enum CellEnd {
    Delimiter(usize),
    Line(usize),
    File,
    More,
    Unclosed,
}

enum Quote {
    Doubled,
    Literal,
    Closes,
    Stray,
    More,
}

#[cfg(test)]
mod tests;
