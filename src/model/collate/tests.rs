use super::*;
use crate::model::fold::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const LOCALES: [&str; 9] = ["en", "de", "sv", "fr", "es", "ru", "fa", "cs", "hu"];

/// A real collator: node's, asked line by line. Only for making the fixtures.
struct Node {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Node {
    fn start(locale: &str) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/collation/compare.mjs");
        let mut child = Command::new("node")
            .args([script, locale])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("UPDATE=1 needs node");
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    fn compare(&mut self, a: &str, b: &str, strength: Strength) -> Ordering {
        let word = |text: &str| {
            let hex: Vec<String> = text.chars().map(|c| format!("{:x}", u32::from(c))).collect();
            if hex.is_empty() { "-".to_owned() } else { hex.join(".") }
        };
        let strength = match strength {
            Strength::Base => "base",
            Strength::Accent => "accent",
            Strength::Variant => "variant",
        };
        writeln!(self.input, "{strength} {} {}", word(a), word(b)).unwrap();
        self.input.flush().unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim().parse::<i32>().unwrap().cmp(&0)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Frozen answers of a collator: strings in its order, each with the level on which it differs from the one
/// before (1 base, 2 accent, 3 variant, 0 not at all). Any two of them can be compared at any strength.
struct Frozen {
    strings: Vec<(String, u8)>,
    places: BTreeMap<String, usize>,
}

impl Frozen {
    fn of(strings: Vec<(String, u8)>) -> Self {
        let places = strings.iter().enumerate().map(|(at, (text, _))| (text.clone(), at)).collect();
        Self { strings, places }
    }

    fn ask(node: &mut Node, strings: &BTreeSet<String>) -> Self {
        let mut sorted: Vec<String> = strings.iter().cloned().collect();
        sorted.sort_by(|a, b| node.compare(a, b, Strength::Variant));
        let mut out: Vec<(String, u8)> = Vec::new();
        for text in sorted {
            let mut level = 1;
            if let Some((before, _)) = out.last() {
                let strengths = [Strength::Base, Strength::Accent, Strength::Variant];
                level =
                    (1u8..).zip(strengths).find(|(_, s)| node.compare(before, &text, *s).is_ne()).map_or(0, |(l, _)| l);
            }
            out.push((text, level));
        }
        Self::of(out)
    }

    fn compare(&self, a: &str, b: &str, strength: Strength) -> Ordering {
        let place = |text: &str| {
            *self.places.get(text).unwrap_or_else(|| panic!("no frozen answer for {text:?}: run with UPDATE=1"))
        };
        let (a, b) = (place(a), place(b));
        let (low, high) = (a.min(b), a.max(b));
        // The most significant level on which any neighbours between them differ; 0 is none.
        let level = self.strings[low + 1..=high].iter().map(|(_, level)| *level).filter(|l| *l > 0).min();
        let seen = match strength {
            Strength::Base => 1,
            Strength::Accent => 2,
            Strength::Variant => 3,
        };
        if a == b || level.is_none_or(|level| level > seen) { Ordering::Equal } else { a.cmp(&b) }
    }

    fn write(&self, out: &mut String) {
        for (text, level) in &self.strings {
            write!(out, "{level} ").unwrap();
            for c in text.chars() {
                if (c.is_alphanumeric() || c.is_ascii_graphic()) && c != '\\' {
                    out.push(c);
                } else {
                    write!(out, "{}", c.escape_unicode()).unwrap();
                }
            }
            out.push('\n');
        }
    }

    fn read(section: &str) -> Self {
        let line = |line: &str| {
            let (level, escaped) = line.split_once(' ').unwrap();
            let mut text = String::new();
            let mut parts = escaped.split("\\u{");
            text.push_str(parts.next().unwrap());
            for part in parts {
                let (hex, rest) = part.split_once('}').unwrap();
                text.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap());
                text.push_str(rest);
            }
            (text, level.parse().unwrap())
        };
        Self::of(section.lines().filter(|line| !line.starts_with("--")).map(line).collect())
    }
}

/// Random strings from few letters, so that many are equal but for accents or case.
fn random_strings() -> Vec<String> {
    let mut seed = 0x2545_F491_4F6C_DD1Du64;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % below
    };
    let few: Vec<char> = "aaAeeEssShcCdzZoO tn-lLáäåâéèêßæÆœøöÖçčšžñłđ".chars().collect();
    let others: Vec<char> = TEST_LIST.iter().flat_map(|text| text.chars()).filter(|c| !is_mark(*c)).collect();
    let cyrillic: Vec<char> = "аеёЕЁийж".chars().collect();
    let arabic: Vec<char> = "اآکكیيهـم\u{64e}\u{650}\u{200c}".chars().collect();
    (0..400)
        .map(|nth| {
            let letters = match nth % 10 {
                0..=5 => &few,
                6 => &cyrillic,
                7 => &arabic,
                _ => &others,
            };
            let len = 1 + next(6);
            let mut text = String::new();
            for _ in 0..len {
                let letter = letters[next(letters.len())];
                // A mark with no letter before it is a known limit.
                if is_mark(letter) && !text.ends_with(char::is_alphabetic) {
                    continue;
                }
                text.push(letter);
                if next(12) == 0 && text.ends_with(char::is_alphabetic) {
                    text.push(['\u{301}', '\u{308}', '\u{30C}'][next(3)]);
                }
            }
            text
        })
        .collect()
}

fn is_mark(c: char) -> bool {
    crate::model::fold::is_combining_mark(c)
}

fn units<'a>(list: impl IntoIterator<Item = &'a str>) -> BTreeSet<Box<str>> {
    let mut missing = BTreeSet::new();
    let empty = CollationTable::new();
    list.into_iter().for_each(|text| empty.missing(text, &mut missing));
    missing
}

