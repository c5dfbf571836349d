//! The arithmetic of a virtual list: which rows stand where for a position of the scroll bar.
//!
//! Browsers lay out at most some 17 to 33 million pixels. A list that would be taller gets a shorter
//! scroll track ([`TRACK_LIMIT`]): jumps of the scroll bar are scaled up to it, while small moves
//! (wheel, finger, keys) stay one to one, and the bar is put right again when they end.

use std::ops::Range;

/// The height a scroll track never exceeds, in CSS pixels.
pub const TRACK_LIMIT: f64 = 15_000_000.0;

/// Extent of a list, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// Number of rows.
    pub count: usize,
    /// Height of one row.
    pub row: f64,
    /// Height of the part that shows rows.
    pub view: f64,
}

/// How a row that is scrolled to should lie in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScrollTo {
    /// Move only as far as needed.
    #[default]
    Nearest,
    /// At the top.
    Top,
    /// In the middle.
    Middle,
}

impl Extent {
    /// Height of all rows.
    pub fn total(self) -> f64 {
        self.count as f64 * self.row
    }

    /// Height of the scroll track: that of all rows, but never over [`TRACK_LIMIT`].
    pub fn track(self) -> f64 {
        self.total().min(TRACK_LIMIT)
    }

    /// The largest offset into the rows.
    pub fn end(self) -> f64 {
        (self.total() - self.view).max(0.0)
    }

    /// The largest position of the scroll bar.
    fn track_end(self) -> f64 {
        (self.track() - self.view).max(0.0)
    }

    /// Offset into the rows for a position of the scroll bar.
    fn offset_at(self, top: f64) -> f64 {
        let track_end = self.track_end();
        if track_end <= 0.0 {
            return 0.0;
        }
        (top * (self.end() / track_end)).clamp(0.0, self.end())
    }

    /// Position of the scroll bar for an offset into the rows.
    fn top_at(self, offset: f64) -> f64 {
        let end = self.end();
        if end <= 0.0 {
            return 0.0;
        }
        (offset * (self.track_end() / end)).clamp(0.0, self.track_end())
    }

    /// The rows of which at least a part shows at `offset`.
    pub fn visible(self, offset: f64) -> Range<usize> {
        if self.row <= 0.0 || self.count == 0 {
            return 0..0;
        }
        let first = ((offset / self.row).floor() as usize).min(self.count - 1);
        let end = ((offset + self.view) / self.row).ceil() as usize;
        first..end.clamp(first, self.count)
    }

    /// Number of row elements a list needs so that each visible row and `overscan` more on either
    /// side have one, wherever it is scrolled to.
    pub fn slots(self, overscan: usize) -> usize {
        if self.row <= 0.0 {
            return 0;
        }
        let full = (self.view / self.row).ceil() as usize + 1 + 2 * overscan;
        full.min(self.count)
    }

    /// The row that the element `slot` of `slots` shows when `first` is the first row drawn: each
    /// element keeps its row for as long as that row is in the window.
    pub fn row_of(first: usize, slot: usize, slots: usize) -> usize {
        let ahead = (slot + slots - first % slots) % slots;
        first + ahead
    }

    /// The first row drawn when `visible` shows: `overscan` before it, but never so late that
    /// elements would lie past the end.
    pub fn first_drawn(self, visible: &Range<usize>, overscan: usize) -> usize {
        let latest = self.count.saturating_sub(self.slots(overscan));
        visible.start.saturating_sub(overscan).min(latest)
    }
}

/// Scroll state of a list: the bar's position and the offset into the rows that it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroller {
    extent: Extent,
    top: f64,
    offset: f64,
}

impl Scroller {
    /// The extent it works with.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Offset into the rows, in pixels from the first row's top.
    pub fn offset(&self) -> f64 {
        self.offset
    }

    /// Takes a new extent and keeps the same rows in view; returns where the bar belongs now, if that is not
    /// where it is.
    pub fn resize(&mut self, extent: Extent) -> Option<f64> {
        let row = if self.extent.row > 0.0 { self.offset / self.extent.row } else { 0.0 };
        self.extent = extent;
        self.offset = (row * extent.row).clamp(0.0, extent.end());
        let before = core::mem::replace(&mut self.top, extent.top_at(self.offset));
        ((self.top - before).abs() > f64::EPSILON).then_some(self.top)
    }

    /// The bar moved to `top`. Returns a position to which it must be put back, if it ran into an
    /// end of the track before the rows did.
    pub fn scrolled(&mut self, top: f64) -> Option<f64> {
        let extent = self.extent;
        let moved = top - self.top;
        self.top = top;
        let exact = extent.track() >= extent.total();
        if exact || moved.abs() > 3.0 * extent.view {
            self.offset = extent.offset_at(top);
            return None;
        }
        self.offset = (self.offset + moved).clamp(0.0, extent.end());
        let at_end = top <= 0.0 || top >= extent.track_end();
        if at_end && (extent.offset_at(top) - self.offset).abs() < extent.row {
            self.offset = extent.offset_at(top);
            return None;
        }
        let rows_at_end = self.offset <= 0.0 || self.offset >= extent.end();
        (at_end || rows_at_end).then(|| self.settle()).flatten()
    }

    /// Puts the bar where the offset belongs, after small moves have drifted from it. Returns the
    /// position if it differs from where the bar is.
    pub fn settle(&mut self) -> Option<f64> {
        let right = self.extent.top_at(self.offset);
        let off = (right - self.top).abs() >= 1.0;
        self.top = if off { right } else { self.top };
        off.then_some(right)
    }

