//! Dates.

use super::{Unreadable, digit};
use crate::model::date::Date;

/// The order in which day, month and year are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrder {
    /// 22.11.2026.
    DayMonthYear,
    /// 11/22/2026.
    MonthDayYear,
    /// 2026-11-22.
    YearMonthDay,
}

/// A day. Four digits in front are always a year. Without a year it is the year of `today`; a year
/// of two digits is the one nearest to today. Where month and day only make sense the other way
/// round they are read so.
pub fn date(text: &str, order: DateOrder, today: Date) -> Result<Date, Unreadable> {
    let mut parts: Vec<(u32, usize)> = Vec::new();
    let mut inside = false;
    for c in text.trim().chars() {
        match digit(c) {
            Some(value) => {
                if !inside {
                    parts.push((0, 0));
                }
                inside = true;
                let (sum, length) = parts.last_mut().ok_or(Unreadable::Date)?;
                *sum = sum.checked_mul(10).and_then(|sum| sum.checked_add(value)).ok_or(Unreadable::Date)?;
                *length += 1;
            }
            None if matches!(c, '.' | '/' | '-' | ' ' | ',') => inside = false,
            None => return Err(Unreadable::Date),
        }
    }
    let this_year = today.ymd().0;
    let order = if parts.first().is_some_and(|(_, length)| *length == 4) { DateOrder::YearMonthDay } else { order };
    let (year, month, day) = match (parts.as_slice(), order) {
        ([year, month, day], DateOrder::YearMonthDay) => (full_year(*year, this_year), month.0, day.0),
        ([day, month, year], DateOrder::DayMonthYear) | ([month, day, year], DateOrder::MonthDayYear) => {
            (full_year(*year, this_year), month.0, day.0)
        }
        ([day, month], DateOrder::DayMonthYear) | ([month, day], _) => (Some(this_year), month.0, day.0),
        _ => return Err(Unreadable::Date),
    };
    let year = year.ok_or(Unreadable::Date)?;
    let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
    Date::from_ymd(year, month, day).ok_or(Unreadable::Date)
}

fn full_year((year, length): (u32, usize), this_year: i32) -> Option<i32> {
    match length {
        4 => i32::try_from(year).ok(),
        1 | 2 => {
            let century = this_year.div_euclid(100) * 100;
            let near = [century - 100, century, century + 100].map(|base| base + year as i32);
            near.into_iter().min_by_key(|year| (year - this_year).abs())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_order_and_iso_everywhere() {
        let today = Date::from_ymd(2026, 11, 22).expect("a day");
        let read = |text, order| date(text, order, today).map(|date| date.to_string());
        let is = |text: &str| Ok(text.to_owned());
        for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay] {
            assert_eq!(read("2026-02-03", order), is("2026-02-03"));
            for bad in ["", "x", "2026-02-30", "31.31.2026", "1.2.3.4", "5", "99999999999", "1.1.123"] {
                assert_eq!(read(bad, order), Err(Unreadable::Date), "{bad}");
            }
        }
        assert_eq!(read("3.2.2026", DateOrder::DayMonthYear), is("2026-02-03"));
        assert_eq!(read("2/3/2026", DateOrder::MonthDayYear), is("2026-02-03"));
        assert_eq!(read("22/11/2026", DateOrder::MonthDayYear), is("2026-11-22"));
        assert_eq!(read("3.2.", DateOrder::DayMonthYear), is("2026-02-03"));
        assert_eq!(read("3.2.27", DateOrder::DayMonthYear), is("2027-02-03"));
        assert_eq!(read("3.2.99", DateOrder::DayMonthYear), is("1999-02-03"));
    }
}
