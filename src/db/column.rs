//! The cells of one field, by row. Columns may be shorter than their table: cells past the end are empty, so
//! that fields nobody uses cost nothing. The values that stand for empty are those of
//! [`model::block::Column`](crate::model::block::Column).

use super::code_column::CodeColumn;
use super::links::{LinkCode, Links};
use super::set_column::SetColumn;
use super::text_column::TextColumn;
use crate::model::block;
use crate::model::date::Date;
use crate::model::id::{FieldId, OptionId, RecordId};
use crate::model::money::{Currency, Money};
use crate::model::schema::FieldKind;
use crate::model::value::Value;

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// The field. It need not be in the schema: what a newer version wrote is kept.
    pub(crate) field: FieldId,
    /// Its cells.
    pub(crate) cells: Cells,
}

/// Cells by row.
#[derive(Clone, Debug)]
pub(crate) enum Cells {
    Text(TextColumn),
    Number(Vec<f64>),
    Money(MoneyColumn),
    Date(Vec<i32>),
    DateTime(Vec<i64>),
    Bool(Vec<u8>),
    Rating(Vec<u8>),
    Minutes(Vec<u32>),
    Option(CodeColumn),
    Ref(Vec<LinkCode>),
    Options(SetColumn),
    Refs(SetColumn),
}

/// Amounts by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct MoneyColumn {
    /// Minor units.
    pub(crate) minor: Vec<i64>,
    /// Position in `currencies`; `u8::MAX` is empty.
    pub(crate) currency: Vec<u8>,
    /// The currencies met.
    pub(crate) currencies: Vec<Currency>,
}

impl MoneyColumn {
    /// The amount of a row.
    pub(crate) fn get(&self, row: u32) -> Option<Money> {
        let position = *self.currency.get(row as usize)?;
        let currency = *self.currencies.get(usize::from(position))?;
        Some(Money { minor: self.minor[row as usize], currency })
    }

    /// The position of a currency, which is added when it is new. `u8::MAX` (empty) when 255 are known
    /// already: there are fewer than 200 in the world.
    fn position(&mut self, currency: Currency) -> u8 {
        let known = self.currencies.iter().position(|known| *known == currency);
        let at = known.unwrap_or_else(|| {
            if self.currencies.len() < usize::from(u8::MAX) {
                self.currencies.push(currency);
                self.currencies.len() - 1
            } else {
                usize::from(u8::MAX)
            }
        });
        at as u8
    }

    fn set(&mut self, row: u32, value: Option<Money>) {
        let position = value.map_or(u8::MAX, |money| self.position(money.currency));
        put(&mut self.minor, row, value.map_or(0, |money| money.minor), 0);
        put(&mut self.currency, row, position, u8::MAX);
    }
}

/// Writes a cell, filling the gap before it.
fn put<T: Copy>(cells: &mut Vec<T>, row: u32, value: T, empty: T) {
    let row = row as usize;
    if cells.len() <= row {
        cells.resize(row + 1, empty);
    }
    cells[row] = value;
}

/// Writes a run of cells at the end, filling the gap before it.
fn extend<T: Copy>(cells: &mut Vec<T>, row: u32, run: impl ExactSizeIterator<Item = T>, empty: T) {
    cells.resize(row as usize, empty);
    cells.extend(run);
}

/// Where a linked record stands: asked once for each new link.
pub(crate) type Look<'a> = &'a dyn Fn(RecordId) -> Option<(u16, u32)>;

impl Cells {
    /// No cells of a kind of field.
    pub(crate) fn of(kind: &FieldKind) -> Self {
        Self::like(&block::Column::of(kind))
    }

    /// No cells of the kind of a block's column.
    pub(crate) fn like(column: &block::Column) -> Self {
        match column {
            block::Column::Text { .. } => Self::Text(TextColumn::default()),
            block::Column::Number(_) => Self::Number(Vec::new()),
            block::Column::Money { .. } => Self::Money(MoneyColumn::default()),
            block::Column::Date(_) => Self::Date(Vec::new()),
            block::Column::DateTime(_) => Self::DateTime(Vec::new()),
            block::Column::Bool(_) => Self::Bool(Vec::new()),
            block::Column::Rating(_) => Self::Rating(Vec::new()),
            block::Column::Minutes(_) => Self::Minutes(Vec::new()),
            block::Column::Option(_) => Self::Option(CodeColumn::default()),
            block::Column::Ref(_) => Self::Ref(Vec::new()),
            block::Column::Options { .. } => Self::Options(SetColumn::default()),
            block::Column::Refs { .. } => Self::Refs(SetColumn::default()),
        }
    }

