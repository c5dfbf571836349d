//! Clock and chance on the UI thread.

use leptos::prelude::window;
use wasm_bindgen::JsCast as _;

use crate::model::id::{CUSTOM_FROM, RecordId};

/// Milliseconds since 1970 (UTC).
#[must_use]
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// Milliseconds since the page started, with fractions: for durations.
#[must_use]
pub fn ticks() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // Only without a secure context. An id then needs to be different, not secret.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A new record id.
#[must_use]
pub fn new_record_id() -> RecordId {
    RecordId::v7(now_ms(), u128::from_le_bytes(random_bytes()))
}

/// A new number for a custom object, field or option.
#[must_use]
pub fn new_custom_number() -> u32 {
    u32::from_le_bytes(random_bytes()) | CUSTOM_FROM
}

/// The IANA name of the time zone the browser runs in.
#[must_use]
pub fn zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(options.unchecked_ref(), &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".into())
}
