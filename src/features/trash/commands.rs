//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::trash_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("trash.restore", 290, text::RESTORE, "restore", Place::Trash),
    Command::new("trash.restore_all", 291, text::RESTORE_ALL, "restore", Place::Trash),
];