    /// No cells of the kind that holds such a value; `None` for `Empty`.
    pub(crate) fn holding(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Empty => return None,
            Value::Text(_) => Self::Text(TextColumn::default()),
            Value::Number(_) => Self::Number(Vec::new()),
            Value::Money(_) => Self::Money(MoneyColumn::default()),
            Value::Date(_) => Self::Date(Vec::new()),
            Value::DateTime(_) => Self::DateTime(Vec::new()),
            Value::Bool(_) => Self::Bool(Vec::new()),
            Value::Rating(_) => Self::Rating(Vec::new()),
            Value::Minutes(_) => Self::Minutes(Vec::new()),
            Value::Option(_) => Self::Option(CodeColumn::default()),
            Value::Ref(_) => Self::Ref(Vec::new()),
            Value::Options(_) => Self::Options(SetColumn::default()),
            Value::Refs(_) => Self::Refs(SetColumn::default()),
        })
    }

    /// Whether two columns hold the same kind of cell.
    pub(crate) fn same_kind(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other)
    }

    /// Whether such a value can stand here.
    pub(crate) fn takes(&self, value: &Value) -> bool {
        Self::holding(value).is_none_or(|other| self.same_kind(&other))
    }

    /// Whether cells are sets.
    pub(crate) fn is_set(&self) -> bool {
        matches!(self, Self::Options(_) | Self::Refs(_))
    }

    /// How many cells are written.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Number(cells) => cells.len(),
            Self::Money(cells) => cells.currency.len(),
            Self::Date(cells) => cells.len(),
            Self::DateTime(cells) => cells.len(),
            Self::Bool(cells) | Self::Rating(cells) => cells.len(),
            Self::Minutes(cells) | Self::Ref(cells) => cells.len(),
            Self::Option(cells) => cells.len(),
            Self::Options(cells) | Self::Refs(cells) => cells.len(),
        }
    }

    /// The cell of a row.
    pub(crate) fn get(&self, row: u32, links: &Links) -> Value {
        let at = row as usize;
        match self {
            Self::Text(cells) => match cells.get(row) {
                "" => Value::Empty,
                text => Value::Text(text.to_owned()),
            },
            Self::Number(cells) => match cells.get(at) {
                Some(number) if !number.is_nan() => Value::Number(*number),
                _ => Value::Empty,
            },
            Self::Money(cells) => cells.get(row).map_or(Value::Empty, Value::Money),
            Self::Date(cells) => match cells.get(at) {
                Some(day) if *day != i32::MIN => Value::Date(Date(*day)),
                _ => Value::Empty,
            },
            Self::DateTime(cells) => match cells.get(at) {
                Some(moment) if *moment != i64::MIN => Value::DateTime(*moment),
                _ => Value::Empty,
            },
            Self::Bool(cells) => match cells.get(at) {
                Some(yes) if *yes < 2 => Value::Bool(*yes == 1),
                _ => Value::Empty,
            },
            Self::Rating(cells) => match cells.get(at) {
                Some(stars) if *stars > 0 => Value::Rating(*stars),
                _ => Value::Empty,
            },
            Self::Minutes(cells) => match cells.get(at) {
                Some(minutes) if *minutes < u32::MAX => Value::Minutes(*minutes),
                _ => Value::Empty,
            },
            Self::Option(cells) => match cells.get(row) {
                OptionId(0) => Value::Empty,
                option => Value::Option(option),
            },
            Self::Ref(cells) => match cells.get(at) {
                Some(code) if *code > 0 => Value::Ref(links.id(*code)),
                _ => Value::Empty,
            },
            Self::Options(cells) => Value::options(cells.get(row).iter().map(|option| OptionId(*option)).collect()),
            Self::Refs(cells) => Value::refs(cells.get(row).iter().map(|code| links.id(*code)).collect()),
        }
    }

    /// Replaces the cell of a row. A value of another kind empties it; callers ask [`Cells::takes`] first.
    pub(crate) fn set(&mut self, row: u32, value: &Value, links: &mut Links, look: Look<'_>) {
        if value.is_empty() && row as usize >= self.len() {
            return;
        }
        match self {
            Self::Text(cells) => cells.set(row, value.as_text().unwrap_or_default()),
            Self::Number(cells) => {
                put(cells, row, if let Value::Number(number) = value { *number } else { f64::NAN }, f64::NAN);
            }
            Self::Money(cells) => cells.set(row, if let Value::Money(money) = value { Some(*money) } else { None }),
            Self::Date(cells) => {
                put(cells, row, if let Value::Date(day) = value { day.0 } else { i32::MIN }, i32::MIN);
            }
            Self::DateTime(cells) => {
                put(cells, row, if let Value::DateTime(moment) = value { *moment } else { i64::MIN }, i64::MIN);
            }
            Self::Bool(cells) => put(cells, row, if let Value::Bool(yes) = value { u8::from(*yes) } else { 2 }, 2),
            Self::Rating(cells) => put(cells, row, if let Value::Rating(stars) = value { *stars } else { 0 }, 0),
            Self::Minutes(cells) => {
                put(cells, row, if let Value::Minutes(minutes) = value { *minutes } else { u32::MAX }, u32::MAX);
            }
            Self::Option(cells) => cells.set(row, if let Value::Option(id) = value { *id } else { OptionId(0) }),
            Self::Ref(cells) => {
                let code = value.as_ref_id().map_or(0, |id| links.code(id, || look(id)));
                put(cells, row, code, 0);
            }
            Self::Options(cells) => {
                let items: Vec<u32> =
                    if let Value::Options(ids) = value { ids.iter().map(|id| id.0).collect() } else { Vec::new() };
                cells.set(row, &items);
            }
            Self::Refs(cells) => {
                let mut items: Vec<LinkCode> = match value {
                    Value::Refs(ids) => ids.iter().map(|id| links.code(*id, || look(*id))).collect(),
                    _ => Vec::new(),
                };
                items.sort_unstable();
                cells.set(row, &items);
            }
        }
    }

    /// Adds all cells of a block's column from row `row` on, where no cell was written before.
    ///
    /// Returns `false`, and adds nothing, when the kinds differ.
    pub(crate) fn append(&mut self, row: u32, column: &block::Column, links: &mut Links, look: Look<'_>) -> bool {
        match (self, column) {
            (Self::Text(cells), block::Column::Text { ends, bytes }) => {
                cells.pad(row as usize);
                cells.extend(ends, bytes);
            }
            (Self::Number(cells), block::Column::Number(run)) => extend(cells, row, run.iter().copied(), f64::NAN),
            (Self::Money(cells), block::Column::Money { minor, currency, currencies }) => {
                let positions: Vec<u8> = currencies.iter().map(|currency| cells.position(*currency)).collect();
                let moved = |at: &u8| positions.get(usize::from(*at)).copied().unwrap_or(u8::MAX);
                extend(&mut cells.minor, row, minor.iter().copied(), 0);
                extend(&mut cells.currency, row, currency.iter().map(moved), u8::MAX);
            }
            (Self::Date(cells), block::Column::Date(run)) => extend(cells, row, run.iter().copied(), i32::MIN),
            (Self::DateTime(cells), block::Column::DateTime(run)) => extend(cells, row, run.iter().copied(), i64::MIN),
            (Self::Bool(cells), block::Column::Bool(run)) => extend(cells, row, run.iter().copied(), 2),
            (Self::Rating(cells), block::Column::Rating(run)) => extend(cells, row, run.iter().copied(), 0),
            (Self::Minutes(cells), block::Column::Minutes(run)) => extend(cells, row, run.iter().copied(), u32::MAX),
            (Self::Option(cells), block::Column::Option(run)) => {
                for (row, option) in (row..).zip(run) {
                    cells.set(row, *option);
                }
            }
            (Self::Ref(cells), block::Column::Ref(run)) => {
                extend(cells, row, run.iter().map(|id| links.code(*id, || look(*id))), 0);
            }
            (Self::Options(cells), block::Column::Options { ends, items }) => {
                for (row, range) in (row..).zip(ranges(ends)) {
                    let set: Vec<u32> = items.get(range).unwrap_or_default().iter().map(|id| id.0).collect();
                    if !set.is_empty() {
                        cells.set(row, &set);
                    }
                }
            }
            (Self::Refs(cells), block::Column::Refs { ends, items }) => {
                for (row, range) in (row..).zip(ranges(ends)) {
                    let found = items.get(range).unwrap_or_default();
                    let mut set: Vec<LinkCode> = found.iter().map(|id| links.code(*id, || look(*id))).collect();
                    set.sort_unstable();
                    if !set.is_empty() {
                        cells.set(row, &set);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// The cells of a range of rows as a block's column.
    pub(crate) fn slice(&self, rows: core::ops::Range<u32>, links: &Links) -> block::Column {
        let mut out = self.empty_block();
        if let (Self::Text(cells), block::Column::Text { ends, bytes }) = (self, &mut out) {
            for row in rows {
                bytes.push_str(cells.get(row));
                ends.push(bytes.len() as u32);
            }
            return out;
        }
        for row in rows {
            // A table's cells always fit a block's column of their own kind.
            let _: Result<(), block::Misfit> = out.push(&self.get(row, links));
        }
        out
    }

    /// Makes room for so many more cells, when they are like those that are here. Columns of codes and sets grow as
    /// they need: they are small.
    pub(crate) fn reserve(&mut self, more: usize) {
        match self {
            Self::Text(cells) => cells.reserve_alike(more),
            Self::Number(cells) => cells.reserve_exact(more),
            Self::Money(cells) => {
                cells.minor.reserve_exact(more);
                cells.currency.reserve_exact(more);
            }
            Self::Date(cells) => cells.reserve_exact(more),
            Self::DateTime(cells) => cells.reserve_exact(more),
            Self::Bool(cells) | Self::Rating(cells) => cells.reserve_exact(more),
            Self::Minutes(cells) | Self::Ref(cells) => cells.reserve_exact(more),
            Self::Option(_) | Self::Options(_) | Self::Refs(_) => {}
        }
    }

    /// Gives back what only writing needs.
    pub(crate) fn settle(&mut self) {
        match self {
            Self::Text(cells) => cells.settle(),
            Self::Number(cells) => cells.shrink_to_fit(),
            Self::Money(cells) => {
                cells.minor.shrink_to_fit();
                cells.currency.shrink_to_fit();
            }
            Self::Date(cells) => cells.shrink_to_fit(),
            Self::DateTime(cells) => cells.shrink_to_fit(),
            Self::Bool(cells) | Self::Rating(cells) => cells.shrink_to_fit(),
            Self::Minutes(cells) | Self::Ref(cells) => cells.shrink_to_fit(),
            Self::Option(cells) => cells.settle(),
            Self::Options(cells) | Self::Refs(cells) => cells.settle(),
        }
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Text(cells) => cells.bytes(),
            Self::Number(cells) => cells.capacity() * 8,
            Self::Money(cells) => cells.minor.capacity() * 8 + cells.currency.capacity(),
            Self::Date(cells) => cells.capacity() * 4,
            Self::DateTime(cells) => cells.capacity() * 8,
            Self::Bool(cells) | Self::Rating(cells) => cells.capacity(),
            Self::Minutes(cells) | Self::Ref(cells) => cells.capacity() * 4,
            Self::Option(cells) => cells.bytes(),
            Self::Options(cells) | Self::Refs(cells) => cells.bytes(),
        }
    }

    fn empty_block(&self) -> block::Column {
        match self {
            Self::Text(_) => block::Column::Text { ends: Vec::new(), bytes: String::new() },
            Self::Number(_) => block::Column::Number(Vec::new()),
            Self::Money(_) => block::Column::Money { minor: Vec::new(), currency: Vec::new(), currencies: Vec::new() },
            Self::Date(_) => block::Column::Date(Vec::new()),
            Self::DateTime(_) => block::Column::DateTime(Vec::new()),
            Self::Bool(_) => block::Column::Bool(Vec::new()),
            Self::Rating(_) => block::Column::Rating(Vec::new()),
            Self::Minutes(_) => block::Column::Minutes(Vec::new()),
            Self::Option(_) => block::Column::Option(Vec::new()),
            Self::Ref(_) => block::Column::Ref(Vec::new()),
            Self::Options(_) => block::Column::Options { ends: Vec::new(), items: Vec::new() },
            Self::Refs(_) => block::Column::Refs { ends: Vec::new(), items: Vec::new() },
        }
    }
}

/// The ranges between ends.
fn ranges(ends: &[u32]) -> impl Iterator<Item = core::ops::Range<usize>> + '_ {
    ends.iter().scan(0, |from, end| {
        let range = *from..*end as usize;
        *from = range.end;
        Some(range)
    })
}
