//! Words of the shell: sidebar, page bar, bottom bar, notices.

use crate::i18n::messages;

messages! { "shell":
    SKIP "skip" = "Skip to the page";
    MAIN_NAV "main_nav" = "Main";
    BOTTOM_NAV "bottom_nav" = "Go to";
    MESSAGES "messages" = "Messages";
    WORKSPACE "workspace" = "My workspace";
    HOME "home" = "Home";
    PINNED "pinned" = "Pinned views";
    SHARED "shared" = "Shared views";
    SETTINGS "settings" = "Settings";
    TRASH "trash" = "Trash";
    IMPORT "import" = "Import";
    COLLAPSE "collapse" = "Collapse the sidebar";
    EXPAND "expand" = "Expand the sidebar";
    WIDTH "width" = "Width of the sidebar";
    PROFILE "profile" = "Your profile";
    NO_NAME "no_name" = "You";
    ON_DEVICE "on_device" = "On this device";
    SAVING "saving" = "Saving";
    NOT_SAVED "not_saved" = "Not saved";
    IN_MEMORY "in_memory" = "In memory only";
    OFFLINE "offline" = "Offline";
    SYNC_SAFE "sync_safe" = "Everything is saved on this device.";
    NEW "new" = "New";
    NEW_RECORD "new_record" = "New record";
    CONTACTS "contacts" = "Contacts";
    DEALS "deals" = "Deals";
    MORE "more" = "More";
    LOADING "loading" = "Opening your workspace";
    NOT_FOUND "not_found" = "There is no such page";
    NOT_FOUND_TEXT "not_found_text" = "The address may be old, or the record is on another device.";
    TO_HOME "to_home" = "Go to Home";
    UPDATE_READY "update_ready" = "A new version is ready.";
    UPDATE_NOW "update_now" = "Update";
    LATER "later" = "Later";
    ENGINE_STOPPED "engine_stopped" = "The engine stopped and is being started again. What was saved is safe.";
    ENGINE_GONE "engine_gone" = "The engine keeps stopping. What was saved is safe.";
    START_AGAIN "start_again" = "Start it again";
    CANNOT_WRITE "cannot_write" = "Changes cannot be saved now: {why} What you typed since is only in this tab.";
    QUARANTINED "quarantined" = "{n, plural, one {One part} other {# parts}} of the storage could not be read and was set aside. {records, plural, one {About one record} other {About # records}} may be missing or old; the rest is complete.";
    QUARANTINED_UNKNOWN "quarantined_unknown" = "{n, plural, one {One part} other {# parts}} of the storage could not be read and was set aside. The rest is complete.";
    MEMORY_ONLY "memory_only" = "This browser keeps nothing, so all is gone when this tab closes. Export before you leave.";
    EXPORT "export" = "Export everything";
    DISMISS "dismiss" = "Hide this note";
    RELOAD "reload" = "Reload the page";
    PANEL "panel" = "Beside it";
}