    /// Scrolls to a row; returns where the bar belongs, or nothing if the row is in view already.
    pub fn to_row(&mut self, index: usize, how: ScrollTo) -> Option<f64> {
        let Extent { row, view, .. } = self.extent;
        let start = index as f64 * row;
        let wanted = match how {
            ScrollTo::Top => start,
            ScrollTo::Middle => start - (view - row) / 2.0,
            ScrollTo::Nearest if start < self.offset => start,
            ScrollTo::Nearest if start + row > self.offset + view => start + row - view,
            ScrollTo::Nearest => return None,
        };
        self.offset = wanted.clamp(0.0, self.extent.end());
        self.top = self.extent.top_at(self.offset);
        Some(self.top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize) -> Scroller {
        let mut scroller = Scroller::default();
        scroller.resize(Extent { count, row: 36.0, view: 700.0 });
        scroller
    }

    #[test]
    fn slots_cover_every_visible_row_once() {
        for (count, row, view) in [(0, 36.0, 700.0), (3, 36.0, 700.0), (1_000, 36.0, 701.5), (50, 44.0, 90.0)] {
            let extent = Extent { count, row, view };
            for overscan in [0, 4] {
                let slots = extent.slots(overscan);
                for step in 0..200 {
                    let offset = extent.end() * f64::from(step) / 199.0;
                    let visible = extent.visible(offset);
                    let first = extent.first_drawn(&visible, overscan);
                    let mut rows: Vec<usize> = (0..slots).map(|slot| Extent::row_of(first, slot, slots)).collect();
                    rows.sort_unstable();
                    assert!(rows.windows(2).all(|pair| pair[0] + 1 == pair[1]), "a run without gaps");
                    assert!(visible.clone().all(|row| rows.contains(&row)), "{count} {view} {step}");
                    assert!(rows.iter().all(|row| *row < count), "no row past the end");
                }
            }
        }
    }

    #[test]
    fn a_slot_keeps_its_row_while_the_row_is_in_the_window() {
        let slots = 12;
        for first in 0..100 {
            for slot in 0..slots {
                let now = Extent::row_of(first, slot, slots);
                let next = Extent::row_of(first + 1, slot, slots);
                assert!(next == now || now == first, "only the row that left is replaced");
            }
        }
    }

    #[test]
    fn short_lists_scroll_one_to_one() {
        let mut list = list(100_000);
        assert_eq!(list.scrolled(1_234.0), None);
        assert!((list.offset() - 1_234.0).abs() < 1e-9);
        list.scrolled(3_000_000.0);
        assert!((list.offset() - 3_000_000.0).abs() < 1e-6);
    }

    #[test]
    fn tall_lists_reach_both_ends_with_a_short_track() {
        let mut list = list(2_000_000);
        let extent = list.extent();
        assert!(extent.total() > 33_000_000.0 && extent.track() <= TRACK_LIMIT);
        list.scrolled(TRACK_LIMIT - 700.0);
        assert_eq!(extent.visible(list.offset()).end, 2_000_000);
        list.scrolled(0.0);
        assert_eq!(extent.visible(list.offset()).start, 0);
    }

    #[test]
    fn small_moves_in_a_tall_list_skip_no_row_and_settle_without_moving_it() {
        let mut list = list(2_000_000);
        list.scrolled(7_000_000.0);
        let (mut top, mut last) = (7_000_000.0, list.offset());
        for _ in 0..5_000 {
            top += 100.0;
            if let Some(fixed) = list.scrolled(top) {
                top = fixed;
            }
            assert!((list.offset() - last - 100.0).abs() < 1e-6);
            last = list.offset();
        }
        let settled = list.settle().expect("five thousand small moves drift");
        assert!((list.offset() - last).abs() < 1e-9);
        assert_eq!(list.scrolled(settled), None);
        assert!((list.offset() - last).abs() < 1e-6);
    }

    #[test]
    fn small_moves_never_stop_short_of_the_end() {
        let mut list = list(2_000_000);
        let end = list.extent().end();
        list.scrolled(TRACK_LIMIT - 700.0 - 50_000.0);
        let mut top = TRACK_LIMIT - 700.0 - 50_000.0;
        for _ in 0..100_000 {
            top = (top + 90.0).min(TRACK_LIMIT - 700.0);
            if let Some(fixed) = list.scrolled(top) {
                top = fixed;
            }
            if list.offset() >= end {
                return;
            }
        }
        panic!("stopped at {} of {end}", list.offset());
    }

    #[test]
    fn scrolling_to_a_row_moves_no_more_than_asked() {
        let mut list = list(1_000);
        assert_eq!(list.to_row(5, ScrollTo::Nearest), None);
        list.to_row(100, ScrollTo::Nearest);
        assert!((list.offset() - (101.0 * 36.0 - 700.0)).abs() < 1e-9);
        list.to_row(50, ScrollTo::Top);
        assert!((list.offset() - 50.0 * 36.0).abs() < 1e-9);
        list.to_row(999, ScrollTo::Middle);
        assert!((list.offset() - list.extent().end()).abs() < 1e-9);
    }

    #[test]
    fn a_new_extent_keeps_the_first_row() {
        let mut list = list(1_000);
        list.to_row(500, ScrollTo::Top);
        list.resize(Extent { count: 1_000, row: 44.0, view: 600.0 });
        assert_eq!(list.extent().visible(list.offset()).start, 500);
        list.resize(Extent { count: 3, row: 44.0, view: 600.0 });
        assert!(list.offset().abs() < 1e-9);
    }
}
