//! Boards of deals and other records.

#[cfg(feature = "ui")]
pub mod board_page;
#[cfg(feature = "ui")]
mod card;
mod commands;
#[cfg(feature = "ui")]
mod figures;
#[cfg(feature = "ui")]
mod keyboard;
#[cfg(feature = "ui")]
mod lane;
#[cfg(feature = "ui")]
mod lost;
#[cfg(feature = "ui")]
mod menu;
#[cfg(feature = "ui")]
mod next;
#[cfg(feature = "ui")]
mod state;
#[cfg(feature = "ui")]
mod tabs;

use super::command::Feature;
use crate::i18n::en::board_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "board", label: text::FEATURE, commands: commands::COMMANDS };
