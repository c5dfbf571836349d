//! The worker as the UI sees it: requests that are awaited, live queries that call back, and the
//! state of the workspace as signals. When the worker dies it is started again, what was asked is
//! answered with a fault, and live queries are opened anew.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use core::ops::Range;

use futures::channel::oneshot;
use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, File, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::model::arrange::Arrange as _;
use crate::protocol::codec;
use crate::protocol::fault::Fault;
use crate::protocol::request::{FromEngine, JobEvent, Reply, Request, SubId, ToEngine};
use crate::protocol::show::{Live, Rows, Spec, State};

/// How the engine is.
#[derive(Clone, PartialEq, Debug)]
pub enum Health {
    /// Started, not yet answered.
    Starting,
    /// Answered.
    Ready,
    /// Storage could not be opened.
    Refused(Fault),
    /// Died and is being started again; the text is for the log.
    Stopped(String),
}

type Answer = Result<Reply, Fault>;
type OnLive = Rc<dyn Fn(Live)>;

struct Sub {
    spec: Spec,
    call: OnLive,
}

struct Inner {
    worker: RefCell<Option<Worker>>,
    waiting: RefCell<HashMap<u32, oneshot::Sender<Answer>>>,
    subs: RefCell<HashMap<SubId, Sub>>,
    /// The list that was open last, until the engine has loaded what is true now.
    page: RefCell<Option<Box<(Spec, Rows)>>>,
    next: Cell<u32>,
    restarts: Cell<u32>,
    /// Kept alive as long as the worker is.
    listeners: RefCell<Vec<Closure<dyn FnMut(JsValue)>>>,
}

/// The engine. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Engine {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// The workspace as a whole.
    pub state: RwSignal<State>,
    /// How the engine is.
    pub health: RwSignal<Health>,
    /// The last news of the running job (import, sample data, export).
    pub job: RwSignal<Option<JobEvent>>,
}

/// Starts more often than this without an answer in between are given up.
const MAX_RESTARTS: u32 = 3;

impl Engine {
    /// Starts the worker and opens storage. `locale` decides the order of texts.
    #[must_use]
    pub fn start(locale: &str) -> Self {
        let inner = Rc::new(Inner {
            worker: RefCell::default(),
            waiting: RefCell::default(),
            subs: RefCell::default(),
            page: RefCell::default(),
            next: Cell::new(1),
            restarts: Cell::new(0),
            listeners: RefCell::default(),
        });
        let engine = Self {
            inner: StoredValue::new_local(inner),
            state: RwSignal::new(State::default()),
            health: RwSignal::new(Health::Starting),
            job: RwSignal::new(None),
        };
        engine.spawn(locale.to_owned());
        engine
    }

    /// Whether the worker stopped too often and is not started again by itself.
    #[must_use]
    pub fn given_up(self) -> Signal<bool> {
        Signal::derive(move || {
            let stopped = self.health.with(|health| matches!(health, Health::Stopped(_)));
            stopped && self.inner.with_value(|inner| inner.restarts.get() > MAX_RESTARTS)
        })
    }

    /// Starts the worker once more after it was given up.
    pub fn restart(self, locale: &str) {
        self.inner.with_value(|inner| inner.restarts.set(0));
        self.spawn(locale.to_owned());
    }

    /// Ends the worker for good: the page goes. What was acknowledged is durable already.
    pub fn end(self) {
        if let Some(worker) = self.inner.with_value(|inner| inner.worker.take()) {
            worker.terminate();
        }
    }

