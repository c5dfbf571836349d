//! The home page: what is due and how things stand.

mod commands;

use super::command::Feature;
use crate::i18n::en::home_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "home", label: text::FEATURE, commands: commands::COMMANDS };
