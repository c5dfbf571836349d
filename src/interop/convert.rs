//! Text of one cell to the value of a field.

use super::columns::{Format, boolean, is_email};
use super::wizard::{NewKind, Reason};
use super::{date, number};
use crate::model::block::Column;
use crate::model::date::Date;
use crate::model::id::{OptionId, RecordId};
use crate::model::money::{Currency, Money};
use crate::model::schema::{Choice, FieldKind};
use crate::model::value::Value;

/// The longest text of a cell, in bytes.
const MAX_TEXT: usize = 100_000;

/// A value that borrows its text from the row, so that a hundred thousand rows make no garbage.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) enum Cell<'a> {
    #[default]
    Empty,
    Text(&'a str),
    Made(String),
    Number(f64),
    Money(Money),
    Date(Date),
    DateTime(i64),
    Bool(bool),
    Rating(u8),
    Minutes(u32),
    Option(OptionId),
    Options(Vec<OptionId>),
    Ref(RecordId),
    Refs(Vec<RecordId>),
}

impl Cell<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Made(text) => text,
            _ => "",
        }
    }

    pub(crate) fn value(&self) -> Value {
        match self {
            Self::Empty => Value::Empty,
            Self::Text(text) => Value::text(text),
            Self::Made(text) => Value::text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Money(money) => Value::Money(*money),
            Self::Date(date) => Value::Date(*date),
            Self::DateTime(at) => Value::DateTime(*at),
            Self::Bool(yes) => Value::Bool(*yes),
            Self::Rating(stars) => Value::Rating(*stars),
            Self::Minutes(minutes) => Value::Minutes(*minutes),
            Self::Option(id) => Value::Option(*id),
            Self::Options(ids) => Value::options(ids.clone()),
            Self::Ref(id) => Value::Ref(*id),
            Self::Refs(ids) => Value::refs(ids.clone()),
        }
    }

    pub(crate) fn of(value: &Value) -> Cell<'static> {
        match value {
            Value::Option(id) => Cell::Option(*id),
            Value::Bool(yes) => Cell::Bool(*yes),
            Value::Number(number) => Cell::Number(*number),
            Value::Text(text) => Cell::Made(text.clone()),
            Value::Date(date) => Cell::Date(*date),
            Value::DateTime(at) => Cell::DateTime(*at),
            Value::Money(money) => Cell::Money(*money),
            Value::Rating(stars) => Cell::Rating(*stars),
            Value::Minutes(minutes) => Cell::Minutes(*minutes),
            Value::Options(ids) => Cell::Options(ids.clone()),
            Value::Ref(id) => Cell::Ref(*id),
            Value::Refs(ids) => Cell::Refs(ids.clone()),
            Value::Empty => Cell::Empty,
        }
    }

    /// Adds the cell to a column of its kind.
    ///
    /// # Panics
    /// Never: a slot's column is made from the kind its cells were converted to.
    pub(crate) fn push(&self, column: &mut Column) {
        match (self, column) {
            // The usual case, without a string of its own.
            (Self::Text(text), Column::Text { ends, bytes }) => {
                bytes.push_str(text);
                ends.push(bytes.len() as u32);
            }
            (cell, column) => column.push(&cell.value()).expect("a slot's cells are of its column's kind"),
        }
    }
}

/// How the cells of a column become values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) format: Format,
    /// Bare numbers are days as spreadsheets count them.
    pub(crate) serials: bool,
    /// The currency of amounts that do not say.
    pub(crate) currency: Currency,
}

/// The value of a cell that is not blank, for every kind but choices and links.
pub(crate) fn convert<'a>(
    text: &'a str,
    kind: &FieldKind,
    reading: Reading,
    utc: &dyn Fn(i64) -> i64,
) -> Result<Cell<'a>, Reason> {
    let Reading { format, serials, currency } = reading;
    let written = || number::parse(text, format.decimal).ok_or(Reason::NotANumber);
    let moment = || {
        let written = date::parse(text, format.order);
        let serial = || {
            let number = number::parse(text, format.decimal).filter(|_| serials)?;
            date::from_serial(number.value())
        };
        written.or_else(serial).ok_or(Reason::NotADate)
    };
    Ok(match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Link if text.len() > MAX_TEXT => {
            return Err(Reason::TextTooLong);
        }
        FieldKind::Text | FieldKind::LongText | FieldKind::Link => Cell::Text(text),
        FieldKind::Email => Cell::Text(first_email(text).ok_or(Reason::NotAnEmail)?),
        FieldKind::Phone if is_phone(text) => Cell::Text(text),
        FieldKind::Phone => return Err(Reason::NotAPhone),
        FieldKind::Number { .. } | FieldKind::Percent => Cell::Number(written()?.value()),
        FieldKind::Money => Cell::Money(written()?.money(currency).ok_or(Reason::OutOfRange)?),
        FieldKind::Date => Cell::Date(moment()?.date),
        FieldKind::DateTime => {
            let moment = moment()?;
            Cell::DateTime(match moment.zone {
                Some(minutes) => moment.local_ms() - i64::from(minutes) * 60_000,
                None => utc(moment.local_ms()),
            })
        }
        FieldKind::Checkbox => Cell::Bool(boolean(text).ok_or(Reason::NotYesOrNo)?),
        FieldKind::Rating { max } => {
            let stars = written()?.value();
            if stars == 0.0 {
                Cell::Empty
            } else if stars >= 1.0 && stars <= f64::from(*max) {
                Cell::Rating(stars.round() as u8)
            } else {
                return Err(Reason::OutOfRange);
            }
        }
        FieldKind::Duration => Cell::Minutes(minutes(text, reading)?),
        FieldKind::Select { .. }
        | FieldKind::MultiSelect { .. }
        | FieldKind::Relation { .. }
        | FieldKind::Relations { .. }
        | FieldKind::User => return Err(Reason::UnknownChoice),
    })
}

