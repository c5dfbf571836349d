//! Saved views.

mod commands;

use super::command::Feature;
use crate::i18n::en::views_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "views", label: text::FEATURE, commands: commands::COMMANDS };
