//! Requests, replies, pushes.

use core::ops::Range;

use serde::{Deserialize, Serialize};

use super::edit::{Done, Edit};
use super::fault::Fault;
use super::import::{ImportEvent, ImportRequest};
use super::settings::{Settings, StorageInfo};
use super::show::{Hit, Live, RecordShow, Rows, Spec, State};
use super::timeline::Entry;
use crate::db::query::Query;
use crate::model::id::{ObjectId, RecordId};

/// Names a live query for as long as it is open; chosen by the UI, never reused.
pub type SubId = u32;

/// From the UI to the engine.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ToEngine {
    /// Pairs the reply with the request; 0: no reply wanted.
    pub id: u32,
    /// What is asked.
    pub request: Request,
}

/// From the engine to the UI.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum FromEngine {
    /// The answer to the request with this id.
    Reply(u32, Result<Reply, Fault>),
    /// News of a live query.
    Live(SubId, Live),
    /// The workspace as a whole changed: schema, settings, undo list, storage health, progress.
    State(Box<State>),
    /// Progress of an import, sample generation or export.
    Job(JobEvent),
}

/// What the UI can ask.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Opens storage and loads. Answered with `Reply::Ready` as soon as the boot record is read.
    Open {
        /// IANA name of the time zone, for history and periods.
        zone: String,
        /// BCP 47 tag of the user interface, for collation.
        locale: String,
    },
    /// Opens a live query; answered by a `Live::Rows` or the like, then kept up to date.
    Subscribe(SubId, Spec),
    /// Moves the window of a live list.
    Window(SubId, Range<u32>),
    /// Closes a live query.
    Unsubscribe(SubId),
    /// Answers a list once, without keeping it live.
    Rows(Box<Spec>),
    /// Changes records: one transaction, one command.
    Commit {
        /// The command, by its stable id.
        command: String,
        /// The changes, all or none.
        edits: Vec<Edit>,
    },
    /// Takes back the last thing done that is not undone (by this user, on any device).
    Undo,
    /// Does again what was undone last.
    Redo,
    /// Takes back that transaction, wherever it stands in the list (the Undo button of a toast).
    UndoTx(crate::model::op::TxId),
    /// Searches all object types.
    Search {
        /// What was typed.
        text: String,
        /// Only this object type.
        object: Option<ObjectId>,
        /// At most this many.
        limit: u32,
        /// A later search of the same box makes this one pointless.
        generation: u32,
    },
    /// History of a record, newest first.
    Timeline {
        /// The object type.
        object: ObjectId,
        /// The record.
        record: RecordId,
        /// At most this many entries.
        limit: u32,
    },
    /// Ids of all records a query finds, in its order (previous/next, range selection).
    Ids(Box<Query>),
    /// Changes settings.
    Configure(Box<Settings>),
    /// How much storage is used, and for what.
    Storage,
    /// Fills an empty workspace with sample data: contacts to make, and the seed.
    Sample {
        /// Number of contacts: 1,000, 10,000 or 100,000.
        contacts: u32,
        /// Same seed, same data.
        seed: u64,
    },
    /// A step of an import.
    Import(Box<ImportRequest>),
    /// The cells a query shows, as CSV (RFC 4180, UTF-8 with BOM).
    ExportCsv(Box<Spec>),
    /// Everything, as one file that can be read without Kontor (when storage fails).
    ExportAll,
    /// Stops the running job.
    CancelJob,
    /// Deletes all data of this workspace on this device.
    Erase,
    /// Usage events, packed (see `usage`).
    Usage(Vec<u8>),
    /// Everything unsaved is to be written now: the page is about to be hidden.
    Flush,
}

/// What the engine can answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Reply {
    /// Done, nothing to say.
    Ok,
    /// Storage is open: the workspace, and the first page of the list that was open last.
    Ready(Box<State>, Option<Box<(Spec, Rows)>>),
    /// The change is durable.
    Done(Done),
    /// Rows of a list asked for once.
    Rows(Rows),
    /// A record.
    Record(Box<RecordShow>),
    /// What a search found, best first.
    Hits {
        /// As asked.
        generation: u32,
        /// Best first.
        hits: Vec<Hit>,
        /// How many there are in all.
        total: u32,
    },
    /// A history.
    Timeline(Vec<Entry>),
    /// Ids in order.
    Ids(Vec<RecordId>),
    /// Storage in use.
    Storage(StorageInfo),
    /// A file to hand to the user.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        media: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// Answer to a step of an import.
    Import(Box<ImportEvent>),
}

/// How a job is getting on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum JobEvent {
    /// So many of so many rows are done.
    Progress {
        /// Rows done.
        done: u64,
        /// Rows in all; 0 when not known.
        total: u64,
        /// Rows a second, of late.
        per_second: u32,
    },
    /// The job ended; with the change that undoes it when there is one.
    Finished(Result<Option<Done>, Fault>),
}
