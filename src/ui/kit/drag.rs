//! Dragging by mouse, pen and finger.
//!
//! [`use_drag`] makes the state; a source calls [`Drag::grab`] on `pointerdown`. A mouse drags after
//! a few pixels, a finger after a long press (so that scrolling stays scrolling). Where something can
//! be dropped is said in the page: an element with `data-drop="zone"`, and inside of it elements with
//! `data-drop-item="id"` before or after which it can go. Containers scroll while the pointer is near
//! their edges. Escape gives up. Dragging is never the only way: commands do the same by keyboard.

use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::reactive::memo;
use super::geometry::edge_speed;
use super::hooks::{Frame, Listen, Timer, is_rtl, use_frame, use_timer, use_window_event};
use super::popover::{rect_of, viewport};

/// Pixels a mouse moves before it drags.
const THRESHOLD: f64 = 5.0;
/// Pixels a finger may tremble during the long press.
const TREMBLE: f64 = 10.0;
/// How long a finger rests before it drags.
const LONG_PRESS: Duration = Duration::from_millis(320);

/// Where something is over, or was dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The `data-drop` of the zone.
    pub zone: String,
    /// The `data-drop-item` under or nearest the pointer.
    pub item: Option<String>,
    /// Whether it goes after that item rather than before it.
    pub after: bool,
}

/// Which way the items of a zone follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// From top to bottom, as cards do.
    #[default]
    Block,
    /// Along the line of text, as columns do.
    Inline,
}

/// Something on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Dragged<T> {
    /// What is dragged.
    pub payload: T,
    /// Left edge of the picture of it, in the viewport.
    pub x: f64,
    /// Top edge of the picture of it, in the viewport.
    pub y: f64,
    /// Width of what it was taken from.
    pub width: f64,
    /// What it is over.
    pub over: Option<Spot>,
}

struct Grip<T> {
    payload: T,
    pointer: i32,
    touch: bool,
    from: (f64, f64),
    at: (f64, f64),
    inside: (f64, f64),
    width: f64,
}

/// State of dragging on a page.
pub struct Drag<T: Clone + Send + Sync + PartialEq + 'static> {
    state: RwSignal<Option<Dragged<T>>>,
    grip: StoredValue<Option<Grip<T>>>,
    axis: Axis,
    press: Timer,
    frame: Frame,
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "a derived `Copy` would ask for a payload that is `Copy`")]
impl<T: Clone + Send + Sync + PartialEq + 'static> Clone for Drag<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + Send + Sync + PartialEq + 'static> Copy for Drag<T> {}

