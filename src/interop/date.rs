//! Dates and times as people and programs write them. Which of three numbers is the day is decided
//! for a whole column; a four-digit year in front or a month by name decides for itself.

use serde::{Deserialize, Serialize};

use crate::model::date::Date;
use crate::model::fold::fold_into;

/// The order of day, month and year where all are numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Order {
    /// 31-12-2026
    #[default]
    DayMonthYear,
    /// 12/31/2026
    MonthDayYear,
    /// 26-12-31 (2026-12-31 needs no decision)
    YearMonthDay,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::DayMonthYear, Self::MonthDayYear, Self::YearMonthDay];
}

/// A moment as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Milliseconds since midnight, when a time stands there.
    pub time: Option<u32>,
    /// Minutes east of Greenwich, when a zone stands there.
    pub zone: Option<i32>,
}

impl Moment {
    /// Milliseconds since 1970 as if the clock showed Greenwich time, midnight when no time is given.
    #[must_use]
    pub fn local_ms(self) -> i64 {
        i64::from(self.date.0) * 86_400_000 + i64::from(self.time.unwrap_or(0))
    }
}

/// What one cell says about the order of its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Hint {
    /// The numbers, when the order has to be decided for them.
    pub numbers: Option<[u32; 3]>,
    /// Whether the last of them has four digits.
    pub long_year: bool,
    /// The first mark between them.
    pub mark: u8,
}

/// What a cell says about the order of its column; `None` when it is no date in any order.
#[must_use]
pub fn hint(text: &str) -> Option<Hint> {
    let tokens = Tokens::of(text)?;
    let readable = Order::ALL.iter().any(|order| tokens.moment(*order).is_some());
    readable.then(|| tokens.hint())
}

/// The moment written, reading numbers in this order.
#[must_use]
pub fn parse(text: &str, order: Order) -> Option<Moment> {
    Tokens::of(text)?.moment(order)
}

