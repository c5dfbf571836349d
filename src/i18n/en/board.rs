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
    NO_DATE "no_date" = "No date";
    OVERDUE "overdue" = "Was due {day}";
    DUE_TODAY "due_today" = "Due today";
    DUE "due" = "Closes {day}";
    DROP_TO_WIN "drop_to_win" = "Drop to win";
    DROP_TO_LOSE "drop_to_lose" = "Lost, ask why";
    WHY_LOST "why_lost" = "Why was it lost?";
    WITHOUT_REASON "without_reason" = "Lost, no reason";
    WON "won" = "{n, plural, one {Won} other {# won}}";
    LOST "lost" = "{n, plural, one {Lost} other {# lost}}";
    MOVED "moved" = "{n, plural, one {Moved} other {# moved}}";
}
