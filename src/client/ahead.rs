//! Which rows to ask for while somebody scrolls: those around what is drawn, and when it goes fast,
//! those that the movement leads to next, so that they are there before they are drawn.

use core::ops::Range;

/// Rows held beyond what is drawn, on each side.
pub const MARGIN: u32 = 120;

/// Steps of this movement that are asked for ahead.
const STEPS: i64 = 3;

/// More pages than this in one step are no movement but a jump: nothing tells where it goes on.
const JUMP: i64 = 12;

/// The rows to ask for when `drawn` is drawn, `moved` rows further than the time before, while
/// `asked` are there or on their way, of `total`. `None`: no others.
#[must_use]
pub fn ahead(drawn: &Range<u32>, moved: i64, asked: &Range<u32>, total: u32) -> Option<Range<u32>> {
    let page = i64::from(drawn.end.saturating_sub(drawn.start)).max(1);
    let shifted = |by: i64| {
        let at = |edge: u32| (i64::from(edge) + by).clamp(0, i64::from(total)) as u32;
        at(drawn.start)..at(drawn.end)
    };
    let has = |rows: &Range<u32>| rows.is_empty() || (rows.start >= asked.start && rows.end.min(total) <= asked.end);
    let step = moved.abs();
    if step > page / 2 && step <= JUMP * page {
        if has(drawn) && has(&shifted(moved)) {
            return None;
        }
        let far = shifted(moved * STEPS);
        return Some(drawn.start.min(far.start)..drawn.end.max(far.end));
    }
    let near_start = drawn.start < asked.start.saturating_add(MARGIN / 2) && asked.start > 0;
    let near_end = drawn.end + MARGIN / 2 > asked.end && asked.end < total;
    let apart = drawn.start >= asked.end || drawn.end < asked.start;
    (near_start || near_end || apart).then(|| drawn.start.saturating_sub(MARGIN)..drawn.end + MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_scrolling_asks_for_a_margin_around_what_is_drawn() {
        assert_eq!(ahead(&(0..35), 0, &(0..120), 1000), None);
        assert_eq!(ahead(&(50..85), 5, &(0..120), 1000), Some(0..205));
        assert_eq!(ahead(&(50..85), 5, &(0..205), 1000), None);
        assert_eq!(ahead(&(900..935), 900, &(0..205), 1000), Some(780..1055));
    }

    #[test]
    fn a_fling_asks_before_the_rows_are_drawn() {
        let mut asked = 0..120;
        let mut questions = 0;
        for step in 1..100_u32 {
            let drawn = step * 66..step * 66 + 35;
            assert!(step == 1 || drawn.start >= asked.start && drawn.end <= asked.end, "{drawn:?} {asked:?}");
            if let Some(next) = ahead(&drawn, 66, &asked, 100_000) {
                asked = next;
                questions += 1;
            }
        }
        assert!((30..55).contains(&questions), "{questions}");
    }

    #[test]
    fn a_fling_stops_at_the_ends() {
        assert_eq!(ahead(&(990..1000), 66, &(900..1000), 1000), None);
        assert_eq!(ahead(&(10..45), -66, &(0..300), 1000), None);
        assert_eq!(ahead(&(50..85), -66, &(60..300), 1000), Some(0..85));
    }
}
