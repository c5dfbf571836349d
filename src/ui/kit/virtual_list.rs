//! A list of any length of which only the visible rows exist.
//!
//! The rows stand in a window that sticks to the visible part of the scroll track, and are moved
//! inside of it by the offset that the scroll bar stands for. However fast somebody scrolls, the
//! browser therefore never shows a part of the track for which no rows are drawn yet: at worst the
//! rows of the frame before. Row elements are reused: each gets its row as a signal, and scrolling
//! changes that signal instead of making elements. See [`window`](super::window) for the arithmetic.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::reactive::{effect, memo};
use super::hooks::{use_size, use_timer};
use super::window::{Extent, ScrollTo, Scroller};

/// Rows are placed relative to a base that moves in steps of this many rows, so that coordinates
/// stay small enough to be exact.
const BASE_STEP: usize = 1_000;

/// After this long without a move the scroll bar of a very tall list is put right.
const SETTLES: Duration = Duration::from_millis(160);

/// Moves a [`VirtualList`] and knows what it shows.
#[derive(Clone, Copy)]
pub struct ListHandle {
    asked: RwSignal<Option<(usize, ScrollTo)>>,
    visible: RwSignal<Range<usize>>,
}

impl Default for ListHandle {
    fn default() -> Self {
        Self::new()
    }
}

impl ListHandle {
    /// A handle to give to one list.
    pub fn new() -> Self {
        Self { asked: RwSignal::new(None), visible: RwSignal::new(0..0) }
    }

    /// Scrolls until the row at `index` is in view.
    pub fn scroll_to(self, index: usize, how: ScrollTo) {
        self.asked.set(Some((index, how)));
    }

    /// The rows of which at least a part shows.
    pub fn visible(self) -> Signal<Range<usize>> {
        self.visible.into()
    }
}

/// Draws a row, given the index it has now. Behind a pointer, so that the list is compiled once.
#[derive(Clone)]
pub struct DrawRow(Arc<dyn Fn(Signal<usize>) -> AnyView + Send + Sync>);

impl<F, V> From<F> for DrawRow
where
    F: Fn(Signal<usize>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    fn from(draw: F) -> Self {
        Self(Arc::new(move |index| draw(index).into_any()))
    }
}

