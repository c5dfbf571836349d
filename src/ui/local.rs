//! Small things this browser remembers about the interface: width of the sidebar, the last page.
//! Nothing here is data; when the browser offers no storage they are simply forgotten.

use leptos::prelude::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn full(key: &str) -> String {
    format!("kontor.{key}")
}

/// What was remembered under a key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(&full(key)).ok().flatten()
}

/// Remembers a text under a key.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Full or forbidden: then it is not remembered.
        let _full = storage.set_item(&full(key), value);
    }
}

/// Forgets a key.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _forbidden = storage.remove_item(&full(key));
    }
}
