//! Numbers, percentages and money.

use super::{Unreadable, digit};
use crate::model::money::{Currency, Money};

/// The marks a number is written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marks {
    /// Between whole part and fraction.
    pub decimal: char,
    /// Between groups of digits.
    pub group: char,
}

impl Marks {
    /// `1,234.5`.
    pub const COMMA_POINT: Self = Self { decimal: '.', group: ',' };
    /// `1.234,5`.
    pub const POINT_COMMA: Self = Self { decimal: ',', group: '.' };
    /// `1 234,5`, with a no-break space.
    pub const SPACE_COMMA: Self = Self { decimal: ',', group: '\u{a0}' };
}

/// A number as its sign, its whole digits and its fraction digits.
struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    fn to_f64(&self) -> Result<f64, Unreadable> {
        let text = format!("{}{}.{}", if self.negative { "-" } else { "" }, self.whole, self.fraction);
        // A fraction without digits needs one for the standard parser to be sure.
        let number: f64 = text.trim_end_matches('.').parse().map_err(|_e| Unreadable::Number)?;
        if number.is_finite() && number.abs() < 1e15 { Ok(number) } else { Err(Unreadable::TooLarge) }
    }

    /// In units of `10^-digits`, rounded half away from zero.
    fn to_minor(&self, digits: usize) -> Result<i64, Unreadable> {
        let mut kept: String = self.fraction.chars().take(digits).collect();
        while kept.len() < digits {
            kept.push('0');
        }
        let up = self.fraction.as_bytes().get(digits).is_some_and(|next| *next >= b'5');
        let units: i64 = format!("0{}{kept}", self.whole).parse().map_err(|_e| Unreadable::TooLarge)?;
        let units = units.checked_add(i64::from(up)).ok_or(Unreadable::TooLarge)?;
        Ok(if self.negative { -units } else { units })
    }
}

/// Splits a number at its marks. The user's own marks decide where both readings make sense
/// (`1,500`); elsewhere the only sensible reading is taken (`1,5` is one and a half even where the
/// comma groups), because people paste from everywhere.
fn read(text: &str, marks: Marks) -> Result<Digits, Unreadable> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut parts = vec![String::new()];
    let mut between = Vec::new();
    for c in text.trim().chars() {
        if let Some(value) = digit(c) {
            let part = parts.last_mut().expect("there is always one part");
            part.push(char::from_digit(value, 10).ok_or(Unreadable::Number)?);
        } else if c.is_whitespace() || matches!(c, '\u{202f}' | '\'' | '\u{2019}') {
            between.push(' ');
            parts.push(String::new());
        } else if matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}') {
            between.push(match c {
                '\u{66b}' => marks.decimal,
                '\u{66c}' => marks.group,
                plain => plain,
            });
            parts.push(String::new());
        } else {
            return Err(Unreadable::Number);
        }
    }
    if parts.iter().all(String::is_empty) {
        return Err(Unreadable::Number);
    }
    let fraction = match between.last() {
        Some(last) if *last != ' ' && ends_in_fraction(&parts, &between, *last, marks) => {
            between.pop();
            parts.pop().unwrap_or_default()
        }
        _ => String::new(),
    };
    let grouped = between.windows(2).all(|pair| pair[0] == pair[1])
        && parts.iter().skip(1).all(|part| part.len() == 3)
        && (parts.len() == 1 || (1..=3).contains(&parts[0].len()));
    if grouped { Ok(Digits { negative, whole: parts.concat(), fraction }) } else { Err(Unreadable::Number) }
}

/// Whether what follows the last mark is a fraction.
fn ends_in_fraction(parts: &[String], between: &[char], last: char, marks: Marks) -> bool {
    let once = between.iter().filter(|mark| **mark == last).count() == 1;
    let mixed = between.len() > 1;
    let three = parts.last().is_some_and(|part| part.len() == 3);
    once && (last == marks.decimal || mixed || !three)
}

/// A number.
pub fn number(text: &str, marks: Marks) -> Result<f64, Unreadable> {
    read(text, marks)?.to_f64()
}

/// A percentage, with or without its sign: 12.5 for `12.5 %`.
pub fn percent(text: &str, marks: Marks) -> Result<f64, Unreadable> {
    let text = text.trim();
    let bare = text.strip_suffix(['%', '\u{66a}']).or_else(|| text.strip_prefix(['%', '\u{66a}'])).unwrap_or(text);
    number(bare, marks)
}

/// An amount. A code or sign beside it names the currency; without one it is in `default`. Digits
/// beyond the currency's minor unit are rounded half away from zero.
pub fn money(text: &str, default: Currency, marks: Marks) -> Result<Money, Unreadable> {
    let begins = |c: char| digit(c).is_some() || matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}');
    let start = text.find(begins).ok_or(Unreadable::Number)?;
    let end = text.char_indices().rev().find(|(_, c)| digit(*c).is_some()).map_or(start, |(at, c)| at + c.len_utf8());
    if end <= start {
        return Err(Unreadable::Number);
    }
    let (before, after) = (text[..start].trim(), text[end..].trim_matches(|c: char| c.is_whitespace() || c == '.'));
    // A minus stands before or after the sign of the currency: -€5, € -5.
    let sign = ['-', '\u{2212}'];
    let bare = before.strip_prefix(sign).or_else(|| before.strip_suffix(sign));
    let (minus, before) = (bare.is_some(), bare.unwrap_or(before).trim());
    let named = match (before, after) {
        ("", "") => default,
        (name, "") | ("", name) => currency(name, default).ok_or(Unreadable::Currency)?,
        _ => return Err(Unreadable::Currency),
    };
    let digits = read(&text[start..end], marks)?;
    let minor = digits.to_minor(named.digits() as usize)?;
    Ok(Money { minor: if minus { -minor } else { minor }, currency: named })
}

