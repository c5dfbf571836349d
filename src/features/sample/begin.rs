//! The ways to begin, as work: an import, sample data, nothing.

use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::time::ticks;
use crate::i18n::en::start as text;
use crate::protocol::fault::Fault;
use crate::protocol::request::{JobEvent, Request};
use crate::ui::commit::{say_done, say_fault};
use crate::ui::fault_text::{FaultText, fault_text};
use crate::ui::kit::reactive::effect;
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::set_up::{Profile, set_up};
use crate::ui::text::t;
use crate::usage::event::{Input, Outcome};

/// The sample is the same for everybody.
const SEED: u64 = 2026;

/// What the start page is doing.
#[derive(Clone, Copy)]
pub struct Begin {
    /// What was filled in.
    pub profile: RwSignal<Profile>,
    /// Whether sample data is being made.
    pub loading: RwSignal<bool>,
    /// What went wrong.
    pub fault: RwSignal<Option<FaultText>>,
    began: StoredValue<f64>,
}

impl Begin {
    /// Nothing yet. Watches the job that makes sample data until the page goes.
    pub fn new() -> Self {
        let begin = Self {
            profile: RwSignal::new(Profile::default()),
            loading: RwSignal::new(false),
            fault: RwSignal::new(None),
            began: StoredValue::new(0.0),
        };
        let job = engine().job;
        effect(move |_| {
            let Some(JobEvent::Finished(result)) = job.get() else { return };
            if begin.loading.get_untracked() {
                begin.finish(result);
            }
        });
        begin
    }

    fn finish(self, result: Result<Option<crate::protocol::edit::Done>, Fault>) {
        self.loading.set(false);
        let took = ticks() - self.began.get_value();
        let outcome = match result {
            Ok(done) => {
                if let Some(done) = done {
                    say_done(&done, t(text::LOADED));
                }
                nav().go(&Route::Home);
                Outcome::Done
            }
            Err(Fault::Cancelled) => {
                say_fault(&fault_text(&Fault::Cancelled));
                Outcome::Abandoned
            }
            Err(fault) => {
                self.fault.set(Some(fault_text(&fault)));
                Outcome::Failed
            }
        };
        actions().record("sample.load", Input::Program, outcome, took);
    }

    /// Makes sample data.
    pub fn sample(self, contacts: u32) -> Flow {
        if self.loading.get_untracked() {
            return Flow::Now(Outcome::Abandoned);
        }
        self.fault.set(None);
        self.began.set_value(ticks());
        let engine = engine();
        engine.job.set(None);
        self.loading.set(true);
        Flow::later(async move {
            if let Err(fault) = set_up(self.profile.get_untracked()).await {
                return self.stop(fault);
            }
            match engine.call(Request::Sample { contacts, seed: SEED }).await {
                Ok(_) => Outcome::Started,
                Err(fault) => self.stop(fault_text(&fault)),
            }
        })
    }

    /// Stops making sample data.
    pub fn cancel(self) {
        engine().tell(Request::CancelJob);
    }

    /// Begins with nothing.
    pub fn empty(self) -> Flow {
        self.then(Route::Home)
    }

    /// Begins with an import.
    pub fn import(self) -> Flow {
        self.then(Route::Import)
    }

    fn then(self, route: Route) -> Flow {
        self.fault.set(None);
        Flow::later(async move {
            match set_up(self.profile.get_untracked()).await {
                Ok(()) => {
                    nav().go(&route);
                    Outcome::Done
                }
                Err(fault) => self.stop(fault),
            }
        })
    }

    fn stop(self, fault: FaultText) -> Outcome {
        self.loading.set(false);
        self.fault.set(Some(fault));
        Outcome::Failed
    }
}
