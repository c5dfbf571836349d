//! Comparisons: which fit a kind of field, and how a test is taken apart and put together.

use crate::db::query::{Period, Test};
use crate::model::schema::{FieldKind, Outcome};
use crate::model::value::Value;

/// A comparison, without its value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operator {
    /// The text contains.
    Contains,
    /// It does not contain.
    Lacks,
    /// It is exactly.
    Is,
    /// It is not.
    IsNot,
    /// It starts with.
    StartsWith,
    /// It ends with.
    EndsWith,
    /// Larger, later.
    More,
    /// Larger or equal, from.
    AtLeast,
    /// Smaller, earlier.
    Less,
    /// Smaller or equal, up to.
    AtMost,
    /// Between two values.
    Between,
    /// In a period that moves with the calendar.
    Within,
    /// Is one of.
    AnyOf,
    /// Is none of.
    NoneOf,
    /// Has all of.
    AllOf,
    /// Is the user who looks.
    Me,
    /// The choice is open, won or lost.
    Outcome,
    /// Ticked.
    Yes,
    /// Not ticked.
    No,
    /// Nothing entered.
    Empty,
    /// Something entered.
    Filled,
}

/// What a comparison needs beside the field.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Operand {
    /// Nothing.
    #[default]
    None,
    /// Words.
    Text(String),
    /// A value of the field's kind; `Empty` until one is given.
    One(Value),
    /// Two of them.
    Two(Value, Value),
    /// Several.
    Many(Vec<Value>),
    /// A period.
    Period(Period),
    /// Open, won or lost.
    Outcome(Outcome),
}

/// The comparisons that fit a kind, the most useful first.
#[must_use]
pub fn operators_for(kind: &FieldKind) -> Vec<Operator> {
    use Operator as O;
    let mut fitting = match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Link | FieldKind::Phone | FieldKind::Email => {
            vec![O::Contains, O::Lacks, O::Is, O::IsNot, O::StartsWith, O::EndsWith]
        }
        FieldKind::Number { .. }
        | FieldKind::Percent
        | FieldKind::Money
        | FieldKind::Rating { .. }
        | FieldKind::Duration => vec![O::More, O::AtLeast, O::Less, O::AtMost, O::Between, O::Is, O::IsNot],
        FieldKind::Date => vec![O::Within, O::Is, O::Less, O::More, O::Between],
        FieldKind::DateTime => vec![O::Within, O::Less, O::More, O::Between],
        FieldKind::Checkbox => return vec![O::Yes, O::No],
        FieldKind::Select { options, .. } => {
            let closes = options.iter().any(|choice| choice.outcome != Outcome::Open);
            let mut all = vec![O::AnyOf, O::NoneOf];
            all.extend(closes.then_some(O::Outcome));
            all
        }
        FieldKind::Relation { .. } => vec![O::AnyOf, O::NoneOf],
        FieldKind::User => vec![O::AnyOf, O::NoneOf, O::Me],
        FieldKind::MultiSelect { .. } | FieldKind::Relations { .. } => vec![O::AnyOf, O::AllOf, O::NoneOf],
    };
    fitting.extend([O::Empty, O::Filled]);
    fitting
}

/// A test as comparison and value. Ticked and not ticked are shown for check boxes.
#[must_use]
pub fn take_apart(test: &Test, kind: &FieldKind) -> (Operator, Operand) {
    use Operator as O;
    let tick = matches!(kind, FieldKind::Checkbox);
    let text = matches!(kind, FieldKind::Text | FieldKind::LongText) || kind.is_text();
    let words = |value: &Value| Operand::Text(value.as_text().unwrap_or_default().to_owned());
    match test {
        Test::Empty if tick => (O::No, Operand::None),
        Test::Filled if tick => (O::Yes, Operand::None),
        Test::Equals(Value::Bool(yes)) => (if *yes { O::Yes } else { O::No }, Operand::None),
        Test::Empty => (O::Empty, Operand::None),
        Test::Filled => (O::Filled, Operand::None),
        Test::Equals(value) if text => (O::Is, words(value)),
        Test::Differs(value) if text => (O::IsNot, words(value)),
        Test::Equals(value) => (O::Is, Operand::One(value.clone())),
        Test::Differs(value) => (O::IsNot, Operand::One(value.clone())),
        Test::AnyOf(values) => (O::AnyOf, Operand::Many(values.clone())),
        Test::NoneOf(values) => (O::NoneOf, Operand::Many(values.clone())),
        Test::AllOf(values) => (O::AllOf, Operand::Many(values.clone())),
        Test::Contains(text) => (O::Contains, Operand::Text(text.clone())),
        Test::Lacks(text) => (O::Lacks, Operand::Text(text.clone())),
        Test::StartsWith(text) => (O::StartsWith, Operand::Text(text.clone())),
        Test::EndsWith(text) => (O::EndsWith, Operand::Text(text.clone())),
        Test::Less(value) => (O::Less, Operand::One(value.clone())),
        Test::AtMost(value) => (O::AtMost, Operand::One(value.clone())),
        Test::More(value) => (O::More, Operand::One(value.clone())),
        Test::AtLeast(value) => (O::AtLeast, Operand::One(value.clone())),
        Test::Between(low, high) => (O::Between, Operand::Two(low.clone(), high.clone())),
        Test::Within(period) => (O::Within, Operand::Period(*period)),
        Test::Me => (O::Me, Operand::None),
        Test::Outcome(outcome) => (O::Outcome, Operand::Outcome(*outcome)),
    }
}

