//! Files that a person dropped or picked, read slice by slice.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::platform::File;

/// A handle to a file; the bytes stay outside until they are read.
#[derive(Clone)]
pub struct BrowserFile(web_sys::File);

impl BrowserFile {
    /// A handle that came with a message.
    #[must_use]
    pub fn new(file: web_sys::File) -> Self {
        Self(file)
    }
}

impl File for BrowserFile {
    fn name(&self) -> String {
        self.0.name()
    }

    fn len(&self) -> u64 {
        self.0.size() as u64
    }

    async fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let said = |error: wasm_bindgen::JsValue| {
            error.dyn_ref::<web_sys::DomException>().map_or_else(String::new, web_sys::DomException::name)
        };
        let slice = self.0.slice_with_f64_and_f64(from as f64, to as f64).map_err(said)?;
        let buffer: ArrayBuffer = JsFuture::from(slice.array_buffer()).await.map_err(said)?.unchecked_into();
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}
