//! What went wrong, and what to do next.

use crate::i18n::messages;

messages! { "fault":
    STORAGE_UNAVAILABLE "storage_unavailable" = "No storage here";
    STORAGE_UNAVAILABLE_NEXT "storage_unavailable_next" = "This browser offers no storage, as some private windows do. Open Kontor in an ordinary window.";
    STORAGE_BLOCKED "storage_blocked" = "Another tab is updating";
    STORAGE_BLOCKED_NEXT "storage_blocked_next" = "Another tab runs a newer Kontor and is changing the storage. Close the other tabs, then try again.";
    STORAGE_FULL "storage_full" = "The disk is full";
    STORAGE_FULL_NEXT "storage_full_next" = "What was saved before is safe. Free some space on this device, or export everything, then try again.";
    STORAGE_NEWER "storage_newer" = "Saved by a newer Kontor";
    STORAGE_NEWER_NEXT "storage_newer_next" = "A newer version wrote this storage. Reload the page to get that version; nothing was changed.";
    STORAGE_FAILED "storage_failed" = "Saving did not work";
    STORAGE_FAILED_NEXT "storage_failed_next" = "What was saved before is safe. Try again; if it keeps failing, export everything.";
    NO_SUCH_RECORD "no_such_record" = "That record is gone";
    NO_SUCH_RECORD_NEXT "no_such_record_next" = "It may have been deleted in another tab. Look for it in the trash.";
    NO_SUCH_FIELD "no_such_field" = "That field is gone";
    NO_SUCH_FIELD_NEXT "no_such_field_next" = "Reload the page to see the fields as they are now.";
    BAD_VALUE "bad_value" = "That value does not fit";
    BAD_VALUE_NEXT "bad_value_next" = "Enter a value that fits the field.";
    REQUIRED "required" = "Something is missing";
    REQUIRED_NEXT "required_next" = "Fill in {field} first.";
    TAKEN "taken" = "That value is taken";
    TAKEN_NEXT "taken_next" = "Another record has the same {field}.";
    NOTHING_TO_UNDO "nothing_to_undo" = "Nothing to undo";
    NOTHING_TO_UNDO_NEXT "nothing_to_undo_next" = "Everything is as it was.";
    FILE_UNREADABLE "file_unreadable" = "The file cannot be read";
    FILE_UNREADABLE_NEXT "file_unreadable_next" = "Choose another file, or save it again in the program it came from.";
    CANCELLED "cancelled" = "Cancelled";
    CANCELLED_NEXT "cancelled_next" = "Nothing was changed.";
    ENGINE_STOPPED "engine_stopped" = "The engine stopped";
    ENGINE_STOPPED_NEXT "engine_stopped_next" = "It is being started again. What was saved is safe, and your draft is kept.";
    FIELD "field" = "this field";
}
