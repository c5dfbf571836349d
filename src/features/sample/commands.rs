//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::sample_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("sample.load", 330, text::LOAD, "box", Place::Anywhere),
    Command::new("sample.start_empty", 331, text::START_EMPTY, "plus", Place::Start).pointed(),
];
