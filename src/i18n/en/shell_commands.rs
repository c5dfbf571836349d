//! Names of the commands of the feature `shell`.

use crate::i18n::messages;

messages! { "shell.command":
    FEATURE "feature" = "Getting around";
    OPEN_PALETTE "palette" = "Open the command palette";
    SHORTCUTS "shortcuts" = "Show keyboard shortcuts";
    SIDEBAR "sidebar" = "Collapse or expand the sidebar";
    GO_HOME "go_home" = "Go to Home";
    GO_DEALS "go_deals" = "Go to Deals";
    GO_COMPANIES "go_companies" = "Go to Companies";
    GO_PEOPLE "go_people" = "Go to People";
    GO_LEADS "go_leads" = "Go to Leads";
    GO_ACTIVITIES "go_activities" = "Go to Activities";
    GO_SETTINGS "go_settings" = "Go to Settings";
    GO_TRASH "go_trash" = "Go to Trash";
    GO "go" = "Go to a page";
    THEME "theme" = "Switch between light and dark";
    UPDATE "update" = "Update Kontor now";
    RESTART_ENGINE "restart_engine" = "Restart the engine";
}
