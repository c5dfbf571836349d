//! Handing files to the user.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::commit::say_fault;
use super::fault_text::fault_text;
use crate::client::bridge::engine;
use crate::protocol::request::{Reply, Request};
use crate::usage::event::Outcome;

/// Offers a file for saving.
pub fn save_file(name: &str, media: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click; give it time before it is let go.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _gone = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// Asks the engine for a file and offers it for saving.
pub async fn save_answer(request: Request) -> Outcome {
    match engine().call(request).await {
        Ok(Reply::File { name, media, bytes }) => match save_file(&name, &media, &bytes) {
            Ok(()) => Outcome::Done,
            Err(_) => Outcome::Failed,
        },
        Ok(_) => Outcome::Failed,
        Err(fault) => {
            say_fault(&fault_text(&fault));
            Outcome::Failed
        }
    }
}

/// Everything, as one file.
pub async fn export_all() -> Outcome {
    save_answer(Request::ExportAll).await
}
