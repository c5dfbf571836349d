//! Names of the commands of the feature `search`.

use crate::i18n::messages;

messages! { "search.command":
    FEATURE "feature" = "Search";
    FOCUS "focus" = "Search";
    OPEN_HIT "open_hit" = "Open a search result";
}
