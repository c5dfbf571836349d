//! The state of the import on screen, and the one place that asks the engine about it. It outlives
//! the page, so that looking at a list in between loses nothing.

use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use web_sys::File;

use super::words;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::time::ticks;
use crate::i18n::en::{import as text, import_commands};
use crate::model::id::ObjectId;
use crate::protocol::fault::Fault;
use crate::protocol::import::{
    Change, Choice, DiffPage, FileInfo, FilePlan, ImportEvent, ImportRequest, Plan, Policy, Reason, Report, RowFilter,
    RowsPage, UnclearKey, UnclearPage,
};
use crate::protocol::request::{JobEvent, Reply, Request};
use crate::ui::commit::say_fault;
use crate::ui::download::save_file;
use crate::ui::fault_text::{FaultText, fault_text};
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::set_up::{Profile, set_up};
use crate::ui::text::t;
use crate::usage::event::{Input, Outcome};

/// Where the wizard stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stage {
    /// No file yet.
    #[default]
    Choose,
    /// Files are being read for the first time.
    Reading,
    /// Columns are matched, errors fixed, the dry run looked at.
    Match,
    /// Rows are being written.
    Running,
    /// Everything is written.
    Finished,
}

/// The import on screen. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// Where it stands.
    pub stage: RwSignal<Stage>,
    /// The files and what will be done with them.
    pub plan: RwSignal<Plan>,
    /// The file looked at, by position.
    pub file: RwSignal<u32>,
    /// The rows looked at.
    pub filter: RwSignal<RowFilter>,
    /// What the last dry run found or the run did; nothing while it does not hold any more.
    pub report: RwSignal<Option<Report>>,
    /// How long the last dry run took, in seconds.
    pub tested_in: RwSignal<f64>,
    /// Whether a dry run is under way.
    pub testing: RwSignal<bool>,
    /// What went wrong.
    pub fault: RwSignal<Option<FaultText>>,
    /// Counts up whenever rows that were shown no longer hold.
    pub round: RwSignal<u32>,
    /// One request at a time: the engine drops what is under way when the next one comes.
    line: StoredValue<Rc<Mutex<()>>, LocalStorage>,
    wanted_test: StoredValue<u32>,
    in_test: StoredValue<bool>,
}

impl Default for Wizard {
    fn default() -> Self {
        Self::new()
    }
}

