//! What a list tells the panel that shows a record over it. The panel belongs to the records, the
//! list to the lists; the frame brings them together.

use leptos::prelude::*;

use crate::model::id::{ObjectId, RecordId};

/// A record being peeked at.
#[derive(Clone, Copy)]
pub struct PeekAt {
    /// Its object type.
    pub object: ObjectId,
    /// The record; changes as one moves through the rows.
    pub record: Signal<RecordId>,
    /// Its position in the list and the number of rows, when known.
    pub place: Signal<Option<(u32, u32)>>,
    /// Moves by so many rows.
    pub on_step: Callback<i32>,
    /// Opens its page.
    pub on_open: Callback<()>,
    /// Closes the panel.
    pub on_close: Callback<()>,
}

/// Draws the panel.
pub type PeekView = fn(PeekAt) -> AnyView;
