//! Calculations in words: what a column's footer says.

use crate::db::query::{Figure, Function};
use crate::db::show::Cell;
use crate::i18n::Message;
use crate::i18n::en::figures as text;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::cell::cell_text;
use crate::ui::columns::Column;
use crate::ui::format::Format;
use crate::ui::text::t;

/// What a calculation is called in a menu.
#[must_use]
pub fn function_name(function: Function) -> Message {
    match function {
        Function::Count => text::COUNT,
        Function::Filled => text::FILLED,
        Function::Empty => text::EMPTY,
        Function::FilledShare => text::FILLED_SHARE,
        Function::Distinct => text::DISTINCT,
        Function::Sum => text::SUM,
        Function::Average => text::AVERAGE,
        Function::Min => text::MIN,
        Function::Max => text::MAX,
        Function::Median => text::MEDIAN,
        Function::WeightedSum { .. } => text::WEIGHTED,
    }
}

/// A calculation: the word beside the figure, and the figure. The figure is empty where there was
/// nothing to calculate with.
#[must_use]
pub fn figure_text(function: Function, figure: &Figure, column: &Column, format: Format) -> (String, String) {
    let word = t(match function {
        Function::Count => text::WORD_COUNT,
        Function::Filled | Function::FilledShare => text::WORD_FILLED,
        Function::Empty => text::WORD_EMPTY,
        Function::Distinct => text::WORD_DISTINCT,
        Function::Sum => text::WORD_SUM,
        Function::Average => text::WORD_AVERAGE,
        Function::Min => text::WORD_MIN,
        Function::Max => text::WORD_MAX,
        Function::Median => text::WORD_MEDIAN,
        Function::WeightedSum { .. } => text::WORD_WEIGHTED,
    });
    (word, figure_value(function, figure, column, format))
}

/// A figure alone.
#[must_use]
pub fn figure_value(function: Function, figure: &Figure, column: &Column, format: Format) -> String {
    match figure {
        Figure::None => String::new(),
        Figure::Count(count) => format.number(*count as f64, 0),
        Figure::Number(number) if function == Function::FilledShare => format.percent(*number),
        Figure::Number(number) => match &column.kind {
            FieldKind::Percent => format.percent(*number),
            FieldKind::Duration => {
                let minutes = number.round().clamp(0.0, f64::from(u32::MAX)) as u32;
                cell_text(column, &Cell::Value(Value::Minutes(minutes)), format)
            }
            FieldKind::Number { decimals } if function != Function::Average => format.number(*number, *decimals),
            _ => format.up_to(*number, 2),
        },
        Figure::Money(amounts) => {
            amounts.iter().map(|money| format.money(*money, true)).collect::<Vec<_>>().join(" + ")
        }
        Figure::Value(value) => cell_text(column, &Cell::Value(value.clone()), format),
    }
}

/// Whether the word stands before the figure ("sum 12") rather than after it ("12 empty").
#[must_use]
pub fn word_first(function: Function) -> bool {
    !matches!(
        function,
        Function::Count | Function::Filled | Function::FilledShare | Function::Empty | Function::Distinct
    )
}
