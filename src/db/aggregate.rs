//! Calculations over rows. Amounts are added as integers, per currency; other numbers with a running correction
//! (Neumaier's variant of Kahan summation), so that the order of rows does not show.

use std::collections::{BTreeMap, HashSet};

use super::Database;
use super::bits::Bits;
use super::column::Cells;
use super::path::{Place, Source, What};
use super::query::{Aggregate, Figure, Function, Path};
use crate::model::arrange::Arrange as _;
use crate::model::id::{FieldId, ObjectId};
use crate::model::money::{Currency, Money};
use crate::model::schema::FieldKind;
use crate::model::value::Value;

impl Database {
    /// The calculations over rows, which rise.
    pub(crate) fn figures(&self, object: ObjectId, aggregates: &[Aggregate], rows: &[u32]) -> Vec<Figure> {
        aggregates.iter().map(|aggregate| self.figure(object, aggregate, rows)).collect()
    }

    fn figure(&self, object: ObjectId, aggregate: &Aggregate, rows: &[u32]) -> Figure {
        if matches!(aggregate.function, Function::Count) {
            return Figure::Count(rows.len() as u64);
        }
        let Some(source) = self.source(object, aggregate.path) else { return Figure::None };
        let kind = source.place.kind;
        match aggregate.function {
            Function::Count => Figure::Count(rows.len() as u64),
            Function::Filled => Figure::Count(self.count_filled(&source, rows)),
            Function::Empty => Figure::Count(rows.len() as u64 - self.count_filled(&source, rows)),
            Function::FilledShare if rows.is_empty() => Figure::None,
            Function::FilledShare => {
                Figure::Number(self.count_filled(&source, rows) as f64 * 100.0 / rows.len() as f64)
            }
            Function::Distinct => Figure::Count(self.distinct(&source, rows)),
            Function::WeightedSum { weight, stage } => self.weighted(object, &source, &Weights { weight, stage }, rows),
            function => match source.place.what {
                What::Cells(Cells::Money(_)) => money_figure(function, &source, rows),
                What::Cells(_) if kind.is_numeric() => {
                    let numbers = rows.iter().filter_map(|row| number(&source.place, source.row(*row)?));
                    let figure = number_figure(function, numbers.collect());
                    match (figure, function, kind) {
                        (Figure::Number(stars), Function::Min | Function::Max, FieldKind::Rating { .. }) => {
                            Figure::Value(Value::Rating(stars as u8))
                        }
                        (Figure::Number(minutes), Function::Min | Function::Max, FieldKind::Duration) => {
                            Figure::Value(Value::Minutes(minutes as u32))
                        }
                        (figure, ..) => figure,
                    }
                }
                _ => extreme(function, &source, rows),
            },
        }
    }

    fn count_filled(&self, source: &Source<'_>, rows: &[u32]) -> u64 {
        let table = source.place.table;
        let mut there = Bits::none(table.len());
        for row in rows.iter().filter_map(|row| source.row(*row)) {
            there.put(row, true);
        }
        let filled = self.filled(&source.place, &there);
        rows.iter().filter(|row| source.row(**row).is_some_and(|row| filled.has(row))).count() as u64
    }

    fn distinct(&self, source: &Source<'_>, rows: &[u32]) -> u64 {
        let rows = rows.iter().filter_map(|row| source.row(*row));
        let Place { table, what, kind } = source.place;
        let count = |numbers: &mut dyn Iterator<Item = u64>| numbers.collect::<HashSet<u64>>().len() as u64;
        match what {
            What::Nothing => 0,
            What::Stamps(stamps) => count(&mut rows.map(|row| stamps.unix_ms(row).cast_unsigned())),
            What::Since(field) => count(&mut rows.filter_map(|row| table.since(row, field)).map(i64::cast_unsigned)),
            What::Users(codes) => count(&mut rows.map(|row| u64::from(codes[row as usize])).filter(|code| *code > 0)),
            What::Title(object) => {
                let titles = rows.map(|row| {
                    let mut title = String::new();
                    self.title_into(table, object, row, &mut title);
                    title
                });
                titles.filter(|title| !title.is_empty()).collect::<HashSet<_>>().len() as u64
            }
            What::Cells(Cells::Text(texts)) => {
                // One row for each code first: equal codes mean equal texts, and comparing codes is cheap.
                let mut codes: Vec<(u32, u32)> = rows.map(|row| (texts.code(row), row)).collect();
                codes.arrange();
                codes.dedup_by_key(|(code, _)| *code);
                let texts = codes.iter().filter(|(code, _)| *code > 0).map(|(_, row)| texts.get(*row));
                texts.collect::<HashSet<_>>().len() as u64
            }
            What::Cells(Cells::Ref(codes)) => count(
                &mut rows.filter_map(|row| codes.get(row as usize)).filter(|code| **code > 0).map(|c| u64::from(*c)),
            ),
            What::Cells(Cells::Option(cells)) => {
                count(&mut rows.map(|row| u64::from(cells.code(row))).filter(|code| *code > 0))
            }
            What::Cells(Cells::Options(sets) | Cells::Refs(sets)) => {
                let sets = rows.map(|row| sets.get(row)).filter(|set| !set.is_empty());
                sets.collect::<HashSet<_>>().len() as u64
            }
            What::Cells(Cells::Money(cells)) => {
                let amounts = rows.filter_map(|row| cells.get(row)).map(|money| (money.minor, money.currency));
                amounts.collect::<HashSet<_>>().len() as u64
            }
            What::Cells(cells) => {
                let values = rows.map(|row| cells.get(row, &self.links));
                let ticked = |value: &Value| !matches!(kind, FieldKind::Checkbox) || *value == Value::Bool(true);
                count(&mut values.filter(|value| !value.is_empty()).filter(ticked).map(|value| bits(&value)))
            }
        }
    }

