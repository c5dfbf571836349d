//! Asking a collator how the units in use are ordered.

use super::table::MAX_UNIT;
use super::{CollationTable, Compare, Strength};
use crate::model::arrange::Arrange as _;
use crate::model::fold::fold;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts above every other character in the Unicode root collation (Unicode Technical Standard 35, part 5).
const HIGHEST: &str = "\u{FFFF}";

/// Most letters that one character expands to.
const MAX_LETTERS: usize = 4;

/// Most units of one table; more than any person's data has.
const MAX_UNITS: usize = 60_000;

/// Letters written with several characters in some alphabet. Each is asked about; only those that the locale
/// really sorts as one letter are kept.
const DIGRAPHS: &[&str] = &[
    "aa", "ch", "cs", "ccs", "dd", "ddz", "ddzs", "dh", "dz", "dzs", "dž", "ff", "gj", "gy", "ggy", "ij", "lj", "ll",
    "ly", "lly", "ng", "nj", "ny", "nny", "ph", "rh", "rr", "sh", "ssz", "sz", "th", "tty", "ty", "xh", "zh", "zs",
    "zzs", "ts", "kh", "oʻ", "gʻ", "o‘", "g‘", "o'", "g'",
];

/// What is kept of the collator's answers, and saved.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) generation: u32,
    /// In collation order. The first is the empty string: units equal to it in base have no base letter.
    pub(super) units: Vec<Unit>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Unit {
    pub(super) text: Box<str>,
    /// How it differs from the unit before it.
    pub(super) differs: Differs,
    /// The base letters it sorts as, if they are other units.
    pub(super) expansion: Option<Expansion>,
    /// It sorts among the words that begin with the letter before it, so it must be an expansion, though perhaps
    /// to letters not learned yet. Set for the first unit of a base letter.
    inside: bool,
}

/// The first level on which a unit differs from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Differs {
    Base,
    Accent,
    Variant,
    Nothing,
}

/// Where an expansion stands among the units of the first letter it sorts as.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Expansion {
    /// Indices of the plain units it sorts as.
    pub(super) letters: Vec<u16>,
    /// The last unit of the first letter that is not above it, accents compared; and whether they are equal.
    pub(super) accent: (u16, bool),
    /// The same with everything compared; meaningful where the accents are equal.
    pub(super) variant: (u16, bool),
}

