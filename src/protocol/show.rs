//! What screens show beside rows and records: search hits and the state of the workspace.

use serde::{Deserialize, Serialize};

use super::settings::Settings;
pub use crate::db::show::{Cell, Delta, Group, Link, Live, RecordShow, Row, Rows, Spec};
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::schema::Schema;

/// Something a search found.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Hit {
    /// Its object type.
    pub object: ObjectId,
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// Another field that matched, with its text.
    pub matched: Option<(FieldId, String)>,
    /// Whether it lies in the trash.
    pub deleted: bool,
}

/// The workspace as a whole.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// The schema.
    pub schema: Schema,
    /// Settings.
    pub settings: Settings,
    /// The command that undo would take back.
    pub undo: Option<String>,
    /// The command that redo would do again.
    pub redo: Option<String>,
    /// Whether all tables are in memory.
    pub loaded: bool,
    /// Whether full-text search covers everything yet.
    pub searchable: bool,
    /// What is wrong with storage, if anything: said in a banner until it is mended.
    pub trouble: Option<Trouble>,
    /// Every live user, for owner fields and names in history.
    pub users: Vec<Link>,
    /// Every live tag with its hue.
    pub tags: Vec<(Link, crate::model::schema::Hue)>,
    /// Saved views.
    pub views: Vec<SavedView>,
    /// This device.
    pub client: crate::model::hlc::ClientId,
}

/// A saved view.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SavedView {
    /// Its record.
    pub id: RecordId,
    /// The object type it shows.
    pub object: ObjectId,
    /// What it is called.
    pub name: String,
    /// How it shows.
    pub view: crate::db::view::ViewDef,
    /// Shown in the sidebar.
    pub pinned: bool,
    /// Shown to everybody.
    pub shared: bool,
}

/// Something is wrong with storage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Trouble {
    /// Writes fail; what was typed since is only in memory.
    CannotWrite(super::fault::Fault),
    /// Parts failed their check sum and were set aside: so many frames, so many chunks, and the
    /// number of records that may be missing or old.
    Quarantined {
        /// Frames set aside.
        frames: u32,
        /// Chunks set aside.
        chunks: u32,
        /// Records concerned, where known.
        records: u32,
    },
    /// The browser has no storage, so nothing outlives this tab.
    MemoryOnly,
}
