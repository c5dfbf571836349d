//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::settings_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("settings.change", 340, text::CHANGE, "gear", Place::Settings).pointed(),
    Command::new("settings.keep_data", 341, text::KEEP_DATA, "check", Place::Settings).pointed(),
    Command::new("settings.export_all", 342, text::EXPORT_ALL, "download", Place::Anywhere),
    Command::new("settings.erase", 343, text::ERASE, "trash", Place::Settings).pointed(),
    Command::new("settings.bind_key", 344, text::BIND_KEY, "keyboard", Place::Settings).pointed(),
];
