//! Names of the commands of the feature `record`.

use crate::i18n::messages;

messages! { "record.command":
    FEATURE "feature" = "Records";
    CREATE_COMPANY "create_company" = "New company";
    CREATE_PERSON "create_person" = "New person";
    CREATE_DEAL "create_deal" = "New deal";
    CREATE_LEAD "create_lead" = "New lead";
    CREATE_TASK "create_task" = "New task";
    CREATE_NOTE "create_note" = "New note";
    CREATE "create" = "New record";
    EDIT "edit" = "Edit a field";
    DELETE "delete" = "Delete this record";
    RESTORE "restore" = "Restore this record";
    NEXT "next" = "Next record";
    PREVIOUS "previous" = "Previous record";
    ADD_NOTE "add_note" = "Add a note";
    ADD_TASK "add_task" = "Add a task";
    STAGE "stage" = "Change the stage";
    ASSIGN "assign" = "Change the owner";
    LABEL "label" = "Change the tags";
    TAB "tab" = "Switch the tab";
    CALL "call" = "Call";
    MAIL "mail" = "Write an e-mail";
    MESSAGE "message" = "Send a message";
    MAP "map" = "Show on a map";
    COPY_LINK "copy_link" = "Copy the link";
    COMPLETE "complete" = "Mark the activity as done";
    CLOSE "close" = "Close the panel";
    FILTER_TIMELINE "filter_timeline" = "Filter the timeline";
}
