//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::board_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("board.move", 240, text::MOVE, "board", Place::Board).pointed(),
    Command::new("board.move_next", 241, text::MOVE_NEXT, "right", Place::Board).keys(&["alt+arrowright"]).pointed(),
    Command::new("board.move_previous", 242, text::MOVE_PREVIOUS, "left", Place::Board)
        .keys(&["alt+arrowleft"])
        .pointed(),
    Command::new("board.lose", 243, text::LOSE, "x", Place::Board).pointed(),
    Command::new("board.win", 244, text::WIN, "won", Place::Board).pointed(),
    Command::new("board.pipeline", 245, text::PIPELINE, "board", Place::Board),
    Command::new("board.compact", 246, text::COMPACT, "list", Place::Board),
    Command::new("board.fold", 247, text::FOLD, "side", Place::Board).pointed(),
    Command::new("board.add", 248, text::ADD, "plus", Place::Board).pointed(),
    Command::new("board.select", 249, text::SELECT, "check", Place::Board).keys(&["x"]).pointed(),
    Command::new("board.open", 250, text::OPEN, "right", Place::Board).keys(&["enter"]).pointed(),
    Command::new("board.columns_from", 252, text::COLUMNS_FROM, "board", Place::Board).pointed(),
    Command::new("board.card_fields", 253, text::CARD_FIELDS, "cols", Place::Board).pointed(),
    Command::new("board.focus", 251, text::FOCUS, "right", Place::Board)
        .keys(&["arrowleft", "arrowright", "arrowup", "arrowdown"])
        .pointed(),
];
