//! Drives an import: reads the slices it wants, keeps what it hands over, and writes all of it as one
//! change when it is over.

use core::mem::take;
use std::collections::VecDeque;

use super::Engine;
use super::bulk::create;
use super::calendar::Calendar;
use crate::db::Database;
use crate::interop::lookup::Lookup;
use crate::interop::pass::Chunk;
use crate::interop::session::{Import, Lent, Step};
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::Schema;
use crate::model::value::Value;
use crate::platform::{File as _, Platform};
use crate::protocol::edit::Done;
use crate::protocol::fault::Fault;
use crate::protocol::import::{ImportEvent, ImportRequest};
use crate::protocol::request::Reply;

/// How often progress is told, in milliseconds.
const TELL_MS: f64 = 100.0;

/// The import under way, and the wizard's requests that wait for it.
pub(super) struct Desk<F> {
    session: Option<(Import, Vec<F>)>,
    queue: VecDeque<(u32, ImportRequest, Vec<F>)>,
    busy: bool,
    /// What is under way may be dropped for what waits.
    droppable: bool,
}

impl<F> Default for Desk<F> {
    fn default() -> Self {
        Self { session: None, queue: VecDeque::new(), busy: false, droppable: false }
    }
}

impl<P: Platform> Engine<P> {
    /// A step of an import. One is carried out at a time; a new one ends whatever only reads.
    pub(super) fn import(&self, id: u32, request: ImportRequest, files: Vec<P::File>) {
        let (busy, dropped) = {
            let mut desk = self.inner.import.borrow_mut();
            let ends = request == ImportRequest::Cancel;
            if desk.busy && (desk.droppable || ends) {
                self.cancel_job();
            }
            let dropped = if ends { take(&mut desk.queue) } else { VecDeque::new() };
            desk.queue.push_back((id, request, files));
            (core::mem::replace(&mut desk.busy, true), dropped)
        };
        for (waiting, ..) in dropped {
            self.reply(waiting, Err(Fault::Cancelled));
        }
        if !busy {
            self.spawn(async |engine: Self| engine.work_off_imports().await);
        }
    }

    async fn work_off_imports(&self) {
        loop {
            let next = self.inner.import.borrow_mut().queue.pop_front();
            let Some((id, request, files)) = next else { break };
            self.inner.import.borrow_mut().droppable = request != ImportRequest::Run;
            let answer = if self.start_job() {
                let answer = self.carry_out_import(request, files).await;
                self.free_job();
                answer
            } else {
                // Sample data is being made.
                Err(Fault::Cancelled)
            };
            self.reply(id, answer.map(|event| Reply::Import(Box::new(event))));
        }
        self.inner.import.borrow_mut().busy = false;
    }

    async fn carry_out_import(&self, request: ImportRequest, files: Vec<P::File>) -> Result<ImportEvent, Fault> {
        let currency = self.inner.core.borrow().settings.currency;
        let session = self.inner.import.borrow_mut().session.take();
        let (mut import, mut known) = session.unwrap_or_else(|| (Import::new(currency), Vec::new()));
        if matches!(request, ImportRequest::Begin { .. }) {
            import = Import::new(currency);
            known = files;
        }
        let ends = request == ImportRequest::Cancel;
        let result = self.drive(&mut import, &known, request).await;
        if !ends {
            self.inner.import.borrow_mut().session = Some((import, known));
        }
        let (event, chunks) = result?;
        if chunks.is_empty() {
            return Ok(event);
        }
        self.write_import(chunks).await.map(|done| {
            self.say_finished(Ok(Some(done)));
            event
        })
    }

