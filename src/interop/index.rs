//! Records by what they are recognised by: number in another system, e-mail, name.

use std::collections::BTreeMap;

use super::hash::FastMap;
use super::lookup::Lookup;
use crate::model::fold::fold_into;
use crate::model::id::{FieldId, ObjectId, RecordId};

/// What records are looked up by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Key {
    /// What they are called.
    Title,
    /// The text of a field.
    Field(FieldId),
}

/// What was found.
pub(crate) enum Found<'a> {
    None,
    One(RecordId),
    Many(&'a [RecordId]),
}

#[derive(Clone, Debug)]
enum Slot {
    One(RecordId),
    Many(Vec<RecordId>),
}

/// The indexes an import needs, of records that exist and of those it makes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indexes {
    maps: BTreeMap<(ObjectId, Key), FastMap<Box<str>, Slot>>,
    scratch: String,
}

/// Puts a text into the form in which texts are looked up: folded, white space made one.
pub(crate) fn key_text(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() && !text.contains("  ") {
        fold_into(text.trim(), out);
        return;
    }
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(word, out);
    }
}

impl Indexes {
    /// Makes an index of the records that exist, unless it is there.
    pub(crate) fn make(&mut self, object: ObjectId, key: Key, lookup: &dyn Lookup) {
        if self.maps.contains_key(&(object, key)) {
            return;
        }
        let mut map: FastMap<Box<str>, Slot> = FastMap::default();
        let mut folded = String::new();
        let mut visit = |id: RecordId, text: &str| {
            key_text(text, &mut folded);
            if folded.is_empty() {
                return;
            }
            match map.get_mut(folded.as_str()) {
                None => {
                    map.insert(folded.as_str().into(), Slot::One(id));
                }
                Some(slot) => match slot {
                    Slot::One(first) => *slot = Slot::Many(vec![*first, id]),
                    Slot::Many(all) => all.push(id),
                },
            }
        };
        match key {
            Key::Title => lookup.titles(object, &mut visit),
            Key::Field(field) => lookup.texts(object, field, &mut visit),
        }
        self.maps.insert((object, key), map);
    }

    /// Makes room for so many records more.
    pub(crate) fn reserve(&mut self, object: ObjectId, rows: usize) {
        for (_, map) in self.maps.iter_mut().filter(|((indexed, _), _)| *indexed == object) {
            map.reserve(rows);
        }
    }

    /// The records of that text.
    pub(crate) fn find(&mut self, object: ObjectId, key: Key, text: &str) -> Found<'_> {
        let Some(map) = self.maps.get(&(object, key)) else { return Found::None };
        key_text(text, &mut self.scratch);
        match map.get(self.scratch.as_str()) {
            None => Found::None,
            Some(Slot::One(id)) => Found::One(*id),
            Some(Slot::Many(ids)) => Found::Many(ids),
        }
    }

    /// Adds a record the import makes. One that has the text already keeps it.
    pub(crate) fn add(&mut self, object: ObjectId, key: Key, text: &str, id: RecordId) {
        let Some(map) = self.maps.get_mut(&(object, key)) else { return };
        key_text(text, &mut self.scratch);
        if !self.scratch.is_empty() && !map.contains_key(self.scratch.as_str()) {
            map.insert(self.scratch.as_str().into(), Slot::One(id));
        }
    }

    /// The keys by which an object is indexed.
    pub(crate) fn keys_of(&self, object: ObjectId) -> Vec<Key> {
        self.maps.keys().filter(|(indexed, _)| *indexed == object).map(|(_, key)| *key).collect()
    }
}
