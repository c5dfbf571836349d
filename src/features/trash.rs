//! Deleted records, and their way back.

mod commands;
#[cfg(feature = "ui")]
pub mod row;
#[cfg(feature = "ui")]
pub mod trash_page;

use super::command::Feature;
use crate::i18n::en::trash_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "trash", label: text::FEATURE, commands: commands::COMMANDS };
