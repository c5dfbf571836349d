//! What a column holds, judged by all of its cells.

use serde::{Deserialize, Serialize};

use super::date::{self, Order};
use super::hash::FastMap;
use super::number::{self, Decimal};
use crate::model::money::Currency;

/// Different values remembered per column; a column with more is no list of choices.
pub const MAX_DISTINCT: usize = 2000;

/// What a column seems to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing at all.
    #[default]
    Empty,
    /// One line of text.
    Text,
    /// Several lines.
    LongText,
    /// Text of which a few values come again and again.
    Choice,
    /// Numbers with at most so many decimals.
    Number(u8),
    /// Percentages.
    Percent,
    /// Amounts, with the currency written beside them.
    Money(Currency),
    /// Days.
    Date,
    /// Moments.
    DateTime,
    /// Yes and no.
    Checkbox,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Web addresses.
    Link,
}

/// How the cells of a column are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Format {
    /// The decimal mark.
    pub decimal: Decimal,
    /// The order of dates.
    pub order: Order,
}

/// What only a person can decide about a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Doubt {
    /// Day or month first; both read every cell.
    DayOrMonth,
    /// Decimal mark or thousands mark; both read every cell.
    DecimalMark,
}

/// What was counted in a column.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// Cells with something in them.
    pub filled: u32,
    /// Blank cells.
    pub empty: u32,
    /// The first few different values.
    pub samples: Vec<String>,
    /// Bytes of the longest cell.
    pub longest: usize,
    /// Different values and how often each occurs; `None` when there are too many.
    pub(crate) distinct: Option<FastMap<Box<str>, u32>>,
    /// A cell that made somebody doubt.
    pub doubtful: Option<String>,
    multiline: u32,
    digits_only: u32,
    leading_zero: u32,
    decimals: u8,
    point: u32,
    comma: u32,
    either: u32,
    unclear_point: u32,
    unclear_comma: u32,
    percents: u32,
    currency: Option<Currency>,
    amounts: u32,
    serials: u32,
    dates: u32,
    timed: u32,
    numeric_dates: u32,
    in_order: [u32; 3],
    dots: u32,
    /// Different numbers seen in first and last place of dates with two-digit years, as bits.
    places: [u128; 2],
    long_years: u32,
    booleans: u32,
    emails: u32,
    phones: u32,
    links: u32,
}

/// Bytes of a cell, counted by class.
#[derive(Default)]
struct Shape {
    digits: u32,
    letters: u32,
    at: bool,
    line_end: bool,
    phone_marks_only: bool,
}

impl Shape {
    fn of(cell: &str) -> Self {
        let mut shape = Self { phone_marks_only: true, ..Self::default() };
        for byte in cell.bytes() {
            match byte {
                b'0'..=b'9' => shape.digits += 1,
                b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => {
                    shape.letters += 1;
                    shape.phone_marks_only &= matches!(byte, b'x' | b'e' | b't') || byte >= 0x80;
                }
                b'@' => shape.at = true,
                b'\n' | b'\r' => shape.line_end = true,
                b'+' | b'-' | b'(' | b')' | b'.' | b'/' | b' ' => {}
                _ => shape.phone_marks_only = false,
            }
        }
        shape
    }
}

impl Stats {
    /// Nothing counted yet.
    #[must_use]
    pub fn new() -> Self {
        Self { distinct: Some(FastMap::default()), ..Self::default() }
    }

    /// Counts a cell.
    pub fn add(&mut self, raw: &str) {
        let cell = raw.trim();
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        self.longest = self.longest.max(cell.len());
        self.remember(cell);
        let shape = Shape::of(cell);
        self.multiline += u32::from(shape.line_end);
        if shape.at {
            self.emails += u32::from(is_email(cell));
            return;
        }
        let bare_digits = shape.digits as usize == cell.len();
        if bare_digits && cell.len() <= 15 {
            self.digits_only += 1;
            self.either += 1;
            self.leading_zero += u32::from(cell.len() > 1 && cell.starts_with('0'));
            self.serials += u32::from(cell.len() == 5 && ("18000".."80000").contains(&cell));
            self.phones += u32::from(cell.len() >= 7);
            self.booleans += u32::from(matches!(cell, "0" | "1"));
            return;
        }
        if shape.digits == 0 {
            self.booleans += u32::from(boolean(cell).is_some());
            self.links += u32::from(is_link(cell));
            return;
        }
        // A column that has shown itself as text is spared the dear questions.
        if self.filled > 2000 && (self.numbers() + self.dates + self.phones) * 50 < self.filled {
            return;
        }
        self.phones += u32::from(shape.phone_marks_only && (6..=20).contains(&shape.digits));
        if shape.letters <= 8 && cell.len() <= 40 {
            self.number(cell);
        }
        if (3..=25).contains(&shape.digits) && shape.letters <= 30 && cell.len() <= 50 {
            self.date(cell);
        }
        self.links += u32::from(shape.letters > 3 && is_link(cell));
    }

