//! The places of texts in the user's collation, as numbers. A rank is made once a column, when it is first
//! sorted by, and kept up as cells change: sorting then compares integers.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Database;
use super::bits::Bits;
use super::changes::Changes;
use super::column::Cells;
use super::table::Table;
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::Object;

/// Room between the ranks of neighbours, for texts that come between them later.
const GAP: u64 = 1 << 24;

/// What is ranked in a table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Ranked {
    /// A text field.
    Field(FieldId),
    /// The title.
    Title,
}

/// Ranks by table and text.
pub(crate) type Ranks = BTreeMap<(ObjectId, Ranked), Rc<RankColumn>>;

/// Ranks by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct RankColumn {
    /// Equal for texts with equal keys, 0 for empty ones.
    ranks: Vec<u64>,
    /// The rows that are not empty, by rank.
    order: Vec<u32>,
    /// Rows whose text may be another by now.
    stale: Vec<u32>,
}

impl RankColumn {
    /// The rank of a row's text; 0 when it is empty.
    pub(crate) fn rank(&self, row: u32) -> u64 {
        self.ranks.get(row as usize).copied().unwrap_or(0)
    }
}

/// The texts to rank.
struct Texts<'a> {
    db: &'a Database,
    table: &'a Table,
    what: Ranked,
    object: Option<&'a Object>,
}

impl Texts<'_> {
    /// Appends the sort key of a row's text; nothing when it is empty.
    fn key(&self, row: u32, text: &mut String, out: &mut Vec<u8>) {
        match (self.what, self.object) {
            (Ranked::Field(field), _) => {
                if let Some(Cells::Text(texts)) = self.table.column(field) {
                    let text = texts.get(row);
                    if !text.is_empty() {
                        self.db.collate.key(text, out);
                    }
                }
            }
            (Ranked::Title, Some(object)) => {
                text.clear();
                self.db.title_into(self.table, object, row, text);
                if !text.is_empty() {
                    self.db.collate.key(text, out);
                }
            }
            (Ranked::Title, None) => {}
        }
    }

    /// A number equal only for rows with equal text; 0 when there is none such.
    fn code(&self, row: u32) -> u32 {
        match self.what {
            Ranked::Field(field) => match self.table.column(field) {
                Some(Cells::Text(texts)) => texts.code(row),
                _ => 0,
            },
            Ranked::Title => row + 1,
        }
    }
}

impl Database {
    /// The ranks of a text field or of titles, up to date.
    pub(crate) fn ranks(&self, table: &Table, what: Ranked) -> Rc<RankColumn> {
        let texts = Texts { db: self, table, what, object: self.schema().object(table.object) };
        let mut ranks = self.ranks.borrow_mut();
        let column = ranks.entry((table.object, what)).or_default();
        let new = column.ranks.len() < table.len() as usize;
        if new || !column.stale.is_empty() {
            let column = Rc::make_mut(column);
            if new || column.stale.len() > 64 + column.ranks.len() / 64 || !mend(column, &texts) {
                *column = build(&texts);
            }
        }
        Rc::clone(column)
    }

    /// Notes which ranks a change makes old.
    pub(crate) fn follow(&self, changes: &Changes) {
        let mut ranks = self.ranks.borrow_mut();
        if changes.schema {
            ranks.clear();
            return;
        }
        for changed in &changes.tables {
            let titles = self.schema().object(changed.object).map(|object| object.title.as_slice()).unwrap_or_default();
            for ((object, what), column) in ranks.iter_mut() {
                if *object != changed.object {
                    continue;
                }
                let concerned = |fields: &[FieldId]| match what {
                    Ranked::Field(field) => fields.contains(field),
                    Ranked::Title => fields.iter().any(|field| titles.contains(field)),
                };
                let rows = changed.changed.iter().filter(|(_, fields)| concerned(fields)).map(|(row, _)| *row);
                let mut rows: Vec<u32> = rows.collect();
                // A few new rows are ranked one by one; many, with the whole column.
                let added: u32 = changed.created.iter().map(|range| range.end - range.start).sum();
                if added > 64 {
                    *column = Rc::default();
                    continue;
                }
                rows.extend(changed.created.iter().cloned().flatten());
                if !rows.is_empty() && !column.ranks.is_empty() {
                    let column = Rc::make_mut(column);
                    let len = rows.iter().map(|row| *row as usize + 1).max().unwrap_or(0);
                    column.ranks.resize(len.max(column.ranks.len()), 0);
                    column.stale.extend(rows);
                }
            }
        }
    }
}

