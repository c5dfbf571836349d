//! Kontor

pub mod db;
pub mod i18n;
pub mod model;
pub mod protocol;