    fn remember(&mut self, cell: &str) {
        if let Some(distinct) = &mut self.distinct {
            if let Some(count) = distinct.get_mut(cell) {
                *count += 1;
            } else if distinct.len() == MAX_DISTINCT || cell.len() > 500 {
                self.distinct = None;
            } else {
                if self.samples.len() < 5 {
                    self.samples.push(cell.to_owned());
                }
                distinct.insert(cell.into(), 1);
            }
        } else if self.samples.len() < 5 {
            self.samples.push(cell.chars().take(500).collect());
        }
    }

    fn number(&mut self, cell: &str) {
        let hint = number::hint(cell);
        match hint {
            number::Hint::None => return,
            number::Hint::Either => self.either += 1,
            number::Hint::Point => self.point += 1,
            number::Hint::Comma => self.comma += 1,
            number::Hint::Unclear => {
                if self.doubtful.is_none() {
                    self.doubtful = Some(cell.to_owned());
                }
                if cell.contains('.') { self.unclear_point += 1 } else { self.unclear_comma += 1 }
            }
        }
        let decimal = if hint == number::Hint::Comma { Decimal::Comma } else { Decimal::Point };
        if let Some(written) = number::parse(cell, decimal) {
            if hint != number::Hint::Unclear {
                self.decimals = self.decimals.max(written.scale.clamp(0, 9) as u8);
            }
            self.percents += u32::from(written.percent);
            self.amounts += u32::from(written.currency.is_some());
            self.currency = self.currency.or(written.currency);
        }
    }

    fn date(&mut self, cell: &str) {
        let Some(hint) = date::hint(cell) else { return };
        self.dates += 1;
        let first = Order::ALL.iter().find_map(|order| date::parse(cell, *order));
        self.timed += u32::from(first.is_some_and(|moment| moment.time.is_some_and(|time| time > 0)));
        let Some([a, _, c]) = hint.numbers else { return };
        self.numeric_dates += 1;
        self.long_years += u32::from(hint.long_year);
        self.dots += u32::from(hint.mark == b'.');
        if !hint.long_year {
            self.places[0] |= 1_u128 << a.min(127);
            self.places[1] |= 1_u128 << c.min(127);
        }
        let mut readings = 0;
        for (order, count) in Order::ALL.into_iter().zip(&mut self.in_order) {
            let reads = date::parse(cell, order).is_some();
            *count += u32::from(reads);
            readings += u32::from(reads);
        }
        if readings > 1 && self.doubtful.is_none() {
            self.doubtful = Some(cell.to_owned());
        }
    }

    fn numbers(&self) -> u32 {
        self.point + self.comma + self.either + self.unclear_point + self.unclear_comma
    }

    /// Whether nearly all cells are such.
    fn mostly(&self, count: u32) -> bool {
        count > 0 && u64::from(count) * 20 >= u64::from(self.filled) * 17
    }

    /// How many different values there are, when few enough to be counted.
    #[must_use]
    pub fn distinct_count(&self) -> Option<u32> {
        self.distinct.as_ref().map(|distinct| distinct.len() as u32)
    }

    /// Whether the column may hold days as spreadsheets count them.
    #[must_use]
    pub fn may_be_serials(&self) -> bool {
        self.mostly(self.serials)
    }

