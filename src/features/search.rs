//! Global search.

mod commands;
#[cfg(feature = "ui")]
pub mod search_page;

use super::command::Feature;
use crate::i18n::en::search_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "search", label: text::FEATURE, commands: commands::COMMANDS };
