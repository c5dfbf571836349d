//! Names of the commands of the feature `list`.

use crate::i18n::messages;

messages! { "list.command":
    FEATURE "feature" = "Lists";
    SORT "sort" = "Sort the list";
    FILTER "filter" = "Filter the list";
    CLEAR_FILTER "clear_filter" = "Clear filters";
    FIND "find" = "Search in the list";
    COLUMNS "columns" = "Choose columns";
    RESIZE_COLUMN "resize_column" = "Resize a column";
    MOVE_COLUMN "move_column" = "Move a column";
    GROUP "group" = "Group the list";
    FOOTER "footer" = "Change a footer calculation";
    DENSITY "density" = "Change the row height";
    NEXT_ROW "next_row" = "Next row";
    PREVIOUS_ROW "previous_row" = "Previous row";
    SELECT "select" = "Select the row";
    SELECT_ALL "select_all" = "Select all rows";
    CLEAR_SELECTION "clear_selection" = "Clear the selection";
    PEEK "peek" = "Peek at the record";
    OPEN "open" = "Open the record";
    EDIT_CELL "edit_cell" = "Edit a cell";
    BULK_EDIT "bulk_edit" = "Edit the selected records";
    BULK_ASSIGN "bulk_assign" = "Assign the selected records";
    BULK_TAG "bulk_tag" = "Label the selected records";
    BULK_DELETE "bulk_delete" = "Delete the selected records";
    EXPORT "export" = "Export the list as CSV";
}
