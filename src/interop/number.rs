//! Numbers as people write them: which mark is the decimal one is decided for a whole column, since
//! a single `1.234` does not say.

use serde::{Deserialize, Serialize};

use crate::model::money::{Currency, Money};

/// The mark between whole and fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Decimal {
    /// 1,234.56
    #[default]
    Point,
    /// 1.234,56
    Comma,
}

impl Decimal {
    fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// A number as it was written, exactly.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Written {
    /// All its digits.
    pub digits: i64,
    /// How many of them stand after the decimal mark. Negative: so many zeros follow.
    pub scale: i32,
    /// The currency written beside it.
    pub currency: Option<Currency>,
    /// Whether a percent sign stands after it.
    pub percent: bool,
}

impl Written {
    /// The number. Exact to the last bit while the digits fit in 53.
    #[must_use]
    pub fn value(self) -> f64 {
        let power = 10_f64.powi(self.scale.abs());
        if self.scale >= 0 { self.digits as f64 / power } else { self.digits as f64 * power }
    }

    /// The amount in minor units, in the currency written or else the one given, rounded half away
    /// from zero; `None` when it is too large.
    #[must_use]
    pub fn money(self, otherwise: Currency) -> Option<Money> {
        let currency = self.currency.unwrap_or(otherwise);
        let shift = currency.digits() as i32 - self.scale;
        let minor = if shift >= 0 {
            self.digits.checked_mul(10_i64.checked_pow(shift as u32)?)?
        } else {
            let Some(unit) = 10_i64.checked_pow(shift.unsigned_abs()) else {
                return Some(Money { minor: 0, currency });
            };
            let half = unit / 2 * self.digits.signum();
            self.digits.checked_add(half)? / unit
        };
        Some(Money { minor, currency })
    }
}

/// What one cell says about the marks of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    /// No number at all.
    None,
    /// A number that reads the same either way.
    Either,
    /// Only a decimal point makes sense of it.
    Point,
    /// Only a decimal comma makes sense of it.
    Comma,
    /// Two readings, a thousand apart: `1.234`.
    Unclear,
}

/// What a cell says about the marks of its column.
#[must_use]
pub fn hint(text: &str) -> Hint {
    let point = parse(text, Decimal::Point);
    let comma = parse(text, Decimal::Comma);
    match (point, comma) {
        (None, None) => Hint::None,
        (Some(_), None) => Hint::Point,
        (None, Some(_)) => Hint::Comma,
        (Some(a), Some(b)) if a.scale == b.scale && a.digits == b.digits => Hint::Either,
        // Nobody writes 0.123 for a hundred and twenty-three: a group does not start with zero.
        (Some(_), Some(_)) => Hint::Unclear,
    }
}

const CODES: [&str; 40] = [
    "EUR", "USD", "GBP", "CHF", "PLN", "CZK", "SEK", "NOK", "DKK", "RUB", "UAH", "JPY", "CNY", "INR", "BRL", "CAD",
    "AUD", "NZD", "MXN", "TRY", "HUF", "RON", "BGN", "IRR", "AED", "SAR", "ILS", "ZAR", "KRW", "SGD", "HKD", "THB",
    "IDR", "MYR", "PHP", "CLP", "COP", "ARS", "EGP", "KWD",
];

const SIGNS: [(&str, &str); 17] = [
    ("US$", "USD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₽", "RUB"),
    ("руб.", "RUB"),
    ("₴", "UAH"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₩", "KRW"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("﷼", "IRR"),
];

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// A currency sign or code at either end, and the rest.
fn take_currency(text: &str) -> (Option<Currency>, &str) {
    let first = text.as_bytes().first().copied().unwrap_or(b'0');
    let last = text.as_bytes().last().copied().unwrap_or(b'0');
    if first.is_ascii_digit() && last.is_ascii_digit() {
        return (None, text);
    }
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return (Currency::parse(code), rest.trim_matches(is_space));
        }
    }
    for code in CODES {
        let (head, tail) = (text.get(..3), text.len().checked_sub(3).and_then(|at| text.get(at..)));
        if head.is_some_and(|head| head.eq_ignore_ascii_case(code)) {
            return (Currency::parse(code), text[3..].trim_matches(is_space));
        }
        if tail.is_some_and(|tail| tail.eq_ignore_ascii_case(code)) {
            return (Currency::parse(code), text[..text.len() - 3].trim_matches(is_space));
        }
    }
    (None, text)
}

/// A number with this decimal mark; groups of three by the other mark, a space or an apostrophe;
/// minus before, behind, or as brackets; a currency sign or code; a percent sign. `None` for anything
/// else, and when it has more than 18 digits.
#[must_use]
pub fn parse(text: &str, decimal: Decimal) -> Option<Written> {
    let mut rest = text.trim_matches(|c: char| is_space(c) || c.is_whitespace());
    let mut negative = false;
    let mut currency = None;
    let mut percent = false;
    // Sign, currency and brackets come in any order.
    for _ in 0..4 {
        let before = rest;
        if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            (negative, rest) = (!negative, inner.trim_matches(is_space));
        }
        if let Some(tail) = rest.strip_prefix(['-', '−']).or_else(|| rest.strip_suffix(['-', '−'])) {
            (negative, rest) = (!negative, tail.trim_matches(is_space));
        } else if let Some(tail) = rest.strip_prefix('+') {
            rest = tail.trim_start_matches(is_space);
        }
        if let Some(head) = rest.strip_suffix('%') {
            (percent, rest) = (true, head.trim_end_matches(is_space));
        }
        if currency.is_none() {
            (currency, rest) = take_currency(rest);
        }
        if rest.len() == before.len() {
            break;
        }
    }
    let (digits, scale) = body(rest, decimal)?;
    Some(Written { digits: if negative { -digits } else { digits }, scale, currency, percent })
}

