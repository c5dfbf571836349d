//! Import of files.

mod commands;

use super::command::Feature;
use crate::i18n::en::import_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "import", label: text::FEATURE, commands: commands::COMMANDS };
