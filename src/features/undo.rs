//! Undo and redo.

mod commands;

use super::command::Feature;
use crate::i18n::en::undo_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "undo", label: text::FEATURE, commands: commands::COMMANDS };
