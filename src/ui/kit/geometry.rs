//! Where a floating layer goes, as arithmetic on rectangles in CSS pixels.

/// A rectangle in viewport coordinates, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Distance from the viewport's left edge.
    pub x: f64,
    /// Distance from the viewport's top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// A rectangle without extent, for what opens at the pointer.
    pub const fn point(x: f64, y: f64) -> Self {
        Self { x, y, width: 0.0, height: 0.0 }
    }

    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }
}

/// Width and height in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The side of its anchor on which a layer prefers to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Under the anchor.
    #[default]
    Below,
    /// Over the anchor.
    Above,
}

/// Which edges of anchor and layer line up, along the direction of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// The edges where lines start.
    #[default]
    Start,
    /// The middles.
    Center,
    /// The edges where lines end.
    End,
}

/// What a layer asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placing {
    /// Preferred side.
    pub side: Side,
    /// Preferred alignment.
    pub align: Align,
    /// Space between anchor and layer, in pixels.
    pub gap: f64,
    /// Whether text runs from right to left.
    pub rtl: bool,
}

/// Where a layer goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Distance of the layer's starting edge from the viewport's starting edge: from the left in
    /// left-to-right pages, from the right in right-to-left ones. Fits `inset-inline-start`.
    pub inline_start: f64,
    /// Distance from the top of the viewport.
    pub y: f64,
    /// The height up to which the layer may grow on its side.
    pub max_height: f64,
    /// The side it really got.
    pub side: Side,
}

/// Space kept free at the edges of the viewport, in pixels.
const MARGIN: f64 = 8.0;

/// Places a layer of `size` beside `anchor`: on the preferred side if it fits there or fits the
/// other side less well, shifted to stay inside the viewport.
pub fn place(anchor: Rect, size: Size, viewport: Size, want: Placing) -> Place {
    let below = viewport.height - anchor.bottom() - want.gap - MARGIN;
    let above = anchor.y - want.gap - MARGIN;
    let chosen = match want.side {
        Side::Below if size.height > below && above > below => Side::Above,
        Side::Above if size.height > above && below > above => Side::Below,
        asked => asked,
    };
    let room = if chosen == Side::Below { below } else { above }.max(0.0);
    let height = size.height.min(room);
    let y = match chosen {
        Side::Below => anchor.bottom() + want.gap,
        Side::Above => anchor.y - want.gap - height,
    };
    let y = y.clamp(MARGIN.min(viewport.height), (viewport.height - height - MARGIN).max(MARGIN));

    let at_left = anchor.x;
    let at_right = anchor.right() - size.width;
    let left = match (want.align, want.rtl) {
        (Align::Start, false) | (Align::End, true) => at_left,
        (Align::Start, true) | (Align::End, false) => at_right,
        (Align::Center, _) => f64::midpoint(at_left, at_right),
    };
    let left = left.min(viewport.width - size.width - MARGIN).max(MARGIN);
    let inline_start = if want.rtl { viewport.width - left - size.width } else { left };
    Place { inline_start, y, max_height: room, side: chosen }
}

/// How fast a container scrolls while something is dragged at `at`, in pixels a frame: nothing in
/// the middle, more the nearer the pointer is to the `start` or `end` edge.
pub fn edge_speed(at: f64, start: f64, end: f64) -> f64 {
    const ZONE: f64 = 56.0;
    const MOST: f64 = 22.0;
    let zone = ZONE.min((end - start) / 3.0);
    if zone <= 0.0 {
        return 0.0;
    }
    let into_start = ((start + zone - at) / zone).clamp(0.0, 1.0);
    let into_end = ((at - (end - zone)) / zone).clamp(0.0, 1.0);
    MOST * (into_end * into_end - into_start * into_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Size = Size { width: 1000.0, height: 600.0 };
    const MENU: Size = Size { width: 200.0, height: 300.0 };

    fn at(x: f64, y: f64, want: Placing) -> Place {
        place(Rect { x, y, width: 80.0, height: 28.0 }, MENU, VIEW, want)
    }

    #[test]
    fn opens_below_and_in_line_with_its_start() {
        let got = at(100.0, 50.0, Placing { gap: 4.0, ..Placing::default() });
        assert_eq!(got, Place { inline_start: 100.0, y: 82.0, max_height: 510.0, side: Side::Below });
    }

    #[test]
    fn turns_over_when_there_is_more_room_above() {
        let got = at(100.0, 500.0, Placing::default());
        assert_eq!(got.side, Side::Above);
        assert!((got.y - 200.0).abs() < 1e-9);
    }

    #[test]
    fn stays_on_the_roomier_side_when_it_fits_neither_and_says_how_high_it_may_be() {
        let small = Size { width: 1000.0, height: 300.0 };
        let anchor = Rect { x: 10.0, y: 100.0, width: 50.0, height: 20.0 };
        let got = place(anchor, MENU, small, Placing::default());
        assert_eq!(got.side, Side::Below);
        assert!((got.max_height - 172.0).abs() < 1e-9);
        assert!(got.y + got.max_height <= small.height);
    }

    #[test]
    fn shifts_inside_the_viewport() {
        assert!((at(950.0, 50.0, Placing::default()).inline_start - 792.0).abs() < 1e-9);
        let end = Placing { align: Align::End, ..Placing::default() };
        assert!((at(20.0, 50.0, end).inline_start - 8.0).abs() < 1e-9);
    }

    #[test]
    fn right_to_left_is_the_mirror_image() {
        for align in [Align::Start, Align::Center, Align::End] {
            for x in [0.0, 100.0, 430.0, 800.0, 960.0] {
                let ltr = at(x, 50.0, Placing { align, ..Placing::default() });
                let mirrored = VIEW.width - x - 80.0;
                let rtl = at(mirrored, 50.0, Placing { align, rtl: true, ..Placing::default() });
                assert_eq!(ltr, rtl, "{align:?} at {x}");
            }
        }
    }

    #[test]
    fn scrolls_only_near_the_edges_and_towards_them() {
        assert!(edge_speed(300.0, 0.0, 600.0).abs() < 1e-9);
        assert!(edge_speed(10.0, 0.0, 600.0) < 0.0);
        assert!(edge_speed(590.0, 0.0, 600.0) > edge_speed(560.0, 0.0, 600.0));
        assert!(edge_speed(5.0, 5.0, 5.0).abs() < 1e-9);
    }
}
