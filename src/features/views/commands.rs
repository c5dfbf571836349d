//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::views_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("views.save", 140, text::SAVE, "star", Place::List),
    Command::new("views.update", 141, text::UPDATE, "check", Place::List),
    Command::new("views.open", 142, text::OPEN, "list", Place::Anywhere).pointed(),
    Command::new("views.rename", 143, text::RENAME, "edit", Place::List),
    Command::new("views.pin", 144, text::PIN, "pin", Place::List),
    Command::new("views.delete", 145, text::DELETE, "trash", Place::List),
    Command::new("views.layout", 146, text::LAYOUT, "board", Place::List),
];