/// A day counted from the last day of 1899, as spreadsheets store it (the fraction is the time).
#[must_use]
pub fn from_serial(serial: f64) -> Option<Moment> {
    // The first two months of 1900 are off by one in spreadsheets, and nobody's data.
    if !(61.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let day = serial.floor();
    let time = ((serial - day) * 86_400_000.0).round().min(86_399_999.0) as u32;
    Some(Moment { date: Date(day as i32 - 25_569), time: (time > 0).then_some(time), zone: None })
}

/// The beginning of month names, folded: English, German, French, Spanish, Russian, Italian,
/// Portuguese. The first that fits counts.
const MONTHS: [(&str, u32); 44] = [
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("янв", 1),
    ("feb", 2),
    ("fev", 2),
    ("фев", 2),
    ("mar", 3),
    ("mae", 3),
    ("мар", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("апр", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("ма", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("июн", 6),
    ("juil", 7),
    ("jul", 7),
    ("lug", 7),
    ("июл", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("авг", 8),
    ("sep", 9),
    ("set", 9),
    ("сен", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("окт", 10),
    ("nov", 11),
    ("ноя", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("дек", 12),
];

fn month_of(word: &str) -> Option<u32> {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    MONTHS.iter().find(|(start, _)| folded.starts_with(start)).map(|(_, month)| *month)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 27] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mer", "jeu",
        "ven", "sam", "dim", "jue", "vie", "sab", "dom", "die", "don", "mit",
    ];
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    DAYS.iter().any(|day| folded.starts_with(day))
}

/// The three parts of a date and what follows them.
struct Tokens<'a> {
    parts: [Part; 3],
    mark: u8,
    rest: &'a str,
}

#[derive(Clone, Copy)]
enum Part {
    Number(u32, usize),
    Month(u32),
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let mut rest = text.trim();
        if rest.len() < 6 || rest.len() > 64 {
            return None;
        }
        let mut parts = [Part::Month(0); 3];
        let mut mark = 0;
        let mut found = 0;
        while found < 3 {
            let first = rest.chars().next()?;
            if first.is_ascii_digit() {
                let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                let number: u32 = rest[..length].parse().ok()?;
                rest = &rest[length..];
                if length == 8 && found == 0 {
                    // 20261231
                    parts = [
                        Part::Number(number / 10_000, 4),
                        Part::Number(number / 100 % 100, 2),
                        Part::Number(number % 100, 2),
                    ];
                    break;
                }
                if length > 4 {
                    return None;
                }
                parts[found] = Part::Number(number, length);
                found += 1;
            } else if first.is_alphabetic() {
                let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                let word = &rest[..length];
                rest = &rest[length..];
                if let Some(month) = month_of(word) {
                    parts[found] = Part::Month(month);
                    found += 1;
                } else if !(found == 0 && is_weekday(word)
                    || found > 0 && matches!(word, "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er"))
                {
                    return None;
                }
            } else {
                return None;
            }
            if found < 3 {
                let marks = rest.find(|c: char| c.is_alphanumeric())?;
                let between = &rest[..marks];
                if marks > 4 || between.contains([':', '(', ')', '+', '@', '=']) {
                    return None;
                }
                if mark == 0 {
                    mark = between.as_bytes().first().copied().unwrap_or(0);
                }
                rest = &rest[marks..];
            }
        }
        Some(Self { parts, mark, rest })
    }

    fn hint(&self) -> Hint {
        match self.parts {
            [Part::Number(a, first), Part::Number(b, _), Part::Number(c, last)] if first < 3 => {
                Hint { numbers: Some([a, b, c]), long_year: last == 4, mark: self.mark }
            }
            _ => Hint { numbers: None, long_year: true, mark: self.mark },
        }
    }

    fn moment(&self, order: Order) -> Option<Moment> {
        let date = self.date(order)?;
        let (time, zone) = time_of(self.rest)?;
        Some(Moment { date, time, zone })
    }

    fn date(&self, order: Order) -> Option<Date> {
        use Part::{Month, Number};
        let (year, month, day) = match (self.parts, order) {
            ([Number(y, 4), Number(m, _) | Month(m), Number(d, 1 | 2)], _) => ((y, 4), m, d),
            ([Number(d, 1 | 2), Month(m), Number(y, n)] | [Month(m), Number(d, 1 | 2), Number(y, n)], _) => {
                ((y, n), m, d)
            }
            ([Number(y, n @ 2), Number(m, 1 | 2), Number(d, 1 | 2)], Order::YearMonthDay) => ((y, n), m, d),
            ([Number(d, 1 | 2), Number(m, 1 | 2), Number(y, n)], Order::DayMonthYear) => ((y, n), m, d),
            ([Number(m, 1 | 2), Number(d, 1 | 2), Number(y, n)], Order::MonthDayYear) => ((y, n), m, d),
            _ => return None,
        };
        let year = match year {
            (year, 4) => year,
            // The usual window of two-digit years.
            (year, 2) if year < 69 => year + 2000,
            (year, 2) => year + 1900,
            _ => return None,
        };
        Date::from_ymd(year as i32, month, day)
    }
}

/// A time of day and a zone after a date; `None` when something else stands there.
fn time_of(text: &str) -> Option<(Option<u32>, Option<i32>)> {
    let text = text.trim_start_matches(|c: char| matches!(c, 'T' | 't' | ',' | '.') || c.is_whitespace()).trim_end();
    if text.is_empty() {
        return Some((None, None));
    }
    let mut fields = [0_u32; 3];
    let mut rest = text;
    let mut count = 0;
    for field in &mut fields {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&length) {
            break;
        }
        *field = rest[..length].parse().ok()?;
        count += 1;
        rest = &rest[length..];
        match rest.strip_prefix(':') {
            Some(tail) => rest = tail,
            None => break,
        }
    }
    let mut millis = 0;
    if let Some(tail) = rest.strip_prefix(['.', ',']).filter(|_| count == 3) {
        let length = tail.bytes().take_while(u8::is_ascii_digit).count();
        let digits = tail.get(..length.min(3))?;
        millis = digits.parse::<u32>().ok()? * 10_u32.pow(3 - digits.len() as u32);
        rest = &tail[length..];
    }
    rest = rest.trim_start();
    let [mut hour, minute, second] = fields;
    let half = rest.get(..2).map(str::to_ascii_lowercase);
    let spelled = rest.get(..4).map(str::to_ascii_lowercase);
    let noon = match (half.as_deref(), spelled.as_deref()) {
        (_, Some("a.m.")) => Some((12, 0, 4)),
        (_, Some("p.m.")) => Some((0, 12, 4)),
        (Some("am"), _) => Some((12, 0, 2)),
        (Some("pm"), _) => Some((0, 12, 2)),
        _ => None,
    };
    if let Some((twelve, add, length)) = noon {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = if hour == 12 { 12 - twelve } else { hour + add };
        rest = rest[length..].trim_start();
    } else if count < 2 {
        return None;
    }
    if hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0) {
        return None;
    }
    let time = ((hour * 60 + minute) * 60 + second.min(59)) * 1000 + millis;
    Some((Some(time.min(86_399_999)), zone_of(rest).ok()?))
}

/// Something that is no zone stands after the time.
struct NoZone;

/// A zone as minutes east of Greenwich, `Ok(None)` where none stands; `Err` for anything else.
fn zone_of(text: &str) -> Result<Option<i32>, NoZone> {
    let text = text.trim();
    let greenwich = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT"));
    let text = greenwich.unwrap_or(text);
    let named = match text {
        "" => greenwich.map(|_| 0),
        "Z" | "z" => Some(0),
        "CET" | "MEZ" => Some(60),
        "CEST" | "MESZ" | "EET" => Some(120),
        "MSK" => Some(180),
        "EST" => Some(-300),
        "EDT" => Some(-240),
        "PST" => Some(-480),
        "PDT" => Some(-420),
        _ => {
            let sign = match text.as_bytes().first() {
                Some(b'+') => 1,
                Some(b'-') => -1,
                _ => return Err(NoZone),
            };
            let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NoZone);
            }
            let number: i32 = digits.parse().map_err(|_e| NoZone)?;
            match digits.len() {
                1 | 2 => Some(sign * number * 60),
                4 => Some(sign * (number / 100 * 60 + number % 100)),
                _ => return Err(NoZone),
            }
        }
    };
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_order_of_their_column() {
        use Order::{DayMonthYear as D, MonthDayYear as M, YearMonthDay as Y};
        let table = [
            ("2016-10-20", Y, "2016-10-20"),
            ("2016-10-20", D, "2016-10-20"),
            ("2016/1/5", M, "2016-01-05"),
            ("2016.01.05", D, "2016-01-05"),
            ("20161020", D, "2016-10-20"),
            ("20-10-2016", D, "2016-10-20"),
            ("10/20/2016", M, "2016-10-20"),
            ("20-10-16", D, "2016-10-20"),
            ("16-10-20", Y, "2016-10-20"),
            ("20.10.16", D, "2016-10-20"),
            ("1.2.2026", D, "2026-02-01"),
            ("03/04/2026", D, "2026-04-03"),
            ("03/04/2026", M, "2026-03-04"),
            ("5/6/69", M, "1969-05-06"),
            ("20 Oct 2016", D, "2016-10-20"),
            ("20-Oct-16", D, "2016-10-20"),
            ("October 20, 2016", D, "2016-10-20"),
            ("Oct 20th, 2016", D, "2016-10-20"),
            ("20. Oktober 2016", D, "2016-10-20"),
            ("3. März 2026", D, "2026-03-03"),
            ("1er août 2026", D, "2026-08-01"),
            ("14 juillet 2026", D, "2026-07-14"),
            ("14 juin 2026", D, "2026-06-14"),
            ("20 de octubre de 2016", D, "2016-10-20"),
            ("20 октября 2016", D, "2016-10-20"),
            ("9 мая 2026", D, "2026-05-09"),
            ("Thu, 20 Oct 2016", D, "2016-10-20"),
            ("2016-10-20T13:45:00Z", D, "2016-10-20"),
            ("29/02/2024", D, "2024-02-29"),
        ];
        for (text, order, expected) in table {
            assert_eq!(parse(text, order).map(|m| m.date.to_string()).as_deref(), Some(expected), "{text} {order:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        let none = [
            "",
            "n/a",
            "2016",
            "10/2016",
            "31/02/2026",
            "29.02.2023",
            "20-10-2016 maybe",
            "1,234,567",
            "12:30:15",
            "+44 7700 900 412",
            "192.168.1.1",
            "1-800-555-0199",
            "Tue+Fri before 10",
            "5 Main Street 20",
            "13/13/2020",
            "2016-10-20 25:00",
            "0121 555 0184",
            "market 5",
        ];
        for text in none {
            for order in Order::ALL {
                assert_eq!(parse(text, order), None, "{text} {order:?}");
            }
        }
    }

    #[test]
    fn times_and_zones() {
        let table = [
            ("2016-10-20T13:45:00Z", Some(49_500_000), Some(0)),
            ("2016-10-20T13:45:00.250+02:00", Some(49_500_250), Some(120)),
            ("20.10.2016 13:45", Some(49_500_000), None),
            ("10/20/2016 1:45 PM", Some(49_500_000), None),
            ("10/20/2016 12:00:00 am", Some(0), None),
            ("20-10-2016 12:30 p.m.", Some(45_000_000), None),
            ("2016-10-20 13:45:00 UTC", Some(49_500_000), Some(0)),
            ("2016-10-20 13:45 -0530", Some(49_500_000), Some(-330)),
            ("2016-10-20", None, None),
        ];
        for (text, time, zone) in table {
            let order = if text.contains('/') { Order::MonthDayYear } else { Order::DayMonthYear };
            let moment = parse(text, order).expect(text);
            assert_eq!(moment.time, time, "{text}");
            assert_eq!(moment.zone, zone, "{text}");
        }
    }

    #[test]
    fn spreadsheets_count_days() {
        assert_eq!(from_serial(45_631.0).map(|m| m.date.to_string()).as_deref(), Some("2024-12-05"));
        assert_eq!(from_serial(45_631.5).and_then(|m| m.time), Some(43_200_000));
        assert_eq!(from_serial(0.0), None);
        assert_eq!(from_serial(f64::NAN), None);
    }
}
