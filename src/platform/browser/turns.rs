//! Giving way to waiting messages. A message to oneself comes back after those that wait already,
//! and, unlike a timer, is not held back by 4 ms.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessagePort};

pub(super) struct Turns {
    out: MessagePort,
    waiting: Rc<RefCell<VecDeque<Function>>>,
}

impl Turns {
    pub(super) fn new() -> Result<Self, JsValue> {
        let channel = MessageChannel::new()?;
        let waiting = Rc::new(RefCell::new(VecDeque::<Function>::new()));
        let back = Closure::<dyn Fn()>::new({
            let waiting = Rc::clone(&waiting);
            move || {
                let next = waiting.borrow_mut().pop_front();
                if let Some(resolve) = next {
                    let _ = resolve.call0(&JsValue::UNDEFINED);
                }
            }
        });
        channel.port1().set_onmessage(Some(back.as_ref().unchecked_ref()));
        // Lives as long as the worker.
        back.forget();
        Ok(Self { out: channel.port2(), waiting })
    }

    pub(super) async fn next(&self) {
        let promise = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push_back(resolve.unchecked_into()));
        if self.out.post_message(&JsValue::NULL).is_ok() {
            let _ = JsFuture::from(promise).await;
        }
    }
}
