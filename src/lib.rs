//! Kontor

pub mod db;
pub mod model;
pub mod protocol;
