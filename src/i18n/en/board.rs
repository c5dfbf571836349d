//! Boards.

use crate::i18n::messages;

messages! { "board":
    BOARD "board" = "Board";
    LIST "list" = "List";
    AS_LIST "as_list" = "Show as a list";
    LAYOUT "layout" = "Layout";
    COMPACT "compact" = "Compact cards";
    PIPELINE "pipeline" = "Pipeline";
    STAGES "stages" = "Stages";
    NEW "new" = "New {object}";
    OPEN_COUNT "open_count" = "{n, plural, one {# open} other {# open}}";
    WEIGHTED "weighted" = "weighted {sum}";
    ADD_TO "add_to" = "New in {lane}";
    FOLD "fold" = "Fold {lane}";
    UNFOLD "unfold" = "Unfold {lane}";
    EMPTY_LANE "empty_lane" = "Drop a card here";
    DUE "due" = "closes {day}";
    NO_ACTIVITY "no_activity" = "No activity";
    LATE "late" = "{what}, {n} d late";
    AT_TIME "at_time" = "{what}, today {time}";
    ON_DAY "on_day" = "{what}, {day}";
    DAYS "days" = "{n} d";
    IN_STAGE "in_stage" = "{n, plural, one {# day here} other {# days here}}";
    CHANCE "chance" = "Chance of winning";
    MORE_OF "more_of" = "More about {lane}";
    SELECT_LANE "select_lane" = "Select these cards";
    BY "by" = "Columns from";
    CARD_FIELDS "card_fields" = "Fields on cards";
    FIELDS_AT_MOST "fields_at_most" = "Four at most";
    DROP_TO_WIN "drop_to_win" = "Drop to win";
    DROP_TO_LOSE "drop_to_lose" = "Lost, ask why";
    WHY_LOST "why_lost" = "Why was it lost?";
    WITHOUT_REASON "without_reason" = "Lost, no reason";
    WON "won" = "{n, plural, one {Won} other {# won}}";
    LOST "lost" = "{n, plural, one {Lost} other {# lost}}";
    MOVED "moved" = "{n, plural, one {Moved} other {# moved}}";
}
