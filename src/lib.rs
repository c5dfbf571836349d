//! # Kontor
//!
//! A CRM that is complete in the browser. Every browser holds the whole working set and works without
//! a network; a backend, when there is one, is where browsers meet. This page explains how the code
//! is laid out and which rules hold it together; each module explains itself.
//!
//! ## Bird's-eye view
//!
//! Two WebAssembly programs run side by side. **`app`** is the interface, on the UI thread: Leptos
//! components that hold windows of rows, never tables. **`engine`** runs in a Web Worker and owns the
//! data: columnar tables in memory, the op log and packed chunks in `IndexedDB`, search, import, usage
//! events. They exchange postcard messages ([`protocol`]). A third, native program, **`xtask`**,
//! builds, serves and tests.
//!
//! What a person does is a **command** ([`features`]). It is dispatched in one place
//! (`client::act`), which times it and writes a usage event. If it changes data, it becomes **edits**
//! ([`db::edit`]); the engine turns them into one **transaction** of **ops** ([`model::op`]), stamps
//! it with a hybrid logical clock, applies it to the tables, tells every live query what changed, and
//! acknowledges it once a **frame** with it is durable. Undo is a transaction of inverse ops; history
//! is the op log.
//!
//! ## Layers: imports go one way
//!
//! | layer | modules | knows |
//! |---|---|---|
//! | L0 | [`model`] | nothing but itself |
//! | L1 | [`codec`], [`db`], [`merge`], [`search`], [`usage`], [`interop`], [`i18n`] | L0 |
//! | L2 | [`protocol`], [`features`] (commands, pure parts), `platform` (all JS of the worker) | L0, L1 |
//! | L3 | `engine` | L0 to L2 |
//! | L4 | `client`, `ui::kit`, `ui`, the pages in `features` | L0, L1, protocol, features |
//!
//! Absences that are checked by `tests/tidy.rs` and by cargo features: L0 and L1 contain no JS, no
//! clock, no randomness and no I/O: they take them as arguments and run natively in tests. The engine
//! knows no screen. The UI knows neither `platform` nor `engine`. `ui::kit` knows nothing of the CRM.
//! No feature knows another.
//!
//! ## Invariants
//!
//! - Nothing is acknowledged before it is durable; nothing half-applied survives a crash (one
//!   transaction, one frame; an import of several frames counts only with its last).
//! - Every order is total, every merge commutative, associative and idempotent, so that tabs and
//!   devices agree.
//! - A value is never guessed: what an import cannot read is shown, not stored.
//! - A usage event has no room for text or record ids.
//! - Storage formats carry a version; each older one has a migration that a test runs on a frozen
//!   file.
//!
//! ## Decisions that differ from the design, and why
//!
//! - **No gloo-worker.** It always brings bincode 1 (RUSTSEC-2025-0141), can neither transfer a buffer
//!   nor pass on a `File`. The bridge is a module worker spoken to directly: `client::bridge` and
//!   `engine`.
//! - **Stages are choices of a select field**, with pipeline, probability and outcome as attributes of
//!   the choice, instead of records of their own: so one board serves every select field, and one
//!   column of small numbers answers every question about stages.
//!
//! ## Glossary
//!
//! *Object type, field, choice*: the schema. *Record*: one company, person, deal. *Cell*: a field of a
//! record. *Op, transaction*: the unit of change, what one command did. *Stamp*: hybrid logical clock
//! time and device. *Frame*: transactions as bytes, appended. *Chunk*: a thousand records as bytes.
//! *Boot record*: what is read first to show the last screen. *Live query*: a question whose answer is
//! kept up to date. *Block*: many records column by column.

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
