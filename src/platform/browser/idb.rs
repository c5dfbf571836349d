//! [`Store`] on `IndexedDB`: one object store an area, binary keys, binary values.
//!
//! A transaction lives only while it has requests to do. So every request of a batch is made before
//! the first is waited for, and nothing else is waited for in between.

use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;

use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::{ArrayBuffer, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::model::arrange::Arrange as _;
use crate::platform::store::{Area, Change, Durability, Entry, Key, Span, Store, StoreError};

/// Version of the arrangement of object stores. What is in them has versions of its own (`codec`).
const VERSION: u8 = 1;

/// An open database.
#[derive(Clone)]
pub struct IdbStore {
    db: Database,
    /// Settled when the database was closed for a newer version.
    closed: Promise,
}

impl IdbStore {
    /// Opens the database, and makes it if there is none.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let (blocked, on_blocked) = signal();
        let opening = Database::open(name)
            .with_version(VERSION)
            .with_on_blocked(move |_| {
                let _ = on_blocked.call0(&JsValue::UNDEFINED);
                Ok(())
            })
            .with_on_upgrade_needed(|_, db| {
                let made: Vec<String> = db.object_store_names().collect();
                for area in Area::ALL {
                    if !made.iter().any(|name| name == area.name()) {
                        db.create_object_store(area.name()).build()?;
                    }
                }
                Ok(())
            });
        let mut opening = pin!(opening.into_future());
        let mut blocked = pin!(JsFuture::from(blocked));
        let db = poll_fn(|cx| match opening.as_mut().poll(cx) {
            Poll::Ready(opened) => Poll::Ready(opened.map_err(|error| cannot_open(&error))),
            Poll::Pending => blocked.as_mut().poll(cx).map(|_| Err(StoreError::Blocked)),
        })
        .await?;
        let closed = Self::close_on_request(&db);
        Ok(Self { db, closed })
    }

    /// When a newer version in another tab wants to rearrange the stores, this one closes so as not
    /// to be in the way: transactions under way end first.
    fn close_on_request(db: &Database) -> Promise {
        let (closed, settle) = signal();
        if let Ok(mut changes) = db.version_changes() {
            let db = db.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if changes.recv().await.is_some() {
                    db.close();
                    let _ = settle.call0(&JsValue::UNDEFINED);
                }
            });
        }
        closed
    }
}

/// A promise and what settles it.
fn signal() -> (Promise, Function) {
    let mut settle = None;
    let promise = Promise::new(&mut |resolve, _| settle = Some(resolve));
    (promise, settle.map(JsCast::unchecked_into).unwrap_or_default())
}

fn cannot_open(error: &OpenDbError) -> StoreError {
    match error {
        OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => StoreError::Unavailable,
        OpenDbError::VersionZero => StoreError::Failed(error.to_string()),
        OpenDbError::Base(error) => match failed(error) {
            StoreError::Failed(name) if name == "VersionError" => StoreError::Newer,
            // Private windows of some browsers, and storage switched off.
            StoreError::Failed(name) if name == "SecurityError" || name == "InvalidStateError" => {
                StoreError::Unavailable
            }
            error => error,
        },
    }
}

fn failed(error: &Error) -> StoreError {
    if let Error::DomException(exception) = error { by_name(exception) } else { StoreError::Failed(error.to_string()) }
}

fn by_name(exception: &DomException) -> StoreError {
    named(exception.as_sys())
}

fn named(exception: &web_sys::DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "ConstraintError" => StoreError::Taken,
        name => StoreError::Failed(name.to_owned()),
    }
}

fn js_key(key: &[u8]) -> JsValue {
    Uint8Array::from(key).into()
}

/// The whole store, or the keys of a span.
fn js_range(span: &Span) -> Result<JsValue, Error> {
    let range = match &span.to {
        Some(to) => {
            web_sys::IdbKeyRange::bound_with_lower_open_and_upper_open(&js_key(&span.from), &js_key(to), false, true)
        }
        None => web_sys::IdbKeyRange::lower_bound(&js_key(&span.from)),
    };
    Ok(range?.into())
}

fn bytes(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<ArrayBuffer>() {
        Some(buffer) => Uint8Array::new(buffer).to_vec(),
        None => value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default(),
    }
}

