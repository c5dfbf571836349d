//! Filters as people build them: conditions of field, comparison and value, in groups of which all
//! or any must hold.

pub mod operator;
pub mod tree;

#[cfg(feature = "ui")]
pub mod bar;
#[cfg(feature = "ui")]
pub mod builder;
#[cfg(feature = "ui")]
pub mod button;
#[cfg(feature = "ui")]
pub mod condition;
#[cfg(feature = "ui")]
pub mod titles;
#[cfg(feature = "ui")]
pub mod value;
#[cfg(feature = "ui")]
pub mod words;
