//! The addresses of the app, as data. Every link is made from a [`Route`], every address is read
//! into one; an address that is none of them is [`Route::Unknown`].

use crate::model::id::RecordId;

/// A page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// `/`: what is due today.
    Home,
    /// `/person`: the list of an object type, by its key.
    List(String),
    /// `/deal/board`: the board of an object type.
    Board(String),
    /// `/person/view/<id>`: a saved view.
    View(String, RecordId),
    /// `/person/<id>`: a record.
    Record(String, RecordId),
    /// `/search?q=...`: what a search finds.
    Search,
    /// `/trash`: deleted records.
    Trash,
    /// `/import`: the import wizard.
    Import,
    /// `/settings/<section>`.
    Settings(Section),
    /// `/start`: first run.
    Start,
    /// Anything else.
    Unknown,
}

/// A section of the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Who uses this device.
    Profile,
    /// What the company is called, and its currency.
    Workspace,
    /// Theme, language, formats.
    Display,
    /// Shortcuts.
    Keys,
    /// Storage in use, export, erase.
    Storage,
    /// Version and licence.
    About,
}

impl Section {
    /// All, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Profile, Self::Workspace, Self::Display, Self::Keys, Self::Storage, Self::About];

    /// Its part of the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Workspace => "workspace",
            Self::Display => "display",
            Self::Keys => "keys",
            Self::Storage => "storage",
            Self::About => "about",
        }
    }
}

impl Route {
    /// Reads the path of an address.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] | ["index.html"] => Self::Home,
            ["search"] => Self::Search,
            ["trash"] => Self::Trash,
            ["import"] => Self::Import,
            ["start"] => Self::Start,
            ["settings"] => Self::Settings(Section::Profile),
            ["settings", key] => {
                Section::ALL.into_iter().find(|section| section.key() == *key).map_or(Self::Unknown, Self::Settings)
            }
            [object] if is_key(object) => Self::List((*object).to_owned()),
            [object, "board"] if is_key(object) => Self::Board((*object).to_owned()),
            [object, "view", id] if is_key(object) => {
                id.parse().map_or(Self::Unknown, |id| Self::View((*object).to_owned(), id))
            }
            [object, id] if is_key(object) => {
                id.parse().map_or(Self::Unknown, |id| Self::Record((*object).to_owned(), id))
            }
            _ => Self::Unknown,
        }
    }

    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::Unknown => "/".into(),
            Self::List(object) => format!("/{object}"),
            Self::Board(object) => format!("/{object}/board"),
            Self::View(object, id) => format!("/{object}/view/{id}"),
            Self::Record(object, id) => format!("/{object}/{id}"),
            Self::Search => "/search".into(),
            Self::Trash => "/trash".into(),
            Self::Import => "/import".into(),
            Self::Settings(section) => format!("/settings/{}", section.key()),
            Self::Start => "/start".into(),
        }
    }

    /// The key of the object type the page is about, when it is about one.
    #[must_use]
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::List(key) | Self::Board(key) | Self::View(key, _) | Self::Record(key, _) => Some(key),
            _ => None,
        }
    }
}

/// Keys of object types: lower-case ASCII letters, digits and underscores.
fn is_key(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_reads_back_from_its_address() {
        let id = RecordId(0x0192_0000_0000_7000_8000_0000_0000_0001);
        let key = || "person".to_owned();
        let mut routes = vec![
            Route::Home,
            Route::List(key()),
            Route::Board("deal".into()),
            Route::View(key(), id),
            Route::Record(key(), id),
            Route::Search,
            Route::Trash,
            Route::Import,
            Route::Start,
        ];
        routes.extend(Section::ALL.map(Route::Settings));
        for route in routes {
            assert_eq!(Route::parse(&route.path()), route);
        }
    }

    #[test]
    fn what_is_no_address_is_unknown() {
        for path in ["/settings/nope", "/person/view/1", "/Person", "/a/b/c/d", "/person/xyz", "/fo o"] {
            assert_eq!(Route::parse(path), Route::Unknown, "{path}");
        }
    }
}
