//! Sample data and first run.

mod commands;
pub mod generate;
mod random;
mod words;

use super::command::Feature;
use crate::i18n::en::sample_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "sample", label: text::FEATURE, commands: commands::COMMANDS };
