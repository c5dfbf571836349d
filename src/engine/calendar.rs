//! The user's time zone.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::db::Zone;
use crate::model::date::Date;

const DAY_MS: i64 = 86_400_000;
const WEEK_MS: i64 = 7 * DAY_MS;
/// Clocks change on the quarter hour, everywhere since 1972.
const QUARTER_MS: i64 = 15 * 60_000;

/// Days of the user's time zone.
pub(super) struct Calendar {
    /// Minutes ahead of UTC at a moment. Asking the browser takes some ten microseconds, which is long
    /// for every cell of an import: so what it said is kept.
    offset: Box<dyn Fn(i64) -> i32>,
    /// By week since 1970: the offset throughout; `None` in weeks that change it. No zone changes its
    /// clock twice in a week.
    weeks: RefCell<BTreeMap<i64, Option<i32>>>,
    /// By quarter hour since 1970, in the weeks that change it.
    quarters: RefCell<BTreeMap<i64, i32>>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new(Box::new(|_| 0))
    }
}

impl Calendar {
    pub(super) fn new(offset: Box<dyn Fn(i64) -> i32>) -> Self {
        Self { offset, weeks: RefCell::default(), quarters: RefCell::default() }
    }

    fn ahead_ms(&self, at_ms: i64) -> i64 {
        let offset = |at: i64| (self.offset)(at);
        let week = at_ms.div_euclid(WEEK_MS);
        let whole = *self.weeks.borrow_mut().entry(week).or_insert_with(|| {
            let first = offset(week * WEEK_MS);
            (first == offset((week + 1) * WEEK_MS)).then_some(first)
        });
        let minutes = whole.unwrap_or_else(|| {
            let quarter = at_ms.div_euclid(QUARTER_MS);
            *self.quarters.borrow_mut().entry(quarter).or_insert_with(|| offset(quarter * QUARTER_MS))
        });
        i64::from(minutes) * 60_000
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
    fn the_browser_is_asked_once_for_a_week() {
        let asked = std::rc::Rc::new(std::cell::Cell::new(0));
        let count = std::rc::Rc::clone(&asked);
        let change = 2_900 * WEEK_MS + 3 * DAY_MS + 3_600_000;
        let zone = Calendar::new(Box::new(move |at| {
            count.set(count.get() + 1);
            if at < change { -210 } else { -150 }
        }));
        for at in (2_898 * WEEK_MS..2_902 * WEEK_MS).step_by(60_000) {
            assert_eq!(zone.ahead_ms(at), if at < change { -210 } else { -150 } * 60_000);
        }
        // Two for each week, one for each quarter hour of the week with the change.
        assert_eq!(asked.get(), 4 * 2 + 7 * 24 * 4);
    }

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
