//! Names of the commands of the feature `views`.

use crate::i18n::messages;

messages! { "views.command":
    FEATURE "feature" = "Saved views";
    SAVE "save" = "Save as a new view";
    UPDATE "update" = "Save changes to this view";
    OPEN "open" = "Open a view";
    RENAME "rename" = "Rename this view";
    PIN "pin" = "Pin or unpin this view";
    DELETE "delete" = "Delete this view";
    LAYOUT "layout" = "Switch between list and board";
}
