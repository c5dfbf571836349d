//! Words of the command palette and the search page.

use crate::i18n::messages;

messages! { "palette":
    LABEL "label" = "Command palette";
    PLACEHOLDER "placeholder" = "Search records, views and commands";
    RECENT "recent" = "Looked at last";
    RECORDS "records" = "Records";
    VIEWS "views" = "Views";
    VIEW "view" = "View";
    COMMANDS "commands" = "Commands";
    COMMAND "command" = "Command";
    PAGES "pages" = "Pages";
    HINT_COMMAND "hint_command" = "command";
    HINT_PERSON "hint_person" = "person";
    HINT_COMPANY "hint_company" = "company";
    HINT_VIEW "hint_view" = "view";
    HINT_HELP "hint_help" = "help";
    NOTHING "nothing" = "Nothing fits “{text}”";
    ALL_RESULTS "all_results" = "See all results for “{text}”";
    FOUND "found" = "{n, plural, one {# found} other {# found}} in {ms} ms";
    SEARCHING "searching" = "Still reading your records: more may turn up.";
    UNDO_WHAT "undo_what" = "Undo: {what}";
    REDO_WHAT "redo_what" = "Redo: {what}";
    DELETED "deleted" = "in the trash";
    SEARCH_TITLE "search_title" = "Search";
    SEARCH_FIELD "search_field" = "Search everything";
    SEARCH_EMPTY "search_empty" = "Find anything you ever noted";
    SEARCH_EMPTY_TEXT "search_empty_text" = "Names, e-mail addresses, phone numbers in any format; one typo is forgiven.";
    SEARCH_NOTHING "search_nothing" = "Nothing found for “{text}”";
    SEARCH_NOTHING_TEXT "search_nothing_text" = "Try fewer letters, or look in the trash.";
    SEARCH_KINDS "search_kinds" = "Kind of record";
    OPEN_TRASH "open_trash" = "Open the trash";
}
