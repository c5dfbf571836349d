//! A cell as plain words: for assistive technology, history and comparisons.

use crate::db::show::Cell;
use crate::i18n::en::cell as words;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::columns::Column;
use crate::ui::format::Format;
use crate::ui::text::{t, ta, word};

/// What a cell says; empty when nothing was entered.
#[must_use]
pub fn cell_text(column: &Column, cell: &Cell, format: Format) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Links(links) => links.iter().map(|link| link.title.as_str()).collect::<Vec<_>>().join(", "),
        Cell::Value(value) => value_text(column, value, format),
    }
}

fn value_text(column: &Column, value: &Value, format: Format) -> String {
    let choice = |id| column.choice(id).map(|choice| choice.label.clone()).unwrap_or_default();
    match value {
        Value::Empty | Value::Ref(_) | Value::Refs(_) => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => match column.kind {
            FieldKind::Percent => format.percent(*number),
            FieldKind::Number { decimals } => format.figure(*number, decimals),
            _ => format.up_to(*number, 3),
        },
        Value::Money(money) => format.money(*money, true),
        Value::Date(date) => format.date(*date),
        Value::DateTime(at) => format.date_time(*at),
        Value::Bool(yes) => t(if *yes { words::YES } else { words::NO }),
        Value::Rating(stars) => ta(words::STARS, &[("n", crate::ui::text::count(u32::from(*stars)))]),
        Value::Minutes(minutes) => duration_text(*minutes, format),
        Value::Option(id) => choice(*id),
        Value::Options(ids) => ids.iter().map(|id| choice(*id)).collect::<Vec<_>>().join(", "),
    }
}

/// A duration in hours and minutes.
pub(super) fn duration_text(minutes: u32, format: Format) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let h = word(format.number(f64::from(hours), 0));
    let m = word(format.number(f64::from(rest), 0));
    match (hours, rest) {
        (0, _) => ta(words::MINUTES, &[("m", m)]),
        (_, 0) => ta(words::HOURS, &[("h", h)]),
        _ => ta(words::HOURS_MINUTES, &[("h", h), ("m", m)]),
    }
}
