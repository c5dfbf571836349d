//! What the UI asks to be changed, and what came of it.

use serde::{Deserialize, Serialize};

pub use crate::db::edit::{Edit, Target};
use crate::model::id::{ObjectId, RecordId};

/// What came of an edit, an undo or a redo. It is durable when this is said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Done {
    /// The transaction; `None` when nothing had to change.
    pub tx: Option<crate::model::op::TxId>,
    /// The command that was done, undone or redone.
    pub command: String,
    /// How many records changed.
    pub records: u32,
    /// The one record it was about, when it was one.
    pub record: Option<(ObjectId, RecordId)>,
}
