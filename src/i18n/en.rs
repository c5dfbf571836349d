//! English, compiled in: one file an area.

pub mod board_commands;
pub mod cell;
pub mod figures;
pub mod filter;
pub mod list;
pub mod commit;
pub mod common;
pub mod create;
pub mod faults;
pub mod home;
pub mod home_commands;
pub mod import;
pub mod import_commands;
pub mod list_commands;
pub mod palette;
pub mod record;
pub mod record_commands;
pub mod sample_commands;
pub mod schema;
pub mod search_commands;
pub mod settings;
pub mod settings_commands;
pub mod shell;
pub mod shell_commands;
pub mod shortcuts;
pub mod start;
pub mod trash;
pub mod trash_commands;
pub mod undo_commands;
pub mod views_commands;

use super::Message;

/// The areas, each with its messages.
pub const AREAS: &[&[Message]] = &[
    common::ALL,
    cell::ALL,
    figures::ALL,
    filter::ALL,
    list::ALL,
    commit::ALL,
    create::ALL,
    faults::ALL,
    trash::ALL,
    settings::ALL,
    home::ALL,
    palette::ALL,
    shell::ALL,
    shortcuts::ALL,
    shell_commands::ALL,
    home_commands::ALL,
    search_commands::ALL,
    list_commands::ALL,
    views_commands::ALL,
    record::ALL,
    record_commands::ALL,
    board_commands::ALL,
    undo_commands::ALL,
    trash_commands::ALL,
    import::ALL,
    start::ALL,
    import_commands::ALL,
    sample_commands::ALL,
    settings_commands::ALL,
];

/// Every message there is, names of the standard schema included.
pub fn all() -> impl Iterator<Item = Message> {
    let names = schema::TEXTS.iter().map(|(id, text)| Message { id, text });
    AREAS.iter().flat_map(|area| area.iter().copied()).chain(names)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::model::standard;

    #[test]
    fn ids_are_unique() {
        let mut seen = HashSet::new();
        for message in all() {
            assert!(seen.insert(message.id), "{}", message.id);
        }
    }

    #[test]
    fn names_are_sorted_for_the_search() {
        assert!(schema::TEXTS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn everything_in_the_standard_schema_has_a_name() {
        let known: HashSet<_> = schema::TEXTS.iter().map(|(id, _)| (*id).to_owned()).collect();
        let mut wanted = Vec::new();
        for object in standard::schema().objects {
            let o = &object.key;
            wanted.extend([format!("schema.{o}"), format!("schema.{o}.+")]);
            for field in &object.fields {
                wanted.push(format!("schema.{o}.{}", field.key));
                wanted.push(format!("section.{}", field.section));
                wanted.extend(field.kind.options().iter().map(|c| format!("schema.{o}.{}.{}", field.key, c.key)));
            }
        }
        let missing: Vec<_> = wanted.into_iter().filter(|id| !known.contains(id)).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
