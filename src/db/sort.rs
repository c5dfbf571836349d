//! Orders. Each key of an order becomes one number a row that sorts as the cell does; the largest number is
//! kept for empty cells, which come last in both directions. A window is cut out by selection, not by sorting
//! everything.

use core::cmp::Ordering;
use core::ops::Range;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Database;
use super::bits::Bits;
use super::code_column::CodeColumn;
use super::column::{Cells, MoneyColumn};
use super::links::LinkCode;
use super::path::{Place, Source, What};
use super::query::{Path, Sort};
use super::rank::{RankColumn, Ranked};
use super::stamps::StampColumn;
use super::table::Table;
use crate::model::id::{ObjectId, RecordId};
use crate::model::schema::{Choice, FieldKind};

/// The key of an empty cell.
const EMPTY: u64 = u64::MAX;

/// A total order of a table's rows.
pub(crate) struct Order<'a> {
    keys: Vec<Key<'a>>,
    ids: &'a [RecordId],
}

/// One key of an order.
struct Key<'a> {
    source: Source<'a>,
    numbers: Numbers<'a>,
    descending: bool,
}

/// Where the numbers come from.
enum Numbers<'a> {
    Nothing,
    Text(Rc<RankColumn>),
    Number(&'a [f64]),
    Money(&'a MoneyColumn),
    Date(&'a [i32]),
    DateTime(&'a [i64]),
    Stamps(&'a StampColumn),
    Bool(&'a [u8]),
    Rating(&'a [u8]),
    Minutes(&'a [u32]),
    /// By code.
    Option(&'a CodeColumn, Vec<u64>),
    /// By link code.
    Link(&'a [LinkCode], Vec<u64>),
    /// By row.
    Rows(Vec<u64>),
}

impl Database {
    /// The order that a list of keys asks for. Keys that the schema does not know have no say.
    pub(crate) fn order<'a>(
        &'a self,
        object: ObjectId,
        table: &'a Table,
        group: Option<Path>,
        sort: &[Sort],
        ranked: Option<&[u32]>,
    ) -> Order<'a> {
        let mut keys = Vec::new();
        if let Some(source) = group.and_then(|path| self.source(object, path)) {
            keys.push(Key { source, numbers: self.group_numbers(&source), descending: false });
        }
        for Sort { path, descending } in sort {
            if let Some(source) = self.source(object, *path) {
                keys.push(Key { source, numbers: self.numbers(&source), descending: *descending });
            }
        }
        if let Some(rows) = ranked
            && sort.is_empty()
        {
            let mut places = vec![EMPTY; table.len() as usize];
            for (place, row) in (1..).zip(rows) {
                if let Some(slot) = places.get_mut(*row as usize) {
                    *slot = (*slot).min(place);
                }
            }
            let place = Place { table, kind: &FieldKind::Text, what: What::Nothing };
            let source = Source { hop: None, place };
            keys.push(Key { source, numbers: Numbers::Rows(places), descending: false });
        }
        Order { keys, ids: table.ids.as_slice() }
    }

    /// The numbers that sort as a source does.
    fn numbers<'a>(&'a self, source: &Source<'a>) -> Numbers<'a> {
        let Place { table, kind, what } = source.place;
        match what {
            What::Nothing => match kind {
                FieldKind::Checkbox => Numbers::Bool(&[]),
                _ => Numbers::Nothing,
            },
            What::Stamps(stamps) => Numbers::Stamps(stamps),
            What::Since(field) => {
                let key = |row| table.since(row, field).map_or(EMPTY, integer_key);
                Numbers::Rows((0..table.len()).map(key).collect())
            }
            What::Users(codes) => Numbers::Link(codes, self.title_keys(codes, crate::model::standard::USER)),
            What::Title(_) => Numbers::Text(self.ranks(table, Ranked::Title)),
            What::Cells(cells) => match cells {
                Cells::Text(_) => {
                    let field = table.columns.iter().find(|column| core::ptr::eq(&raw const column.cells, cells));
                    field.map_or(Numbers::Nothing, |column| {
                        Numbers::Text(self.ranks(table, Ranked::Field(column.field)))
                    })
                }
                Cells::Number(cells) => Numbers::Number(cells),
                Cells::Money(cells) => Numbers::Money(cells),
                Cells::Date(cells) => Numbers::Date(cells),
                Cells::DateTime(cells) => Numbers::DateTime(cells),
                Cells::Bool(cells) => Numbers::Bool(cells),
                Cells::Rating(cells) => Numbers::Rating(cells),
                Cells::Minutes(cells) => Numbers::Minutes(cells),
                Cells::Option(cells) => Numbers::Option(cells, option_keys(cells, kind.options())),
                Cells::Ref(codes) => match kind.target() {
                    Some(target) => Numbers::Link(codes, self.title_keys(codes, target)),
                    None => Numbers::Nothing,
                },
                Cells::Options(sets) => {
                    let choices = kind.options();
                    let key = |item: u32| option_key(crate::model::id::OptionId(item), choices);
                    Numbers::Rows(set_keys(table.len(), |row| {
                        sets.get(row).iter().map(|item| (key(*item), 0)).collect()
                    }))
                }
                Cells::Refs(sets) => {
                    let target = kind.target().unwrap_or_default();
                    let mut all: Vec<LinkCode> =
                        (0..table.len()).flat_map(|row| sets.get(row).iter().copied()).collect();
                    all.sort_unstable();
                    all.dedup();
                    let keys = self.title_keys(&all, target);
                    let key = |code: &LinkCode| (keys[*code as usize], self.links.id(*code).0);
                    Numbers::Rows(set_keys(table.len(), |row| sets.get(row).iter().map(key).collect()))
                }
            },
        }
    }

    /// The numbers to group by: as for sorting, but different for different values.
    fn group_numbers<'a>(&'a self, source: &Source<'a>) -> Numbers<'a> {
        match self.numbers(source) {
            Numbers::Link(codes, keys) => {
                // Records of one title are still different records: by title, then by id.
                let mut known: Vec<LinkCode> = codes.iter().copied().filter(|code| *code > 0).collect();
                known.sort_unstable();
                known.dedup();
                known.sort_unstable_by_key(|code| (keys[*code as usize], self.links.id(*code)));
                let mut places = keys;
                for (place, code) in (1..).zip(&known) {
                    places[*code as usize] = place;
                }
                Numbers::Link(codes, places)
            }
            Numbers::Money(cells) if cells.currencies.len() > 1 => {
                let amounts = |row| cells.get(row).map(|money| (money_key(money), currency_key(money.currency)));
                Numbers::Rows(set_keys(cells.currency.len() as u32, |row| amounts(row).into_iter().collect()))
            }
            other => other,
        }
    }

    /// By link code: a number that sorts as the title of the record does. Records without a title, or not on this
    /// device, come after the others.
    fn title_keys(&self, codes: &[LinkCode], target: ObjectId) -> Vec<u64> {
        let mut keys = vec![EMPTY - 1; self.links.len() as usize];
        keys[0] = EMPTY;
        let Some(table) = self.table(target) else { return keys };
        let ranks = self.ranks(table, Ranked::Title);
        let key = |code: LinkCode| {
            self.links.row(code, table.number).map(|row| ranks.rank(row)).filter(|rank| *rank > 0).unwrap_or(EMPTY - 1)
        };
        if codes.len() < keys.len() {
            for code in codes.iter().filter(|code| **code > 0) {
                keys[*code as usize] = key(*code);
            }
        } else {
            for code in 1..self.links.len() {
                keys[code as usize] = key(code);
            }
        }
        keys
    }
}

impl Order<'_> {
    /// Whether rows come in another order than by id.
    fn first(&self, row: u32) -> u64 {
        match self.keys.first() {
            Some(key) => key.number(row),
            None => (self.ids[row as usize].0 >> 64) as u64,
        }
    }

    /// Compares two rows.
    pub(crate) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.first(a).cmp(&self.first(b)).then_with(|| self.rest(a, b))
    }

    /// Compares two rows whose first keys are equal.
    fn rest(&self, a: u32, b: u32) -> Ordering {
        for key in self.keys.iter().skip(1) {
            match key.number(a).cmp(&key.number(b)) {
                Ordering::Equal => {}
                other => return other,
            }
        }
        self.ids[a as usize].cmp(&self.ids[b as usize])
    }

    /// The number a row is grouped by, when the order has a group.
    pub(crate) fn group(&self, row: u32) -> u64 {
        self.first(row)
    }

    /// The rows of a set that stand at these places of the order.
    pub(crate) fn window(&self, rows: &Bits, window: Range<u32>) -> Vec<u32> {
        let mut pairs: Vec<(u64, u32)> = rows.iter().map(|row| (self.first(row), row)).collect();
        let end = (window.end as usize).min(pairs.len());
        let start = (window.start as usize).min(end);
        let compare = |a: &(u64, u32), b: &(u64, u32)| a.0.cmp(&b.0).then_with(|| self.rest(a.1, b.1));
        if start == end {
            return Vec::new();
        }
        if end < pairs.len() {
            pairs.select_nth_unstable_by(end - 1, compare);
            pairs.truncate(end);
        }
        if start > 0 {
            pairs.select_nth_unstable_by(start, compare);
        }
        pairs[start..].sort_unstable_by(compare);
        pairs[start..].iter().map(|(_, row)| *row).collect()
    }
}

impl Key<'_> {
    fn number(&self, row: u32) -> u64 {
        let number = match self.source.row(row) {
            Some(row) => self.numbers.at(row as usize),
            None => EMPTY,
        };
        if self.descending && number != EMPTY { EMPTY - 1 - number } else { number }
    }
}

impl Numbers<'_> {
    /// The number of a row; below `EMPTY` unless the cell is empty.
    fn at(&self, at: usize) -> u64 {
        let number = match self {
            Self::Nothing => None,
            Self::Text(ranks) => Some(ranks.rank(at as u32)).filter(|rank| *rank > 0),
            Self::Number(cells) => cells.get(at).filter(|number| !number.is_nan()).map(|number| float_key(*number)),
            Self::Money(cells) => cells.get(at as u32).map(money_key),
            Self::Date(cells) => cells.get(at).filter(|day| **day != i32::MIN).map(|day| integer_key(i64::from(*day))),
            Self::DateTime(cells) => {
                cells.get(at).filter(|moment| **moment != i64::MIN).map(|moment| integer_key(*moment))
            }
            Self::Stamps(stamps) => Some(integer_key(stamps.unix_ms(at as u32))),
            Self::Bool(cells) => Some(u64::from(cells.get(at) == Some(&1))),
            Self::Rating(cells) => cells.get(at).filter(|stars| **stars > 0).map(|stars| u64::from(*stars)),
            Self::Minutes(cells) => {
                cells.get(at).filter(|minutes| **minutes < u32::MAX).map(|minutes| u64::from(*minutes))
            }
            Self::Option(cells, keys) => Some(keys[usize::from(cells.code(at as u32))]),
            Self::Link(codes, keys) => codes.get(at).map(|code| keys[*code as usize]),
            Self::Rows(keys) => keys.get(at).copied(),
        };
        number.unwrap_or(EMPTY)
    }
}

/// Sorts as the number does; never `EMPTY`.
fn integer_key(number: i64) -> u64 {
    (number.cast_unsigned() ^ 1 << 63).min(EMPTY - 1)
}

/// Sorts as the (finite) number does; minus zero is zero.
fn float_key(number: f64) -> u64 {
    let bits = (number + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits ^ 1 << 63 }
}

/// Sorts as the amount in major units does, whatever the currency. Saturates past 900 thousand billion.
fn money_key(money: crate::model::money::Money) -> u64 {
    let scale = 10_i64.pow(4_u32.saturating_sub(money.currency.digits()));
    integer_key(money.minor.saturating_mul(scale))
}

/// Sorts as the currency's code does.
fn currency_key(currency: crate::model::money::Currency) -> u128 {
    currency.code().bytes().fold(0, |key, byte| key << 8 | u128::from(byte))
}

/// By code: the place of each choice among the choices. Choices that the schema does not know come after the
/// others.
fn option_keys(cells: &CodeColumn, choices: &[Choice]) -> Vec<u64> {
    let keys = cells.options().iter().map(|option| option_key(*option, choices));
    core::iter::once(EMPTY).chain(keys).collect()
}

fn option_key(option: crate::model::id::OptionId, choices: &[Choice]) -> u64 {
    match choices.iter().position(|choice| choice.id == option) {
        Some(place) => place as u64,
        None => choices.len() as u64 + u64::from(option.0),
    }
}

/// By row: the place of each set among the sets, compared element by element in their order.
fn set_keys(rows: u32, elements: impl Fn(u32) -> Vec<(u64, u128)>) -> Vec<u64> {
    let sets: Vec<Vec<(u64, u128)>> = (0..rows)
        .map(|row| {
            let mut set = elements(row);
            set.sort_unstable();
            set
        })
        .collect();
    let mut places: BTreeMap<&[(u64, u128)], u64> = sets.iter().map(|set| (set.as_slice(), 0)).collect();
    for (place, slot) in (1..).zip(places.values_mut()) {
        *slot = place;
    }
    sets.iter().map(|set| if set.is_empty() { EMPTY } else { places[set.as_slice()] }).collect()
}
