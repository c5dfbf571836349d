//! Small hooks onto the browser that undo themselves when their owner goes away.

use std::cell::Cell;
use std::time::Duration;

use gloo::events::{EventListener, EventListenerOptions};
use leptos::leptos_dom::helpers::{AnimationFrameRequestHandle, TimeoutHandle};
use leptos::prelude::*;

use super::reactive::effect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

/// Whether a listener sees events on their way down, and may refuse what the browser would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listen {
    /// See the event before the elements inside do.
    pub capture: bool,
    /// The listener may call `prevent_default`; the browser then waits for it.
    pub may_prevent: bool,
}

/// Listens until the current owner is cleaned up.
pub fn use_event(
    target: impl Into<EventTarget>,
    name: &'static str,
    how: Listen,
    react: impl FnMut(Event) + 'static,
) {
    listen(&target.into(), name, how, Box::new(react));
}

/// What [`use_event`] does, compiled once.
fn listen(target: &EventTarget, name: &'static str, how: Listen, mut react: Box<dyn FnMut(Event)>) {
    let options = EventListenerOptions {
        phase: if how.capture {
            gloo::events::EventListenerPhase::Capture
        } else {
            gloo::events::EventListenerPhase::Bubble
        },
        passive: !how.may_prevent,
    };
    let listener = EventListener::new_with_options(target, name, options, move |event| react(event.clone()));
    // Dropped, and so removed, together with the owner.
    StoredValue::new_local(listener);
}

/// Listens on the window for an event of the type `E` until the current owner is cleaned up.
pub fn use_window_event<E: JsCast>(name: &'static str, how: Listen, mut react: impl FnMut(E) + 'static) {
    use_event(window(), name, how, move |event| react(event.unchecked_into()));
}

/// A timeout that can be started again and again; only the last start counts.
#[derive(Clone, Copy)]
pub struct Timer(StoredValue<Option<TimeoutHandle>>);

/// A timer that stops when the current owner is cleaned up.
pub fn use_timer() -> Timer {
    let timer = Timer(StoredValue::new(None));
    on_cleanup(move || timer.stop());
    timer
}

impl Timer {
    /// Runs `react` after `delay`, unless started or stopped again before that.
    pub fn start(self, delay: Duration, react: impl FnOnce() + 'static) {
        self.stop();
        let handle = set_timeout_with_handle(react, delay).ok();
        self.0.try_set_value(handle);
    }

    /// Forgets what was started.
    pub fn stop(self) {
        if let Some(Some(handle)) = self.0.try_update_value(Option::take) {
            handle.clear();
        }
    }
}

/// Work done at most once a frame.
#[derive(Clone, Copy)]
pub struct Frame(StoredValue<Option<AnimationFrameRequestHandle>>);

/// A frame request that is withdrawn when the current owner is cleaned up.
pub fn use_frame() -> Frame {
    let frame = Frame(StoredValue::new(None));
    on_cleanup(move || frame.stop());
    frame
}

impl Frame {
    /// Runs `work` before the next paint, unless something is waiting for it already.
    pub fn request(self, work: impl FnOnce() + 'static) {
        if self.0.try_with_value(Option::is_some).unwrap_or(true) {
            return;
        }
        let handle = request_animation_frame_with_handle(move || {
            self.0.try_set_value(None);
            work();
        });
        self.0.try_set_value(handle.ok());
    }

    /// Withdraws what was requested.
    pub fn stop(self) {
        if let Some(Some(handle)) = self.0.try_update_value(Option::take) {
            handle.cancel();
        }
    }
}

/// Whether a media query holds, as it changes.
pub fn use_media(query: &'static str) -> ReadSignal<bool> {
    let (holds, set_holds) = signal(false);
    if let Ok(Some(list)) = window().match_media(query) {
        set_holds.set(list.matches());
        let target: EventTarget = list.clone().into();
        use_event(target, "change", Listen::default(), move |_| set_holds.set(list.matches()));
    }
    holds
}

/// Whether the window is as narrow as a phone: the width at which the style sheets change over.
pub fn use_phone() -> ReadSignal<bool> {
    use_media("(width <= 40rem)")
}

/// Inner width and height of an element in CSS pixels, as they change.
pub fn use_size<E>(node: NodeRef<E>) -> ReadSignal<(f64, f64)>
where
    E: leptos::html::ElementType,
    E::Output: JsCast + Clone + 'static,
{
    let (size, set_size) = signal((0.0, 0.0));
    effect(move |_| {
        let Some(node) = node.get() else { return };
        let element: web_sys::Element = node.unchecked_into();
        let measured = element.clone();
        let measure = move || {
            let now = (f64::from(measured.client_width()), f64::from(measured.client_height()));
            if size.try_get_untracked().is_some_and(|before| before != now) {
                set_size.try_set(now);
            }
        };
        measure();
        let react = Closure::<dyn FnMut()>::new(measure);
        let Ok(observer) = web_sys::ResizeObserver::new(react.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, react));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
    size
}

/// Whether the page runs from right to left.
pub fn is_rtl() -> bool {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("dir"))
        .is_some_and(|dir| dir.eq_ignore_ascii_case("rtl"))
}

/// An element id that no other call returns.
pub fn unique_id(prefix: &str) -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.with(|next| next.replace(next.get() + 1));
    format!("{prefix}-{number}")
}