    fn weighted(&self, object: ObjectId, source: &Source<'_>, weights: &Weights, rows: &[u32]) -> Figure {
        let percent = self.source(object, Path::Field(weights.weight)).map(|source| source.place.what);
        let stage = self.source(object, Path::Field(weights.stage)).map(|source| source.place);
        // By code of the stage: its probability.
        let mut by_code: Vec<Option<f64>> = vec![None];
        let stages = match stage {
            Some(Place { kind, what: What::Cells(Cells::Option(cells)), .. }) => {
                let chance = |option| kind.options().iter().find(|choice| choice.id == option)?.probability;
                by_code.extend(cells.options().iter().map(|option| chance(*option).map(f64::from)));
                Some(cells)
            }
            _ => None,
        };
        let weight = |row: u32| -> Option<f64> {
            let own = match percent {
                Some(What::Cells(Cells::Number(cells))) => {
                    cells.get(row as usize).copied().filter(|number| !number.is_nan())
                }
                _ => None,
            };
            own.or_else(|| by_code[usize::from(stages?.code(row))])
        };
        match source.place.what {
            What::Cells(Cells::Money(cells)) => {
                let mut by_currency: BTreeMap<Currency, Vec<i64>> = BTreeMap::new();
                for row in rows {
                    let (Some(money), Some(weight)) = (source.row(*row).and_then(|row| cells.get(row)), weight(*row))
                    else {
                        continue;
                    };
                    let Some(product) = share(money.minor, weight) else { return Figure::None };
                    by_currency.entry(money.currency).or_default().push(product);
                }
                money_of(by_currency, |amounts| Some(amounts.iter().map(|amount| i128::from(*amount)).sum()))
            }
            What::Cells(_) if source.place.kind.is_numeric() => {
                let products = rows
                    .iter()
                    .filter_map(|row| Some(number(&source.place, source.row(*row)?)? * weight(*row)? / 100.0));
                number_figure(Function::Sum, products.collect())
            }
            _ => Figure::None,
        }
    }
}

/// Figures of amounts, per currency.
fn money_figure(function: Function, source: &Source<'_>, rows: &[u32]) -> Figure {
    let What::Cells(Cells::Money(cells)) = source.place.what else { return Figure::None };
    let mut by_currency: BTreeMap<Currency, Vec<i64>> = BTreeMap::new();
    for money in rows.iter().filter_map(|row| cells.get(source.row(*row)?)) {
        by_currency.entry(money.currency).or_default().push(money.minor);
    }
    money_of(by_currency, |amounts| {
        let sum = |amounts: &[i64]| amounts.iter().map(|amount| i128::from(*amount)).sum::<i128>();
        match function {
            Function::Sum => Some(sum(amounts)),
            Function::Average => Some(divide(sum(amounts), amounts.len() as i128)),
            Function::Min => amounts.iter().min().map(|amount| i128::from(*amount)),
            Function::Max => amounts.iter().max().map(|amount| i128::from(*amount)),
            Function::Median => {
                amounts.arrange();
                let high = i128::from(amounts[amounts.len() / 2]);
                let low = i128::from(amounts[(amounts.len() - 1) / 2]);
                Some(divide(low + high, 2))
            }
            _ => None,
        }
    })
}

/// Smallest and largest of values that are no numbers: dates, moments, and choices in their order.
fn extreme(function: Function, source: &Source<'_>, rows: &[u32]) -> Figure {
    let largest = match function {
        Function::Min => false,
        Function::Max => true,
        _ => return Figure::None,
    };
    let rows = rows.iter().filter_map(|row| source.row(*row));
    let pick = |values: &mut dyn Iterator<Item = i64>| if largest { values.max() } else { values.min() };
    let value = match source.place.what {
        What::Stamps(stamps) => pick(&mut rows.map(|row| stamps.unix_ms(row))).map(Value::DateTime),
        What::Since(field) => {
            pick(&mut rows.filter_map(|row| source.place.table.since(row, field))).map(Value::DateTime)
        }
        What::Cells(Cells::Date(cells)) => {
            let days = rows.filter_map(|row| cells.get(row as usize)).filter(|day| **day != i32::MIN);
            pick(&mut days.map(|day| i64::from(*day))).map(|day| Value::Date(crate::model::date::Date(day as i32)))
        }
        What::Cells(Cells::DateTime(cells)) => {
            let moments = rows.filter_map(|row| cells.get(row as usize)).filter(|moment| **moment != i64::MIN);
            pick(&mut moments.copied()).map(Value::DateTime)
        }
        What::Cells(Cells::Option(cells)) => {
            let choices = source.place.kind.options();
            let places = rows.filter_map(|row| {
                let option = cells.get(row);
                choices.iter().position(|choice| choice.id == option).map(|place| place as i64)
            });
            pick(&mut places.into_iter()).map(|place| Value::Option(choices[place as usize].id))
        }
        _ => None,
    };
    value.map_or(Figure::None, Figure::Value)
}