impl IdbStore {
    async fn write(&self, changes: Vec<Change>, durability: Durability) -> Result<(), StoreError> {
        let mut areas: Vec<Area> = changes
            .iter()
            .map(|change| match change {
                Change::Put(area, ..) | Change::Add(area, ..) | Change::Delete(area, _) => *area,
                Change::Clear(span) => span.area,
            })
            .collect();
        areas.arrange();
        areas.dedup();
        let mut options = TransactionOptions::new();
        options.set_durability(match durability {
            Durability::Relaxed => TransactionDurability::Relaxed,
            Durability::Strict => TransactionDurability::Strict,
        });
        let names: Vec<&str> = areas.iter().map(|area| area.name()).collect();
        let tx = self
            .db
            .transaction(names)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()
            .map_err(|error| failed(&error))?;
        for change in changes {
            Self::request(&tx, change).map_err(|error| failed(&error))?;
        }
        // The transaction says why it was aborted, but only here: waiting for it consumes it.
        let handle: web_sys::IdbTransaction = tx.as_sys().clone().unchecked_into();
        match tx.commit().await {
            Ok(()) => Ok(()),
            Err(error) => Err(handle.error().map_or_else(|| failed(&error), |exception| named(&exception))),
        }
    }

    /// Makes the request of one change. Whether it succeeded, the transaction says.
    fn request(tx: &indexed_db_futures::transaction::Transaction<'_>, change: Change) -> Result<(), Error> {
        match change {
            Change::Put(area, key, value) => {
                let store = tx.object_store(area.name())?;
                let value: JsValue = Uint8Array::from(value.as_slice()).into();
                drop(store.put(value).with_key(js_key(&key)).without_key_type().primitive()?);
            }
            Change::Add(area, key, value) => {
                let store = tx.object_store(area.name())?;
                let value: JsValue = Uint8Array::from(value.as_slice()).into();
                drop(store.add(value).with_key(js_key(&key)).without_key_type().primitive()?);
            }
            Change::Delete(area, key) => {
                let store = tx.object_store(area.name())?;
                drop(store.delete::<JsValue, _>(js_key(&key)).primitive()?);
            }
            Change::Clear(span) => {
                let store = tx.object_store(span.area.name())?;
                if span == Span::all(span.area) {
                    drop(store.clear()?);
                } else {
                    drop(store.delete::<JsValue, _>(js_range(&span)?).primitive()?);
                }
            }
        }
        Ok(())
    }

    async fn read_all(&self, spans: Vec<Span>, mut each: impl AsyncFnMut(usize, Vec<Entry>)) -> Result<(), Error> {
        let mut areas: Vec<Area> = spans.iter().map(|span| span.area).collect();
        areas.arrange();
        areas.dedup();
        let names: Vec<&str> = areas.iter().map(|area| area.name()).collect();
        let tx = self.db.transaction(names).with_mode(TransactionMode::Readonly).build()?;
        let mut requests = Vec::with_capacity(spans.len());
        for span in &spans {
            let store = tx.object_store(span.area.name())?;
            let range = js_range(span)?;
            let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(range.clone()).primitive()?;
            let values = store.get_all::<JsValue>().with_query::<JsValue, _>(range).primitive()?;
            requests.push((keys, values));
        }
        for (at, (keys, values)) in requests.into_iter().enumerate() {
            let (keys, values) = (keys.await?, values.await?);
            let entries: Result<Vec<(Key, Vec<u8>)>, Error> =
                keys.zip(values).map(|(key, value)| Ok((bytes(&key?), bytes(&value?)))).collect();
            each(at, entries?).await;
        }
        Ok(())
    }
}

impl Store for IdbStore {
    async fn commit(&self, changes: Vec<Change>, durability: Durability) -> Result<(), StoreError> {
        if changes.is_empty() { Ok(()) } else { self.write(changes, durability).await }
    }

    async fn read(&self, spans: Vec<Span>, each: impl AsyncFnMut(usize, Vec<Entry>)) -> Result<(), StoreError> {
        if spans.is_empty() {
            return Ok(());
        }
        self.read_all(spans, each).await.map_err(|error| failed(&error))
    }

    async fn closed(&self) -> StoreError {
        let _ = JsFuture::from(self.closed.clone()).await;
        StoreError::Newer
    }
}
