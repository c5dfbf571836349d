//! L1: usage analytics, the part without a screen. What an event is, and how events are packed.
//!
//! By construction an event holds no text a user typed and no record id: it is made of a command's
//! number and a few small enumerations. There is no field that could carry more.

pub mod batch;
pub mod event;
