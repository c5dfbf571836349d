//! Between a value and the text that stands in an editor, in the user's formats.

use crate::i18n::Message;
use crate::i18n::en::cell as words;
use crate::i18n::parse::{self, Unreadable};
use crate::model::money::{Currency, Money};
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::format::Format;

/// The text an editor starts with.
#[must_use]
pub fn draft_of(kind: &FieldKind, value: &Value, format: Format) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => format.up_to(*number, if matches!(kind, FieldKind::Percent) { 4 } else { 9 }),
        Value::Money(Money { minor, currency }) => {
            let (scale, digits) = (currency.scale(), currency.digits() as u8);
            let decimals = if minor % scale == 0 { 0 } else { digits };
            format.number(*minor as f64 / scale as f64, decimals)
        }
        Value::Minutes(minutes) if minutes % 60 == 0 && *minutes > 0 => format!("{}h", minutes / 60),
        Value::Minutes(minutes) if *minutes > 60 => format!("{}:{:02}", minutes / 60, minutes % 60),
        Value::Minutes(minutes) => minutes.to_string(),
        _ => String::new(),
    }
}

/// Reads what was typed. Nothing typed is `Empty`. Amounts without a currency are in `currency`.
pub fn read_draft(kind: &FieldKind, text: &str, currency: Currency, format: Format) -> Result<Value, Unreadable> {
    if text.trim().is_empty() {
        return Ok(Value::Empty);
    }
    let marks = format.marks();
    match kind {
        FieldKind::Number { .. } => parse::number(text, marks).map(Value::Number),
        FieldKind::Percent => parse::percent(text, marks).map(Value::Number),
        FieldKind::Money => parse::money(text, currency, marks).map(Value::Money),
        FieldKind::Duration => parse::minutes(text, marks).map(Value::Minutes),
        _ => Ok(Value::text(text)),
    }
}

/// What to say when it could not be read.
#[must_use]
pub fn words_for(why: Unreadable) -> Message {
    match why {
        Unreadable::Number => words::NOT_A_NUMBER,
        Unreadable::TooLarge => words::TOO_LARGE,
        Unreadable::Currency => words::NOT_A_CURRENCY,
        Unreadable::Duration => words::NOT_A_DURATION,
        Unreadable::Date => words::NOT_A_DATE,
    }
}
