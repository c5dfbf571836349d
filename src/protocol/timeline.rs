//! History of a record.

use serde::{Deserialize, Serialize};

use super::show::{Cell, Link};
use crate::model::hlc::Hlc;
use crate::model::id::FieldId;

/// One thing that happened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub stamp: Hlc,
    /// Who.
    pub author: Option<Link>,
    /// The command that did it.
    pub command: String,
    /// What happened.
    pub event: Event,
}

/// What happened to a record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Event {
    /// It was created.
    Created,
    /// Cells changed: field, from, to.
    Changed(Vec<(FieldId, Cell, Cell)>),
    /// It went to the trash.
    Deleted,
    /// It came back from the trash.
    Restored,
    /// Something linked to it was added: a note, a task, a call, a deal.
    Linked {
        /// The other record.
        link: Link,
        /// Its text (notes) or the line under its title.
        text: String,
        /// The choice of an activity's kind, where it is one.
        kind: Option<crate::model::id::OptionId>,
        /// Whether an activity is done.
        done: bool,
    },
}
