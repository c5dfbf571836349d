//! Journeys in real browsers, against the release build. `cargo xtask test` builds, serves and runs
//! them; see [`harness`] for what it hands over. Each journey starts from an empty profile, and on
//! failure leaves a picture and the page's messages in `tests/artifacts`.

#![allow(dead_code, reason = "journeys that were seen to fail are kept below, named, until they pass")]

#[path = "e2e/commands.rs"]
mod commands;
#[path = "e2e/harness.rs"]
mod harness;
#[path = "e2e/journeys.rs"]
mod journeys;
