//! The edge that is pulled to make a column, a panel or the sidebar wider.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::hooks::is_rtl;

/// An upright edge. Pulled by pointer or moved by arrow keys; a double click or Home asks for the
/// natural width.
#[component]
pub fn Splitter(
    /// Width of what it resizes, in pixels.
    #[prop(into)]
    width: Signal<f64>,
    /// The smallest width.
    #[prop(default = 48.0)]
    min: f64,
    /// The largest width.
    #[prop(default = 960.0)]
    max: f64,
    /// Called with the new width, many times while it is pulled.
    #[prop(into)]
    on_resize: Callback<f64>,
    /// Called once when it is let go, with the last width.
    #[prop(optional, into)]
    on_done: Option<Callback<f64>>,
    /// Called when the natural width is asked for.
    #[prop(optional, into)]
    on_reset: Option<Callback<()>>,
    /// Lies at the edge where lines start, so that pulling away from them makes it wider.
    #[prop(optional)]
    at_start: bool,
    /// What it resizes, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// More class names.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let pulled = RwSignal::new(None::<(f64, f64)>);
    let direction = move || if is_rtl() == at_start { 1.0 } else { -1.0 };
    let resize = move |to: f64| {
        let to = to.clamp(min, max);
        on_resize.run(to);
        to
    };
    let done = move |at: f64| {
        if let Some(on_done) = on_done {
            on_done.run(at);
        }
    };
    let start = move |ev: PointerEvent| {
        if ev.button() != 0 {
            return;
        }
        ev.prevent_default();
        ev.stop_propagation();
        if let Some(edge) = node.get_untracked() {
            let _ = edge.set_pointer_capture(ev.pointer_id());
        }
        pulled.set(Some((f64::from(ev.client_x()), width.get_untracked())));
    };
    let pull = move |ev: PointerEvent| {
        if let Some((from, was)) = pulled.get_untracked() {
            resize(was + (f64::from(ev.client_x()) - from) * direction());
        }
    };
    let end = move |_: PointerEvent| {
        if pulled.get_untracked().is_some() {
            pulled.set(None);
            done(width.get_untracked());
        }
    };
    let keys = move |ev: KeyboardEvent| {
        let step = if ev.shift_key() { 40.0 } else { 8.0 };
        let now = width.get_untracked();
        let to = match ev.key().as_str() {
            "ArrowRight" => now + step * direction(),
            "ArrowLeft" => now - step * direction(),
            "Home" => {
                if let Some(on_reset) = on_reset {
                    on_reset.run(());
                }
                return ev.prevent_default();
            }
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        done(resize(to));
    };
    view! {
        <div
            node_ref=node
            class=format!("splitter {class}")
            class:is-start=at_start
            class:is-drag=move || pulled.get().is_some()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || label.get()
            aria-valuemin=min
            aria-valuemax=max
            aria-valuenow=move || width.get().round()
            on:pointerdown=start
            on:pointermove=pull
            on:pointerup=end
            on:pointercancel=end
            on:keydown=keys
            on:click=move |ev| ev.stop_propagation()
            on:dblclick=move |ev| {
                ev.stop_propagation();
                if let Some(on_reset) = on_reset {
                    on_reset.run(());
                }
            }
        ></div>
    }
}
