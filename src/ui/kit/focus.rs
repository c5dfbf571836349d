//! Where the keyboard is, and where it goes back to.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a keyboard can reach, in document order. Hidden elements are filtered out separately.
const REACHABLE: &str = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), \
    textarea:not(:disabled), summary, [tabindex], [contenteditable=\"true\"]";

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// The elements inside `root` that Tab reaches, in order.
pub fn reachable(root: &Element) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all(REACHABLE) else { return Vec::new() };
    (0..list.length())
        .filter_map(|at| list.item(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|element| element.tab_index() >= 0 && element.client_height() > 0)
        .collect()
}

/// Focuses what asks for it with `autofocus`, else the first reachable element, else `root` itself.
pub fn focus_first(root: &HtmlElement) {
    let asked = root.query_selector("[autofocus]").ok().flatten();
    let target = asked
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .or_else(|| reachable(root).into_iter().next())
        .unwrap_or_else(|| root.clone());
    let _ = target.focus();
}

/// Remembers the focus now and gives it back when the current owner is cleaned up, unless the
/// keyboard has gone elsewhere on purpose in the meantime.
pub fn return_focus_on_cleanup(inside: impl Fn() -> Option<HtmlElement> + 'static) {
    let before = StoredValue::new_local(focused());
    let inside = StoredValue::new_local(inside);
    on_cleanup(move || {
        let Some(Some(before)) = before.try_get_value() else { return };
        let now = focused();
        let layer = inside.try_with_value(|inside| inside()).flatten();
        let nowhere = now.as_ref().is_none_or(|now| now.tag_name() == "BODY");
        let within = match (&now, &layer) {
            (Some(now), Some(layer)) => layer.contains(Some(now)),
            _ => false,
        };
        if nowhere || within {
            // After the layer has left the page, or it would take the focus along.
            queue_microtask(move || {
                if before.is_connected() {
                    let _ = before.focus();
                }
            });
        }
    });
}

/// Whether keys typed into `element` are text, so that shortcuts must stay off.
pub fn takes_text(element: &Element) -> bool {
    let tag = element.tag_name();
    if tag == "TEXTAREA" || tag == "SELECT" {
        return true;
    }
    if tag == "INPUT" {
        let kind = element.get_attribute("type").unwrap_or_default();
        return !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "submit" | "range" | "file");
    }
    element.get_attribute("contenteditable").is_some_and(|value| value != "false")
}
