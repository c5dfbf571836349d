//! L2: what the UI thread and the engine's worker say to each other. Types only; no JS, no I/O. The
//! wire form is postcard (see [`codec`]).

pub mod codec;
pub mod edit;
pub mod fault;
pub mod import;
pub mod request;
pub mod settings;
pub mod show;
pub mod timeline;
