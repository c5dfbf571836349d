//! Kontor

pub mod model;