    fn spawn(self, locale: String) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let started = started_by_page().map_or_else(|| Worker::new_with_options(&engine_address(), &options), Ok);
        let worker = match started {
            Ok(worker) => worker,
            Err(error) => return self.health.set(Health::Stopped(format!("{error:?}"))),
        };
        let on_message = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            self.receive(&event.unchecked_into::<MessageEvent>().data());
        });
        let again = locale.clone();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            // A script that cannot be loaded says so by a plain event, without a message.
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            self.died(message, again.clone());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.inner.with_value(|inner| {
            if let Some(old) = inner.worker.replace(Some(worker)) {
                old.terminate();
            }
            inner.listeners.borrow_mut().extend([on_message, on_error]);
        });
        leptos::task::spawn_local(async move {
            let opened = self.call(Request::Open { zone: super::time::zone(), locale }).await;
            match opened {
                Ok(Reply::Ready(state, page)) => {
                    self.inner.with_value(|inner| {
                        *inner.page.borrow_mut() = page;
                        inner.restarts.set(0);
                    });
                    self.state.set(*state);
                    self.health.set(Health::Ready);
                    self.show_stored_page();
                }
                Ok(_) | Err(Fault::EngineStopped(_)) => {}
                Err(fault) => self.health.set(Health::Refused(fault)),
            }
        });
        let open: Vec<_> = self
            .inner
            .with_value(|inner| inner.subs.borrow().iter().map(|(id, sub)| (*id, sub.spec.clone())).collect());
        for (id, spec) in open {
            self.tell(Request::Subscribe(id, spec));
        }
    }

    fn died(self, message: String, locale: String) {
        leptos::logging::error!("the engine stopped: {message}");
        let (waiting, restarts) = self.inner.with_value(|inner| {
            inner.restarts.set(inner.restarts.get() + 1);
            (inner.waiting.take(), inner.restarts.get())
        });
        // Order does not matter: each waiting request gets the same answer.
        let mut answers: Vec<_> = waiting.into_iter().collect();
        answers.arrange_by_key(|(id, _)| *id);
        for (_, answer) in answers {
            // Nobody may be waiting any more.
            drop(answer.send(Err(Fault::EngineStopped(message.clone()))));
        }
        self.health.set(Health::Stopped(message));
        if restarts <= MAX_RESTARTS {
            self.spawn(locale);
        }
    }

    fn receive(self, data: &JsValue) {
        let bytes = Uint8Array::new(data).to_vec();
        let message = match codec::decode::<FromEngine>(&bytes) {
            Ok(message) => message,
            Err(error) => return leptos::logging::error!("{error}"),
        };
        match message {
            FromEngine::Reply(id, answer) => {
                let waiting = self.inner.with_value(|inner| inner.waiting.borrow_mut().remove(&id));
                if let Some(waiting) = waiting {
                    // Nobody may be waiting any more.
                    drop(waiting.send(answer));
                }
            }
            FromEngine::Live(sub, live) => {
                let call = self.inner.with_value(|inner| inner.subs.borrow().get(&sub).map(|sub| sub.call.clone()));
                if let Some(call) = call {
                    call(live);
                }
            }
            FromEngine::State(state) => {
                if state.loaded {
                    self.inner.with_value(|inner| inner.page.take());
                }
                self.state.set(*state);
            }
            FromEngine::Job(event) => self.job.set(Some(event)),
        }
    }

    fn post(self, id: u32, request: Request, files: &[File]) {
        let bytes = codec::encode(&ToEngine { id, request });
        let view = Uint8Array::from(bytes.as_slice());
        let buffer = Array::of1(&view.buffer());
        let message: JsValue = if files.is_empty() {
            view.into()
        } else {
            let list = Array::of1(&view);
            for file in files {
                list.push(file);
            }
            list.into()
        };
        let sent = self.inner.with_value(|inner| {
            inner.worker.borrow().as_ref().map(|worker| worker.post_message_with_transfer(&message, &buffer))
        });
        if let Some(Err(error)) = sent {
            leptos::logging::error!("message not sent: {error:?}");
        }
    }

    /// Asks, and waits for the answer.
    pub async fn call(self, request: Request) -> Answer {
        self.call_with_files(request, &[]).await
    }

    /// Asks, handing files over to the worker.
    pub async fn call_with_files(self, request: Request, files: &[File]) -> Answer {
        let (answer, waiting) = oneshot::channel();
        let id = self.inner.with_value(|inner| {
            let id = inner.next.get();
            inner.next.set(id + 1);
            inner.waiting.borrow_mut().insert(id, answer);
            id
        });
        self.post(id, request, files);
        waiting.await.unwrap_or_else(|_gone| Err(Fault::EngineStopped(String::new())))
    }

    /// Says something that needs no answer.
    pub fn tell(self, request: Request) {
        self.post(0, request, &[]);
    }

    /// The page that was stored for a list, while there is no better.
    fn stored_page(self, spec: &Spec) -> Option<Rows> {
        self.inner.with_value(|inner| {
            let page = inner.page.borrow();
            let (stored, rows) = page.as_deref()?;
            (stored == spec).then(|| rows.clone())
        })
    }

    /// Shows the stored page to lists that asked before the engine had answered.
    fn show_stored_page(self) {
        let asked: Vec<_> = self.inner.with_value(|inner| {
            inner.subs.borrow().values().map(|sub| (sub.spec.clone(), Rc::clone(&sub.call))).collect()
        });
        for (spec, call) in asked {
            if let Some(rows) = self.stored_page(&spec) {
                call(Live::Rows(rows));
            }
        }
    }

    /// Opens a live query. The caller closes it with [`unsubscribe`](Self::unsubscribe). A list whose first page
    /// is stored is shown before this returns.
    pub fn subscribe(self, spec: Spec, call: impl Fn(Live) + 'static) -> SubId {
        if let Some(rows) = self.stored_page(&spec) {
            call(Live::Rows(rows));
        }
        let id = self.inner.with_value(|inner| {
            let id = inner.next.get();
            inner.next.set(id + 1);
            inner.subs.borrow_mut().insert(id, Sub { spec: spec.clone(), call: Rc::new(call) });
            id
        });
        self.tell(Request::Subscribe(id, spec));
        id
    }

    /// Moves the window of a live list.
    pub fn move_window(self, id: SubId, to: Range<u32>) {
        self.inner.with_value(|inner| {
            if let Some(Sub { spec: Spec::List { window, .. }, .. }) = inner.subs.borrow_mut().get_mut(&id) {
                *window = to.clone();
            }
        });
        self.tell(Request::Window(id, to));
    }

    /// Closes a live query.
    pub fn unsubscribe(self, id: SubId) {
        let known = self.inner.try_with_value(|inner| inner.subs.borrow_mut().remove(&id).is_some());
        if known == Some(true) {
            self.tell(Request::Unsubscribe(id));
        }
    }
}

/// The worker that `public/boot.js` started while this program was still loading. Only the first
/// call finds it.
fn started_by_page() -> Option<Worker> {
    let name = JsValue::from_str("kontorEngine");
    let worker = Reflect::get(&window(), &name).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&window(), &name).ok()?;
    Some(worker)
}

/// Where the engine's script lies: the build writes it into the page.
fn engine_address() -> String {
    document()
        .query_selector("meta[name='kontor-engine']")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "/engine_boot.js".into())
}

/// The engine of this page.
///
/// # Panics
/// Outside of the app: `app` provides it before anything else.
#[must_use]
pub fn engine() -> Engine {
    expect_context::<Engine>()
}
