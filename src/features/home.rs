//! The page one comes home to.

#[cfg(feature = "ui")]
pub mod card;
#[cfg(feature = "ui")]
pub mod closing;
mod commands;
#[cfg(feature = "ui")]
pub mod device;
#[cfg(feature = "ui")]
pub mod figures;
#[cfg(feature = "ui")]
pub mod home_page;
pub mod queries;
#[cfg(feature = "ui")]
pub mod seen;
#[cfg(feature = "ui")]
pub mod tasks;

use super::command::Feature;
use crate::i18n::en::home_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "home", label: text::FEATURE, commands: commands::COMMANDS };
