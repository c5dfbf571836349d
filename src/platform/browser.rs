//! The browser's side of [`Platform`], for a dedicated worker.

mod collator;
mod file;
mod idb;
mod locks;
mod turns;
mod zones;

use core::cmp::Ordering;
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, DedicatedWorkerGlobalScope, MessageEvent};

pub use file::BrowserFile;
pub use idb::IdbStore;

use super::Platform;
use super::seal::{Plain, Seal};
use super::store::StoreError;
use crate::model::collate::Strength;

/// What the channel between tabs and the lock are called.
const NAME: &str = "kontor";

/// How long to wait until locks say this tab's number. They answer in a millisecond or not at all.
const SEAT_MS: u32 = 1000;

/// The worker this engine runs in.
pub struct Browser {
    scope: DedicatedWorkerGlobalScope,
    turns: turns::Turns,
    tabs: Option<BroadcastChannel>,
}

impl Browser {
    /// Takes hold of the worker. `hear` gets every message of another tab.
    ///
    /// # Errors
    /// When this does not run in a dedicated worker.
    pub fn new(hear: impl Fn(Vec<u8>) + 'static) -> Result<Self, JsValue> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().dyn_into()?;
        let tabs = BroadcastChannel::new(NAME).ok();
        if let Some(tabs) = &tabs {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Ok(bytes) = event.data().dyn_into::<Uint8Array>() {
                    hear(bytes.to_vec());
                }
            });
            tabs.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            // Lives as long as the worker.
            heard.forget();
        }
        Ok(Self { scope, turns: turns::Turns::new()?, tabs })
    }

    async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
        JsFuture::from(promise.ok()?).await.ok()
    }
}

impl Platform for Browser {
    type Store = IdbStore;
    type File = BrowserFile;

    fn seal(&self) -> impl Seal {
        Plain
    }

    async fn open(&self) -> Result<IdbStore, StoreError> {
        IdbStore::open(NAME).await
    }

    fn now_ms(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn ticks_ms(&self) -> f64 {
        self.scope.performance().map_or_else(js_sys::Date::now, |performance| performance.now())
    }

    fn random(&self) -> u128 {
        let mut bytes = [0; 16];
        let filled = self.scope.crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
        if filled.is_err() {
            // No crypto object: pages served without a secure context. Ids then rest on Math.random.
            bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
        }
        u128::from_le_bytes(bytes)
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        spawn_local(task);
    }

    async fn turn(&self) {
        self.turns.next().await;
    }

    async fn sleep(&self, ms: u32) {
        let promise = Promise::new(&mut |resolve, _| {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            // Without timers the wait is over at once, which is harmless: callers check again.
            if self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).is_err() {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
        Self::settled(Ok(promise)).await;
    }

    fn post(&self, message: Vec<u8>) {
        let bytes = Uint8Array::from(message.as_slice());
        let transfer = js_sys::Array::of1(&bytes.buffer());
        // Posting fails only when the page is gone, and then nobody waits for it.
        let _ = self.scope.post_message_with_transfer(&bytes, &transfer);
    }

    fn broadcast(&self, message: &[u8]) {
        if let Some(tabs) = &self.tabs {
            // As above: fails only while the page goes away.
            let _ = tabs.post_message(&Uint8Array::from(message));
        }
    }

    async fn lead(&self) {
        locks::hold(&self.scope.navigator(), NAME).await;
    }

    async fn seat(&self) -> u32 {
        let navigator = self.scope.navigator();
        let mut seat = pin!(locks::seat(&navigator, NAME));
        let mut late = pin!(self.sleep(SEAT_MS));
        let seat = poll_fn(|cx| match seat.as_mut().poll(cx) {
            Poll::Pending => late.as_mut().poll(cx).map(|()| None),
            said @ Poll::Ready(_) => said,
        });
        // Without locks, a number that hardly another tab has drawn.
        seat.await.unwrap_or_else(|| 64 + self.random() as u32 % 0x7F_FFFF)
    }

    fn zone(&self, name: &str) -> Box<dyn Fn(i64) -> i32> {
        zones::offsets(name)
    }

    fn collator(&self, locale: &str) -> Box<dyn FnMut(&str, &str, Strength) -> Ordering> {
        collator::compare(locale)
    }

    async fn estimate(&self) -> (u64, u64, bool) {
        let storage = self.scope.navigator().storage();
        if storage.is_undefined() {
            return (0, 0, false);
        }
        let estimate = Self::settled(storage.estimate()).await.map(JsCast::unchecked_into::<web_sys::StorageEstimate>);
        let (used, quota) = estimate.map_or((None, None), |estimate| (estimate.get_usage(), estimate.get_quota()));
        let kept = Self::settled(storage.persisted()).await.is_some_and(|kept| kept.is_truthy());
        (used.unwrap_or_default() as u64, quota.unwrap_or_default() as u64, kept)
    }
}
