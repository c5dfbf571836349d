//! Long work on many records: sample data and imports. Records come in blocks; all blocks of one job
//! are one transaction for history and undo, and one transaction of storage: a crash leaves all of
//! it or nothing.

use std::rc::Rc;

use super::Engine;
use super::core_state::{Job, slim};
use super::log::{Frame, key};
use crate::codec::frame;
use crate::features::sample::generate::{Generator, Order};
use crate::model::block::Block;
use crate::model::hlc::Hlc;
use crate::model::id::RecordId;
use crate::model::op::{Action, Op, Tx, Undo};
use crate::platform::Platform;
use crate::protocol::edit::Done;
use crate::protocol::fault::Fault;
use crate::protocol::request::{FromEngine, JobEvent, Reply};

/// Collects the parts of one transaction.
pub(super) struct Bulk {
    stamp: Hlc,
    author: RecordId,
    command: String,
    whole: Tx,
    frames: Vec<Frame>,
    records: u32,
}

impl Bulk {
    pub(super) fn new(stamp: Hlc, author: RecordId, command: &str) -> Self {
        let whole = Tx { stamp, author, command: command.into(), undo: Undo::Do, ops: Vec::new() };
        Self { stamp, author, command: command.into(), whole, frames: Vec::new(), records: 0 }
    }

    /// A part of the transaction: applied by the caller, kept here for disk and undo.
    fn part(&mut self, ops: Vec<Op>) -> Tx {
        let tx = Tx { stamp: self.stamp, author: self.author, command: self.command.clone(), undo: Undo::Do, ops };
        let number = self.frames.len() as u16;
        self.frames.push(Frame { key: key(self.stamp, number), content: frame::encode(&[&tx]) });
        self.whole.ops.extend(slim(&tx).ops);
        tx
    }
}

impl<P: Platform> Engine<P> {
    /// Begins a bulk change. There is one at a time.
    pub(super) fn begin_bulk(&self, command: &str) -> Bulk {
        let mut core = self.inner.core.borrow_mut();
        let stamp = core.clock.tick(self.platform().now_ms());
        Bulk::new(stamp, core.settings.me, command)
    }

    /// Applies a part of a bulk change to the tables.
    pub(super) fn apply_part(&self, bulk: &mut Bulk, ops: Vec<Op>) {
        if ops.is_empty() {
            return;
        }
        let tx = bulk.part(ops);
        let mut core = self.inner.core.borrow_mut();
        bulk.records += core.apply(&tx).records();
        core.busy_at = self.platform().ticks_ms();
    }

    /// Writes a bulk change, all of it or nothing, and says that the job ended.
    pub(super) async fn finish_bulk(&self, bulk: Bulk) -> Result<Done, Fault> {
        let done = Done { tx: Some(bulk.stamp), command: bulk.command, records: bulk.records, record: None };
        {
            let mut core = self.inner.core.borrow_mut();
            core.note(Rc::new(bulk.whole));
            core.log.push_bulk(bulk.frames);
        }
        self.push_soon();
        self.flush().await;
        let trouble = self.inner.core.borrow().trouble.clone();
        match trouble {
            Some(crate::protocol::show::Trouble::CannotWrite(fault)) => Err(fault),
            _ => Ok(done),
        }
    }

    /// Claims the one place for long work; `false` when it is taken.
    pub(super) fn start_job(&self) -> bool {
        let mut core = self.inner.core.borrow_mut();
        let free = core.job == Job::None;
        if free {
            core.job = Job::Running;
        }
        free
    }

    pub(super) fn cancel_job(&self) {
        let mut core = self.inner.core.borrow_mut();
        if core.job == Job::Running {
            core.job = Job::Cancelled;
        }
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.inner.core.borrow().job == Job::Cancelled
    }

    /// Frees the place.
    pub(super) fn free_job(&self) {
        self.inner.core.borrow_mut().job = Job::None;
    }

    /// Tells the UI how a job ended.
    pub(super) fn say_finished(&self, result: Result<Option<Done>, Fault>) {
        self.post(&FromEngine::Job(JobEvent::Finished(result)));
    }

    pub(super) fn progress(&self, done: u64, total: u64, began: f64) {
        let seconds = (self.platform().ticks_ms() - began) / 1000.0;
        let per_second = if seconds > 0.0 { (done as f64 / seconds) as u32 } else { 0 };
        self.post(&FromEngine::Job(JobEvent::Progress { done, total, per_second }));
    }

    /// Fills the workspace with a made-up company.
    pub(super) fn sample(&self, id: u32, contacts: u32, seed: u64) {
        if !self.start_job() {
            return self.refuse(id, Fault::Cancelled);
        }
        self.reply(id, Ok(Reply::Ok));
        self.spawn(async move |engine: Self| {
            let result = engine.make_sample(contacts, seed).await;
            engine.free_job();
            engine.say_finished(result.map(Some));
        });
    }

    async fn make_sample(&self, contacts: u32, seed: u64) -> Result<Done, Fault> {
        let (order, schema) = {
            let core = self.inner.core.borrow();
            let today = core.calendar.day(self.platform().now_ms() as i64);
            let midnight = crate::db::Zone::midnight(&core.calendar, today);
            let order =
                Order { seed, contacts, midnight, today, currency: core.settings.currency, me: core.settings.me };
            (order, core.db.schema().clone())
        };
        let generator = Generator::new(order, schema);
        let total = generator.remaining() as u64;
        let began = self.platform().ticks_ms();
        // Kept until all are made, so that a cancelled job leaves no trace.
        let mut blocks = Vec::new();
        let mut done = 0;
        for block in generator {
            done += block.ids.len() as u64;
            blocks.push(block);
            self.progress(done, total, began);
            self.platform().turn().await;
            if self.is_cancelled() {
                return Err(Fault::Cancelled);
            }
        }
        let mut bulk = self.begin_bulk("sample.load");
        for block in blocks {
            self.apply_part(&mut bulk, vec![create(block)]);
            self.platform().turn().await;
        }
        self.finish_bulk(bulk).await
    }
}

/// The op that creates a block's records.
pub(super) fn create(block: Block) -> Op {
    Op { object: block.object, record: RecordId(0), action: Action::CreateMany(Box::new(block)) }
}
