//! Getting around the app.

mod commands;

use super::command::Feature;
use crate::i18n::en::shell_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "shell", label: text::FEATURE, commands: commands::COMMANDS };
