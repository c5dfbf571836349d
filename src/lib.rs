//! Kontor

#[cfg(feature = "ui")]
pub mod client;
pub mod codec;
pub mod db;
pub mod engine;
pub mod features;
pub mod i18n;
pub mod interop;
pub mod merge;
pub mod model;
pub mod platform;
pub mod protocol;
pub mod search;
#[cfg(any(feature = "ui", test))]
pub mod ui;
pub mod usage;
