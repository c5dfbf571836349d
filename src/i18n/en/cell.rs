//! Words of cells and their editors.

use crate::i18n::messages;

messages! { "cell":
    YES "yes" = "Yes";
    NO "no" = "No";
    STARS "stars" = "{n, plural, one {# star} other {# stars}}";
    MINUTES "minutes" = "{m} min";
    HOURS "hours" = "{h} h";
    HOURS_MINUTES "hours_minutes" = "{h} h {m} min";
    GONE "gone" = "Not on this device";
    FIND "find" = "Type to find";
    NOTHING_FITS "nothing_fits" = "Nothing fits";
    CLEAR "clear" = "Clear";
    ADD "add" = "Add";
    REMOVE "remove" = "Remove";
    CREATE_NAMED "create_named" = "Create “{name}”";
    REQUIRED "required" = "This cannot be empty";
    NOT_A_NUMBER "not_a_number" = "This is not a number";
    TOO_LARGE "too_large" = "This number is too large";
    NOT_A_CURRENCY "not_a_currency" = "This is not a currency code";
    NOT_A_DURATION "not_a_duration" = "Try 90, 1:30 or 1h 30";
    NOT_A_DATE "not_a_date" = "This is not a date";
}
