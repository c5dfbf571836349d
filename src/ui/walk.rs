//! The list a record page was opened from: previous and next lead along it, and its name leads back.

use std::cell::RefCell;

use crate::db::query::Query;

/// Where somebody came from.
#[derive(Clone, PartialEq, Debug)]
pub struct Walk {
    /// What the list showed.
    pub query: Query,
    /// The record's position in it.
    pub position: u32,
    /// How many rows it had.
    pub total: u32,
    /// Its address.
    pub address: String,
}

thread_local! {
    static NOW: RefCell<Option<Walk>> = const { RefCell::new(None) };
}

/// Takes note of the list that is being left for a record.
pub fn start(query: Query, position: u32, total: u32, address: String) {
    NOW.set(Some(Walk { query, position, total, address }));
}

/// Moves along to another position.
pub fn step_to(position: u32) {
    NOW.with_borrow_mut(|walk| {
        if let Some(walk) = walk {
            walk.position = position;
        }
    });
}

/// The list that was left for a record of this object type.
#[must_use]
pub fn current(object: crate::model::id::ObjectId) -> Option<Walk> {
    NOW.with_borrow(|walk| walk.clone().filter(|walk| walk.query.object == object))
}
