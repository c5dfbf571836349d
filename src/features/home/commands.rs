//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::home_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("home.open_item", 40, text::OPEN_ITEM, "right", Place::Anywhere).pointed(),
    Command::new("home.complete", 41, text::COMPLETE, "check", Place::Anywhere).pointed(),
];
