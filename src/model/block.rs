//! Many records at once, column by column: how imports and generators hand records over, how bulk
//! creations stand in the op log, and how chunks keep tables on disk. One value a record and field
//! would cost forty times as much.

use serde::{Deserialize, Serialize};

use super::hlc::Hlc;
use super::id::{FieldId, ObjectId, OptionId, RecordId};
use super::money::{Currency, Money};
use super::value::Value;

/// Records of one object type. All lists and columns have the length of `ids`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Block {
    /// The object type.
    pub object: ObjectId,
    /// The records.
    pub ids: Vec<RecordId>,
    /// Their cells; a field without a column is empty in every record.
    pub columns: Vec<(FieldId, Column)>,
    /// What is known of their past; `None` in a bulk creation, where it is the transaction's.
    pub past: Option<Past>,
}

/// What a chunk remembers of its records beside their cells.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Past {
    /// When and where each was created: the stamp of every filled cell without one of its own (of an
    /// empty cell without one, nothing was ever written).
    pub created: Vec<Hlc>,
    /// Who created it.
    pub created_by: Vec<RecordId>,
    /// When and where it last changed in any way.
    pub updated: Vec<Hlc>,
    /// Who last changed it.
    pub updated_by: Vec<RecordId>,
    /// When and where it was last deleted or restored, and whether it is deleted; sparse: position
    /// in the block.
    pub removed: Vec<(u32, Hlc, bool)>,
    /// Stamps of cells written after their record was created; sparse: position, field, stamp.
    pub stamps: Vec<(u32, FieldId, Hlc)>,
    /// Stamps of set elements put in or taken out, sparse: position, field, element (an option's
    /// number or a record's), stamp, present.
    pub elements: Vec<(u32, FieldId, u128, Hlc, bool)>,
}

/// The cells of one field. Each kind has one value that stands for an empty cell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Column {
    /// Texts one after the other, with the end of each; an empty one is an empty cell.
    Text {
        /// End of each text in `bytes`.
        ends: Vec<u32>,
        /// All texts.
        bytes: String,
    },
    /// Not-a-number is empty.
    Number(Vec<f64>),
    /// Minor units and a position in `currencies`; `u8::MAX` is empty.
    Money {
        /// Minor units.
        minor: Vec<i64>,
        /// Position of the currency.
        currency: Vec<u8>,
        /// The currencies met, at most 254.
        currencies: Vec<Currency>,
    },
    /// Days since 1970; `i32::MIN` is empty.
    Date(Vec<i32>),
    /// Milliseconds since 1970; `i64::MIN` is empty.
    DateTime(Vec<i64>),
    /// 0 no, 1 yes, 2 empty.
    Bool(Vec<u8>),
    /// 0 is empty.
    Rating(Vec<u8>),
    /// Minutes; `u32::MAX` is empty.
    Minutes(Vec<u32>),
    /// Options; 0 is empty.
    Option(Vec<OptionId>),
    /// Links; 0 is empty.
    Ref(Vec<RecordId>),
    /// Sets of options, with the end of each.
    Options {
        /// End of each set in `items`.
        ends: Vec<u32>,
        /// All elements.
        items: Vec<OptionId>,
    },
    /// Sets of links, with the end of each.
    Refs {
        /// End of each set in `items`.
        ends: Vec<u32>,
        /// All elements.
        items: Vec<RecordId>,
    },
}

/// The value did not fit the column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("value does not fit the column")]
pub struct Misfit;

