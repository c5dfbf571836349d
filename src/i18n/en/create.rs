//! Words of quick create.

use crate::i18n::messages;

messages! { "create":
    TITLE "title" = "New {object}";
    CHOOSE "choose" = "New record";
    SAVE "save" = "Save";
    DRAFT_KEPT "draft_kept" = "Draft kept on this device";
    MORE_FIELDS "more_fields" = "More fields";
    EMPTY "empty" = "Fill in at least one field.";
    NOT_A_NUMBER "not_a_number" = "Write a number, such as 1,200.50.";
    NOT_A_DATE "not_a_date" = "Write a date.";
    CREATED "created" = "{object} created";
    SEARCH "search" = "Type to search";
    NONE "none" = "Nothing fits";
}
