//! Names of the commands of the feature `import`.

use crate::i18n::messages;

messages! { "import.command":
    FEATURE "feature" = "Import";
    OPEN "open" = "Import a file";
    CHOOSE "choose" = "Choose files";
    MAP "map" = "Change where a column goes";
    ANSWER "answer" = "Answer a question about a column";
    FIX "fix" = "Fix a cell";
    POLICY "policy" = "Choose what happens to duplicates";
    RESOLVE "resolve" = "Decide an unclear link";
    DRY_RUN "dry_run" = "Dry run";
    RUN "run" = "Import";
    CANCEL "cancel" = "Cancel the import";
    ERROR_FILE "error_file" = "Download the error file";
}