fn key(table: &CollationTable, text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    table.sort_key(text, &mut key);
    key
}

/// Learns all characters of the lists, half of them first, the rest in a second step.
fn learn_in_two_steps(compare: &mut impl Compare) -> CollationTable {
    let random = random_strings();
    let all = units(TEST_LIST.iter().copied().chain(random.iter().map(|text| &**text)));
    let mut table = CollationTable::new();
    table.learn(all.iter().step_by(2), compare);
    table.learn(&all, compare);
    table
}

fn fixture_path(locale: &str) -> String {
    format!("{}/tests/fixtures/collation/{locale}.txt", env!("CARGO_MANIFEST_DIR"))
}

fn write_fixture(locale: &str) {
    let mut node = Node::start(locale);
    let mut asked: BTreeSet<String> = BTreeSet::new();
    learn_in_two_steps(&mut |a: &str, b: &str, strength: Strength| {
        asked.extend([a.to_owned(), b.to_owned()]);
        node.compare(a, b, strength)
    });
    let mut list: BTreeSet<String> = TEST_LIST.iter().map(|text| (*text).to_owned()).collect();
    list.extend(random_strings());
    let mut out = format!("-- asked while learning, in the order of Intl.Collator({locale:?})\n");
    Frozen::ask(&mut node, &asked).write(&mut out);
    out.push_str("-- expected order\n");
    Frozen::ask(&mut node, &list).write(&mut out);
    std::fs::write(fixture_path(locale), out).unwrap();
}

