//! What a query of the palette looks for: its first character can narrow it.

use crate::model::id::ObjectId;
use crate::model::standard;

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Records, views and commands.
    Everything,
    /// `>`: commands.
    Commands,
    /// `@`: people; `#`: companies.
    Records(ObjectId),
    /// `/`: views.
    Views,
    /// `?`: commands that have keys, with their keys.
    Help,
}

/// Splits a query into what it looks for and the words.
#[must_use]
pub fn scope(query: &str) -> (Scope, &str) {
    let query = query.trim_start();
    let found = match query.chars().next() {
        Some('>') => Scope::Commands,
        Some('@') => Scope::Records(standard::PERSON),
        Some('#') => Scope::Records(standard::COMPANY),
        Some('/') => Scope::Views,
        Some('?') => Scope::Help,
        _ => return (Scope::Everything, query.trim()),
    };
    (found, query[1..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_narrows() {
        assert_eq!(scope(" vale "), (Scope::Everything, "vale"));
        assert_eq!(scope(">go home"), (Scope::Commands, "go home"));
        assert_eq!(scope("@ ann"), (Scope::Records(standard::PERSON), "ann"));
        assert_eq!(scope("#"), (Scope::Records(standard::COMPANY), ""));
        assert_eq!(scope("a>b"), (Scope::Everything, "a>b"));
    }
}
