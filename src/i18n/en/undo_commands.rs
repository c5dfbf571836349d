//! Names of the commands of the feature `undo`.

use crate::i18n::messages;

messages! { "undo.command":
    FEATURE "feature" = "Undo";
    UNDO "undo" = "Undo";
    REDO "redo" = "Redo";
}
