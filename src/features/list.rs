//! Lists of records.

#[cfg(feature = "ui")]
pub mod bulk;
#[cfg(feature = "ui")]
mod cell_edit;
#[cfg(feature = "ui")]
mod cells;
#[cfg(feature = "ui")]
pub mod columns;
mod commands;
#[cfg(feature = "ui")]
pub mod empty;
#[cfg(feature = "ui")]
pub mod filters;
#[cfg(feature = "ui")]
pub mod foot;
#[cfg(feature = "ui")]
pub mod grid;
#[cfg(feature = "ui")]
pub mod head;
#[cfg(feature = "ui")]
mod heading;
pub mod lines;
#[cfg(feature = "ui")]
pub mod list_page;
#[cfg(feature = "ui")]
pub mod moves;
#[cfg(feature = "ui")]
pub mod phone;
#[cfg(feature = "ui")]
pub mod row;
pub mod selection;
#[cfg(feature = "ui")]
pub mod state;

use super::command::Feature;
use crate::i18n::en::list_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "list", label: text::FEATURE, commands: commands::COMMANDS };
