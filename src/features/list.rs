//! Lists of records.

#[cfg(feature = "ui")]
mod bulk;
#[cfg(feature = "ui")]
mod columns;
mod commands;
#[cfg(feature = "ui")]
mod empty;
#[cfg(feature = "ui")]
mod filters;
#[cfg(feature = "ui")]
mod foot;
#[cfg(feature = "ui")]
mod grid;
#[cfg(feature = "ui")]
mod head;
pub mod lines;
#[cfg(feature = "ui")]
pub mod list_page;
#[cfg(feature = "ui")]
mod moves;
#[cfg(feature = "ui")]
mod phone;
#[cfg(feature = "ui")]
mod row;
pub mod selection;
#[cfg(feature = "ui")]
mod state;
#[cfg(feature = "ui")]
mod views;

use super::command::Feature;
use crate::i18n::en::list_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "list", label: text::FEATURE, commands: commands::COMMANDS };
