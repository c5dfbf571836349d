//! The one place every command passes through: it is timed, its usage event recorded, its handler
//! found. Screens register handlers for what shortcuts and palette can start; what is started by
//! pointing at something brings its own handler along.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use core::future::Future;
use core::pin::Pin;

use leptos::prelude::*;

use super::bridge::Engine;
use super::time::{now_ms, ticks};
use crate::features;
use crate::protocol::request::Request;
use crate::usage::batch::Batch;
use crate::usage::event::{Event, Input, Outcome};

/// What a handler says when it returns.
pub enum Flow {
    /// Done, or not.
    Now(Outcome),
    /// It takes a while.
    Later(Pin<Box<dyn Future<Output = Outcome>>>),
}

impl Flow {
    /// Done.
    pub const DONE: Self = Self::Now(Outcome::Done);

    /// It takes a while.
    pub fn later(work: impl Future<Output = Outcome> + 'static) -> Self {
        Self::Later(Box::pin(work))
    }
}

type Handler = Rc<dyn Fn(Input) -> Flow>;

struct Inner {
    /// The last one registered answers: what lies on top of the screen.
    handlers: RefCell<HashMap<&'static str, Vec<(u32, Handler)>>>,
    next: Cell<u32>,
    ring: RefCell<Vec<Event>>,
    flushing: Cell<bool>,
    last_input: Cell<Input>,
}

/// Commands. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Actions {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    engine: Engine,
}

/// Usage events wait at most this long before they are handed over.
const FLUSH_MS: u32 = 1_000;

impl Actions {
    /// For this engine.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let inner = Inner {
            handlers: RefCell::default(),
            next: Cell::new(0),
            ring: RefCell::default(),
            flushing: Cell::new(false),
            last_input: Cell::new(Input::Mouse),
        };
        Self { inner: StoredValue::new_local(Rc::new(inner)), engine }
    }

    /// Lets `handler` answer the command until the component goes. The last to register wins.
    pub fn on(self, id: &'static str, handler: impl Fn(Input) -> Flow + 'static) {
        debug_assert!(features::command(id).is_some(), "no such command: {id}");
        let key = self.inner.with_value(|inner| {
            let key = inner.next.get();
            inner.next.set(key + 1);
            inner.handlers.borrow_mut().entry(id).or_default().push((key, Rc::new(handler)));
            key
        });
        on_cleanup(move || {
            self.inner.try_with_value(|inner| {
                if let Some(list) = inner.handlers.borrow_mut().get_mut(id) {
                    list.retain(|(other, _)| *other != key);
                }
            });
        });
    }

    /// Whether the command has a handler on this screen.
    #[must_use]
    pub fn available(self, id: &str) -> bool {
        self.inner.with_value(|inner| inner.handlers.borrow().get(id).is_some_and(|list| !list.is_empty()))
    }

    /// How recently a handler of the command was registered: the larger, the nearer to the top of the
    /// screen. `None` when nothing on this screen answers it.
    #[must_use]
    pub fn rank(self, id: &str) -> Option<u32> {
        self.inner.with_value(|inner| inner.handlers.borrow().get(id)?.last().map(|(key, _)| *key))
    }

    /// Starts a command by its id. `false` when nothing on this screen answers it.
    pub fn run(self, id: &str, input: Input) -> bool {
        let handler = self.inner.with_value(|inner| {
            inner.handlers.borrow().get(id).and_then(|list| list.last()).map(|(_, handler)| handler.clone())
        });
        let Some(handler) = handler else { return false };
        self.perform(id, input, || handler(input));
        true
    }

    /// Does a command with the handler that is brought along, such as a click on one row.
    pub fn perform(self, id: &str, input: Input, work: impl FnOnce() -> Flow) {
        let started = ticks();
        match work() {
            Flow::Now(outcome) => self.record(id, input, outcome, ticks() - started),
            Flow::Later(future) => {
                let id = id.to_owned();
                leptos::task::spawn_local(async move {
                    let outcome = future.await;
                    self.record(&id, input, outcome, ticks() - started);
                });
            }
        }
    }

    /// Like [`perform`](Self::perform) with the input the last pointer or key event came from.
    pub fn by_hand(self, id: &str, work: impl FnOnce() -> Flow) {
        self.perform(id, self.last_input(), work);
    }

    /// What the last pointer or key event came from.
    #[must_use]
    pub fn last_input(self) -> Input {
        self.inner.with_value(|inner| inner.last_input.get())
    }

    /// Takes note of where input comes from; the shell calls it for every pointer and key event.
    pub fn note_input(self, input: Input) {
        self.inner.with_value(|inner| inner.last_input.set(input));
    }

    /// Writes a usage event.
    pub fn record(self, id: &str, input: Input, result: Outcome, duration_ms: f64) {
        let Some(command) = features::command(id) else {
            return leptos::logging::error!("no such command: {id}");
        };
        let event = Event {
            at: now_ms(),
            command: command.number,
            result,
            input,
            offline: !window().navigator().on_line(),
            duration_ms: duration_ms.max(0.0) as u32,
        };
        let first = self.inner.with_value(|inner| {
            inner.ring.borrow_mut().push(event);
            !inner.flushing.replace(true)
        });
        if first {
            gloo::timers::callback::Timeout::new(FLUSH_MS, move || self.flush()).forget();
        }
    }

    /// Hands waiting usage events over to the engine, which numbers them: within a second, and when the
    /// page is hidden.
    pub fn flush(self) {
        let events = self.inner.with_value(|inner| {
            inner.flushing.set(false);
            inner.ring.take()
        });
        if !events.is_empty() {
            self.engine.tell(Request::Usage(Batch { first: 0, events }.encode()));
        }
    }
}

/// The commands of this page.
///
/// # Panics
/// Outside of the app: `app` provides them before anything else.
#[must_use]
pub fn actions() -> Actions {
    expect_context::<Actions>()
}
