//! Filters in words: comparisons, periods, and whole conditions for their chips.

use super::operator::{Operand, Operator, take_apart};
use crate::db::query::{Condition, Period};
use crate::db::show::Cell;
use crate::i18n::Message;
use crate::i18n::en::filter as text;
use crate::model::id::RecordId;
use crate::model::schema::{FieldKind, Outcome};
use crate::model::value::Value;
use crate::ui::cell::cell_text;
use crate::ui::columns::Column;
use crate::ui::format::Format;
use crate::ui::text::{count, t, ta, word};

/// What a comparison is called for a kind of field.
#[must_use]
pub fn operator_word(operator: Operator, kind: &FieldKind) -> String {
    let date = matches!(kind, FieldKind::Date | FieldKind::DateTime);
    let set = matches!(kind, FieldKind::MultiSelect { .. } | FieldKind::Relations { .. });
    t(match operator {
        Operator::Contains => text::CONTAINS,
        Operator::Lacks => text::LACKS,
        Operator::Is if date => text::ON,
        Operator::Is => text::IS,
        Operator::IsNot => text::IS_NOT,
        Operator::StartsWith => text::STARTS,
        Operator::EndsWith => text::ENDS,
        Operator::More if date => text::AFTER,
        Operator::More => text::MORE,
        Operator::AtLeast => text::AT_LEAST,
        Operator::Less if date => text::BEFORE,
        Operator::Less => text::LESS,
        Operator::AtMost => text::AT_MOST,
        Operator::Between => text::BETWEEN,
        Operator::Within => text::WITHIN,
        Operator::AnyOf if set => text::HAS_ANY,
        Operator::AnyOf => text::ANY_OF,
        Operator::NoneOf if set => text::HAS_NONE,
        Operator::NoneOf => text::NONE_OF,
        Operator::AllOf => text::ALL_OF,
        Operator::Me => text::ME,
        Operator::Outcome => text::OUTCOME,
        Operator::Yes => text::YES,
        Operator::No => text::NO,
        Operator::Empty => text::EMPTY,
        Operator::Filled => text::FILLED,
    })
}

/// What a period is called.
#[must_use]
pub fn period_word(period: Period) -> String {
    let plain: Message = match period {
        Period::LastDays(days) => return ta(text::LAST_DAYS, &[("n", count(days))]),
        Period::NextDays(days) => return ta(text::NEXT_DAYS, &[("n", count(days))]),
        Period::Yesterday => text::YESTERDAY,
        Period::Today => text::TODAY,
        Period::Tomorrow => text::TOMORROW,
        Period::LastWeek => text::LAST_WEEK,
        Period::ThisWeek => text::THIS_WEEK,
        Period::NextWeek => text::NEXT_WEEK,
        Period::LastMonth => text::LAST_MONTH,
        Period::ThisMonth => text::THIS_MONTH,
        Period::NextMonth => text::NEXT_MONTH,
        Period::LastQuarter => text::LAST_QUARTER,
        Period::ThisQuarter => text::THIS_QUARTER,
        Period::NextQuarter => text::NEXT_QUARTER,
        Period::LastYear => text::LAST_YEAR,
        Period::ThisYear => text::THIS_YEAR,
        Period::NextYear => text::NEXT_YEAR,
        Period::Past => text::PAST,
        Period::Future => text::FUTURE,
    };
    t(plain)
}

/// What an outcome is called.
#[must_use]
pub fn outcome_word(outcome: Outcome) -> String {
    t(match outcome {
        Outcome::Open => text::OPEN,
        Outcome::Won => text::WON,
        Outcome::Lost => text::LOST,
    })
}

/// The comparison and the value of a condition, in words. `title` names linked records.
#[must_use]
pub fn condition_words(
    condition: &Condition,
    column: &Column,
    format: Format,
    title: impl Fn(RecordId) -> Option<String>,
) -> (String, String) {
    let (operator, operand) = take_apart(&condition.test, &column.kind);
    let one = |value: &Value| match value {
        Value::Ref(id) => title(*id).unwrap_or_default(),
        other => cell_text(column, &Cell::Value(other.clone()), format),
    };
    let value = match operand {
        Operand::None => String::new(),
        Operand::Text(text) => text,
        Operand::One(value) => one(&value),
        Operand::Two(low, high) => ta(text::RANGE, &[("from", word(one(&low))), ("to", word(one(&high)))]),
        Operand::Many(values) => values.iter().map(one).collect::<Vec<_>>().join(", "),
        Operand::Period(period) => period_word(period),
        Operand::Outcome(outcome) => outcome_word(outcome),
    };
    let missing = !super::operator::is_complete(&condition.test);
    (operator_word(operator, &column.kind), if missing { "…".into() } else { value })
}
