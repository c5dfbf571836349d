//! Journeys in real browsers, against the release build. `cargo xtask test` builds, serves and runs
//! them; see [`harness`] and [`server`] for what it hands over. Each journey starts from an empty
//! profile, says how long it took, and on failure leaves a picture and what the browser said in
//! `tests/artifacts`.

#[path = "e2e/browser.rs"]
mod browser;
#[path = "e2e/commands.rs"]
mod commands;
#[path = "e2e/core.rs"]
mod core;
#[path = "e2e/disk.rs"]
mod disk;
#[path = "e2e/events.rs"]
mod events;
#[path = "e2e/files.rs"]
mod files;
#[path = "e2e/hands.rs"]
mod hands;
#[path = "e2e/harness.rs"]
mod harness;
#[path = "e2e/kill.rs"]
mod kill;
#[path = "e2e/maven.rs"]
mod maven;
#[path = "e2e/page.rs"]
mod page;
#[path = "e2e/pages.rs"]
mod pages;
#[path = "e2e/processes.rs"]
mod processes;
#[path = "e2e/server.rs"]
mod server;
#[path = "e2e/steps.rs"]
mod steps;
#[path = "e2e/trouble.rs"]
mod trouble;
#[path = "e2e/turn.rs"]
mod turn;
#[path = "e2e/update.rs"]
mod update;
