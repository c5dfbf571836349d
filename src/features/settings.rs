//! Settings.

mod commands;

#[cfg(feature = "ui")]
mod about;
#[cfg(feature = "ui")]
mod bindings;
#[cfg(feature = "ui")]
mod display;
#[cfg(feature = "ui")]
mod erase;
#[cfg(feature = "ui")]
mod line;
#[cfg(feature = "ui")]
mod profile;
#[cfg(feature = "ui")]
mod recorder;
#[cfg(feature = "ui")]
pub mod settings_page;
#[cfg(feature = "ui")]
mod storage;
#[cfg(feature = "ui")]
mod workspace;

use super::command::Feature;
use crate::i18n::en::settings_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "settings", label: text::FEATURE, commands: commands::COMMANDS };
