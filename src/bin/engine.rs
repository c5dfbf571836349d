//! The worker: hands messages to the engine and the engine's to the page.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use kontor::engine::Engine;
use kontor::platform::browser::{Browser, BrowserFile};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() -> Result<(), JsValue> {
    console_error_panic_hook::set_once();
    let cell: Rc<OnceCell<Engine<Browser>>> = Rc::default();
    let heard = Rc::clone(&cell);
    let browser = Browser::new(move |message| {
        if let Some(engine) = heard.get() {
            engine.hear(message);
        }
    })?;
    let engine = cell.get_or_init(|| Engine::new(browser)).clone();
    // The page still loads itself: storage is open by the time it asks for it.
    engine.prepare();

    let scope: DedicatedWorkerGlobalScope = js_sys::global().dyn_into()?;
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let (message, files) = parts(&event.data());
        if let Some(message) = message {
            engine.receive(&message.to_vec(), files);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    on_message.forget();
    Ok(())
}

/// The bytes of a message, and the files that came with them.
fn parts(data: &JsValue) -> (Option<Uint8Array>, Vec<BrowserFile>) {
    match data.dyn_ref::<Array>() {
        Some(list) => {
            let files = list.iter().skip(1).filter_map(|file| file.dyn_into().ok()).map(BrowserFile::new);
            (list.get(0).dyn_into().ok(), files.collect())
        }
        None => (data.clone().dyn_into().ok(), Vec::new()),
    }
}
