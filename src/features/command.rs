//! Commands: everything a person can do. The UI dispatches each in one place, which times it, writes
//! its usage event, checks rights and keeps it undoable.

use crate::i18n::Message;

/// A feature and its commands.
#[derive(Debug)]
pub struct Feature {
    /// Its name: the folder, and the first part of its commands' ids.
    pub name: &'static str,
    /// What people call it.
    pub label: Message,
    /// Its commands, in the order the palette shows them.
    pub commands: &'static [Command],
}

/// Something a person can do.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// Stable name, such as `record.delete`. Never reused for another meaning.
    pub id: &'static str,
    /// Stable number for usage events; never reused.
    pub number: u16,
    /// What it is called in menus and the palette.
    pub label: Message,
    /// Its icon, by name.
    pub icon: &'static str,
    /// Default shortcuts: keys joined by `+`, chords separated by a blank, such as `mod+z`, `g d`.
    /// `mod` is Cmd on Apple machines and Ctrl elsewhere.
    pub keys: &'static [&'static str],
    /// Where it can be used.
    pub place: Place,
    /// Whether the palette offers it.
    pub palette: bool,
}

/// Where a command can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// On every screen.
    Anywhere,
    /// In a list.
    List,
    /// On a record page or in the peek panel.
    Record,
    /// On a board.
    Board,
    /// In the import wizard.
    Import,
    /// On the settings page.
    Settings,
    /// In the trash.
    Trash,
    /// On first run.
    Start,
}

impl Command {
    /// A command of the palette.
    #[must_use]
    pub const fn new(id: &'static str, number: u16, label: Message, icon: &'static str, place: Place) -> Self {
        Self { id, number, label, icon, keys: &[], place, palette: true }
    }

    /// With shortcuts.
    #[must_use]
    pub const fn keys(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    /// Not in the palette: it needs something one points at.
    #[must_use]
    pub const fn pointed(self) -> Self {
        Self { palette: false, ..self }
    }
}