impl CollationTable {
    /// Learns the order of `units` (from [`missing`](Self::missing)) by asking `compare`; units already known
    /// are skipped. Returns whether anything was new, in which case stored keys are void.
    ///
    /// Costs about `n log n` comparisons for `n` new units, fewer when they come in an order like the
    /// collator's, and a few dozen for each expansion.
    pub fn learn<I>(&mut self, units: I, compare: &mut impl Compare) -> bool
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut new: BTreeSet<Box<str>> = BTreeSet::new();
        if self.is_empty() {
            new.insert("".into());
            let ascii = (' '..='~').chain(['\t', '\n', '\r', '⁄']);
            new.extend(ascii.map(|c| Box::from(&*c.encode_utf8(&mut [0; 4]))));
        }
        for unit in units {
            let unit = unit.as_ref();
            let mut chars = unit.chars();
            let known = match (chars.next(), chars.next()) {
                (None, _) => true,
                (Some(c), None) => self.single(c).is_some(),
                _ => unit.chars().count() > MAX_UNIT || self.sequence(unit).is_some(),
            };
            if !known && self.len() + new.len() < MAX_UNITS {
                new.insert(unit.into());
            }
        }
        if new.is_empty() {
            return false;
        }
        let contractions = self.contractions(&new, compare);
        new.extend(contractions);
        self.insert_in_order(new, compare);
        self.find_expansions(compare);
        self.state.generation += 1;
        self.index();
        true
    }

    /// Those of [`DIGRAPHS`], in every case, that became spellable with the new characters and that `compare`
    /// sorts as one letter.
    fn contractions(&self, new: &BTreeSet<Box<str>>, compare: &mut impl Compare) -> Vec<Box<str>> {
        let mut found: Vec<Box<str>> = Vec::new();
        let mut buffer = [0; 4];
        for digraph in DIGRAPHS {
            let mut any_new = false;
            let mut all_known = true;
            for c in digraph.chars() {
                let is_new = new.contains(&*c.encode_utf8(&mut buffer));
                any_new |= is_new;
                all_known &= is_new || self.single(c).is_some();
            }
            if any_new && all_known && contracts(digraph, compare) {
                found.push((*digraph).into());
                for cased in cases(digraph) {
                    if contracts(&cased, compare) {
                        found.push(cased.into());
                    }
                }
            }
        }
        found
    }

    /// Merges the new units into the order, and asks how new neighbours differ.
    fn insert_in_order(&mut self, new: BTreeSet<Box<str>>, compare: &mut impl Compare) {
        let mut new: Vec<Box<str>> = new.into_iter().collect();
        // Nearly sorted input needs few questions, so guess first: folded letters, then lower before upper case.
        new.arrange_by_key(|unit| (fold(unit), unit.to_lowercase(), unit.chars().any(char::is_uppercase)));
        let new = merge_sort(new, &mut |a, b| compare(a, b, Strength::Variant));

        let old = std::mem::take(&mut self.state.units);
        let mut places = Vec::with_capacity(new.len());
        let mut from = 0;
        for unit in &new {
            from +=
                old[from..].partition_point(|known| compare(&known.text, unit, Strength::Variant) != Ordering::Greater);
            places.push(from);
        }
        // `Ok` is an old unit whose neighbour may have changed.
        let mut merged: Vec<(Unit, bool)> = Vec::with_capacity(old.len() + new.len());
        let mut new = new.into_iter().zip(places).peekable();
        for (index, unit) in old.into_iter().enumerate() {
            let mut moved = false;
            while let Some((text, _)) = new.next_if(|(_, place)| *place == index) {
                merged.push((Unit { text, differs: Differs::Base, expansion: None, inside: false }, true));
                moved = true;
            }
            merged.push((unit, moved));
        }
        for (text, _) in new {
            merged.push((Unit { text, differs: Differs::Base, expansion: None, inside: false }, true));
        }
        for index in 1..merged.len() {
            if merged[index].1 {
                merged[index].0.differs = difference(&merged[index - 1].0.text, &merged[index].0.text, compare);
                // A changed first unit of a letter is asked again whether it is an expansion.
                merged[index].0.inside = false;
            }
        }
        let changed: Vec<bool> = merged.iter().map(|(_, changed)| *changed).collect();
        self.state.units = merged.into_iter().map(|(unit, _)| unit).collect();
        self.mark_inside(&changed, compare);
    }

    /// Finds letters that sort among the words beginning with the letter before them.
    fn mark_inside(&mut self, changed: &[bool], compare: &mut impl Compare) {
        let units = &mut self.state.units;
        // The last letter that is not inside another, and whether it is new in this place.
        let mut outer: Option<(usize, bool)> = None;
        let mut highest = String::new();
        for index in 1..units.len() {
            if units[index].differs != Differs::Base {
                continue;
            }
            if let Some((before, is_new)) = outer {
                if changed[index] || is_new {
                    highest.clear();
                    highest.push_str(&units[before].text);
                    highest.push_str(HIGHEST);
                    units[index].inside = compare(&units[index].text, &highest, Strength::Base) == Ordering::Less;
                }
                if units[index].inside {
                    continue;
                }
            }
            outer = Some((index, changed[index]));
        }
    }

    /// Spells every letter marked as inside another, and places it among that letter's variants.
    fn find_expansions(&mut self, compare: &mut impl Compare) {
        let units = &self.state.units;
        let starts: Vec<usize> = (1..units.len()).filter(|at| units[*at].differs == Differs::Base).collect();
        // Not contractions: written after another letter they may join with it, out of order.
        let single = |at: &usize| units[*at].text.chars().nth(1).is_none();
        let letters: Vec<usize> = starts.iter().copied().filter(|at| !units[*at].inside && single(at)).collect();
        let mut found: Vec<(usize, Option<Expansion>)> = Vec::new();
        for (nth, start) in starts.iter().enumerate().filter(|(_, start)| units[**start].inside) {
            let end = starts.get(nth + 1).copied().unwrap_or(units.len());
            let Some(spelled) = spell(units, *start, &letters, compare) else {
                found.extend((*start..end).map(|index| (index, None)));
                continue;
            };
            let first = usize::from(spelled[0]);
            let first_end = starts[starts.partition_point(|at| *at <= first)..].first().copied();
            let range = first..first_end.unwrap_or(units.len());
            let rest: String = spelled[1..].iter().map(|at| &*units[usize::from(*at)].text).collect();
            for index in *start..end {
                let unit = &units[index].text;
                let accent = place(units, range.clone(), &rest, unit, Strength::Accent, compare);
                // Among units that are equal to it in accents, if there are any.
                let accent_start = accent_start(units, usize::from(accent.0));
                let accent_end =
                    (accent_start + 1..range.end).find(|at| units[*at].differs <= Differs::Accent).unwrap_or(range.end);
                let variant = if accent.1 {
                    place(units, accent_start..accent_end, &rest, unit, Strength::Variant, compare)
                } else {
                    (accent.0, false)
                };
                let expansion =
                    Expansion { letters: spelled.clone(), accent: (accent_start as u16, accent.1), variant };
                found.push((index, Some(expansion)));
            }
        }
        for (index, expansion) in found {
            self.state.units[index].expansion = expansion;
        }
    }
}

