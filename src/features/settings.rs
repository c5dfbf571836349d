//! Settings.

mod commands;

use super::command::Feature;
use crate::i18n::en::settings_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "settings", label: text::FEATURE, commands: commands::COMMANDS };
