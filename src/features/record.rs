//! Records: create, read, change.

mod commands;

use super::command::Feature;
use crate::i18n::en::record_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "record", label: text::FEATURE, commands: commands::COMMANDS };
