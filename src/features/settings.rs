//! Settings.

mod commands;

#[cfg(feature = "ui")]
pub mod about;
#[cfg(feature = "ui")]
pub mod bindings;
#[cfg(feature = "ui")]
pub mod display;
#[cfg(feature = "ui")]
pub mod erase;
#[cfg(feature = "ui")]
pub mod line;
#[cfg(feature = "ui")]
pub mod profile;
#[cfg(feature = "ui")]
pub mod recorder;
#[cfg(feature = "ui")]
pub mod settings_page;
#[cfg(feature = "ui")]
pub mod storage;
#[cfg(feature = "ui")]
pub mod workspace;

use super::command::Feature;
use crate::i18n::en::settings_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "settings", label: text::FEATURE, commands: commands::COMMANDS };
