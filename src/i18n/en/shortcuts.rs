//! Words of the shortcut sheet.

use crate::i18n::messages;

messages! { "shortcuts":
    TITLE "title" = "Keyboard shortcuts";
    HERE "here" = "On this page";
    OR "or" = "or";
    HINT "hint" = "Hold Alt to see the keys on the controls themselves.";
    CHANGE "change" = "Change shortcuts";
}
