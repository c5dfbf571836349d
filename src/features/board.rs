//! Boards of deals and other records.

mod commands;

use super::command::Feature;
use crate::i18n::en::board_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "board", label: text::FEATURE, commands: commands::COMMANDS };
