//! Periods that move with the calendar, as days and as moments.

use super::context::Context;
use super::query::Period;
use crate::model::date::Date;

/// The days of a period, both included; `None` at an open end. An empty period has its end before its start.
pub(crate) fn days(period: Period, today: Date, week_start: u8) -> (Option<Date>, Option<Date>) {
    let day = |offset: i32| Date(today.0.saturating_add(offset));
    let both = |from: Date, to: Date| (Some(from), Some(to));
    let week = |offset: i32| {
        let into = (today.weekday() + 7 - u32::from(week_start % 7)) % 7;
        let start = today.0 - into as i32 + offset * 7;
        both(Date(start), Date(start + 6))
    };
    let months = |first: i32, count: i32| {
        let start = today.add_months_start(first);
        both(start, Date(today.add_months_start(first + count).0 - 1))
    };
    let month = (today.ymd().1 as i32) - 1;
    let quarter = |offset: i32| months(offset * 3 - month % 3, 3);
    let year = |offset: i32| months(offset * 12 - month, 12);
    match period {
        Period::Yesterday => both(day(-1), day(-1)),
        Period::Today => both(today, today),
        Period::Tomorrow => both(day(1), day(1)),
        Period::LastWeek => week(-1),
        Period::ThisWeek => week(0),
        Period::NextWeek => week(1),
        Period::LastMonth => months(-1, 1),
        Period::ThisMonth => months(0, 1),
        Period::NextMonth => months(1, 1),
        Period::LastQuarter => quarter(-1),
        Period::ThisQuarter => quarter(0),
        Period::NextQuarter => quarter(1),
        Period::LastYear => year(-1),
        Period::ThisYear => year(0),
        Period::NextYear => year(1),
        Period::LastDays(count) => both(day(1 - i32::from(count)), today),
        Period::NextDays(count) => both(today, day(i32::from(count) - 1)),
        Period::Past => (None, Some(day(-1))),
        Period::Future => (Some(day(1)), None),
    }
}

/// The moments of a period in milliseconds since 1970 (UTC), both included.
pub(crate) fn moments(period: Period, ctx: &Context<'_>) -> (i64, i64) {
    match period {
        Period::Past => (i64::MIN + 1, ctx.now_ms.saturating_sub(1)),
        Period::Future => (ctx.now_ms.saturating_add(1), i64::MAX),
        _ => {
            let (from, to) = days(period, ctx.today, ctx.week_start);
            let start = from.map_or(i64::MIN + 1, |day| ctx.zone.midnight(day));
            (start, to.map_or(i64::MAX, |day| ctx.zone.midnight(Date(day.0 + 1)) - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_around_the_turn_of_a_year() {
        let today = Date::from_ymd(2026, 1, 1).expect("a day");
        let said = |period, start| {
            let (from, to) = days(period, today, start);
            format!("{}..{}", from.expect("start"), to.expect("end"))
        };
        assert_eq!(today.weekday(), 3, "a Thursday");
        assert_eq!(said(Period::ThisWeek, 0), "2025-12-29..2026-01-04");
        assert_eq!(said(Period::ThisWeek, 6), "2025-12-28..2026-01-03");
        assert_eq!(said(Period::ThisWeek, 4), "2025-12-26..2026-01-01");
        assert_eq!(said(Period::LastWeek, 0), "2025-12-22..2025-12-28");
        assert_eq!(said(Period::LastMonth, 0), "2025-12-01..2025-12-31");
        assert_eq!(said(Period::LastQuarter, 0), "2025-10-01..2025-12-31");
        assert_eq!(said(Period::ThisQuarter, 0), "2026-01-01..2026-03-31");
        assert_eq!(said(Period::LastYear, 0), "2025-01-01..2025-12-31");
        assert_eq!(said(Period::NextYear, 0), "2027-01-01..2027-12-31");
        assert_eq!(said(Period::LastDays(7), 0), "2025-12-26..2026-01-01");
        assert_eq!(said(Period::NextDays(1), 0), "2026-01-01..2026-01-01");
    }
}
