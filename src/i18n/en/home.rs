//! Words of the home page.

use crate::i18n::messages;

messages! { "home":
    TITLE "title" = "Home";
    MORNING "morning" = "Good morning, {name}";
    AFTERNOON "afternoon" = "Good afternoon, {name}";
    EVENING "evening" = "Good evening, {name}";
    MORNING_PLAIN "morning_plain" = "Good morning";
    AFTERNOON_PLAIN "afternoon_plain" = "Good afternoon";
    EVENING_PLAIN "evening_plain" = "Good evening";
    WHOSE "whose" = "Whose work is shown";
    MINE "mine" = "Mine";
    EVERYONE "everyone" = "Everyone’s";
    OVERDUE "overdue" = "Overdue";
    TODAY "today" = "Today";
    OPEN_DEALS "open_deals" = "Open deals";
    WORTH "worth" = "Worth";
    CLOSING "closing" = "Closing soon";
    LATELY "lately" = "Looked at last";
    DEVICE "device" = "On this device";
    DEVICE_TEXT "device_text" = "Everything you see is stored here and works without a network.";
    IN_USE "in_use" = "{used} of {quota} in use";
    SEE_STORAGE "see_storage" = "Storage";
    COMPLETED "completed" = "Done";
    COMPLETE "complete" = "Mark “{title}” as done";
    LATE "late" = "{n, plural, one {# day late} other {# days late}}";
    SEE_ALL "see_all" = "All {n}";
    DUE "due" = "due {date}";
    CLEAR "clear" = "Nothing is due today";
    CLEAR_TEXT "clear_text" = "Plan the next step of a deal, or take the afternoon off.";
    CLEAR_MINE "clear_mine" = "Nothing of yours is due today";
    SHOW_EVERYONE "show_everyone" = "Show everyone’s";
    NEW_TASK "new_task" = "New task";
    NO_CLOSING "no_closing" = "No open deal closes in the next two weeks.";
    NOTHING_SEEN "nothing_seen" = "Records you open appear here.";
    EMPTY "empty" = "A clean page";
    EMPTY_TEXT "empty_text" = "Bring a list, look around with sample data, or begin with one contact.";
    BEGIN "begin" = "Choose how to begin";
    NEW_CONTACT "new_contact" = "New contact";
}
