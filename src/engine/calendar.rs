//! The user's time zone.

use crate::db::Zone;
use crate::model::date::Date;

const DAY_MS: i64 = 86_400_000;

/// Days of the user's time zone.
pub(super) struct Calendar {
    /// Minutes ahead of UTC at a moment.
    offset: Box<dyn Fn(i64) -> i32>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new(Box::new(|_| 0))
    }
}

impl Calendar {
    pub(super) fn new(offset: Box<dyn Fn(i64) -> i32>) -> Self {
        Self { offset }
    }

    fn ahead_ms(&self, at_ms: i64) -> i64 {
        i64::from((self.offset)(at_ms)) * 60_000
    }

    /// The day it is at a moment.
    pub(super) fn day(&self, at_ms: i64) -> Date {
        Date((at_ms + self.ahead_ms(at_ms)).div_euclid(DAY_MS) as i32)
    }

    /// The moment at which the zone's wall clock shows this (as milliseconds since 1970).
    pub(super) fn utc(&self, wall_ms: i64) -> i64 {
        // The offset is that of a moment known only by it: two steps reach it, but for a time that a
        // clock change skips, which then is an hour later.
        let guess = wall_ms - self.ahead_ms(wall_ms);
        wall_ms - self.ahead_ms(guess)
    }
}

impl Zone for Calendar {
    fn midnight(&self, day: Date) -> i64 {
        self.utc(i64::from(day.0) * DAY_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_the_zones_midnight_on_both_sides_of_a_clock_change() {
        // Berlin 2026: UTC+1 until 29 March 01:00 UTC, then UTC+2.
        let change = i64::from(Date::from_ymd(2026, 3, 29).expect("date").0) * DAY_MS + 3_600_000;
        let zone = Calendar::new(Box::new(move |at| if at < change { 60 } else { 120 }));
        for (day, hours) in [(28, 1), (29, 1), (30, 2)] {
            let day = Date::from_ymd(2026, 3, day).expect("date");
            let midnight = zone.midnight(day);
            assert_eq!(midnight, i64::from(day.0) * DAY_MS - hours * 3_600_000);
            assert_eq!((zone.day(midnight), zone.day(midnight - 1)), (day, Date(day.0 - 1)));
        }
    }
}
