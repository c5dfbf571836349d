//! The commands of this feature.

use crate::features::command::{Command, Place};
use crate::i18n::en::record_commands as text;

/// In the order the palette shows them.
pub(super) const COMMANDS: &[Command] = &[
    Command::new("record.create_company", 170, text::CREATE_COMPANY, "company", Place::Anywhere).keys(&["c c"]),
    Command::new("record.create_person", 171, text::CREATE_PERSON, "person", Place::Anywhere).keys(&["c p"]),
    Command::new("record.create_deal", 172, text::CREATE_DEAL, "deal", Place::Anywhere).keys(&["c d"]),
    Command::new("record.create_lead", 173, text::CREATE_LEAD, "lead", Place::Anywhere).keys(&["c l"]),
    Command::new("record.create_task", 174, text::CREATE_TASK, "task", Place::Anywhere).keys(&["c t"]),
    Command::new("record.create_note", 175, text::CREATE_NOTE, "note", Place::Anywhere).keys(&["c n"]),
    Command::new("record.create", 176, text::CREATE, "plus", Place::Anywhere).pointed(),
    Command::new("record.edit", 177, text::EDIT, "edit", Place::Record).keys(&["e"]).pointed(),
    Command::new("record.delete", 178, text::DELETE, "trash", Place::Record),
    Command::new("record.restore", 179, text::RESTORE, "restore", Place::Record),
    Command::new("record.next", 180, text::NEXT, "down", Place::Record).keys(&["]"]).pointed(),
    Command::new("record.previous", 181, text::PREVIOUS, "up", Place::Record).keys(&["["]).pointed(),
    Command::new("record.add_note", 182, text::ADD_NOTE, "note", Place::Record).keys(&["n"]),
    Command::new("record.add_task", 183, text::ADD_TASK, "task", Place::Record).keys(&["t"]),
    Command::new("record.stage", 184, text::STAGE, "deal", Place::Record).keys(&["s"]),
    Command::new("record.assign", 185, text::ASSIGN, "assign", Place::Record).keys(&["a"]),
    Command::new("record.label", 186, text::LABEL, "tag", Place::Record).keys(&["l"]),
    Command::new("record.tab", 187, text::TAB, "list", Place::Record).pointed(),
    Command::new("record.call", 188, text::CALL, "phone", Place::Record),
    Command::new("record.mail", 189, text::MAIL, "mail", Place::Record),
    Command::new("record.message", 190, text::MESSAGE, "msg", Place::Record),
    Command::new("record.map", 191, text::MAP, "map", Place::Record),
    Command::new("record.copy_link", 192, text::COPY_LINK, "link", Place::Record),
    Command::new("record.complete", 193, text::COMPLETE, "check", Place::Record).pointed(),
    Command::new("record.close", 194, text::CLOSE, "x", Place::Record).keys(&["escape"]).pointed(),
    Command::new("record.filter_timeline", 195, text::FILTER_TIMELINE, "filter", Place::Record).pointed(),
];