    /// What the column holds.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.filled == 0 {
            return Kind::Empty;
        }
        if self.mostly(self.emails) {
            return Kind::Email;
        }
        if self.mostly(self.dates) {
            return if self.timed > 0 { Kind::DateTime } else { Kind::Date };
        }
        let zeros_and_ones = self.digits_only == self.filled && self.distinct_count().is_some_and(|n| n < 3);
        if self.mostly(self.booleans) && (self.digits_only == 0 || zeros_and_ones) {
            return Kind::Checkbox;
        }
        // Numbers that begin with zero, or are long and never calculated with, are codes.
        let codes = self.leading_zero > 0;
        if self.mostly(self.numbers()) && !codes && !(self.mostly(self.phones) && self.point + self.comma == 0) {
            return match self.currency {
                _ if self.percents * 2 > self.filled => Kind::Percent,
                Some(currency) if self.amounts * 2 > self.filled => Kind::Money(currency),
                _ => Kind::Number(self.decimals),
            };
        }
        if self.mostly(self.phones) {
            return Kind::Phone;
        }
        if self.mostly(self.links) {
            return Kind::Link;
        }
        if self.multiline > 0 || self.longest > 250 {
            return Kind::LongText;
        }
        match self.distinct_count() {
            Some(n) if n <= 40 && self.filled >= 12 && n * 4 <= self.filled && self.longest <= 60 => Kind::Choice,
            _ => Kind::Text,
        }
    }

    /// How the cells are read, and what only a person can tell.
    #[must_use]
    pub fn format(&self) -> (Format, Option<Doubt>) {
        let (decimal, decimal_doubt) = self.decimal();
        let (order, order_doubt) = self.order();
        let doubt = match self.kind() {
            Kind::Date | Kind::DateTime => order_doubt.then_some(Doubt::DayOrMonth),
            Kind::Number(_) | Kind::Money(_) | Kind::Percent => decimal_doubt.then_some(Doubt::DecimalMark),
            _ => None,
        };
        (Format { decimal, order }, doubt)
    }

    fn decimal(&self) -> (Decimal, bool) {
        if self.point + self.comma > 0 {
            return (if self.comma > self.point { Decimal::Comma } else { Decimal::Point }, false);
        }
        // All of `1.234` and its like: three digits after every mark are groups far more often than
        // fractions.
        let unclear = self.unclear_point + self.unclear_comma;
        (if self.unclear_point > self.unclear_comma { Decimal::Comma } else { Decimal::Point }, unclear > 0)
    }

    fn order(&self) -> (Order, bool) {
        let [day, month, year] = self.in_order;
        if self.numeric_dates == 0 {
            return (Order::DayMonthYear, false);
        }
        let best = day.max(month);
        // Years vary less than days: with 20-10-16 the place with fewer different numbers is the year.
        let years_first = self.places[0].count_ones() < self.places[1].count_ones();
        if self.long_years == 0 && (year > best || (year == best && years_first)) {
            return (Order::YearMonthDay, false);
        }
        if day != month {
            return (if day > month { Order::DayMonthYear } else { Order::MonthDayYear }, false);
        }
        // Dots are written where the day comes first.
        (Order::DayMonthYear, self.dots * 2 < self.numeric_dates)
    }

    /// Whether dates of this column settle the order for doubtful ones of the same file.
    #[must_use]
    pub fn settled_order(&self) -> Option<Order> {
        let (order, doubt) = self.order();
        (self.numeric_dates > 0 && !doubt && self.mostly(self.dates)).then_some(order)
    }

    /// Whether numbers of this column settle the mark for doubtful ones of the same file.
    #[must_use]
    pub fn settled_decimal(&self) -> Option<Decimal> {
        (self.point + self.comma > 0 && self.mostly(self.numbers())).then(|| self.decimal().0)
    }
}

/// Something@somewhere.tld.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let odd = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '(' | ')');
    !name.is_empty()
        && !host.contains('@')
        && host.rsplit_once('.').is_some_and(|(head, end)| !head.is_empty() && end.chars().count() > 1)
        && !host.starts_with('.')
        && !text.contains(odd)
}

/// A web address, with or without its scheme.
#[must_use]
pub fn is_link(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let scheme = ["http://", "https://", "www."].iter().any(|start| {
        text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)) && text.len() > start.len()
    });
    let host = text.split('/').next().unwrap_or("");
    let bare = host.rsplit_once('.').is_some_and(|(head, end)| {
        !head.is_empty()
            && (2..=10).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_lowercase())
            && head.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
    });
    scheme || bare
}

