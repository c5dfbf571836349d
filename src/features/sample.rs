//! Sample data and first run.

#[cfg(feature = "ui")]
pub mod begin;
mod commands;
pub mod generate;
#[cfg(feature = "ui")]
pub mod profile;
mod random;
#[cfg(feature = "ui")]
pub mod start_page;
mod words;

use super::command::Feature;
use crate::i18n::en::sample_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "sample", label: text::FEATURE, commands: commands::COMMANDS };
