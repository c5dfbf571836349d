//! Names of the commands of the feature `board`.

use crate::i18n::messages;

messages! { "board.command":
    FEATURE "feature" = "Boards";
    MOVE "move" = "Move a card";
    MOVE_NEXT "move_next" = "Move the card to the next stage";
    MOVE_PREVIOUS "move_previous" = "Move the card to the previous stage";
    LOSE "lose" = "Mark as lost";
    WIN "win" = "Mark as won";
    PIPELINE "pipeline" = "Switch the pipeline";
    COMPACT "compact" = "Compact cards";
    FOLD "fold" = "Fold or unfold a column";
    ADD "add" = "New record in this column";
    SELECT "select" = "Select a card";
    OPEN "open" = "Open a card";
    COLUMNS_FROM "columns_from" = "Choose the field of the columns";
    CARD_FIELDS "card_fields" = "Choose the fields on cards";
    FOCUS "focus" = "Move between cards";
}
