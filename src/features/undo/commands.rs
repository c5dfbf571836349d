//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::undo_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("undo.undo", 280, text::UNDO, "undo", Place::Anywhere).keys(&["mod+z"]),
    Command::new("undo.redo", 281, text::REDO, "redo", Place::Anywhere).keys(&["mod+shift+z", "mod+y"]),
];