/// Ranks every row.
fn build(texts: &Texts<'_>) -> RankColumn {
    let len = texts.table.len();
    let mut by_code: Vec<(u32, u32)> =
        (0..len).map(|row| (texts.code(row), row)).filter(|(code, _)| *code > 0).collect();
    by_code.sort_unstable();
    // One entry a different text: the first eight bytes of its key, where the key ends, its rows.
    let mut keys = Vec::with_capacity(by_code.len() * 12);
    let mut text = String::new();
    let mut units: Vec<Unit> = Vec::new();
    for (at, (code, row)) in by_code.iter().enumerate() {
        if at > 0 && by_code[at - 1].0 == *code {
            continue;
        }
        let start = keys.len();
        texts.key(*row, &mut text, &mut keys);
        if keys.len() > start {
            units.push(Unit {
                prefix: prefix(&keys[start..]),
                start: start as u32,
                end: keys.len() as u32,
                at: at as u32,
            });
        }
    }
    let key = |unit: &Unit| &keys[unit.start as usize..unit.end as usize];
    units.sort_unstable_by(|a, b| a.prefix.cmp(&b.prefix).then_with(|| key(a).cmp(key(b))));
    let mut column =
        RankColumn { ranks: vec![0; len as usize], order: Vec::with_capacity(by_code.len()), stale: Vec::new() };
    let mut rank = 0;
    for (at, unit) in units.iter().enumerate() {
        if at == 0 || key(&units[at - 1]) != key(unit) {
            rank += GAP;
        }
        let code = by_code[unit.at as usize].0;
        for (_, row) in by_code[unit.at as usize..].iter().take_while(|(other, _)| *other == code) {
            column.ranks[*row as usize] = rank;
            column.order.push(*row);
        }
    }
    column
}

struct Unit {
    prefix: u64,
    start: u32,
    end: u32,
    at: u32,
}

/// Ranks the stale rows anew; `false` when there was no room between two neighbours.
fn mend(column: &mut RankColumn, texts: &Texts<'_>) -> bool {
    let mut stale = core::mem::take(&mut column.stale);
    stale.sort_unstable();
    stale.dedup();
    let mut moved = Bits::none(column.ranks.len() as u32);
    for row in &stale {
        moved.put(*row, true);
    }
    column.order.retain(|row| !moved.has(*row));
    let (mut key, mut other, mut text) = (Vec::new(), Vec::new(), String::new());
    for row in stale {
        key.clear();
        texts.key(row, &mut text, &mut key);
        if key.is_empty() {
            column.ranks[row as usize] = 0;
            continue;
        }
        let place = column.order.partition_point(|there| {
            other.clear();
            texts.key(*there, &mut text, &mut other);
            other < key
        });
        let rank_at = |place: usize| column.order.get(place).map(|row| column.ranks[*row as usize]);
        let below = place.checked_sub(1).and_then(rank_at).unwrap_or(0);
        let equal = column.order.get(place).is_some_and(|there| {
            other.clear();
            texts.key(*there, &mut text, &mut other);
            other == key
        });
        let rank = match rank_at(place) {
            Some(rank) if equal => rank,
            Some(above) => below + (above - below) / 2,
            None => below.saturating_add(GAP),
        };
        if rank == below || rank == u64::MAX {
            return false;
        }
        column.ranks[row as usize] = rank;
        column.order.insert(place, row);
    }
    true
}

fn prefix(key: &[u8]) -> u64 {
    key.iter().chain(core::iter::repeat(&0)).take(8).fold(0, |word, byte| word << 8 | u64::from(*byte))
}
