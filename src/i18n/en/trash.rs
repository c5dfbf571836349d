//! Words of the trash.

use crate::i18n::messages;

messages! { "trash":
    TITLE "title" = "Trash";
    NOTE "note" = "Deleted records stay here, with all their fields and history, until they are restored.";
    KINDS "kinds" = "Kind of record";
    ALL_KINDS "all_kinds" = "All";
    RESTORE "restore" = "Restore";
    RESTORE_ALL "restore_all" = "Restore all";
    RESTORE_SOME "restore_some" = "Restore {n}";
    SELECT "select" = "Select {title}";
    SELECT_ALL "select_all" = "Select everything shown";
    BY "by" = "{when}, by {who}";
    MORE "more" = "The last {n} of {all} are shown. Restore all brings every one back.";
    EMPTY "empty" = "The trash is empty";
    EMPTY_TEXT "empty_text" = "What you delete waits here and can be brought back.";
    UNTITLED "untitled" = "Without a name";
}
