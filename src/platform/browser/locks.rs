//! The Web Locks that elect one tab and number all. Called by name: the bindings are not stable yet,
//! and a browser without locks simply has a leader in every tab, which is safe though wasteful.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Tabs that get a number by lock.
const SEATS: u32 = 64;

/// The lock manager and its `request`.
fn manager(navigator: &JsValue) -> Option<(JsValue, Function)> {
    let locks = Reflect::get(navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}

/// Asks for a lock and, once granted, keeps it until the worker ends. With `at_once`, does not wait
/// for it. Whether it was granted.
async fn take(navigator: &JsValue, name: &str, at_once: bool) -> bool {
    let Some((locks, request)) = manager(navigator) else { return true };
    let options = Object::new();
    if at_once && Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).is_err() {
        return false;
    }
    let granted = Promise::new(&mut |resolve, _| {
        let held = Closure::once_into_js({
            let resolve = resolve.clone();
            move |lock: JsValue| -> JsValue {
                let granted = !lock.is_null();
                let _ = resolve.call1(&JsValue::UNDEFINED, &granted.into());
                // A promise that never settles: the lock is held for ever.
                if granted { Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
            }
        });
        if request.call3(&locks, &name.into(), &options, &held).is_err() {
            let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
        }
    });
    JsFuture::from(granted).await.is_ok_and(|granted| granted.is_truthy())
}

/// Waits for the lock and keeps it until the worker ends.
pub(super) async fn hold(navigator: &JsValue, name: &str) {
    take(navigator, name, false).await;
}

/// The lowest number that no other tab has; `None` when locks cannot tell.
pub(super) async fn seat(navigator: &JsValue, name: &str) -> Option<u32> {
    manager(navigator)?;
    for seat in 0..SEATS {
        if take(navigator, &format!("{name}-{seat}"), true).await {
            return Some(seat);
        }
    }
    None
}
