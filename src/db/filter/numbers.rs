//! Tests of ordered values.

use crate::db::context::Context;
use crate::db::period;
use crate::db::query::Test;
use crate::model::date::Date;
use crate::model::money::Money;
use crate::model::schema::FieldKind;
use crate::model::value::Value;

/// A set of integers as ranges, both ends included.
pub(super) struct Ranges(Vec<(i64, i64)>);

impl Ranges {
    /// Whether a number lies in one of them.
    pub(super) fn hold(&self, number: i64) -> bool {
        self.0.iter().any(|(from, to)| *from <= number && number <= *to)
    }
}

/// The smallest number: the one below it stands for an empty cell.
const LOW: i64 = i64::MIN + 1;

/// The days, milliseconds, stars or minutes that pass a test; `None` when it compares with another kind of
/// value.
pub(super) fn ranges(test: &Test, kind: &FieldKind, ctx: &Context<'_>) -> Option<Ranges> {
    let span = |value: &Value| span(value, kind, ctx);
    let one = |from: i64, to: i64| Some(Ranges(vec![(from, to)]));
    match test {
        Test::Equals(value) => span(value).map(|range| Ranges(vec![range])),
        Test::AnyOf(values) => Some(Ranges(values.iter().filter_map(span).collect())),
        Test::Less(value) => one(LOW, span(value)?.0.checked_sub(1)?),
        Test::AtMost(value) => one(LOW, span(value)?.1),
        Test::More(value) => one(span(value)?.1.checked_add(1)?, i64::MAX),
        Test::AtLeast(value) => one(span(value)?.0, i64::MAX),
        Test::Between(from, to) => one(span(from)?.0, span(to)?.1),
        Test::Within(period) if matches!(kind, FieldKind::Date) => {
            let (from, to) = period::days(*period, ctx.today, ctx.week_start);
            one(from.map_or(LOW, |day| i64::from(day.0)), to.map_or(i64::MAX, |day| i64::from(day.0)))
        }
        Test::Within(period) => {
            let (from, to) = period::moments(*period, ctx);
            one(from, to)
        }
        _ => None,
    }
}

/// The numbers that a value stands for: one, or for a day among moments all of the day.
fn span(value: &Value, kind: &FieldKind, ctx: &Context<'_>) -> Option<(i64, i64)> {
    let point = |number: i64| Some((number, number));
    match (kind, value) {
        (FieldKind::Date, Value::Date(day)) => point(i64::from(day.0)),
        (FieldKind::DateTime, Value::DateTime(moment)) => point(*moment),
        (FieldKind::DateTime, Value::Date(day)) => {
            Some((ctx.zone.midnight(*day), ctx.zone.midnight(Date(day.0 + 1)) - 1))
        }
        (FieldKind::Rating { .. }, Value::Rating(stars)) => point(i64::from(*stars)),
        (FieldKind::Duration, Value::Minutes(minutes)) => point(i64::from(*minutes)),
        _ => None,
    }
}

/// A test of numbers.
pub(super) enum NumberTest {
    Any(Vec<f64>),
    Less(f64),
    AtMost(f64),
    More(f64),
    AtLeast(f64),
    Between(f64, f64),
}

/// A test of numbers; `None` when it compares with something else.
pub(super) fn number(test: &Test) -> Option<NumberTest> {
    let of = |value: &Value| if let Value::Number(number) = value { Some(*number) } else { None };
    Some(match test {
        Test::Equals(value) => NumberTest::Any(vec![of(value)?]),
        Test::AnyOf(values) => NumberTest::Any(values.iter().filter_map(of).collect()),
        Test::Less(value) => NumberTest::Less(of(value)?),
        Test::AtMost(value) => NumberTest::AtMost(of(value)?),
        Test::More(value) => NumberTest::More(of(value)?),
        Test::AtLeast(value) => NumberTest::AtLeast(of(value)?),
        Test::Between(from, to) => NumberTest::Between(of(from)?, of(to)?),
        _ => return None,
    })
}

impl NumberTest {
    /// Whether a number passes; not-a-number (an empty cell) never does.
    pub(super) fn passes(&self, number: f64) -> bool {
        match self {
            Self::Any(numbers) => numbers.contains(&number),
            Self::Less(bound) => number < *bound,
            Self::AtMost(bound) => number <= *bound,
            Self::More(bound) => number > *bound,
            Self::AtLeast(bound) => number >= *bound,
            Self::Between(from, to) => *from <= number && number <= *to,
        }
    }
}

/// A test of amounts: those it names, or a range in one currency.
pub(super) enum MoneyTest {
    Any(Vec<Money>),
    Range(Money, i64, i64),
}

/// A test of amounts; `None` when it compares with something else.
pub(super) fn money(test: &Test) -> Option<MoneyTest> {
    let of = |value: &Value| if let Value::Money(money) = value { Some(*money) } else { None };
    let range = |money: Money, from: i64, to: i64| Some(MoneyTest::Range(money, from, to));
    match test {
        Test::Equals(value) => Some(MoneyTest::Any(vec![of(value)?])),
        Test::AnyOf(values) => Some(MoneyTest::Any(values.iter().filter_map(of).collect())),
        Test::Less(value) => {
            let bound = of(value)?;
            match bound.minor.checked_sub(1) {
                Some(below) => range(bound, i64::MIN, below),
                None => Some(MoneyTest::Any(Vec::new())),
            }
        }
        Test::AtMost(value) => of(value).and_then(|bound| range(bound, i64::MIN, bound.minor)),
        Test::More(value) => {
            let bound = of(value)?;
            match bound.minor.checked_add(1) {
                Some(above) => range(bound, above, i64::MAX),
                None => Some(MoneyTest::Any(Vec::new())),
            }
        }
        Test::AtLeast(value) => of(value).and_then(|bound| range(bound, bound.minor, i64::MAX)),
        Test::Between(from, to) => {
            let (from, to) = (of(from)?, of(to)?);
            if from.currency == to.currency {
                range(from, from.minor, to.minor)
            } else {
                Some(MoneyTest::Any(Vec::new()))
            }
        }
        _ => None,
    }
}

impl MoneyTest {
    /// Whether an amount passes.
    pub(super) fn passes(&self, money: Money) -> bool {
        match self {
            Self::Any(amounts) => amounts.contains(&money),
            Self::Range(like, from, to) => {
                money.currency == like.currency && *from <= money.minor && money.minor <= *to
            }
        }
    }
}