impl Wizard {
    /// No import.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Choose),
            plan: RwSignal::new(Plan::default()),
            file: RwSignal::new(0),
            filter: RwSignal::new(RowFilter::All),
            report: RwSignal::new(None),
            tested_in: RwSignal::new(0.0),
            testing: RwSignal::new(false),
            fault: RwSignal::new(None),
            round: RwSignal::new(0),
            line: StoredValue::new_local(Rc::new(Mutex::new(()))),
            wanted_test: StoredValue::new(0),
            in_test: StoredValue::new(false),
        }
    }

    /// The file looked at; tracked.
    #[must_use]
    pub fn file_plan(self) -> Option<FilePlan> {
        let at = self.file.get() as usize;
        self.plan.with(|plan| plan.files.get(at).cloned())
    }

    /// Begins with files that were chosen or dropped on the page, and goes to the wizard.
    pub fn begin(self, files: Vec<File>, object: Option<ObjectId>) {
        if files.is_empty() || self.stage.get_untracked() == Stage::Running {
            return;
        }
        nav().go(&Route::Import);
        actions().by_hand("import.choose", move || Flow::later(self.read(files, object)));
    }

    async fn read(self, files: Vec<File>, object: Option<ObjectId>) -> Outcome {
        self.forget_test();
        self.stage.set(Stage::Reading);
        self.plan.set(Plan::default());
        self.file.set(0);
        self.filter.set(RowFilter::All);
        self.fault.set(None);
        let infos = files.iter().map(|file| FileInfo { name: file.name(), size: file.size() as u64 }).collect();
        let begin = ImportRequest::Begin { files: infos, object, column_word: t(text::COLUMN) };
        match self.ask(begin, &files).await {
            Ok(ImportEvent::Plan(plan)) => {
                let usable = plan.files.iter().position(|file| file.refusal.is_none());
                let first = plan.order.first().copied().or(usable.map(|at| at as u32));
                self.plan.set(*plan);
                self.file.set(first.unwrap_or(0));
                // Refused files say why where the next ones are chosen.
                self.stage.set(if usable.is_some() { Stage::Match } else { Stage::Choose });
                if usable.is_some() {
                    self.test();
                }
                Outcome::Done
            }
            Ok(_) => Outcome::Failed,
            Err(fault) => {
                self.stage.set(Stage::Choose);
                self.failed(&fault)
            }
        }
    }

    /// Changes how a file is read or where it goes, as `command`.
    pub fn change(self, command: &'static str, file: u32, change: Change) {
        actions().by_hand(command, move || Flow::later(self.replan(ImportRequest::Change { file, change })));
    }

    /// Decides what happens to records that exist.
    pub fn set_policy(self, policy: Policy) {
        actions().by_hand("import.policy", move || Flow::later(self.replan(ImportRequest::SetPolicy(policy))));
    }

    /// Decides an unclear link or match.
    pub fn choose(self, key: UnclearKey, choice: Choice) {
        actions().by_hand("import.resolve", move || Flow::later(self.replan(ImportRequest::Choose { key, choice })));
    }

    async fn replan(self, request: ImportRequest) -> Outcome {
        self.forget_test();
        match self.ask(request, &[]).await {
            Ok(ImportEvent::Plan(plan)) => {
                self.plan.set(*plan);
                self.test();
                Outcome::Done
            }
            Ok(_) => Outcome::Failed,
            Err(fault) => self.failed(&fault),
        }
    }

    /// A test that is under way or waiting is of no use any more.
    fn forget_test(self) {
        self.wanted_test.update_value(|wanted| *wanted = wanted.wrapping_add(1));
        self.testing.set(false);
        if self.in_test.get_value() {
            engine().tell(Request::CancelJob);
        }
    }

    /// Dry run, once nothing is in its way; a later one makes it pointless.
    fn test(self) {
        let started = ticks();
        self.wanted_test.update_value(|wanted| *wanted = wanted.wrapping_add(1));
        let wanted = self.wanted_test.get_value();
        self.testing.set(true);
        self.round.update(|round| *round += 1);
        actions().perform("import.dry_run", Input::Program, move || {
            Flow::later(async move {
                // The rows on screen are asked for first: what was changed in them shows at once.
                leptos::task::tick().await;
                let line = self.line.get_value();
                let turn = line.lock().await;
                if self.wanted_test.get_value() != wanted {
                    return Outcome::Abandoned;
                }
                self.in_test.set_value(true);
                engine().job.set(None);
                let answer = send(ImportRequest::Test, &[]).await;
                self.in_test.set_value(false);
                drop(turn);
                if self.wanted_test.get_value() != wanted {
                    return Outcome::Abandoned;
                }
                self.testing.set(false);
                match answer {
                    Ok(ImportEvent::Tested(report)) => {
                        self.tested_in.set((ticks() - started) / 1000.0);
                        self.fault.set(None);
                        self.report.set(Some(*report));
                        self.round.update(|round| *round += 1);
                        Outcome::Done
                    }
                    Ok(_) => Outcome::Failed,
                    Err(fault) => self.failed(&fault),
                }
            })
        });
    }

    /// Does the dry run again.
    pub fn test_again(self) {
        self.forget_test();
        self.test();
    }

    /// Writes everything.
    pub fn run(self) {
        if self.stage.get_untracked() != Stage::Match {
            return;
        }
        actions().by_hand("import.run", move || {
            Flow::later(async move {
                self.forget_test();
                engine().job.set(None);
                self.fault.set(None);
                self.stage.set(Stage::Running);
                match self.ask(ImportRequest::Run, &[]).await {
                    Ok(ImportEvent::Finished(report)) => {
                        self.report.set(Some(*report));
                        self.stage.set(Stage::Finished);
                        // Files dropped before the first run was over have ended it.
                        if let Err(fault) = set_up(Profile::default()).await {
                            self.fault.set(Some(fault));
                        }
                        Outcome::Done
                    }
                    Ok(_) => Outcome::Failed,
                    Err(fault) => {
                        self.stage.set(Stage::Match);
                        let outcome = self.failed(&fault);
                        self.test();
                        outcome
                    }
                }
            })
        });
    }

    /// Stops the run, or ends the import and forgets it.
    pub fn cancel(self) {
        actions().by_hand("import.cancel", move || {
            if matches!(self.stage.get_untracked(), Stage::Running | Stage::Reading) {
                engine().tell(Request::CancelJob);
                return Flow::DONE;
            }
            Flow::later(async move {
                self.reset();
                match self.ask(ImportRequest::Cancel, &[]).await {
                    Ok(_) => Outcome::Done,
                    Err(_) => Outcome::Failed,
                }
            })
        });
    }

    /// Begins anew: the finished import stays as it is.
    pub fn reset(self) {
        self.forget_test();
        self.stage.set(Stage::Choose);
        self.plan.set(Plan::default());
        self.report.set(None);
        self.fault.set(None);
    }

    /// Downloads all rejected rows with the reason.
    pub fn error_file(self) {
        actions().by_hand("import.error_file", move || {
            Flow::later(async move {
                let reasons = Reason::ALL.iter().map(|reason| t(words::reason(*reason)));
                let words = reasons.chain([t(text::REASON_COLUMN)]).collect();
                match self.ask(ImportRequest::ErrorFile { words }, &[]).await {
                    Ok(ImportEvent::File { name, bytes }) if save_file(&name, "text/csv", &bytes).is_ok() => {
                        Outcome::Done
                    }
                    Ok(_) => Outcome::Failed,
                    Err(fault) => self.failed(&fault),
                }
            })
        });
    }

    /// Rows of a file; nothing when they cannot be had.
    pub async fn rows(self, file: u32, filter: RowFilter, window: core::ops::Range<u32>) -> Option<RowsPage> {
        match self.ask(ImportRequest::Rows { file, filter, window }, &[]).await {
            Ok(ImportEvent::Rows(page)) => Some(page),
            _ => None,
        }
    }

    /// Records the last dry run would change.
    pub async fn diff(self, window: core::ops::Range<u32>) -> Option<DiffPage> {
        match self.ask(ImportRequest::Diff(window), &[]).await {
            Ok(ImportEvent::Diff(page)) => Some(page),
            _ => None,
        }
    }

    /// What the last dry run could not decide.
    pub async fn unclear(self, window: core::ops::Range<u32>) -> Option<UnclearPage> {
        match self.ask(ImportRequest::Unclear(window), &[]).await {
            Ok(ImportEvent::Unclear(page)) => Some(page),
            _ => None,
        }
    }

    /// How far the running job is: done, in all, rows a second; tracked.
    #[must_use]
    pub fn progress(self) -> Option<(u64, u64, u32)> {
        match engine().job.get() {
            Some(JobEvent::Progress { done, total, per_second }) => Some((done, total, per_second)),
            _ => None,
        }
    }

    async fn ask(self, request: ImportRequest, files: &[File]) -> Result<ImportEvent, Fault> {
        let line = self.line.get_value();
        let _turn = line.lock().await;
        send(request, files).await
    }

    fn failed(self, fault: &Fault) -> Outcome {
        let words = fault_text(fault);
        if *fault == Fault::Cancelled {
            say_fault(&words);
            return Outcome::Abandoned;
        }
        self.fault.set(Some(words));
        Outcome::Failed
    }
}

async fn send(request: ImportRequest, files: &[File]) -> Result<ImportEvent, Fault> {
    match engine().call_with_files(Request::Import(Box::new(request)), files).await? {
        Reply::Import(event) => Ok(*event),
        _ => Err(Fault::FileUnreadable(t(import_commands::FEATURE))),
    }
}

/// The import on screen.
///
/// # Panics
/// Outside of the app: `app` provides it before anything else.
#[must_use]
pub fn wizard() -> Wizard {
    expect_context::<Wizard>()
}