/// Comparison and value as a test. A value that was given for another comparison is kept where it
/// fits, and left out where it does not.
#[must_use]
pub fn put_together(operator: Operator, operand: &Operand) -> Test {
    use Operator as O;
    let text = || match operand {
        Operand::Text(text) => text.clone(),
        _ => String::new(),
    };
    let one = || match operand {
        Operand::One(value) | Operand::Two(value, _) => value.clone(),
        Operand::Text(text) => Value::text(text),
        _ => Value::Empty,
    };
    let many = || match operand {
        Operand::Many(values) => values.clone(),
        _ => Vec::new(),
    };
    match operator {
        O::Contains => Test::Contains(text()),
        O::Lacks => Test::Lacks(text()),
        O::StartsWith => Test::StartsWith(text()),
        O::EndsWith => Test::EndsWith(text()),
        O::Is => Test::Equals(one()),
        O::IsNot => Test::Differs(one()),
        O::More => Test::More(one()),
        O::AtLeast => Test::AtLeast(one()),
        O::Less => Test::Less(one()),
        O::AtMost => Test::AtMost(one()),
        O::Between => match operand {
            Operand::Two(low, high) => Test::Between(low.clone(), high.clone()),
            _ => Test::Between(one(), Value::Empty),
        },
        O::Within => match operand {
            Operand::Period(period) => Test::Within(*period),
            _ => Test::Within(Period::ThisMonth),
        },
        O::AnyOf => Test::AnyOf(many()),
        O::NoneOf => Test::NoneOf(many()),
        O::AllOf => Test::AllOf(many()),
        O::Me => Test::Me,
        O::Outcome => match operand {
            Operand::Outcome(outcome) => Test::Outcome(*outcome),
            _ => Test::Outcome(Outcome::Open),
        },
        O::Yes | O::Filled => Test::Filled,
        O::No | O::Empty => Test::Empty,
    }
}

/// Whether a test has all it needs.
#[must_use]
pub fn is_complete(test: &Test) -> bool {
    match test {
        Test::Contains(text) | Test::Lacks(text) | Test::StartsWith(text) | Test::EndsWith(text) => !text.is_empty(),
        Test::Equals(value)
        | Test::Differs(value)
        | Test::Less(value)
        | Test::AtMost(value)
        | Test::More(value)
        | Test::AtLeast(value) => !value.is_empty(),
        Test::Between(low, high) => !low.is_empty() && !high.is_empty(),
        Test::AnyOf(values) | Test::NoneOf(values) | Test::AllOf(values) => !values.is_empty(),
        Test::Empty | Test::Filled | Test::Within(_) | Test::Me | Test::Outcome(_) => true,
    }
}

/// The periods offered, the nearest first.
pub const PERIODS: &[Period] = &[
    Period::Today,
    Period::Yesterday,
    Period::Tomorrow,
    Period::ThisWeek,
    Period::LastWeek,
    Period::NextWeek,
    Period::ThisMonth,
    Period::LastMonth,
    Period::NextMonth,
    Period::ThisQuarter,
    Period::LastQuarter,
    Period::NextQuarter,
    Period::ThisYear,
    Period::LastYear,
    Period::NextYear,
    Period::LastDays(7),
    Period::LastDays(30),
    Period::LastDays(90),
    Period::NextDays(7),
    Period::NextDays(30),
    Period::NextDays(90),
    Period::Past,
    Period::Future,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::standard;

    #[test]
    fn every_comparison_of_every_field_comes_back_from_its_test() {
        for object in standard::schema().objects {
            for field in &object.fields {
                let fitting = operators_for(&field.kind);
                assert!(!fitting.is_empty());
                for operator in fitting {
                    let test = put_together(operator, &Operand::None);
                    let (back, _) = take_apart(&test, &field.kind);
                    assert_eq!(back, operator, "{}.{}", object.key, field.key);
                }
            }
        }
    }

    #[test]
    fn a_value_survives_a_change_of_comparison() {
        let operand = Operand::Text("a".into());
        assert_eq!(put_together(Operator::StartsWith, &operand), Test::StartsWith("a".into()));
        assert_eq!(put_together(Operator::Is, &operand), Test::Equals(Value::text("a")));
        let (operator, operand) = take_apart(&Test::More(Value::Number(3.0)), &FieldKind::Percent);
        assert_eq!(operator, Operator::More);
        assert_eq!(put_together(Operator::Less, &operand), Test::Less(Value::Number(3.0)));
        assert_eq!(put_together(Operator::Contains, &operand), Test::Contains(String::new()));
    }

    #[test]
    fn only_tests_with_their_value_are_complete() {
        assert!(!is_complete(&Test::AnyOf(vec![])));
        assert!(!is_complete(&Test::Between(Value::Number(1.0), Value::Empty)));
        assert!(is_complete(&Test::Empty));
        assert!(is_complete(&Test::Contains("x".into())));
    }
}