/// The first address of a cell: some exports join several, or write the name beside it.
fn first_email(text: &str) -> Option<&str> {
    if is_email(text) {
        return Some(text);
    }
    let parts = text.split([',', ';', ' ', '<', '>', '\n']).filter(|part| !part.is_empty() && *part != ":::");
    let mut parts = parts.map(|part| part.trim_start_matches("mailto:"));
    let first = parts.find(|part| part.contains('@'))?;
    is_email(first).then_some(first)
}

/// A telephone number has digits, and few letters beside them ("ext. 12").
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let mut letters = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let extension = |word: &str| {
        ["x", "ext", "extn", "extension", "tel", "p", "w", "durchwahl", "poste", "доб", "mobile", "fax"]
            .contains(&word.to_lowercase().as_str())
    };
    (3..=40).contains(&digits) && letters.all(extension) && !text.contains('@')
}

/// Minutes, or hours and minutes as 1:30.
fn minutes(text: &str, reading: Reading) -> Result<u32, Reason> {
    if let Some((hours, rest)) = text.split_once(':') {
        let hours: u32 = hours.trim().parse().map_err(|_e| Reason::NotANumber)?;
        let minutes: u32 = rest.get(..2).unwrap_or(rest).parse().map_err(|_e| Reason::NotANumber)?;
        return hours.checked_mul(60).and_then(|all| all.checked_add(minutes)).ok_or(Reason::OutOfRange);
    }
    let number = number::parse(text, reading.format.decimal).ok_or(Reason::NotANumber)?.value();
    if (0.0..1e9).contains(&number) { Ok(number.round() as u32) } else { Err(Reason::OutOfRange) }
}

/// The kind of field that a new field gets; `values` are the choices of a select field.
pub(crate) fn field_kind(kind: NewKind, choices: Vec<Choice>) -> FieldKind {
    match kind {
        NewKind::Text => FieldKind::Text,
        NewKind::LongText => FieldKind::LongText,
        NewKind::Number(decimals) => FieldKind::Number { decimals },
        NewKind::Percent => FieldKind::Percent,
        NewKind::Money => FieldKind::Money,
        NewKind::Date => FieldKind::Date,
        NewKind::DateTime => FieldKind::DateTime,
        NewKind::Checkbox => FieldKind::Checkbox,
        NewKind::Select => FieldKind::Select { options: choices, depends_on: None },
        NewKind::Link => FieldKind::Link,
        NewKind::Phone => FieldKind::Phone,
        NewKind::Email => FieldKind::Email,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_values_or_say_why_not() {
        let reading = Reading { format: Format::default(), serials: true, currency: Currency::EUR };
        let check = |text: &'static str, kind: &FieldKind| convert(text, kind, reading, &|ms| ms - 3_600_000);
        let date = |y, m, d| Date::from_ymd(y, m, d).expect("a day");
        let table = [
            ("=cmd|' /C calc'!A0", FieldKind::Text, Ok(Cell::Text("=cmd|' /C calc'!A0"))),
            ("a@b.de", FieldKind::Email, Ok(Cell::Text("a@b.de"))),
            ("a@b.de ::: c@d.de", FieldKind::Email, Ok(Cell::Text("a@b.de"))),
            ("Anna <a@b.de>", FieldKind::Email, Ok(Cell::Text("a@b.de"))),
            ("nobody", FieldKind::Email, Err(Reason::NotAnEmail)),
            ("0121 555 0184", FieldKind::Phone, Ok(Cell::Text("0121 555 0184"))),
            ("0121 555 ext. 12", FieldKind::Phone, Ok(Cell::Text("0121 555 ext. 12"))),
            ("0121 CALL", FieldKind::Phone, Err(Reason::NotAPhone)),
            ("n/a", FieldKind::Money, Err(Reason::NotANumber)),
            ("1,234.5", FieldKind::Money, Ok(Cell::Money(Money { minor: 123_450, currency: Currency::EUR }))),
            ("12.5 %", FieldKind::Percent, Ok(Cell::Number(12.5))),
            ("03/04/2026", FieldKind::Date, Ok(Cell::Date(date(2026, 4, 3)))),
            ("45631", FieldKind::Date, Ok(Cell::Date(date(2024, 12, 5)))),
            ("soon", FieldKind::Date, Err(Reason::NotADate)),
            ("1970-01-02", FieldKind::DateTime, Ok(Cell::DateTime(82_800_000))),
            ("1970-01-02T00:00Z", FieldKind::DateTime, Ok(Cell::DateTime(86_400_000))),
            ("ja", FieldKind::Checkbox, Ok(Cell::Bool(true))),
            ("maybe", FieldKind::Checkbox, Err(Reason::NotYesOrNo)),
            ("4", FieldKind::Rating { max: 5 }, Ok(Cell::Rating(4))),
            ("9", FieldKind::Rating { max: 5 }, Err(Reason::OutOfRange)),
            ("1:30", FieldKind::Duration, Ok(Cell::Minutes(90))),
            ("45", FieldKind::Duration, Ok(Cell::Minutes(45))),
        ];
        for (text, kind, expected) in table {
            assert_eq!(check(text, &kind), expected, "{text} as {kind:?}");
        }
    }
}
