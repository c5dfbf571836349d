//! Words of quick create.

use crate::i18n::messages;

messages! { "create":
    CHOOSE "choose" = "New record";
}
