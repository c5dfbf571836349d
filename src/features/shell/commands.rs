//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::shell_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("shell.palette", 1, text::OPEN_PALETTE, "search", Place::Anywhere).keys(&["mod+k"]).pointed(),
    Command::new("shell.shortcuts", 2, text::SHORTCUTS, "keyboard", Place::Anywhere).keys(&["?"]),
    Command::new("shell.sidebar", 3, text::SIDEBAR, "side", Place::Anywhere).keys(&["mod+b"]),
    Command::new("shell.go_home", 4, text::GO_HOME, "home", Place::Anywhere).keys(&["g h"]),
    Command::new("shell.go_deals", 5, text::GO_DEALS, "deal", Place::Anywhere).keys(&["g d"]),
    Command::new("shell.go_companies", 6, text::GO_COMPANIES, "company", Place::Anywhere).keys(&["g c"]),
    Command::new("shell.go_people", 7, text::GO_PEOPLE, "people", Place::Anywhere).keys(&["g p"]),
    Command::new("shell.go_leads", 8, text::GO_LEADS, "lead", Place::Anywhere).keys(&["g l"]),
    Command::new("shell.go_activities", 9, text::GO_ACTIVITIES, "task", Place::Anywhere).keys(&["g t"]),
    Command::new("shell.go_settings", 10, text::GO_SETTINGS, "gear", Place::Anywhere).keys(&["g s"]),
    Command::new("shell.go_trash", 11, text::GO_TRASH, "trash", Place::Anywhere).keys(&["g x"]),
    Command::new("shell.go", 12, text::GO, "right", Place::Anywhere).pointed(),
    Command::new("shell.theme", 13, text::THEME, "moon", Place::Anywhere),
    Command::new("shell.update", 14, text::UPDATE, "download", Place::Anywhere).pointed(),
    Command::new("shell.restart_engine", 15, text::RESTART_ENGINE, "sync", Place::Anywhere).pointed(),
];
