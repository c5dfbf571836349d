//! A second reading of the rules, by looking at everything each time.

use crate::model::fold::{fold, phone_digits};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A small generator of numbers; the same seed gives the same ones.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % below
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// Part of a query.
#[derive(Debug, Clone)]
pub(super) enum Atom {
    /// A word as typed, not only digits.
    Word(String),
    /// Groups of digits, as typed.
    Digits(Vec<String>),
}

pub(super) fn typed(atoms: &[Atom]) -> String {
    let mut out = String::new();
    for (nth, atom) in atoms.iter().enumerate() {
        let separator = ["", "  ", ", "][nth.min(2)];
        match atom {
            Atom::Word(word) => write!(out, "{separator}{word}").unwrap(),
            Atom::Digits(groups) => write!(out, "{separator}{}", groups.join([" ", "-", ") "][nth % 3])).unwrap(),
        }
    }
    out
}

#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub(super) docs: BTreeMap<u32, Vec<(usize, String)>>,
    pub(super) words: Vec<String>,
}

impl Corpus {
    pub(super) fn random(random: &mut Random, docs: usize) -> Self {
        let letters: Vec<char> = "abcaéñßæжя'日".chars().collect();
        let mut words: Vec<String> = Vec::new();
        for _ in 0..60 {
            let len = 1 + random.below(8);
            let word: String = (0..len).map(|_| random.pick(&letters)).collect();
            words.push(if random.below(4) == 0 { word.to_uppercase() } else { word });
        }
        words.extend(["2024", "020", "7946", "12", "a1b2", "x9"].map(String::from));
        let mut corpus = Self { docs: BTreeMap::new(), words };
        let mut doc = 0;
        for _ in 0..docs {
            doc += 1 + random.below(3) as u32;
            let fields = corpus.document(random);
            corpus.docs.insert(doc, fields);
        }
        corpus
    }

    pub(super) fn document(&self, random: &mut Random) -> Vec<(usize, String)> {
        let mut fields = Vec::new();
        for field in [0, 1, 3] {
            let count = random.below(4);
            let words: Vec<String> = (0..count).map(|_| random.pick(&self.words)).collect();
            fields.push((field, words.join([" ", "-", ", ", "@"][random.below(4)])));
        }
        let phones = ["+44 20 7946 ", "020 7946-", "(0044)207946", "7946 ", "+1 212 ", ""];
        if random.below(3) > 0 {
            fields.push((2, format!("{}{:04}", random.pick(&phones), random.below(30))));
        }
        fields
    }

    pub(super) fn query(&self, random: &mut Random) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        for _ in 0..=random.below(3) {
            let digits = matches!(atoms.last(), Some(Atom::Word(_)) | None) && random.below(4) == 0;
            if digits {
                let groups = ["44", "020", "207", "7946", "0", "00", "1", "0012", "2024", "12", "79460"];
                atoms.push(Atom::Digits((0..=random.below(3)).map(|_| random.pick(&groups).to_owned()).collect()));
                continue;
            }
            let mut word: Vec<char> = random.pick(&self.words).chars().collect();
            match random.below(6) {
                0 => word.truncate(1 + random.below(word.len())),
                1 => _ = word.remove(random.below(word.len())),
                2 => word.insert(random.below(word.len() + 1), random.pick(&['a', 'b', 'z', 'Ж'])),
                3 if word.len() > 1 => {
                    let at = random.below(word.len() - 1);
                    word.swap(at, at + 1);
                }
                _ => {}
            }
            let word: String = word.into_iter().collect();
            // Pieces that are only digits would join with their neighbours into a number.
            if tokens(&word).iter().all(|token| token.chars().any(char::is_alphabetic)) {
                atoms.push(Atom::Word(word));
            }
        }
        atoms
    }

    /// The documents that match, of those that pass `filter`, ascending.
    pub(super) fn search(&self, atoms: &[Atom], filter: impl Fn(u32) -> bool) -> Vec<u32> {
        // A query without words finds nothing.
        if tokens(&typed(atoms)).is_empty() {
            return Vec::new();
        }
        let find = |typos: bool| -> Vec<u32> {
            let all = |fields: &[(usize, String)]| atoms.iter().all(|atom| matches(fields, atom, typos));
            self.docs.iter().filter(|(doc, fields)| filter(**doc) && all(fields)).map(|(doc, _)| *doc).collect()
        };
        let exact = find(false);
        if exact.len() < super::TYPO_BELOW { find(true) } else { exact }
    }
}

fn matches(fields: &[(usize, String)], atom: &Atom, typos: bool) -> bool {
    let words: Vec<String> =
        fields.iter().filter(|(field, _)| *field != 2).flat_map(|(_, text)| tokens(text)).collect();
    let begins = |typed: &str| words.iter().any(|word| word.starts_with(typed));
    match atom {
        Atom::Word(word) => main_tokens(word).iter().all(|typed| {
            let forgiving = typos && typed.chars().count() >= 4;
            begins(typed) || (forgiving && words.iter().any(|word| distance_to_a_beginning(typed, word) <= 1))
        }),
        Atom::Digits(groups) => {
            let significant = |text: &str| {
                let mut digits = String::new();
                phone_digits(text, &mut digits);
                digits.trim_start_matches(['+', '0']).to_owned()
            };
            let typed = significant(&groups.concat());
            groups.iter().all(|group| begins(group))
                || fields.iter().filter(|(field, _)| *field == 2).any(|(_, text)| {
                    let number = significant(text);
                    typed.len() >= 3
                        && !number.is_empty()
                        && (number.contains(&typed) || (number.len() >= 7 && typed.ends_with(&number)))
                })
        }
    }
}

/// Words of a text, and what follows apostrophes in them.
fn tokens(text: &str) -> Vec<String> {
    pieces(text).iter().flat_map(|parts| (0..parts.len()).map(|from| parts[from..].concat())).collect()
}

/// Words of a text.
fn main_tokens(text: &str) -> Vec<String> {
    pieces(text).iter().map(|parts| parts.concat()).collect()
}

/// Words of a text, each parted at its apostrophes.
fn pieces(text: &str) -> Vec<Vec<String>> {
    // Two apostrophes part words; a Chinese character is a word.
    let text = fold(text).replace("''", " ").replace('日', " 日 ");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let parts = |word: &str| word.split('\'').filter(|part| !part.is_empty()).map(String::from).collect::<Vec<_>>();
    words.map(parts).filter(|parts| !parts.is_empty()).collect()
}

/// The least number of errors (a letter missing, extra, wrong; two neighbours swapped) between `typed` and any
/// beginning of `word`: the textbook table, its last row.
fn distance_to_a_beginning(typed: &str, word: &str) -> usize {
    let typed: Vec<char> = typed.chars().collect();
    let word: Vec<char> = word.chars().collect();
    let mut rows = vec![(0..=word.len()).collect::<Vec<usize>>()];
    for i in 1..=typed.len() {
        let mut row = vec![i];
        for j in 1..=word.len() {
            let wrong = usize::from(typed[i - 1] != word[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + wrong);
            if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[typed.len()].iter().copied().min().unwrap_or(0)
}