/// The first unit of the accent that unit `at` belongs to.
fn accent_start(units: &[Unit], at: usize) -> usize {
    (0..=at).rev().find(|at| units[*at].differs <= Differs::Accent).unwrap_or(at)
}

/// Spells the unit at `start` with letters, each time taking the last letter that is not above what remains.
fn spell(units: &[Unit], start: usize, letters: &[usize], compare: &mut impl Compare) -> Option<Vec<u16>> {
    let target = &units[start].text;
    let mut spelled = Vec::new();
    let mut text = String::new();
    for _ in 0..MAX_LETTERS {
        let base = text.len();
        let mut order = Ordering::Greater;
        let candidates = if spelled.is_empty() {
            // The first is the letter before it in the order, known without asking.
            &letters[..letters.partition_point(|at| *at < start)]
        } else {
            let not_above = letters.partition_point(|at| {
                text.truncate(base);
                text.push_str(&units[*at].text);
                let found = compare(&text, target, Strength::Base);
                if found != Ordering::Greater {
                    order = found;
                }
                found != Ordering::Greater
            });
            &letters[..not_above]
        };
        let last = *candidates.last()?;
        spelled.push(last as u16);
        text.truncate(base);
        text.push_str(&units[last].text);
        if order == Ordering::Equal && spelled.len() > 1 {
            return Some(spelled);
        }
    }
    None
}

/// Finds the last unit of `range` that, followed by `rest`, is not above `unit` at `strength`; and whether the
/// two are equal.
fn place(
    units: &[Unit],
    range: std::ops::Range<usize>,
    rest: &str,
    unit: &str,
    strength: Strength,
    compare: &mut impl Compare,
) -> (u16, bool) {
    let mut text = String::new();
    let mut equal = false;
    let not_above = units[range.clone()].partition_point(|known| {
        text.clear();
        text.push_str(&known.text);
        text.push_str(rest);
        let order = compare(&text, unit, strength);
        if order != Ordering::Greater {
            equal = order == Ordering::Equal;
        }
        order != Ordering::Greater
    });
    ((range.start + not_above.saturating_sub(1)) as u16, equal)
}

/// On which level two neighbours differ.
fn difference(a: &str, b: &str, compare: &mut impl Compare) -> Differs {
    if compare(a, b, Strength::Base) != Ordering::Equal {
        Differs::Base
    } else if compare(a, b, Strength::Accent) != Ordering::Equal {
        Differs::Accent
    } else if compare(a, b, Strength::Variant) != Ordering::Equal {
        Differs::Variant
    } else {
        Differs::Nothing
    }
}

/// Whether `text` sorts outside the words that begin with its first character.
fn contracts(text: &str, compare: &mut impl Compare) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let first = &text[..first.len_utf8()];
    compare(text, first, Strength::Base) == Ordering::Less
        || compare(text, &format!("{first}{HIGHEST}"), Strength::Base) == Ordering::Greater
        // Doubled digraphs ("ccs" in Hungarian stands for "cscs") begin with another letter than they seem to.
        || (text.chars().count() > 2 && {
            let second: String = text.chars().take(2).collect();
            compare(text, &format!("{second}{HIGHEST}"), Strength::Base) == Ordering::Greater
        })
}

/// Every way to capitalise `text` except as it is: title case, all upper case and the mixed ones.
fn cases(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    (1u32..1 << chars.len())
        .map(|upper| {
            let mut cased = String::new();
            for (at, c) in chars.iter().enumerate() {
                if upper & (1 << at) == 0 {
                    cased.push(*c);
                } else {
                    cased.extend(c.to_uppercase());
                }
            }
            cased
        })
        .filter(|cased| cased != text)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Natural merge sort: runs already in order cost one comparison an item. (The standard sort may panic when a
/// comparison is not a total order, and we cannot vouch for every collator.)
fn merge_sort(items: Vec<Box<str>>, compare: &mut impl FnMut(&str, &str) -> Ordering) -> Vec<Box<str>> {
    let mut runs: Vec<Vec<Box<str>>> = Vec::new();
    for item in items {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| compare(last, &item) != Ordering::Greater) => {
                run.push(item);
            }
            _ => runs.push(vec![item]),
        }
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pairs = runs.into_iter();
        while let Some(left) = pairs.next() {
            merged.push(match pairs.next() {
                Some(right) => merge(left, right, compare),
                None => left,
            });
        }
        runs = merged;
    }
    runs.pop().unwrap_or_default()
}

fn merge(left: Vec<Box<str>>, right: Vec<Box<str>>, compare: &mut impl FnMut(&str, &str) -> Ordering) -> Vec<Box<str>> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        if compare(a, b) == Ordering::Greater {
            out.extend(right.next());
        } else {
            out.extend(left.next());
        }
    }
    out.extend(left);
    out.extend(right);
    out
}
