//! Where the pages of object types are, and what they look like in navigation.

use super::kit::icon::Icon;
use super::local;
use super::route::Route;

/// The page an object type opens with: the layout it was last looked at in; deals begin as a board.
#[must_use]
pub fn home_of(key: &str) -> Route {
    let board = match local::get(&format!("layout.{key}")).as_deref() {
        Some("board") => true,
        Some(_) => false,
        None => key == "deal",
    };
    if board { Route::Board(key.to_owned()) } else { Route::List(key.to_owned()) }
}

/// Remembers the layout of the page on screen.
pub fn remember(route: &Route) {
    match route {
        Route::List(key) => local::set(&format!("layout.{key}"), "list"),
        Route::Board(key) => local::set(&format!("layout.{key}"), "board"),
        _ => {}
    }
}

/// The command that goes to an object type.
#[must_use]
pub fn go_command(key: &str) -> &'static str {
    match key {
        "deal" => "shell.go_deals",
        "company" => "shell.go_companies",
        "person" => "shell.go_people",
        "lead" => "shell.go_leads",
        "activity" => "shell.go_activities",
        _ => "shell.go",
    }
}

/// The command that creates a record of an object type.
#[must_use]
pub fn create_command(key: &str) -> &'static str {
    match key {
        "company" => "record.create_company",
        "person" => "record.create_person",
        "deal" => "record.create_deal",
        "lead" => "record.create_lead",
        "activity" => "record.create_task",
        "note" => "record.create_note",
        _ => "record.create",
    }
}

/// The icon of a name in the schema or the registry; a box where there is no such icon.
#[must_use]
pub fn icon_of(name: &str) -> Icon {
    Icon::named(name).unwrap_or(Icon::Box)
}