impl Column {
    /// An empty column for a kind of field.
    #[must_use]
    pub fn of(kind: &super::schema::FieldKind) -> Self {
        use super::schema::FieldKind as K;
        match kind {
            K::Text | K::LongText | K::Link | K::Phone | K::Email => {
                Self::Text { ends: Vec::new(), bytes: String::new() }
            }
            K::Number { .. } | K::Percent => Self::Number(Vec::new()),
            K::Money => Self::Money { minor: Vec::new(), currency: Vec::new(), currencies: Vec::new() },
            K::Date => Self::Date(Vec::new()),
            K::DateTime => Self::DateTime(Vec::new()),
            K::Checkbox => Self::Bool(Vec::new()),
            K::Rating { .. } => Self::Rating(Vec::new()),
            K::Duration => Self::Minutes(Vec::new()),
            K::Select { .. } => Self::Option(Vec::new()),
            K::MultiSelect { .. } => Self::Options { ends: Vec::new(), items: Vec::new() },
            K::Relation { .. } | K::User => Self::Ref(Vec::new()),
            K::Relations { .. } => Self::Refs { ends: Vec::new(), items: Vec::new() },
        }
    }

    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Text { ends, .. } | Self::Options { ends, .. } | Self::Refs { ends, .. } => ends.len(),
            Self::Number(cells) => cells.len(),
            Self::Money { minor, .. } => minor.len(),
            Self::Date(cells) => cells.len(),
            Self::DateTime(cells) => cells.len(),
            Self::Bool(cells) | Self::Rating(cells) => cells.len(),
            Self::Minutes(cells) => cells.len(),
            Self::Option(cells) => cells.len(),
            Self::Ref(cells) => cells.len(),
        }
    }

    /// Whether it has no cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a cell at the end.
    ///
    /// # Errors
    /// [`Misfit`] when the value is of another kind (nothing is added then).
    pub fn push(&mut self, value: &Value) -> Result<(), Misfit> {
        match (self, value) {
            (Self::Text { ends, bytes }, value) => {
                match value {
                    Value::Text(text) => bytes.push_str(text),
                    Value::Empty => {}
                    _ => return Err(Misfit),
                }
                ends.push(bytes.len() as u32);
            }
            (Self::Number(cells), Value::Number(number)) => cells.push(*number),
            (Self::Number(cells), Value::Empty) => cells.push(f64::NAN),
            (Self::Money { minor, currency, currencies }, value) => {
                let (amount, position) = match value {
                    Value::Money(Money { minor, currency: code }) => {
                        let known = currencies.iter().position(|known| known == code);
                        let position = known.unwrap_or_else(|| {
                            currencies.push(*code);
                            currencies.len() - 1
                        });
                        (*minor, u8::try_from(position).map_err(|_e| Misfit)?)
                    }
                    Value::Empty => (0, u8::MAX),
                    _ => return Err(Misfit),
                };
                minor.push(amount);
                currency.push(position);
            }
            (Self::Date(cells), Value::Date(date)) => cells.push(date.0),
            (Self::Date(cells), Value::Empty) => cells.push(i32::MIN),
            (Self::DateTime(cells), Value::DateTime(at)) => cells.push(*at),
            (Self::DateTime(cells), Value::Empty) => cells.push(i64::MIN),
            (Self::Bool(cells), Value::Bool(yes)) => cells.push(u8::from(*yes)),
            (Self::Bool(cells), Value::Empty) => cells.push(2),
            (Self::Rating(cells), Value::Rating(stars)) => cells.push(*stars),
            (Self::Rating(cells), Value::Empty) => cells.push(0),
            (Self::Minutes(cells), Value::Minutes(minutes)) => cells.push(*minutes),
            (Self::Minutes(cells), Value::Empty) => cells.push(u32::MAX),
            (Self::Option(cells), Value::Option(id)) => cells.push(*id),
            (Self::Option(cells), Value::Empty) => cells.push(OptionId(0)),
            (Self::Ref(cells), Value::Ref(id)) => cells.push(*id),
            (Self::Ref(cells), Value::Empty) => cells.push(RecordId(0)),
            (Self::Options { ends, items }, value) => {
                match value {
                    Value::Options(ids) => items.extend_from_slice(ids),
                    Value::Empty => {}
                    _ => return Err(Misfit),
                }
                ends.push(items.len() as u32);
            }
            (Self::Refs { ends, items }, value) => {
                match value {
                    Value::Refs(ids) => items.extend_from_slice(ids),
                    Value::Empty => {}
                    _ => return Err(Misfit),
                }
                ends.push(items.len() as u32);
            }
            _ => return Err(Misfit),
        }
        Ok(())
    }

    /// The cell at a position; `Empty` past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> Value {
        if at >= self.len() {
            return Value::Empty;
        }
        let slice = |ends: &[u32]| (if at == 0 { 0 } else { ends[at - 1] as usize })..ends[at] as usize;
        match self {
            Self::Text { ends, bytes } => {
                let text = &bytes[slice(ends)];
                if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
            }
            Self::Number(cells) if cells[at].is_nan() => Value::Empty,
            Self::Number(cells) => Value::Number(cells[at]),
            Self::Money { minor, currency, currencies } => match currencies.get(usize::from(currency[at])) {
                Some(code) => Value::Money(Money { minor: minor[at], currency: *code }),
                None => Value::Empty,
            },
            Self::Date(cells) if cells[at] == i32::MIN => Value::Empty,
            Self::Date(cells) => Value::Date(super::date::Date(cells[at])),
            Self::DateTime(cells) if cells[at] == i64::MIN => Value::Empty,
            Self::DateTime(cells) => Value::DateTime(cells[at]),
            Self::Bool(cells) if cells[at] > 1 => Value::Empty,
            Self::Bool(cells) => Value::Bool(cells[at] == 1),
            Self::Rating(cells) if cells[at] == 0 => Value::Empty,
            Self::Rating(cells) => Value::Rating(cells[at]),
            Self::Minutes(cells) if cells[at] == u32::MAX => Value::Empty,
            Self::Minutes(cells) => Value::Minutes(cells[at]),
            Self::Option(cells) if cells[at].0 == 0 => Value::Empty,
            Self::Option(cells) => Value::Option(cells[at]),
            Self::Ref(cells) if cells[at].0 == 0 => Value::Empty,
            Self::Ref(cells) => Value::Ref(cells[at]),
            Self::Options { ends, items } => Value::options(items[slice(ends)].to_vec()),
            Self::Refs { ends, items } => Value::refs(items[slice(ends)].to_vec()),
        }
    }
}