    /// Runs the import's state machine until it has an answer, with what it wants to be written.
    async fn drive(
        &self,
        import: &mut Import,
        files: &[P::File],
        request: ImportRequest,
    ) -> Result<(ImportEvent, Vec<Chunk>), Fault> {
        let mut chunks = Vec::new();
        let began = self.platform().ticks_ms();
        let (mut since, mut told) = (began, began);
        let mut step = self.lend(|lent| import.ask(request, lent));
        loop {
            step = match step {
                Step::Done(event) => return Ok((*event, chunks)),
                Step::Write(chunk) => {
                    chunks.push(chunk);
                    self.lend(|lent| import.step(None, lent))
                }
                Step::Read(slice) => {
                    let file = files.get(slice.file as usize).ok_or_else(|| Fault::FileUnreadable(String::new()))?;
                    let read = file.read(slice.from, slice.from + slice.len).await;
                    let bytes = read.map_err(|why| {
                        Fault::FileUnreadable(if why.is_empty() {
                            file.name()
                        } else {
                            format!("{}: {why}", file.name())
                        })
                    })?;
                    self.lend(|lent| import.step(Some(&bytes), lent))
                }
            };
            since = self.give_way(since).await;
            if self.is_cancelled() {
                return Err(Fault::Cancelled);
            }
            if since - told >= TELL_MS {
                told = since;
                let (done, total) = import.progress();
                self.progress(done, total, began);
            }
        }
    }

    /// Gives the import a look at the records for one step.
    fn lend<T>(&self, step: impl FnOnce(&mut Lent<'_>) -> T) -> T {
        let core = self.inner.core.borrow();
        let lookup = Records { db: &core.db, calendar: &core.calendar };
        let mut ids = || RecordId::v7(self.platform().now_ms(), self.platform().random());
        step(&mut Lent { lookup: &lookup, ids: &mut ids })
    }

    /// Writes all that an import handed over, as one change that can be undone.
    async fn write_import(&self, chunks: Vec<Chunk>) -> Result<Done, Fault> {
        let mut bulk = self.begin_bulk("import.run");
        for mut chunk in chunks {
            for block in take(&mut chunk.blocks) {
                self.apply_part(&mut bulk, vec![create(block)]);
                self.platform().turn().await;
            }
            let ops = {
                let core = self.inner.core.borrow();
                let ctx = core.context(self.platform().now_ms());
                // An edit that cannot be made (its record was deleted meanwhile) must not take the
                // others with it.
                core.db.plan(&chunk.edits, &ctx).unwrap_or_else(|_error| {
                    let each = chunk.edits.chunks(1).filter_map(|edit| core.db.plan(edit, &ctx).ok());
                    each.flatten().collect()
                })
            };
            self.apply_part(&mut bulk, ops);
            self.platform().turn().await;
        }
        self.finish_bulk(bulk).await
    }
}

/// What an import asks about the records that exist.
struct Records<'a> {
    db: &'a Database,
    calendar: &'a Calendar,
}

impl Records<'_> {
    fn rows(&self, object: ObjectId) -> impl Iterator<Item = u32> {
        (0..self.db.len(object)).filter(move |row| !self.db.is_deleted(object, *row))
    }

    fn row(&self, object: ObjectId, record: RecordId) -> Option<u32> {
        self.db.row(object, record).filter(|row| !self.db.is_deleted(object, *row))
    }
}

impl Lookup for Records<'_> {
    fn schema(&self) -> &Schema {
        self.db.schema()
    }

    fn count(&self, object: ObjectId) -> usize {
        self.db.live(object) as usize
    }

    fn texts(&self, object: ObjectId, field: FieldId, visit: &mut dyn FnMut(RecordId, &str)) {
        let Some(texts) = self.db.texts(object, field) else { return };
        for row in self.rows(object) {
            let text = texts.get(row);
            if !text.is_empty() {
                visit(self.db.id(object, row), text);
            }
        }
    }

    fn titles(&self, object: ObjectId, visit: &mut dyn FnMut(RecordId, &str)) {
        self.rows(object).for_each(|row| visit(self.db.id(object, row), &self.db.title(object, row)));
    }

    fn cell(&self, object: ObjectId, record: RecordId, field: FieldId) -> Value {
        self.row(object, record).map_or(Value::Empty, |row| self.db.value(object, row, field))
    }

    fn title(&self, object: ObjectId, record: RecordId) -> String {
        self.row(object, record).map_or_else(String::new, |row| self.db.title(object, row))
    }

    fn utc(&self, local_ms: i64) -> i64 {
        self.calendar.utc(local_ms)
    }
}
