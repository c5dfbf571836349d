//! Names of the commands of the feature `trash`.

use crate::i18n::messages;

messages! { "trash.command":
    FEATURE "feature" = "Trash";
    RESTORE "restore" = "Restore from the trash";
    RESTORE_ALL "restore_all" = "Restore everything shown";
}