struct Weights {
    weight: FieldId,
    stage: FieldId,
}

/// A number, percentage, rating or duration as a number.
fn number(place: &Place<'_>, row: u32) -> Option<f64> {
    let row = row as usize;
    match place.what {
        What::Cells(Cells::Number(cells)) => cells.get(row).copied().filter(|number| !number.is_nan()),
        What::Cells(Cells::Rating(cells)) => cells.get(row).filter(|stars| **stars > 0).map(|stars| f64::from(*stars)),
        What::Cells(Cells::Minutes(cells)) => {
            cells.get(row).filter(|minutes| **minutes < u32::MAX).map(|minutes| f64::from(*minutes))
        }
        _ => None,
    }
}

fn number_figure(function: Function, mut numbers: Vec<f64>) -> Figure {
    if numbers.is_empty() {
        return Figure::None;
    }
    let count = numbers.len() as f64;
    Figure::Number(match function {
        Function::Sum => sum(&numbers),
        Function::Average => sum(&numbers) / count,
        Function::Min => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        Function::Max => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Function::Median => {
            numbers.arrange_by(f64::total_cmp);
            let (low, high) = (numbers[(numbers.len() - 1) / 2], numbers[numbers.len() / 2]);
            low.midpoint(high)
        }
        _ => return Figure::None,
    })
}

/// The sum, corrected for what each addition loses.
fn sum(numbers: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for number in numbers {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        sum = next;
    }
    sum + lost
}

/// A percentage of an amount, rounded half away from zero. Percentages count to six decimals. `None` past what
/// an amount can hold.
fn share(minor: i64, percent: f64) -> Option<i64> {
    let millionths = (percent * 1e6).round();
    if millionths.abs() > 1e15 {
        return None;
    }
    i64::try_from(divide(i128::from(minor) * millionths as i128, 100_000_000)).ok()
}

/// Division rounded half away from zero. The divisor is positive.
fn divide(number: i128, by: i128) -> i128 {
    let half = by / 2 + by % 2;
    let (quotient, rest) = (number / by, (number % by).abs());
    if rest >= half && rest * 2 >= by { quotient + number.signum() } else { quotient }
}

/// One amount a currency: the one with most records first, then by code. `Figure::None` when there is none, or
/// when one does not fit an amount.
fn money_of(by_currency: BTreeMap<Currency, Vec<i64>>, mut figure: impl FnMut(&mut [i64]) -> Option<i128>) -> Figure {
    let mut all = Vec::with_capacity(by_currency.len());
    for (currency, mut amounts) in by_currency {
        let Some(minor) = figure(&mut amounts).and_then(|minor| i64::try_from(minor).ok()) else {
            return Figure::None;
        };
        all.push((amounts.len(), Money { minor, currency }));
    }
    if all.is_empty() {
        return Figure::None;
    }
    all.arrange_by_key(|(count, _)| core::cmp::Reverse(*count));
    Figure::Money(all.into_iter().map(|(_, money)| money).collect())
}

/// A value of a fixed size as one number, different for different values of one kind.
fn bits(value: &Value) -> u64 {
    match value {
        Value::Number(number) => (number + 0.0).to_bits(),
        Value::Date(day) => i64::from(day.0).cast_unsigned(),
        Value::DateTime(moment) => moment.cast_unsigned(),
        Value::Rating(stars) => u64::from(*stars),
        Value::Minutes(minutes) => u64::from(*minutes),
        Value::Bool(yes) => u64::from(*yes),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_rounds_half_away_from_zero() {
        let cases = [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (8, 3, 3), (-8, 3, -3), (1, 3, 0), (4, 2, 2), (150, 100, 2)];
        for (number, by, expected) in cases {
            assert_eq!(divide(number, by), expected, "{number} / {by}");
        }
    }

    #[test]
    fn shares_are_exact_to_the_minor_unit() {
        assert_eq!(share(333, 50.0), Some(167));
        assert_eq!(share(-333, 50.0), Some(-167));
        assert_eq!(share(1_000_001, 12.5), Some(125_000));
        assert_eq!(share(i64::MAX, 100.0), Some(i64::MAX));
        assert_eq!(share(i64::MAX, 101.0), None);
    }

    #[test]
    fn sums_do_not_lose_small_numbers() {
        assert!((sum(&[1e16, 1.0, 1.0, -1e16]) - 2.0).abs() < f64::EPSILON);
    }
}
