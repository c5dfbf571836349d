//! A new version that waits: `boot.js` downloads it, the user decides when it takes over.

use leptos::prelude::*;
use web_sys::Event;

use crate::client::act::{Flow, actions};

/// Whether a new version waits. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Update {
    /// A new version is downloaded and waits.
    pub waits: RwSignal<bool>,
}

impl Update {
    /// Listens for as long as the page lives.
    #[must_use]
    pub fn new() -> Self {
        let ready = document()
            .document_element()
            .is_some_and(|root| root.get_attribute("data-update").as_deref() == Some("ready"));
        let waits = RwSignal::new(ready);
        super::kit::hooks::use_window_event::<Event>(
            "kontor-update-ready",
            super::kit::hooks::Listen::default(),
            move |_| waits.set(true),
        );
        Self { waits }
    }

    /// Registers the command that lets the new version take over.
    pub fn register(self) {
        actions().on("shell.update", move |_| {
            // What was typed and counted so far is handed over before the page goes.
            actions().flush();
            if let Ok(event) = Event::new("kontor-update-accept") {
                // Nobody can refuse this event.
                let _refused = window().dispatch_event(&event);
            }
            Flow::DONE
        });
    }
}

impl Default for Update {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a new version waits.
///
/// # Panics
/// Outside of the app: `app` provides it before anything else.
#[must_use]
pub fn update() -> Update {
    expect_context::<Update>()
}

/// Loads the page anew.
pub fn reload() {
    // Refused only while the page is being closed anyway.
    let _refused = window().location().reload();
}
