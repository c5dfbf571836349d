//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::list_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("list.sort", 80, text::SORT, "sort", Place::List).pointed(),
    Command::new("list.filter", 81, text::FILTER, "filter", Place::List).keys(&["f"]),
    Command::new("list.clear_filter", 82, text::CLEAR_FILTER, "x", Place::List).keys(&["shift+f"]),
    Command::new("list.find", 83, text::FIND, "search", Place::List).keys(&["mod+f"]),
    Command::new("list.columns", 84, text::COLUMNS, "cols", Place::List),
    Command::new("list.resize_column", 85, text::RESIZE_COLUMN, "cols", Place::List).pointed(),
    Command::new("list.move_column", 86, text::MOVE_COLUMN, "cols", Place::List).pointed(),
    Command::new("list.group", 87, text::GROUP, "list", Place::List),
    Command::new("list.footer", 88, text::FOOTER, "chart", Place::List).pointed(),
    Command::new("list.density", 89, text::DENSITY, "list", Place::List),
    Command::new("list.next_row", 90, text::NEXT_ROW, "down", Place::List).keys(&["j", "arrowdown"]).pointed(),
    Command::new("list.previous_row", 91, text::PREVIOUS_ROW, "up", Place::List).keys(&["k", "arrowup"]).pointed(),
    Command::new("list.select", 92, text::SELECT, "check", Place::List).keys(&["x"]).pointed(),
    Command::new("list.select_all", 93, text::SELECT_ALL, "check", Place::List).keys(&["mod+a"]),
    Command::new("list.clear_selection", 94, text::CLEAR_SELECTION, "x", Place::List).keys(&["escape"]).pointed(),
    Command::new("list.peek", 95, text::PEEK, "eye", Place::List).keys(&["space"]).pointed(),
    Command::new("list.open", 96, text::OPEN, "right", Place::List).keys(&["enter"]).pointed(),
    Command::new("list.edit_cell", 97, text::EDIT_CELL, "edit", Place::List).keys(&["e"]).pointed(),
    Command::new("list.bulk_edit", 98, text::BULK_EDIT, "edit", Place::List).keys(&["shift+e"]),
    Command::new("list.bulk_assign", 99, text::BULK_ASSIGN, "assign", Place::List).keys(&["a"]),
    Command::new("list.bulk_tag", 100, text::BULK_TAG, "tag", Place::List).keys(&["l"]),
    Command::new("list.bulk_delete", 101, text::BULK_DELETE, "trash", Place::List).keys(&["delete"]),
    Command::new("list.export", 102, text::EXPORT, "download", Place::List),
];