/// The currency of a code or sign. A sign that several share means the default where it fits.
fn currency(name: &str, default: Currency) -> Option<Currency> {
    let shared: &[&str] = match name {
        "\u{20ac}" => &["EUR"],
        "\u{a3}" => &["GBP"],
        "$" => &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"],
        "\u{a5}" => &["JPY", "CNY"],
        "kr" => &["SEK", "NOK", "DKK", "ISK"],
        "Ft" => &["HUF"],
        "K\u{10d}" => &["CZK"],
        "z\u{142}" => &["PLN"],
        "\u{20bd}" => &["RUB"],
        "\u{20b9}" => &["INR"],
        code => return Currency::parse(code),
    };
    if shared.contains(&default.code()) { Some(default) } else { Currency::parse(shared[0]) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STYLES: [Marks; 3] = [Marks::COMMA_POINT, Marks::POINT_COMMA, Marks::SPACE_COMMA];

    #[test]
    fn each_style_reads_its_own_numbers() {
        let texts = ["1,234,567.25", "1.234.567,25", "1\u{a0}234\u{a0}567,25"];
        for (marks, text) in STYLES.into_iter().zip(texts) {
            assert_eq!(number(text, marks), Ok(1_234_567.25), "{text}");
            assert_eq!(number(&format!(" -{text} "), marks), Ok(-1_234_567.25), "{text}");
        }
    }

    #[test]
    fn the_users_marks_decide_only_where_both_readings_make_sense() {
        assert_eq!(number("1,500", Marks::COMMA_POINT), Ok(1500.0));
        assert_eq!(number("1,500", Marks::POINT_COMMA), Ok(1.5));
        assert_eq!(number("1.500", Marks::POINT_COMMA), Ok(1500.0));
        for marks in STYLES {
            assert_eq!(number("1,5", marks), Ok(1.5));
            assert_eq!(number("1.5", marks), Ok(1.5));
            assert_eq!(number("1.234,5", marks), Ok(1234.5));
            assert_eq!(number("1,234.5", marks), Ok(1234.5));
            assert_eq!(number("1'234", marks), Ok(1234.0));
            assert_eq!(number("\u{6f1}\u{6f2}", marks), Ok(12.0));
            assert_eq!(number(".5", marks), Ok(0.5));
            assert_eq!(number("5.", marks), Ok(5.0));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in ["", " ", "-", ".", "abc", "1x", "1,2,3", "12 34", "1.2.3,4.5", "0x10", "1e5", "--1", "NaN"] {
            for marks in STYLES {
                assert!(number(bad, marks).is_err(), "{bad}");
            }
        }
        assert_eq!(number("9".repeat(40).as_str(), Marks::COMMA_POINT), Err(Unreadable::TooLarge));
    }

    #[test]
    fn percentages_with_and_without_sign() {
        for text in ["12.5", "12.5%", "12.5 %", "%12.5"] {
            assert_eq!(percent(text, Marks::COMMA_POINT), Ok(12.5), "{text}");
        }
    }

    #[test]
    fn money_in_every_dress() {
        let read =
            |text: &str| money(text, Currency::EUR, Marks::POINT_COMMA).map(|m| (m.minor, m.currency.to_string()));
        let is = |minor, code: &str| Ok((minor, code.to_owned()));
        assert_eq!(read("1.234,56"), is(123_456, "EUR"));
        assert_eq!(read("\u{20ac} 12"), is(1200, "EUR"));
        assert_eq!(read("-\u{20ac}12"), is(-1200, "EUR"));
        assert_eq!(read("\u{20ac} -12"), is(-1200, "EUR"));
        assert_eq!(read("12 usd"), is(1200, "USD"));
        assert_eq!(read("JPY 1.234"), is(1234, "JPY"));
        assert_eq!(read("12,345"), is(1235, "EUR"));
        assert_eq!(read("$5"), is(500, "USD"));
        assert_eq!(read("12 euros"), Err(Unreadable::Currency));
        assert_eq!(read("EUR 5 USD"), Err(Unreadable::Currency));
        assert_eq!(read("EUR"), Err(Unreadable::Number));
        assert_eq!(read(&"9".repeat(30)), Err(Unreadable::TooLarge));
        let dollars = Currency::parse("CAD").expect("a code");
        assert_eq!(money("$5", dollars, Marks::COMMA_POINT).map(|m| m.currency), Ok(dollars));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(whole in 0_i64..10_000_000_000, cents in 0_u32..100, style in 0_usize..3, negative: bool) {
            let marks = STYLES[style];
            let mut text = String::new();
            for (at, c) in whole.to_string().chars().enumerate() {
                if at > 0 && (whole.to_string().len() - at) % 3 == 0 {
                    text.push(marks.group);
                }
                text.push(c);
            }
            let text = format!("{}{text}{}{cents:02}", if negative { "-" } else { "" }, marks.decimal);
            let minor = (whole * 100 + i64::from(cents)) * if negative { -1 } else { 1 };
            prop_assert_eq!(money(&text, Currency::EUR, marks), Ok(Money { minor, currency: Currency::EUR }));
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(text in ".{0,12}") {
            for marks in STYLES {
                let _ = money(&text, Currency::EUR, marks);
                let _ = percent(&text, marks);
            }
        }
    }
}
