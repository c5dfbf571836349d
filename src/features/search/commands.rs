//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::search_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("search.focus", 60, text::FOCUS, "search", Place::Anywhere).keys(&["/"]),
    Command::new("search.open_hit", 61, text::OPEN_HIT, "right", Place::Anywhere).pointed(),
];
