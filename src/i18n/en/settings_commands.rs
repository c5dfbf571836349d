//! Names of the commands of the feature `settings`.

use crate::i18n::messages;

messages! { "settings.command":
    FEATURE "feature" = "Settings";
    CHANGE "change" = "Change a setting";
    KEEP_DATA "keep_data" = "Ask the browser to keep the data";
    EXPORT_ALL "export_all" = "Export everything";
    ERASE "erase" = "Erase all data on this device";
    BIND_KEY "bind_key" = "Change a shortcut";
}