impl Block {
    /// An empty block with a column for each of the object's fields.
    #[must_use]
    pub fn with_columns(object: &super::schema::Object) -> Self {
        let columns = object.fields.iter().map(|field| (field.id, Column::of(&field.kind))).collect();
        Self { object: object.id, ids: Vec::new(), columns, past: None }
    }

    /// Adds a record. Cells not named are empty; columns that do not exist yet are not added.
    ///
    /// # Errors
    /// [`Misfit`] when a value is of another kind than its column; the block must not be used then.
    pub fn push(&mut self, id: RecordId, cells: &[(FieldId, Value)]) -> Result<(), Misfit> {
        self.ids.push(id);
        for (field, column) in &mut self.columns {
            let value = cells.iter().find(|(name, _)| name == field).map_or(&Value::Empty, |(_, value)| value);
            column.push(value)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;
    use crate::model::schema::FieldKind;

    fn samples() -> Vec<(FieldKind, Value)> {
        use super::super::id::ObjectId;
        let money = Money { minor: -1, currency: Currency::EUR };
        vec![
            (FieldKind::Text, Value::Text("ä".into())),
            (FieldKind::Number { decimals: 2 }, Value::Number(0.0)),
            (FieldKind::Percent, Value::Number(12.5)),
            (FieldKind::Money, Value::Money(money)),
            (FieldKind::Date, Value::Date(Date(0))),
            (FieldKind::DateTime, Value::DateTime(0)),
            (FieldKind::Checkbox, Value::Bool(false)),
            (FieldKind::Rating { max: 5 }, Value::Rating(5)),
            (FieldKind::Duration, Value::Minutes(0)),
            (FieldKind::Select { options: vec![], depends_on: None }, Value::Option(OptionId(7))),
            (FieldKind::MultiSelect { options: vec![] }, Value::Options(vec![OptionId(1), OptionId(2)])),
            (FieldKind::Relation { target: ObjectId(1) }, Value::Ref(RecordId(1))),
            (FieldKind::Relations { target: ObjectId(1) }, Value::Refs(vec![RecordId(1), RecordId(9)])),
        ]
    }

    #[test]
    fn every_kind_of_cell_comes_back_as_it_went_in() {
        for (kind, value) in samples() {
            let mut column = Column::of(&kind);
            for cell in [&Value::Empty, &value, &Value::Empty, &value] {
                column.push(cell).expect("fits");
            }
            let back: Vec<_> = (0..5).map(|at| column.get(at)).collect();
            assert_eq!(back, [Value::Empty, value.clone(), Value::Empty, value, Value::Empty], "{kind:?}");
        }
    }

    #[test]
    fn cells_of_another_kind_are_refused() {
        for (i, (kind, _)) in samples().iter().enumerate() {
            for (j, (other, value)) in samples().iter().enumerate() {
                let fits = kind.accepts(value);
                assert_eq!(Column::of(kind).push(value).is_ok(), fits, "{i} {kind:?} {j} {other:?}");
            }
        }
    }
}
