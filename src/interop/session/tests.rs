//! Whole imports against a list of records that stands in for the database.

mod bad_input;
mod maven;
mod policies;
mod support;
