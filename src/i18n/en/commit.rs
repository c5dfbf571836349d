//! What is said after a change.

use crate::i18n::messages;

messages! { "commit":
    UNDONE "undone" = "Undone";
    REDONE "redone" = "Done again";
    UNDO "undo" = "Undo";
    CREATED "created" = "Created";
    SAVED "saved" = "Saved";
    DELETED "deleted" = "{n, plural, one {Moved to trash} other {# moved to trash}}";
    RESTORED "restored" = "{n, plural, one {Restored} other {# restored}}";
    CHANGED "changed" = "{n, plural, one {Changed} other {# changed}}";
}
