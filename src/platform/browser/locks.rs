//! The Web Lock that elects one tab. Called by name: the bindings are not stable yet, and a browser
//! without locks simply has one leader in every tab, which is safe though wasteful.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Waits for the lock and keeps it until the worker ends.
pub(super) async fn hold(navigator: &JsValue, name: &str) {
    let locks = Reflect::get(navigator, &"locks".into()).unwrap_or_default();
    let request = Reflect::get(&locks, &"request".into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
    let Some(request) = request else { return };
    let granted = Promise::new(&mut |resolve, _| {
        let held = Closure::once_into_js({
            let resolve = resolve.clone();
            move || -> JsValue {
                let _ = resolve.call0(&JsValue::UNDEFINED);
                // A promise that never settles: the lock is held for ever.
                Promise::new(&mut |_, _| {}).into()
            }
        });
        if request.call2(&locks, &name.into(), &held).is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(granted).await;
}
