//! Lists of records.

mod commands;

use super::command::Feature;
use crate::i18n::en::list_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "list", label: text::FEATURE, commands: commands::COMMANDS };
