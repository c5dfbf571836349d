//! Whether there is a network.

use leptos::prelude::*;

use super::kit::hooks::{Listen, use_window_event};

/// Whether the browser believes there is a network, as it changes.
#[must_use]
pub fn use_online() -> ReadSignal<bool> {
    let (online, set_online) = signal(window().navigator().on_line());
    use_window_event::<web_sys::Event>("online", Listen::default(), move |_| set_online.set(true));
    use_window_event::<web_sys::Event>("offline", Listen::default(), move |_| set_online.set(false));
    online
}