/// Yes or no, in the languages of Kontor.
#[must_use]
pub fn boolean(text: &str) -> Option<bool> {
    const YES: [&str; 14] = ["true", "yes", "y", "ja", "j", "oui", "sí", "si", "да", "t", "x", "✓", "wahr", "1"];
    const NO: [&str; 10] = ["false", "no", "n", "nein", "non", "нет", "f", "falsch", "faux", "0"];
    if text.len() > 12 {
        return None;
    }
    let lower = text.to_lowercase();
    if YES.contains(&lower.as_str()) {
        Some(true)
    } else if NO.contains(&lower.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Names for the columns, from the header record or without one: blank ones are numbered, repeated
/// ones counted. `column` is the word for a column in the user's language.
#[must_use]
pub fn names<'a>(header: impl Iterator<Item = &'a str>, column: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, cell) in header.enumerate() {
        let cell = cell.trim();
        let base = if cell.is_empty() { format!("{column} {}", at + 1) } else { cell.to_owned() };
        let mut name = base.clone();
        let mut count = 2;
        while names.contains(&name) {
            name = format!("{base} ({count})");
            count += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stats(cells: &[&str]) -> Stats {
        let mut stats = Stats::new();
        for cell in cells {
            stats.add(cell);
        }
        stats
    }

    #[test]
    fn kinds_are_told_by_all_cells() {
        let table: &[(&[&str], Kind)] = &[
            (&["", " "], Kind::Empty),
            (&["Anna", "Ben"], Kind::Text),
            (&["12", "", "7"], Kind::Number(0)),
            (&["12.50", "7"], Kind::Number(2)),
            (&["1.234,5", "7"], Kind::Number(1)),
            (&["€ 12,50", "€ 7"], Kind::Money(Currency::EUR)),
            (&["12 %", "7%"], Kind::Percent),
            (&["20-10-2016", ""], Kind::Date),
            (&["2016-10-20T12:00:00Z"], Kind::DateTime),
            (&["2016-10-20T00:00:00Z"], Kind::Date),
            (&["yes", "No", "yes"], Kind::Checkbox),
            (&["0", "1", "1"], Kind::Checkbox),
            (&["a@b.de", "c@d.com"], Kind::Email),
            (&["+44 7700 900412", "0121 555 0184", "(020) 5555-0190"], Kind::Phone),
            (&["07700900412", "01215550184"], Kind::Phone),
            (&["https://a.de", "www.b.com", "c.org/x"], Kind::Link),
            (&["01067", "10115"], Kind::Text),
            (&["a\nb"], Kind::LongText),
            (&["1C1I7A6R", "Z063OYW0"], Kind::Text),
            (&["5 Main Street", "7 High St"], Kind::Text),
        ];
        for (cells, kind) in table {
            assert_eq!(stats(cells).kind(), *kind, "{cells:?}");
        }
        let many: Vec<_> = (0..40).map(|i| ["retail", "medical", "software"][i % 3]).collect();
        assert_eq!(stats(&many).kind(), Kind::Choice);
    }

    #[test]
    fn the_order_of_dates_is_decided_by_the_column_or_asked() {
        use Order::{DayMonthYear as D, MonthDayYear as M, YearMonthDay as Y};
        let table: &[(&[&str], Order, Option<Doubt>)] = &[
            (&["03/04/2026", "20/04/2026"], D, None),
            (&["03/04/2026", "04/20/2026"], M, None),
            (&["03/04/2026", "05/06/2026"], D, Some(Doubt::DayOrMonth)),
            (&["03.04.2026"], D, None),
            (&["2026-04-03"], D, None),
            (&["20-10-16", "01-03-17", "25-12-16", "07-05-17"], D, None),
            (&["16-10-20", "17-03-01", "16-12-25", "17-05-07"], Y, None),
            (&["10-20-16", "03-01-17"], M, None),
        ];
        for (cells, order, doubt) in table {
            let (format, found) = stats(cells).format();
            assert_eq!((format.order, found), (*order, *doubt), "{cells:?}");
        }
    }

    #[test]
    fn the_decimal_mark_is_decided_by_the_column_or_asked() {
        let table: &[(&[&str], Decimal, Option<Doubt>)] = &[
            (&["1.234", "12,5"], Decimal::Comma, None),
            (&["1,234", "12.5"], Decimal::Point, None),
            (&["1.234", "5.678"], Decimal::Comma, Some(Doubt::DecimalMark)),
            (&["1,234"], Decimal::Point, Some(Doubt::DecimalMark)),
            (&["284.310,00"], Decimal::Comma, None),
            (&["12"], Decimal::Point, None),
        ];
        for (cells, decimal, doubt) in table {
            let (format, found) = stats(cells).format();
            assert_eq!((format.decimal, found), (*decimal, *doubt), "{cells:?}");
        }
    }

    #[test]
    fn columns_without_a_name_of_their_own_get_one() {
        let found = names(["Name", "", "Name", " Name ", "Column 2"].into_iter(), "Column");
        assert_eq!(found, ["Name", "Column 2", "Name (2)", "Name (3)", "Column 2 (2)"]);
    }
}
