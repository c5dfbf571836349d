//! Tooltips for everything that carries `data-tip`, by one listener for the whole page.

use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::geometry::{Align, Placing, Rect, Side, Size, place};
use super::hooks::{Listen, is_rtl, use_timer, use_window_event};
use super::kbd::Kbd;
use super::popover::{rect_of, viewport};

/// How long the pointer rests before words appear.
const WAIT: Duration = Duration::from_millis(500);

#[derive(Clone, Debug, PartialEq)]
struct Tip {
    text: String,
    keys: Option<String>,
    at: Rect,
}

/// Shows the tooltip of whatever the pointer rests on or the keyboard reaches: the words of its
/// `data-tip` and the keys of its `data-tip-keys`. Put it once into the page. The words must be in
/// the accessible name too: the tooltip itself is not read aloud.
#[component]
pub fn TooltipHost() -> impl IntoView {
    let tip = RwSignal::new(None::<Tip>);
    let timer = use_timer();
    let hide = move || {
        timer.stop();
        if tip.with_untracked(Option::is_some) {
            tip.set(None);
        }
    };
    let show_for = move |target: Option<web_sys::EventTarget>, wait: Duration| {
        let owner = target
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("[data-tip]").ok().flatten());
        let Some(owner) = owner else { return hide() };
        let Some(text) = owner.get_attribute("data-tip").filter(|text| !text.is_empty()) else { return hide() };
        timer.start(wait, move || {
            if owner.is_connected() {
                let keys = owner.get_attribute("data-tip-keys");
                tip.try_set(Some(Tip { text, keys, at: rect_of(&owner) }));
            }
        });
    };
    let capture = Listen { capture: true, ..Listen::default() };
    use_window_event::<ev::PointerEvent>("pointerover", capture, move |ev| {
        if ev.pointer_type() == "mouse" {
            hide();
            show_for(ev.target(), WAIT);
        }
    });
    use_window_event::<ev::FocusEvent>("focusin", capture, move |ev| {
        let seen = ev
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| element.matches(":focus-visible").unwrap_or(false));
        if seen {
            show_for(ev.target(), WAIT);
        }
    });
    use_window_event::<ev::PointerEvent>("pointerdown", capture, move |_| hide());
    use_window_event::<ev::KeyboardEvent>("keydown", capture, move |_| hide());
    use_window_event::<ev::Event>("scroll", capture, move |_| hide());
    use_window_event::<ev::FocusEvent>("focusout", capture, move |_| hide());

    view! {
        {move || tip.get().map(|tip| view! { <Bubble tip /> })}
    }
}

#[component]
fn Bubble(tip: Tip) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let at = tip.at;
    node.on_load(move |bubble| {
        let bubble = HtmlElement::from(bubble);
        let _ = bubble.show_popover();
        let size = Size { width: f64::from(bubble.offset_width()), height: f64::from(bubble.offset_height()) };
        let want = Placing { side: Side::Below, align: Align::Center, gap: 6.0, rtl: is_rtl() };
        let at = place(at, size, viewport(), want);
        let _ = bubble.style().set_property("inset-inline-start", &format!("{}px", at.inline_start));
        let _ = bubble.style().set_property("inset-block-start", &format!("{}px", at.y));
    });
    view! {
        <div node_ref=node class="tip" popover="manual" aria-hidden="true">
            <span>{tip.text}</span>
            {tip.keys.map(|keys| view! { <Kbd keys /> })}
        </div>
    }
}
