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
/// for it. Whether it was granted; `None` when the browser does not say: some refuse to, or stay silent,
/// while the page around the worker is only coming or already going.
async fn take(navigator: &JsValue, name: &str, at_once: bool) -> Option<bool> {
    let (locks, request) = manager(navigator)?;
    let options = Object::new();
    if at_once {
        Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    }
    let granted = Promise::new(&mut |resolve, reject| {
        let held = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let granted = !lock.is_null();
            let _ = resolve.call1(&JsValue::UNDEFINED, &granted.into());
            // A promise that never settles: the lock is held for ever.
            if granted { Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
        });
        let asked = request.call3(&locks, &name.into(), &options, &held);
        match asked.map(JsCast::dyn_into::<Promise>) {
            // Settles with what comes first: once the lock was granted, a refusal says nothing any more.
            Ok(Ok(asked)) => {
                let refused = Closure::once_into_js(move |why: JsValue| {
                    let _ = reject.call1(&JsValue::UNDEFINED, &why);
                });
                let _ = Reflect::get(&asked, &"catch".into())
                    .and_then(JsCast::dyn_into::<Function>)
                    .and_then(|catch| catch.call1(&asked, &refused));
            }
            _ => {
                let _ = reject.call0(&JsValue::UNDEFINED);
            }
        }
    });
    JsFuture::from(granted).await.ok().map(|granted| granted.is_truthy())
}

/// Waits for the lock and keeps it until the worker ends.
pub(super) async fn hold(navigator: &JsValue, name: &str) {
    take(navigator, name, false).await;
}

/// The lowest number that no other tab has; `None` when locks cannot tell.
pub(super) async fn seat(navigator: &JsValue, name: &str) -> Option<u32> {
    for seat in 0..SEATS {
        if take(navigator, &format!("{name}-{seat}"), true).await? {
            return Some(seat);
        }
    }
    None
}
