//! What a file is, from its first bytes: refused, or its dialect and where the table begins.

use crate::model::arrange::Arrange as _;
use serde::{Deserialize, Serialize};

use super::csv::{Dialect, Reader, Record};
use super::encoding;
use super::{date, number};

/// How much of a file is looked at.
pub const HEAD: usize = 64 * 1024;

/// The most columns a table may have.
pub const MAX_COLUMNS: usize = 1000;

/// Why a file is not imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It has a header and no row.
    #[error("the file has no rows")]
    NoRows,
    /// A spreadsheet workbook: it has to be saved as CSV first.
    #[error("the file is a spreadsheet workbook")]
    Workbook,
    /// A PDF document.
    #[error("the file is a PDF document")]
    Pdf,
    /// An archive: it has to be unpacked first.
    #[error("the file is a packed archive")]
    Archive,
    /// A picture.
    #[error("the file is a picture")]
    Picture,
    /// HTML, XML or JSON.
    #[error("the file is a web page or structured data, not a table")]
    Markup,
    /// Bytes that are no text.
    #[error("the file is not text")]
    Binary,
    /// More columns than a table can have.
    #[error("the file has more than 1000 columns")]
    TooManyColumns,
    /// It became shorter, or could not be read, while it was read.
    #[error("the file could not be read to its end")]
    Unreadable,
}

/// How a file is written and where its table begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Form {
    /// Characters, delimiter, quotes.
    pub dialect: Dialect,
    /// The byte its first record starts at, after the byte order mark and any lines before the table.
    pub start: u64,
    /// The line its first record starts on, from 1.
    pub line: u64,
    /// Whether the first record names the columns.
    pub header: bool,
}

/// The form of a file by its first bytes. `whole` says that these are all of them.
pub fn sniff(head: &[u8], whole: bool) -> Result<Form, Refusal> {
    refuse(head)?;
    let (encoding, mark) = encoding::sniff(head, whole);
    if !encoding.is_wide() && head.contains(&0) {
        return Err(Refusal::Binary);
    }
    let quote = quote_of(head);
    let best = [b',', b';', b'\t', b'|']
        .into_iter()
        .map(|delimiter| (Dialect { encoding, delimiter, quote }, 0.0))
        .map(|(dialect, _)| (dialect, consistency(head, mark, whole, dialect)))
        .fold(
            (Dialect { encoding, delimiter: b',', quote }, 0.0),
            |best, next| if next.1 > best.1 { next } else { best },
        );
    with_dialect(head, whole, best.0)
}

/// The form of a file whose dialect is known.
pub fn with_dialect(head: &[u8], whole: bool, mut dialect: Dialect) -> Result<Form, Refusal> {
    let (found, mark) = encoding::sniff(head, whole);
    let mark = if found == dialect.encoding { mark } else { 0 };
    let mut rows = records(head, mark, whole, dialect);
    // Excel writes `sep=;` above the table.
    let first = rows.first().map_or("", |row| row.cells.first().map_or("", String::as_str)).trim();
    if let Some(named) = first.strip_prefix("sep=") {
        dialect.delimiter = named.bytes().next().filter(u8::is_ascii).unwrap_or(dialect.delimiter);
        rows = records(head, mark, whole, dialect);
        if !rows.is_empty() {
            rows.remove(0);
        }
    }
    let width = usual_width(&rows);
    if width > MAX_COLUMNS {
        return Err(Refusal::TooManyColumns);
    }
    let before = rows.iter().take(20).take_while(|row| is_preamble(row, width)).count();
    let before = if before < rows.len().min(20) { before } else { 0 };
    let Some(first) = rows.get(before) else { return Err(Refusal::Empty) };
    let header = is_header(first);
    if header && whole && rows.len() == before + 1 {
        return Err(Refusal::NoRows);
    }
    Ok(Form { dialect, start: first.offset, line: first.line, header })
}

/// Magic numbers of files that people drop by mistake.
fn refuse(head: &[u8]) -> Result<(), Refusal> {
    let blank = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if blank.iter().all(u8::is_ascii_whitespace) || blank == b"\xFF\xFE" || blank == b"\xFE\xFF" {
        return Err(Refusal::Empty);
    }
    let starts = |magic: &[u8]| head.starts_with(magic);
    let text = blank.trim_ascii_start();
    let tag = |name: &[u8]| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if starts(b"PK\x03\x04") {
        // Office documents are zip archives whose first entry is one of these.
        let window = &head[..head.len().min(4096)];
        let holds = |name: &[u8]| window.windows(name.len()).any(|part| part == name);
        let office = holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"mimetypeapplication/vnd.oasis");
        return Err(if office { Refusal::Workbook } else { Refusal::Archive });
    }
    if starts(b"\xD0\xCF\x11\xE0") {
        return Err(Refusal::Workbook);
    }
    if starts(b"%PDF-") {
        return Err(Refusal::Pdf);
    }
    if starts(b"\x1F\x8B") || starts(b"Rar!") || starts(b"7z\xBC\xAF") || starts(b"BZh9") || starts(b"PK\x05\x06") {
        return Err(Refusal::Archive);
    }
    if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") {
        return Err(Refusal::Picture);
    }
    if tag(b"<?xml") || tag(b"<!doctype") || tag(b"<html") || tag(b"{\"") || tag(b"[{") {
        return Err(Refusal::Markup);
    }
    Ok(())
}

