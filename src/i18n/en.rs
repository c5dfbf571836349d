//! English, compiled in: one file an area.

pub mod common;
pub mod schema;

use super::Message;

/// The areas, each with its messages.
pub const AREAS: &[&[Message]] = &[common::ALL];

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
