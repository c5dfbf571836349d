//! Names of the commands of the feature `sample`.

use crate::i18n::messages;

messages! { "sample.command":
    FEATURE "feature" = "Sample data";
    LOAD "load" = "Load sample data";
    START_EMPTY "start_empty" = "Start empty";
}
