use proptest::prelude::*;

use super::*;

fn read_in(bytes: &[u8], dialect: Dialect, cuts: &[usize]) -> Vec<(Vec<String>, Option<Fault>)> {
    let mut reader = Reader::new(dialect, 0, 1);
    let mut record = Record::default();
    let mut found = Vec::new();
    let mut from = 0;
    let mut drain = |reader: &mut Reader| {
        while reader.read(&mut record) {
            found.push((record.cells().map(str::to_owned).collect(), record.fault));
        }
    };
    for &cut in cuts.iter().chain([&bytes.len()]) {
        reader.feed(&bytes[from..cut]);
        from = cut;
        drain(&mut reader);
    }
    reader.finish();
    drain(&mut reader);
    found
}

fn read(text: &str) -> Vec<Vec<String>> {
    read_in(text.as_bytes(), Dialect::default(), &[]).into_iter().map(|(cells, _)| cells).collect()
}

#[test]
fn records_are_read_as_their_author_meant() {
    let table: &[(&str, &[&[&str]])] = &[
        ("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]),
        ("a,b\r\n1,2", &[&["a", "b"], &["1", "2"]]),
        ("a\rb\r", &[&["a"], &["b"]]),
        ("\n\na,b\n\n\n1,2\n\n", &[&["a", "b"], &["1", "2"]]),
        ("a,,\n,,\n", &[&["a", "", ""], &["", "", ""]]),
        ("\"a\",\"b\"\n", &[&["a", "b"]]),
        ("\"a,b\",c\n", &[&["a,b", "c"]]),
        ("\"a\nb\",c\n", &[&["a\nb", "c"]]),
        ("\"a \"\"b\"\"\",c\n", &[&["a \"b\"", "c"]]),
        ("\"\",c\n", &[&["", "c"]]),
        ("\"\"\n", &[&[""]]),
        ("a,\"\"", &[&["a", ""]]),
        ("5\" pipe,2\n", &[&["5\" pipe", "2"]]),
        ("\"5\" pipe\",2\n", &[&["5\" pipe", "2"]]),
        ("\"a\" b,c\nd,e\n", &[&["a b", "c"], &["d", "e"]]),
        ("a, \"b, c\"\n", &[&["a", "b, c"]]),
        ("\"a\" ,b\n", &[&["a", "b"]]),
        ("=cmd|' /C calc'!A0,+1-2,@x\n", &[&["=cmd|' /C calc'!A0", "+1-2", "@x"]]),
        ("<b>x</b>,\u{202E}abc\n", &[&["<b>x</b>", "\u{202E}abc"]]),
    ];
    for (text, rows) in table {
        assert_eq!(read(text), *rows, "{text:?}");
    }
}

#[test]
fn a_stray_quote_costs_one_line() {
    let table = ["a,b\n1,\"2\n3,4\n5,6\n", "a,b\n1,\"2\n3,\"4\"\n5,6\n", "a,b\r\n1,\"2\r\n3,\"4 4\"\r\n5,6"];
    for text in table {
        for cut in 0..text.len() {
            let found = read_in(text.as_bytes(), Dialect::default(), &[cut]);
            let faults: Vec<_> = found.iter().map(|(_, fault)| *fault).collect();
            assert_eq!(faults, [None, Some(Fault::UnclosedQuote), None, None], "{text:?} cut at {cut}");
            assert_eq!(found[3].0, ["5", "6"]);
        }
    }
}

#[test]
fn an_overlong_record_is_cut_and_the_rest_is_read() {
    let long = "x".repeat(MAX_RECORD * 2);
    for text in [format!("a\n{long}\nb,c\n"), format!("a\n\"{long}\"\nb,c\n"), format!("a\n\"{long}\nb,c\n")] {
        for cuts in [vec![], vec![7, MAX_RECORD - 1, MAX_RECORD + 5]] {
            let found = read_in(text.as_bytes(), Dialect::default(), &cuts);
            assert_eq!(found.len(), 3);
            assert!(found[1].1.is_some());
            assert_eq!(found[2], (vec!["b".to_owned(), "c".to_owned()], None));
        }
    }
}

#[test]
fn a_row_in_another_encoding_is_read_and_marked() {
    let bytes = [b"M\xC3\xBCller,a\n".as_slice(), b"M\xFCller,\x80\n", b"Caf\xC3,\xA9\n"].concat();
    let mut reader = Reader::new(Dialect::default(), 0, 1);
    reader.feed(&bytes);
    reader.finish();
    let mut record = Record::default();
    let mut rows = Vec::new();
    while reader.read(&mut record) {
        rows.push((record.cells().collect::<Vec<_>>().join("|"), record.misencoded));
    }
    assert_eq!(rows, [("Müller|a".into(), false), ("Müller|€".into(), true), ("CafÃ|©".into(), true)]);
}

#[test]
fn positions_lead_back_to_the_record() {
    let text = "h,i\n\"a\nb\",ü\r\n\r\nc,😀\nd,e\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (encoding, bytes) in [(Encoding::Utf8, text.as_bytes()), (Encoding::Utf16Le, &utf16)] {
        let dialect = Dialect { encoding, ..Dialect::default() };
        let mut reader = Reader::new(dialect, 0, 1);
        reader.feed(bytes);
        reader.finish();
        let (mut record, mut again) = (Record::default(), Record::default());
        let mut lines = Vec::new();
        while reader.read(&mut record) {
            lines.push((record.line, record.lines));
            let mut second = Reader::new(dialect, record.offset, record.line);
            second.feed(&bytes[record.offset as usize..]);
            second.finish();
            assert!(second.read(&mut again));
            assert_eq!(again.text, record.text);
        }
        assert_eq!(lines, [(1, 1), (2, 2), (5, 1), (6, 1)], "{encoding:?}");
    }
}