/// Digits with marks, nothing else.
fn body(text: &str, decimal: Decimal) -> Option<(i64, i32)> {
    let mark = decimal.mark();
    let other = if mark == '.' { ',' } else { '.' };
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((head, tail)) => (head, tail.parse::<i32>().ok().filter(|e| e.abs() <= 18)?),
        None => (text, 0),
    };
    let (mut digits, mut scale, mut count) = (0_i64, 0_i32, 0_u32);
    let mut group: Option<char> = None;
    let mut run = 0_u32;
    let mut first_zero = false;
    let mut fraction = false;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            if count == 0 && run == 0 && digit == 0 {
                first_zero = true;
            }
            count += u32::from(digits != 0 || digit != 0);
            if count > 18 {
                return None;
            }
            digits = digits * 10 + i64::from(digit);
            run += 1;
            scale += i32::from(fraction);
        } else if c == mark && !fraction {
            if group.is_some() && run != 3 {
                return None;
            }
            (fraction, run) = (true, 0);
        } else if !fraction && (c == other || c == '\'' || c == '’' || is_space(c)) {
            let c = if is_space(c) { ' ' } else { c };
            match group {
                // A first group has one to three digits, the rest three (or two, in India).
                None if run == 0 || run > 3 || first_zero => return None,
                Some(same) if same != c || !(run == 3 || run == 2) => return None,
                _ => {}
            }
            (group, run) = (Some(c), 0);
        } else {
            return None;
        }
    }
    let digits_seen = run > 0 || (fraction && scale == 0 && text.len() > 1);
    if !digits_seen || (group.is_some() && !fraction && run != 3) {
        return None;
    }
    Some((digits, scale - exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_by_the_mark_of_their_column() {
        let table = [
            ("0", Some(0.0), Some(0.0)),
            ("1234", Some(1234.0), Some(1234.0)),
            ("1,234.56", Some(1234.56), None),
            ("1.234,56", None, Some(1234.56)),
            ("1 234,56", None, Some(1234.56)),
            ("1\u{202F}234,56", None, Some(1234.56)),
            ("1'234.56", Some(1234.56), None),
            ("1’234’567", Some(1_234_567.0), Some(1_234_567.0)),
            ("12,34,567.00", Some(1_234_567.0), None),
            ("1.234", Some(1.234), Some(1234.0)),
            ("1,234", Some(1234.0), Some(1.234)),
            ("1,23", None, Some(1.23)),
            ("12.5", Some(12.5), None),
            ("0.123", Some(0.123), None),
            ("(123)", Some(-123.0), Some(-123.0)),
            ("123-", Some(-123.0), Some(-123.0)),
            ("−5", Some(-5.0), Some(-5.0)),
            ("+7", Some(7.0), Some(7.0)),
            ("€ 12,50", None, Some(12.5)),
            ("12,50 €", None, Some(12.5)),
            ("($1,234.50)", Some(-1234.5), None),
            ("-$3", Some(-3.0), Some(-3.0)),
            ("$-3", Some(-3.0), Some(-3.0)),
            ("CHF 1'000.00", Some(1000.0), None),
            ("45 %", Some(45.0), Some(45.0)),
            ("1.5E+3", Some(1500.0), None),
            (".5", Some(0.5), None),
            ("5.", Some(5.0), None),
            ("1100.04", Some(1100.04), None),
        ];
        for (text, point, comma) in table {
            assert_eq!(parse(text, Decimal::Point).map(Written::value), point, "{text} with a point");
            assert_eq!(parse(text, Decimal::Comma).map(Written::value), comma, "{text} with a comma");
        }
        let none =
            ["", "-", ".", ",", "n/a", "1.2.3", "12 34", "1,2,3", "abc 5", "0121 CALL", "1-2", "9999999999999999999"];
        for text in none.into_iter().chain(["1e999", "€", "%", "()", "12 pcs", "1..2", "01,234.5"]) {
            assert_eq!(parse(text, Decimal::Point), None, "{text}");
            assert_eq!(parse(text, Decimal::Comma), None, "{text}");
        }
    }

    #[test]
    fn hints_tell_the_marks_of_a_column() {
        let table = [
            ("12", Hint::Either),
            ("1.234", Hint::Unclear),
            ("1,234", Hint::Unclear),
            ("12.5", Hint::Point),
            ("1.234,5", Hint::Comma),
            ("1.234.567", Hint::Comma),
            ("1,234,567", Hint::Point),
            ("0.125", Hint::Point),
            ("x", Hint::None),
        ];
        for (text, expected) in table {
            assert_eq!(hint(text), expected, "{text}");
        }
    }

    #[test]
    fn money_is_exact_to_the_minor_unit() {
        let minor = |text: &str| parse(text, Decimal::Point).and_then(|w| w.money(Currency::EUR));
        assert_eq!(minor("0.29"), Some(Money { minor: 29, currency: Currency::EUR }));
        assert_eq!(minor("1.005"), Some(Money { minor: 101, currency: Currency::EUR }));
        assert_eq!(minor("-1.005").map(|m| m.minor), Some(-101));
        assert_eq!(minor("USD 5"), Some(Money { minor: 500, currency: Currency::USD }));
        assert_eq!(minor("¥1,000").map(|m| m.minor), Some(1000));
        assert_eq!(minor("999999999999999999"), None);
    }
}