#[test]
fn orders_as_the_collator_of_every_locale() {
    let mut wrong = String::new();
    for locale in LOCALES {
        if std::env::var_os("UPDATE").is_some() {
            write_fixture(locale);
        }
        let fixture = std::fs::read_to_string(fixture_path(locale)).unwrap();
        let (asked, expected) = fixture.split_once("-- expected order").unwrap();
        let (asked, expected) = (Frozen::read(asked), Frozen::read(expected.trim_start()));
        let table = learn_in_two_steps(&mut |a: &str, b: &str, s: Strength| asked.compare(a, b, s));
        let mut count = 0;
        for (at, pair) in expected.strings.windows(2).enumerate() {
            let (a, b) = (&pair[0].0, &pair[1].0);
            let should = expected.compare(a, b, Strength::Variant);
            if key(&table, a).cmp(&key(&table, b)) != should {
                count += 1;
                writeln!(wrong, "{locale} {at}: {a:?} {b:?} {should:?} {:?} {:?}", key(&table, a), key(&table, b))
                    .unwrap();
            }
            assert!(table.prefix_u64(a) <= table.prefix_u64(b) || count > 0, "{locale}: prefix of {a:?} {b:?}");
        }
        // In the browser the same list is compared by `sorted_by_table`.
        let sorted = sorted_by_table(&table, TEST_LIST);
        let place = |text: &str| expected.places[text];
        for pair in sorted.windows(2) {
            let order = expected.compare(pair[0], pair[1], Strength::Variant);
            if order == Ordering::Greater {
                writeln!(wrong, "{locale} sorted: {:?} {} {:?} {}", pair[0], place(pair[0]), pair[1], place(pair[1]))
                    .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Counts questions and answers by code point, accents and case aside.
fn by_code_point(count: &mut usize) -> impl Compare + '_ {
    move |a: &str, b: &str, strength: Strength| {
        *count += 1;
        let base = fold(a).cmp(&fold(b));
        if strength == Strength::Base { base } else { base.then_with(|| a.cmp(b)) }
    }
}

#[test]
fn asks_few_questions() {
    let han: Vec<String> = ('\u{4E00}'..).take(1600).chain('а'..='я').chain('À'..='ſ').map(String::from).collect();
    let mut count = 0;
    let mut table = CollationTable::new();
    assert!(table.learn(&han, &mut by_code_point(&mut count)));
    let n = table.len();
    assert!(n > 1900 && count < 8 * n, "{count} questions for {n} units");
    let mut again = 0;
    assert!(!table.learn(&han, &mut by_code_point(&mut again)));
    assert_eq!(again, 0, "known units are not asked about");
    assert!(table.learn(["ж\u{301}", "中\u{301}"], &mut by_code_point(&mut again)));
    assert!(again < 300, "{again} questions for two units");
}

#[test]
fn more_letters_than_one_byte_can_number_keep_their_order() {
    for (first, count) in [('\u{4E00}', 300), ('\u{4E00}', 20_000), ('\u{20000}', 42_000)] {
        let letters: Vec<String> = (first..).take(count).map(String::from).collect();
        let mut table = CollationTable::new();
        table.learn(&letters, &mut by_code_point(&mut 0));
        for pair in letters.windows(2) {
            let key = |text: &str| (table.prefix_u64(text), key(&table, text));
            assert!(key(&pair[0]) < key(&pair[1]), "{pair:?}");
            assert!(key(&format!("{}z", pair[0])) < key(&pair[1]));
            assert!(key("z") < key(&pair[0]) && key("zz") < key(&pair[0]));
        }
    }
}

#[test]
fn root_orders_ascii_as_the_unicode_root_collation() {
    let table = CollationTable::root();
    let expected = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";
    let mut chars: Vec<String> = (' '..='~').map(String::from).collect();
    chars.sort_by_key(|c| key(&table, c));
    assert_eq!(chars.concat(), expected);
    let order = ["", "coop", "Coop", "cote", "coté", "côte", "Straße", "Straßf", "Zoë"];
    assert!(order.windows(2).all(|pair| key(&table, pair[0]) < key(&table, pair[1])));
}

#[test]
fn units_never_learned_sort_last_and_still_apart() {
    let table = CollationTable::root();
    assert!(key(&table, "zzz") < key(&table, "日本"));
    assert!(key(&table, "日") < key(&table, "本"));
    assert!(table.prefix_u64("z") < table.prefix_u64("日"));
    let mut missing = BTreeSet::new();
    table.missing("Zoë 日e\u{301}", &mut missing);
    assert_eq!(missing.iter().map(|unit| &**unit).collect::<Vec<_>>(), ["e\u{301}", "日"]);
}

#[test]
fn a_saved_table_makes_the_same_keys() {
    let table = CollationTable::root();
    let bytes = postcard::to_allocvec(&table).unwrap();
    let read: CollationTable = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(read.generation(), table.generation());
    for text in TEST_LIST {
        assert_eq!(key(&read, text), key(&table, text));
    }
}

/// With `KONTOR_TIMING=1` prints what keys cost; asserts nothing about time.
#[test]
fn timing() {
    if std::env::var_os("KONTOR_TIMING").is_none() {
        return;
    }
    let start = std::time::Instant::now();
    let table = CollationTable::root();
    let root = start.elapsed();
    let names: Vec<String> = (0..100_000).map(|n| format!("{} Müller-{}", TEST_LIST[n % TEST_LIST.len()], n)).collect();
    let start = std::time::Instant::now();
    let mut keys = Vec::new();
    for name in &names {
        table.sort_key(name, &mut keys);
    }
    let full = start.elapsed();
    let start = std::time::Instant::now();
    let sum = names.iter().fold(0u64, |sum, name| sum ^ table.prefix_u64(name));
    let prefix = start.elapsed();
    writeln!(
        std::io::stderr(),
        "root {root:?}, 100k keys {full:?} {} B, 100k prefixes {prefix:?} ({sum:x})",
        keys.len()
    )
    .unwrap();
}
