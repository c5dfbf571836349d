//! The one list of features. Each brings its commands; router, palette, shortcut sheet, the bindings
//! page, usage analytics and its never-used list are derived from here. A new feature is one folder
//! and one line.

pub mod board;
pub mod command;
pub mod home;
pub mod import;
pub mod list;
pub mod record;
pub mod sample;
pub mod search;
pub mod settings;
pub mod shell;
pub mod trash;
pub mod undo;
pub mod views;

use command::{Command, Feature};

/// Every feature.
pub const FEATURES: &[&Feature] = &[
    &shell::FEATURE,
    &home::FEATURE,
    &search::FEATURE,
    &list::FEATURE,
    &views::FEATURE,
    &record::FEATURE,
    &board::FEATURE,
    &undo::FEATURE,
    &trash::FEATURE,
    &import::FEATURE,
    &sample::FEATURE,
    &settings::FEATURE,
];

/// Every command of every feature.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    FEATURES.iter().flat_map(|feature| feature.commands.iter())
}

/// The command with this id.
#[must_use]
pub fn command(id: &str) -> Option<&'static Command> {
    commands().find(|command| command.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_and_numbers_are_unique_and_named_after_their_feature() {
        let (mut ids, mut numbers) = (HashSet::new(), HashSet::new());
        for feature in FEATURES {
            for command in feature.commands {
                assert!(ids.insert(command.id), "{}", command.id);
                assert!(command.number > 0 && numbers.insert(command.number), "{}", command.id);
                assert_eq!(command.id.split('.').next(), Some(feature.name), "{}", command.id);
            }
        }
    }

    /// Two commands of one place may not share keys, and a chord may not begin with a whole shortcut.
    #[test]
    fn shortcuts_do_not_collide() {
        let mut seen: Vec<(&str, &Command)> = Vec::new();
        for command in commands() {
            for keys in command.keys {
                for (other, holder) in &seen {
                    let same_place = command.place == holder.place
                        || command.place == command::Place::Anywhere
                        || holder.place == command::Place::Anywhere;
                    assert!(!(same_place && keys == other), "{keys}: {} and {}", command.id, holder.id);
                    let chord = |long: &str, short: &str| long.starts_with(&format!("{short} "));
                    assert!(!(same_place && (chord(keys, other) || chord(other, keys))), "{keys} {other}");
                }
                seen.push((keys, command));
            }
        }
    }
}
