//! The journeys.

#[path = "first_run.rs"]
mod first_run;