/// The sign that stands around cells: double quotes unless single ones clearly do.
fn quote_of(head: &[u8]) -> u8 {
    let count = |quote: u8| {
        head.windows(3).filter(|w| w[0] == quote && matches!(w[1], b',' | b';' | b'\t' | b'|') && w[2] == quote).count()
    };
    if count(b'\'') > 2 && count(b'"') == 0 { b'\'' } else { b'"' }
}

struct Row {
    cells: Vec<String>,
    offset: u64,
    line: u64,
}

/// The first records, without the last when the sample may cut it short.
fn records(head: &[u8], mark: usize, whole: bool, dialect: Dialect) -> Vec<Row> {
    let mut reader = Reader::new(dialect, mark as u64, 1);
    reader.feed(&head[mark.min(head.len())..]);
    if whole {
        reader.finish();
    }
    let (mut record, mut rows) = (Record::default(), Vec::new());
    while rows.len() < 200 && reader.read(&mut record) {
        let cells = record.cells().map(str::to_owned).collect();
        rows.push(Row { cells, offset: record.offset, line: record.line });
    }
    if rows.is_empty() && !whole {
        // One enormous line: better half of it than nothing.
        return records(head, mark, true, dialect);
    }
    rows
}

/// The number of cells that most records have; among equals the largest.
fn usual_width(rows: &[Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    widths.arrange();
    widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).map_or(0, |run| run[0])
}

/// How much the file looks like a table with this delimiter: the share of records of the usual width,
/// a little more for more columns; 0 for a single column.
fn consistency(head: &[u8], mark: usize, whole: bool, dialect: Dialect) -> f64 {
    let rows = records(head, mark, whole, dialect);
    let width = usual_width(&rows);
    if width < 2 {
        // A table of which most lines are notes may still have a few rows.
        return 0.0;
    }
    let usual = rows.iter().filter(|row| row.cells.len() == width).count();
    usual as f64 / rows.len() as f64 + (width.min(50) as f64) * 0.002
}

/// Titles and remarks above the table.
fn is_preamble(row: &Row, width: usize) -> bool {
    let first = row.cells.first().map_or("", |cell| cell.trim());
    let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    first.starts_with('#') && width < 2
        || first.starts_with("# ")
        || filled == 0
        || (width > 2 && (row.cells.len() < width / 2 + 1 || filled == 1))
}

/// A header names things: no numbers, dates or addresses, and no name twice in most of it.
fn is_header(row: &Row) -> bool {
    let cells = || row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let data = |cell: &&str| {
        number::hint(cell) != number::Hint::None
            || date::hint(cell).is_some()
            || (cell.contains('@') && cell.contains('.'))
            || cell.starts_with("http")
    };
    cells().count() > 0 && cells().filter(data).count() * 4 < cells().count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_tables_are_refused_by_name() {
        let table: &[(&[u8], Refusal)] = &[
            (b"", Refusal::Empty),
            (b"\xEF\xBB\xBF", Refusal::Empty),
            (b" \n\r\n\t", Refusal::Empty),
            (b"\xFF\xFE", Refusal::Empty),
            (b"name,city\n", Refusal::NoRows),
            (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", Refusal::Workbook),
            (b"PK\x03\x04\x14\x00\x06\x00readme.txt", Refusal::Archive),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Refusal::Workbook),
            (b"%PDF-1.7\n", Refusal::Pdf),
            (b"\x1F\x8B\x08\x00", Refusal::Archive),
            (b"\x89PNG\r\n\x1A\n", Refusal::Picture),
            (b"<!DOCTYPE html><html>", Refusal::Markup),
            (b"[{\"name\":1}]", Refusal::Markup),
            (b"abc\0\x01\x02def\0ghi\x7F\0\0\0\x04", Refusal::Binary),
        ];
        for (bytes, refusal) in table {
            assert_eq!(sniff(bytes, true), Err(*refusal), "{}", String::from_utf8_lossy(bytes));
        }
        let wide = vec!["c"; MAX_COLUMNS + 1].join(",") + "\n" + &vec!["x"; MAX_COLUMNS + 1].join(",") + "\n";
        assert_eq!(sniff(wide.as_bytes(), true), Err(Refusal::TooManyColumns));
    }

    #[test]
    fn delimiters_headers_and_remarks_above_the_table() {
        let table: &[(&str, u8, u64, bool)] = &[
            ("name,city\nAnna,Rome\n", b',', 1, true),
            ("name;revenue\nAnna;1,5\nBen;2,5\n", b';', 1, true),
            ("name\tcity\nAnna, Dr.\tRome\n", b'\t', 1, true),
            ("name|city\nAnna|Rome\n", b'|', 1, true),
            ("\"last, first\";city\n\"Berg, Anna\";Rome\n", b';', 1, true),
            ("name\nAnna\nBen\n", b',', 1, true),
            ("sep=;\na;b\n1;2\n", b';', 2, true),
            ("Contacts report\n\nas of today\na,b,c\n1,2,3\n4,5,6\n7,8,9\n", b',', 4, true),
            ("# made by x\na,b,c\n1,2,3\n4,5,6\n", b',', 2, true),
            ("Anna,12,2026-01-01\nBen,13,2026-01-02\n", b',', 1, false),
            ("anna@example.com,Anna\nben@example.com,Ben\n", b',', 1, false),
            ("\u{FEFF}name,city\nAnna,Rome\n", b',', 1, true),
            ("'a','b,c'\n'1','2'\n'3','4'\n'5','6'\n", b',', 1, true),
        ];
        for (text, delimiter, line, header) in table {
            let form = sniff(text.as_bytes(), true).expect(text);
            assert_eq!((form.dialect.delimiter, form.line, form.header), (*delimiter, *line, *header), "{text:?}");
        }
    }
}
