//! Words used everywhere.

use crate::i18n::messages;

messages! { "common":
    APP "app" = "Kontor";
    SAVE "save" = "Save";
    CANCEL "cancel" = "Cancel";
    CLOSE "close" = "Close";
    DELETE "delete" = "Delete";
    RESTORE "restore" = "Restore";
    UNDO "undo" = "Undo";
    REDO "redo" = "Redo";
    EDIT "edit" = "Edit";
    OPEN "open" = "Open";
    ADD "add" = "Add";
    REMOVE "remove" = "Remove";
    SEARCH "search" = "Search";
    MORE "more" = "More";
    BACK "back" = "Back";
    NEXT "next" = "Next";
    PREVIOUS "previous" = "Previous";
    DONE "done" = "Done";
    YES "yes" = "Yes";
    NO "no" = "No";
    EVERYTHING "everything" = "All";
    NONE "none" = "None";
    YOU "you" = "You";
    EMPTY "empty" = "Empty";
    LOADING "loading" = "Loading";
    TRY_AGAIN "try_again" = "Try again";
    CREATED "created" = "Created";
    SINCE "since" = "{field} since";
    CREATED_BY "created_by" = "Created by";
    UPDATED "updated" = "Last changed";
    UPDATED_BY "updated_by" = "Last changed by";
    TITLE "title" = "Name";
}