fn written(rows: &[Vec<String>], delimiter: char, end: &str, quote_all: bool) -> String {
    let cell = |cell: &String| {
        let special = [delimiter, '"', '\n', '\r'];
        let quote = quote_all || cell.contains(special) || cell.starts_with(' ');
        if quote { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string()) + end;
    rows.iter().map(line).collect()
}

/// The reader of the `csv` project as the second opinion on well-formed text.
fn second_opinion(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut out, mut ends) = (vec![0; bytes.len() + 16], vec![0; bytes.len() + 16]);
    let (mut at, mut rows) = (0, Vec::new());
    loop {
        let (result, read, _, cells) = core.read_record(&bytes[at..], &mut out, &mut ends);
        at += read;
        match result {
            csv_core::ReadRecordResult::Record => {
                let starts = [0].into_iter().chain(ends.iter().copied());
                let cell = |(start, end): (usize, &usize)| String::from_utf8_lossy(&out[start..*end]).into_owned();
                rows.push(starts.zip(&ends[..cells]).map(cell).collect());
            }
            csv_core::ReadRecordResult::End => return rows,
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn well_formed_text_reads_back_whatever_the_pieces(
        rows in prop::collection::vec(prop::collection::vec("[a-c ,;\"\r\nü😀]{0,6}", 1..4), 1..5),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        quote_all: bool,
    ) {
        // A lone empty cell is a blank line unless it is quoted.
        prop_assume!(quote_all || rows.iter().all(|row| row.len() > 1 || !row[0].is_empty()));
        let text = written(&rows, delimiter, end, quote_all);
        let dialect = Dialect { delimiter: delimiter as u8, ..Dialect::default() };
        for cut in 0..text.len() {
            let found = read_in(text.as_bytes(), dialect, &[cut]);
            prop_assert!(found.iter().all(|(_, fault)| fault.is_none()));
            let cells: Vec<_> = found.into_iter().map(|(cells, _)| cells).collect();
            prop_assert_eq!(&cells, &rows, "{:?} cut at {}", text, cut);
        }
        prop_assert_eq!(second_opinion(text.as_bytes(), delimiter as u8), rows);
    }

    #[test]
    fn any_bytes_are_read_to_the_end_and_alike_in_any_pieces(
        bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r \xFC\xC3;\0".to_vec()), 0..60),
        cut in 0..60_usize,
    ) {
        let whole = read_in(&bytes, Dialect::default(), &[]);
        let cut = cut.min(bytes.len());
        prop_assert_eq!(read_in(&bytes, Dialect::default(), &[cut]), whole);
    }
}
