//! Names of the commands of the feature `home`.

use crate::i18n::messages;

messages! { "home.command":
    FEATURE "feature" = "Home";
    OPEN_ITEM "open_item" = "Open an item of the home page";
    COMPLETE "complete" = "Mark as done";
}