impl<T: Clone + Send + Sync + PartialEq + 'static> Drag<T> {
    /// What is on its way, if anything.
    pub fn dragged(self) -> Signal<Option<Dragged<T>>> {
        self.state.into()
    }

    /// What it is over.
    pub fn over(self) -> Memo<Option<Spot>> {
        memo(move |_| self.state.with(|state| state.as_ref().and_then(|dragged| dragged.over.clone())))
    }

    /// Takes hold of something. Call it from `on:pointerdown` of the source.
    pub fn grab(self, ev: &ev::PointerEvent, payload: T) {
        if ev.button() != 0 || !ev.is_primary() {
            return;
        }
        // Buttons and fields inside the source keep their own meaning.
        let on = ev.target().and_then(|target| target.dyn_into::<Element>().ok());
        let source = ev.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let (Some(on), Some(source)) = (on, source) else { return };
        let control = on.closest("button, input, select, textarea, a[href]").ok().flatten();
        if control.is_some_and(|control| control != source && source.contains(Some(&control))) {
            return;
        }
        let rect = rect_of(&source);
        let at = (f64::from(ev.client_x()), f64::from(ev.client_y()));
        let touch = ev.pointer_type() == "touch";
        self.grip.set_value(Some(Grip {
            payload,
            pointer: ev.pointer_id(),
            touch,
            from: at,
            at,
            inside: (at.0 - rect.x, at.1 - rect.y),
            width: rect.width,
        }));
        if touch {
            self.press.start(LONG_PRESS, move || self.begin());
        }
    }

    /// Lets go without dropping.
    pub fn cancel(self) {
        self.press.stop();
        self.frame.stop();
        self.grip.try_set_value(None);
        if self.state.try_with_untracked(Option::is_some) == Some(true) {
            self.state.set(None);
            mark_page(false);
        }
    }

    fn is_on(self) -> bool {
        self.state.try_with_untracked(Option::is_some).unwrap_or(false)
    }

    fn begin(self) {
        if self.grip.try_with_value(Option::is_some) == Some(true) {
            mark_page(true);
            self.follow();
            self.scroll_edges();
        }
    }

    /// Brings the state up to where the pointer is.
    fn follow(self) {
        let dragged = self.grip.with_value(|grip| {
            let grip = grip.as_ref()?;
            Some(Dragged {
                payload: grip.payload.clone(),
                x: grip.at.0 - grip.inside.0,
                y: grip.at.1 - grip.inside.1,
                width: grip.width,
                over: spot_at(grip.at, self.axis),
            })
        });
        if dragged.is_some() {
            self.state.set(dragged);
        }
    }

    /// Scrolls what the pointer is near the edge of, frame by frame.
    fn scroll_edges(self) {
        self.frame.request(move || {
            let Some(Some(at)) = self.grip.try_with_value(|grip| grip.as_ref().map(|grip| grip.at)) else { return };
            if scroll_under(at) {
                self.follow();
            }
            self.scroll_edges();
        });
    }
}

/// Makes dragging possible. `on_drop` is called with what was dropped and where.
pub fn use_drag<T>(axis: Axis, on_drop: impl Fn(T, Spot) + 'static) -> Drag<T>
where
    T: Clone + Send + Sync + PartialEq + 'static,
{
    let drag = Drag {
        state: RwSignal::new(None),
        grip: StoredValue::new(None),
        axis,
        press: use_timer(),
        frame: use_frame(),
    };
    let swallow = StoredValue::new(false);
    let free = use_timer();

    use_window_event::<ev::PointerEvent>("pointermove", Listen::default(), move |ev| {
        let at = (f64::from(ev.client_x()), f64::from(ev.client_y()));
        let moved = drag.grip.try_update_value(|grip| {
            let grip = grip.as_mut().filter(|grip| grip.pointer == ev.pointer_id())?;
            grip.at = at;
            Some(((at.0 - grip.from.0).hypot(at.1 - grip.from.1), grip.touch))
        });
        let Some(Some((distance, touch))) = moved else { return };
        match (drag.is_on(), touch) {
            (true, _) => drag.follow(),
            (false, false) if distance > THRESHOLD => drag.begin(),
            (false, true) if distance > TREMBLE => drag.cancel(),
            _ => {}
        }
    });
    use_window_event::<ev::PointerEvent>("pointerup", Listen::default(), move |ev| {
        let own = drag.grip.try_with_value(|grip| grip.as_ref().is_some_and(|grip| grip.pointer == ev.pointer_id()));
        if own != Some(true) {
            return;
        }
        let dropped = drag.state.get_untracked();
        drag.cancel();
        let Some(Dragged { payload, over, .. }) = dropped else { return };
        // The click that follows belongs to the drag.
        swallow.set_value(true);
        free.start(Duration::from_millis(60), move || {
            swallow.try_set_value(false);
        });
        if let Some(spot) = over {
            on_drop(payload, spot);
        }
    });
    use_window_event::<ev::PointerEvent>("pointercancel", Listen::default(), move |_| drag.cancel());
    use_window_event::<ev::FocusEvent>("blur", Listen::default(), move |_| drag.cancel());
    let stop = Listen { capture: true, may_prevent: true };
    use_window_event::<ev::MouseEvent>("click", stop, move |ev| {
        if swallow.try_get_value() == Some(true) {
            ev.prevent_default();
            ev.stop_propagation();
        }
    });
    use_window_event::<ev::KeyboardEvent>("keydown", stop, move |ev| {
        if ev.key() == "Escape" && drag.is_on() {
            ev.prevent_default();
            ev.stop_propagation();
            drag.cancel();
        }
    });
    // A finger that drags must not scroll the page or call up a menu.
    use_window_event::<ev::Event>("touchmove", stop, move |ev| {
        if drag.is_on() {
            ev.prevent_default();
        }
    });
    use_window_event::<ev::Event>("contextmenu", stop, move |ev| {
        let held = drag.grip.try_with_value(|grip| grip.as_ref().is_some_and(|grip| grip.touch));
        if held == Some(true) {
            ev.prevent_default();
        }
    });
    on_cleanup(move || mark_page(false));
    drag
}

/// Draws what is dragged under the pointer.
#[component]
pub fn DragLayer<T, F, V>(
    /// The state of dragging.
    drag: Drag<T>,
    /// Draws the picture of what is dragged.
    picture: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + PartialEq + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let payload = memo(move |_| drag.state.with(|state| state.as_ref().map(|dragged| dragged.payload.clone())));
    let shown = move || {
        let picture = picture.clone();
        payload.get().map(move |payload| {
            let node = NodeRef::<Div>::new();
            node.on_load(|layer| {
                let _ = HtmlElement::from(layer).show_popover();
            });
            let place = move || {
                let at = drag.state.with(|state| state.as_ref().map(|dragged| (dragged.x, dragged.y, dragged.width)));
                let (x, y, width) = at.unwrap_or_default();
                let x = if is_rtl() { x + width - viewport().width } else { x };
                format!("translate({x}px, {y}px)")
            };
            let width = move || {
                drag.state.with(|state| format!("{}px", state.as_ref().map_or(0.0, |dragged| dragged.width)))
            };
            view! {
                <div node_ref=node popover="manual" class="drag-layer" style:transform=place style:inline-size=width>
                    {picture(payload)}
                </div>
            }
        })
    };
    view! { {move || shown().into_any()} }
}

fn mark_page(on: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().toggle_with_force("is-dragging", on);
    }
}