/// A scrolling list of rows of one height.
///
/// The list is one scrolling element; put `attr:role`, `attr:tabindex`, `attr:aria-rowcount` and key
/// listeners on it. Keep the focus on it and point `aria-activedescendant` at a row, because the
/// element of a row that leaves the view is given to another row.
#[component]
pub fn VirtualList(
    /// Number of rows.
    #[prop(into)]
    count: Signal<usize>,
    /// Height of a row in pixels, gap included.
    #[prop(into)]
    row_height: Signal<f64>,
    /// Draws one row element. It is called once for each element; the index in the signal changes as
    /// the element is reused, so whatever depends on the row must be read inside closures. Where
    /// data is not there yet it shows a skeleton of the same height.
    #[prop(into)]
    row: DrawRow,
    /// Rows drawn before and after the visible ones.
    #[prop(default = 6)]
    overscan: usize,
    /// Called with the rows that are drawn, whenever they change: the rows to have data for.
    #[prop(optional, into)]
    on_range: Option<Callback<Range<usize>>>,
    /// Moves the list.
    #[prop(optional)]
    handle: Option<ListHandle>,
    /// Class of the scrolling element: `grid` for a table.
    #[prop(default = "grid")]
    class: &'static str,
    /// Sticks to the top: an element of class `grid-head`.
    #[prop(optional, into)]
    header: ViewFn,
    /// Sticks to the bottom: an element of class `grid-foot`.
    #[prop(optional, into)]
    footer: ViewFn,
    /// The scrolling element.
    #[prop(optional)]
    node_ref: NodeRef<Div>,
) -> impl IntoView {
    let handle = handle.unwrap_or_default();
    let scroller = StoredValue::new(Scroller::default());
    let extent = RwSignal::new(Extent::default());
    let offset = RwSignal::new(0.0_f64);
    let size = use_size(node_ref);
    let settle = use_timer();

    let bar_to = move |top: f64| {
        if let Some(list) = node_ref.get_untracked() {
            list.set_scroll_top(top.round() as i32);
        }
    };
    let read = move || {
        if let Some(now) = scroller.try_with_value(Scroller::offset) {
            offset.try_set(now);
        }
    };

    // Size, number or height changed: keep the same rows in view.
    effect(move |_| {
        let (_, height) = size.get();
        let (count, row) = (count.get(), row_height.get());
        let Some(list) = node_ref.get() else { return };
        let edge = |selector| {
            let found = list.query_selector(selector).ok().flatten();
            found.map_or(0.0, |edge| edge.get_bounding_client_rect().height())
        };
        let view = (height - edge(":scope > .grid-head") - edge(":scope > .grid-foot")).max(0.0);
        let next = Extent { count, row, view };
        if next == extent.get_untracked() {
            return;
        }
        let top = scroller.try_update_value(|scroller| scroller.resize(next)).flatten();
        extent.set(next);
        read();
        // The track has its new height once the signals above have reached the page.
        if let Some(top) = top {
            queue_microtask(move || bar_to(top));
        }
    });
    effect(move |_| {
        extent.track();
        let Some((index, how)) = handle.asked.get() else { return };
        if extent.get().view <= 0.0 {
            return;
        }
        handle.asked.set(None);
        let top = scroller.try_update_value(|scroller| scroller.to_row(index, how)).flatten();
        read();
        if let Some(top) = top {
            bar_to(top);
        }
    });
    let on_scroll = move |_| {
        let Some(list) = node_ref.get_untracked() else { return };
        let top = f64::from(list.scroll_top());
        let fix = scroller.try_update_value(|scroller| scroller.scrolled(top)).flatten();
        let element = HtmlElement::from(list);
        let aside = element.scroll_left() != 0;
        let _ = element.class_list().toggle_with_force("is-scrolled", aside);
        if let Some(fix) = fix {
            bar_to(fix);
        }
        read();
        settle.start(SETTLES, move || {
            if let Some(Some(right)) = scroller.try_update_value(Scroller::settle) {
                bar_to(right);
            }
        });
    };

    let slots = memo(move |_| extent.get().slots(overscan));
    let visible = memo(move |_| extent.get().visible(offset.get()));
    let first = memo(move |_| extent.get().first_drawn(&visible.get(), overscan));
    let base = memo(move |_| first.get() / BASE_STEP * BASE_STEP);
    effect(move |_| handle.visible.set(visible.get()));
    effect(move |before: Option<Range<usize>>| {
        let drawn = first.get()..first.get() + slots.get();
        if let Some(on_range) = on_range.filter(|_| before.as_ref() != Some(&drawn)) {
            on_range.run(drawn.clone());
        }
        drawn
    });

    let track = move || format!("{}px", extent.get().track());
    let window_height = move || {
        let extent = extent.get();
        format!("{}px", extent.view.min(extent.total()))
    };
    let shift = move || format!("translateY({}px)", base.get() as f64 * extent.get().row - offset.get());
    let slot = move |slot: usize| {
        let index = memo(move |_| Extent::row_of(first.get(), slot, slots.get().max(1)));
        let place = move || format!("translateY({}px)", (index.get() - base.get()) as f64 * extent.get().row);
        let height = move || format!("{}px", extent.get().row);
        view! {
            <div class="vl-row" role="presentation" style:transform=place style:block-size=height>
                {(row.0)(index.into())}
            </div>
        }
    };
    view! {
        <div node_ref=node_ref class=format!("vl {class}") on:scroll=on_scroll>
            {header.run()}
            <div class="vl-space" role="presentation" style:block-size=track>
                <div class="vl-win" role="presentation" style:block-size=window_height>
                    <div class="vl-rows" role="presentation" style:transform=shift>
                        <For each=move || 0..slots.get() key=|slot| *slot children=slot />
                    </div>
                </div>
            </div>
            {footer.run()}
        </div>
    }
}
