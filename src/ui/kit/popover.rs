//! Layers that float beside what opened them: menus, pickers, small forms.
//!
//! A [`Popup`] is the state of one layer: whether and beside what it is open. [`Popover`] draws it in
//! the browser's top layer (`popover="manual"`), so nothing clips it, whatever it is rendered in.
//! A layer rendered inside another one counts as inside of it and does not close it.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::flow::Show;
use super::reactive::effect;
use super::focus::{focus_first, return_focus_on_cleanup};
use super::geometry::{Align, Placing, Rect, Side, Size, place};
use super::hooks::{Listen, is_rtl, use_frame, use_window_event};

/// What a layer is open beside.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Anchor {
    rect: Rect,
    /// Opened by the pointer: moves in, as the keyboard never does.
    moved: bool,
}

/// Whether and where a layer is open.
#[derive(Clone, Copy)]
pub struct Popup {
    anchor: RwSignal<Option<Anchor>>,
    element: StoredValue<Option<Element>, LocalStorage>,
}

impl Default for Popup {
    fn default() -> Self {
        Self::new()
    }
}

impl Popup {
    /// A closed layer.
    pub fn new() -> Self {
        Self { anchor: RwSignal::new(None), element: StoredValue::new_local(None) }
    }

    /// Whether it is open.
    pub fn is_open(self) -> bool {
        self.anchor.with(Option::is_some)
    }

    /// Opens it beside an element.
    pub fn open_at(self, element: &Element) {
        self.element.set_value(Some(element.clone()));
        self.anchor.set(Some(Anchor { rect: rect_of(element), moved: false }));
    }

    /// Opens it beside the element that an event listener is on, or closes it if it is open.
    pub fn toggle(self, ev: &ev::MouseEvent) {
        if self.anchor.with_untracked(Option::is_some) {
            return self.close();
        }
        let target = ev.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(target) = target {
            self.open_at(&target);
            // A click made by a key has no count.
            let moved = ev.detail() > 0;
            self.anchor.update(|anchor| *anchor = anchor.map(|anchor| Anchor { moved, ..anchor }));
        }
    }

    /// Opens it at a point in the viewport, as a context menu does.
    pub fn open_at_point(self, x: f64, y: f64) {
        self.element.set_value(None);
        self.anchor.set(Some(Anchor { rect: Rect::point(x, y), moved: true }));
    }

    /// Closes it.
    pub fn close(self) {
        if self.anchor.try_with_untracked(Option::is_some) == Some(true) {
            self.anchor.set(None);
        }
    }
}

/// Where an element is in the viewport.
pub fn rect_of(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

/// Inner size of the window.
pub fn viewport() -> Size {
    let root = document().document_element();
    let (width, height) = root.map_or((0, 0), |root| (root.client_width(), root.client_height()));
    Size { width: f64::from(width), height: f64::from(height) }
}

/// Draws a [`Popup`] while it is open. Escape, a press outside, and scrolling far close it.
#[component]
pub fn Popover(
    /// Its state.
    popup: Popup,
    /// Its name for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Its role: `dialog` unless it is a `menu` or a `listbox`.
    #[prop(default = "dialog")]
    role: &'static str,
    /// More class names.
    #[prop(default = "")]
    class: &'static str,
    /// Which edges line up.
    #[prop(optional)]
    align: Align,
    /// At least as wide as what it is open beside.
    #[prop(optional)]
    match_width: bool,
    /// Leaves the focus where it is.
    #[prop(optional)]
    keep_focus: bool,
    /// Its content, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let label = StoredValue::new(label);
    view! {
        <Show when=move || popup.is_open()>
            <Layer popup label=label.get_value() role class align match_width keep_focus>
                {children.with_value(|children| children())}
            </Layer>
        </Show>
    }
}

#[component]
fn Layer(
    popup: Popup,
    label: TextProp,
    role: &'static str,
    class: &'static str,
    align: Align,
    match_width: bool,
    keep_focus: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let element = move || node.try_get_untracked().flatten().map(HtmlElement::from);
    if !keep_focus {
        return_focus_on_cleanup(element);
    }
    let put = move || {
        let (Some(layer), Some(Some(anchor))) = (element(), popup.anchor.try_get_untracked()) else { return };
        let beside = popup.element.try_get_value().flatten().filter(|element| element.is_connected());
        let rect = beside.as_ref().map_or(anchor.rect, rect_of);
        if match_width {
            let _ = layer.style().set_property("min-inline-size", &format!("{}px", rect.width));
        }
        // Its natural size, free of the height that an earlier placing gave it.
        let _ = layer.style().remove_property("--pop-max");
        let size = Size { width: f64::from(layer.offset_width()), height: f64::from(layer.offset_height()) };
        let want = Placing { side: Side::Below, align, gap: 4.0, rtl: is_rtl() };
        let at = place(rect, size, viewport(), want);
        let style = layer.style();
        let _ = style.set_property("inset-inline-start", &format!("{}px", at.inline_start));
        let _ = style.set_property("inset-block-start", &format!("{}px", at.y));
        let _ = style.set_property("--pop-max", &format!("{}px", at.max_height));
    };
    let frame = use_frame();
    effect(move |shown: Option<bool>| {
        let anchor = popup.anchor.get();
        let (Some(layer), Some(anchor)) = (node.get().map(HtmlElement::from), anchor) else {
            return shown.unwrap_or(false);
        };
        if shown != Some(true) {
            let _ = layer.show_popover();
            let _ = layer.class_list().toggle_with_force("is-moved", anchor.moved);
        }
        put();
        if shown != Some(true) && !keep_focus {
            focus_first(&layer);
        }
        true
    });

    use_window_event::<ev::PointerEvent>("pointerdown", Listen { capture: true, ..Listen::default() }, move |ev| {
        let Some(target) = ev.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
        let inside = element().is_some_and(|layer| layer.contains(Some(&target)));
        // What opened it closes it by itself.
        let beside = popup.element.try_get_value().flatten();
        if !inside && !beside.is_some_and(|beside| beside.contains(Some(&target))) {
            popup.close();
        }
    });
    use_window_event::<ev::Event>("resize", Listen::default(), move |_| frame.request(put));
    use_window_event::<ev::Event>("scroll", Listen { capture: true, ..Listen::default() }, move |ev| {
        let scrolled = ev.target().and_then(|target| target.dyn_into::<Node>().ok());
        let own = match (element(), &scrolled) {
            (Some(layer), Some(scrolled)) => layer.contains(Some(scrolled)),
            _ => false,
        };
        if !own {
            frame.request(put);
        }
    });
    let keys = move |ev: ev::KeyboardEvent| {
        if ev.key() == "Escape" {
            ev.prevent_default();
            ev.stop_propagation();
            popup.close();
        }
    };
    view! {
        <div
            node_ref=node
            popover="manual"
            class=format!("pop {class}")
            role=role
            tabindex="-1"
            aria-label=move || label.get()
            on:keydown=keys
            on:click=move |ev| ev.stop_propagation()
            on:pointerdown=move |ev| ev.stop_propagation()
        >
            {children()}
        </div>
    }
}
