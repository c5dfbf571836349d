//! The page one comes home to.

#[cfg(feature = "ui")]
mod card;
#[cfg(feature = "ui")]
mod closing;
mod commands;
#[cfg(feature = "ui")]
mod device;
#[cfg(feature = "ui")]
mod figures;
#[cfg(feature = "ui")]
pub mod home_page;
pub mod queries;
#[cfg(feature = "ui")]
mod seen;
#[cfg(feature = "ui")]
mod tasks;

use super::command::Feature;
use crate::i18n::en::home_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "home", label: text::FEATURE, commands: commands::COMMANDS };
