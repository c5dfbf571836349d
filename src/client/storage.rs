//! What only a page may ask of the browser's storage; the rest the engine does.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Asks the browser to keep the data when it runs out of room. Whether it will, `Request::Storage`
/// tells; a browser that cannot be asked will not.
pub async fn keep_data() {
    let storage = window().navigator().storage();
    // Absent without a secure context, whatever its type says.
    if !Reflect::has(&storage, &JsValue::from_str("persist")).unwrap_or(false) {
        return;
    }
    if let Ok(asked) = storage.persist() {
        // A refusal is an answer, too.
        let _ = JsFuture::from(asked).await;
    }
}
