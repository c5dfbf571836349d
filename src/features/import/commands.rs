//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::import_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("import.open", 300, text::OPEN, "import", Place::Anywhere),
    Command::new("import.choose", 301, text::CHOOSE, "file", Place::Import).pointed(),
    Command::new("import.map", 302, text::MAP, "right", Place::Import).pointed(),
    Command::new("import.answer", 303, text::ANSWER, "check", Place::Import).pointed(),
    Command::new("import.fix", 304, text::FIX, "edit", Place::Import).pointed(),
    Command::new("import.policy", 305, text::POLICY, "merge", Place::Import).pointed(),
    Command::new("import.resolve", 306, text::RESOLVE, "check", Place::Import).pointed(),
    Command::new("import.dry_run", 307, text::DRY_RUN, "eye", Place::Import).pointed(),
    Command::new("import.run", 308, text::RUN, "import", Place::Import).pointed(),
    Command::new("import.cancel", 309, text::CANCEL, "x", Place::Import).pointed(),
    Command::new("import.error_file", 310, text::ERROR_FILE, "download", Place::Import).pointed(),
];
