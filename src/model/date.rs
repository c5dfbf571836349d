//! Civil dates as whole days since 1970-01-01, in the proleptic Gregorian calendar.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A day without a time or a zone: days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Date(pub i32);

impl Date {
    /// The day of a year, month (1-12) and day of the month; `None` where there is no such day.
    /// Conversion after Hinnant, "chrono-compatible low-level date algorithms".
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) || !(-9999..=9999).contains(&year)
        {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month (1-12) and day of the month.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The day of the week, Monday = 0.
    #[must_use]
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// The first day of the month this day lies in.
    #[must_use]
    pub fn month_start(self) -> Self {
        let (_, _, day) = self.ymd();
        Self(self.0 - day as i32 + 1)
    }

    /// The first day of the month `months` later (or earlier, when negative).
    #[must_use]
    pub fn add_months_start(self, months: i32) -> Self {
        let (year, month, _) = self.ymd();
        let index = year * 12 + month as i32 - 1 + months;
        Self::from_ymd(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1).unwrap_or(self)
    }

    /// `YYYY-MM-DD` back to a date; `None` for anything else.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().filter(|m| m.len() == 2)?.parse().ok()?;
        let day = parts.next().filter(|d| d.len() == 2)?.parse().ok()?;
        Self::from_ymd(year, month, day)
    }
}

/// ISO 8601, `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// How many days the month has.
#[must_use]
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_round_trips() {
        let mut expected = Date::from_ymd(1800, 1, 1).expect("a day").0;
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = Date::from_ymd(year, month, day).expect("a day");
                    assert_eq!(date.0, expected);
                    assert_eq!(date.ymd(), (year, month, day));
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(Date::from_ymd(1970, 1, 1), Some(Date(0)));
        assert_eq!(Date(0).weekday(), 3, "a Thursday");
        assert_eq!(Date::parse_iso("2026-11-22").map(Date::weekday), Some(6));
        for bad in ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "x", "2026-01-01T00"] {
            assert_eq!(Date::parse_iso(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_carry_over_years() {
        let day = Date::from_ymd(2026, 11, 22).expect("a day");
        assert_eq!(day.add_months_start(2).to_string(), "2027-01-01");
        assert_eq!(day.add_months_start(-11).to_string(), "2025-12-01");
    }
}
