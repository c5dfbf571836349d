//! Kontor

#[cfg(feature = "ui")]
pub mod client;
pub mod codec;
pub mod db;
pub mod features;
pub mod i18n;
pub mod interop;
pub mod model;
pub mod platform;
pub mod protocol;
#[cfg(any(feature = "ui", test))]
pub mod ui;
pub mod usage;