fn spot_at(at: (f64, f64), axis: Axis) -> Option<Spot> {
    let under = document().element_from_point(at.0 as f32, at.1 as f32)?;
    let zone_element = under.closest("[data-drop]").ok().flatten()?;
    let zone = zone_element.get_attribute("data-drop")?;
    let found = zone_element.query_selector_all("[data-drop-item]").ok()?;
    // The item whose middle is nearest: a pointer between two items means both of their edges.
    let middle = |item: &Element| {
        let rect = rect_of(item);
        match axis {
            Axis::Block => rect.y + rect.height / 2.0 - at.1,
            Axis::Inline => rect.x + rect.width / 2.0 - at.0,
        }
    };
    let nearest = (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into::<Element>().ok())
        .map(|item| (middle(&item), item))
        .min_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
    let (item, after) = match nearest {
        Some((distance, item)) => {
            let past = distance < 0.0;
            let after = if axis == Axis::Inline && is_rtl() { !past } else { past };
            (item.get_attribute("data-drop-item"), after)
        }
        None => (None, false),
    };
    Some(Spot { zone, item, after })
}

/// Scrolls the containers under a point whose edge is near; whether any moved.
fn scroll_under(at: (f64, f64)) -> bool {
    let mut moved = false;
    let mut element = document().element_from_point(at.0 as f32, at.1 as f32);
    while let Some(container) = element {
        let rect = rect_of(&container);
        if container.scroll_height() > container.client_height() + 1 {
            let before = container.scroll_top();
            container.set_scroll_top(before + edge_speed(at.1, rect.y, rect.bottom()) as i32);
            moved |= container.scroll_top() != before;
        }
        if container.scroll_width() > container.client_width() + 1 {
            let before = container.scroll_left();
            container.set_scroll_left(before + edge_speed(at.0, rect.x, rect.right()) as i32);
            moved |= container.scroll_left() != before;
        }
        element = container.parent_element();
    }
    moved
}
