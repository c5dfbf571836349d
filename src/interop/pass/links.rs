//! Links of a row to other records: found, to be made, left for later, or undecided.

use super::{Ambiguous, Deferred, Outside, Pass, Stop, Touched, cells, edits_of, note_unclear};
use crate::interop::columns::is_email;
use crate::interop::compile::{Compiled, What, bit_of};
use crate::interop::convert::Cell;
use crate::interop::index::{Found, Key, key_text};
use crate::interop::mapping::split;
use crate::interop::wizard::{Choice, Missing, Policy, Reason, UnclearKey};
use crate::model::arrange::Arrange as _;
use crate::model::block::Block;
use crate::model::id::{ObjectId, RecordId};
use crate::model::schema::Object;
use crate::model::standard::{PERSON, PRODUCT, USER, product_field, user_field};
use crate::model::value::Value;

/// What was found for a name.
enum Match {
    Record(RecordId),
    /// Somebody decided that the link stays empty.
    Empty,
    None,
}

/// What became of one name in a link column.
pub(super) enum Resolved {
    /// The record.
    Record(RecordId),
    /// To be made when the row is taken.
    Make(String),
    /// A later row of the file may bring it.
    Later(String),
}

/// The names of one link column of a row.
pub(super) struct Linked {
    input: usize,
    names: Vec<Resolved>,
}

impl Pass {
    /// Looks for every linked record without making any.
    pub(super) fn find_links(
        &mut self,
        at: usize,
        links: &[(usize, &str)],
        row: &[Cell<'_>],
        number: u32,
        outside: &mut Outside<'_>,
    ) -> Result<Vec<Linked>, Stop> {
        let mut found = Vec::with_capacity(links.len());
        for (input, text) in links {
            let What::Link { target, missing, many, .. } = self.plans[at].inputs[*input].what else { continue };
            let mut names = Vec::new();
            let parts: Vec<&str> = if many { split(text).collect() } else { vec![*text] };
            for part in parts {
                let column = self.plans[at].inputs[*input].column;
                match self.find(at, *input, target, part, row, number, outside)? {
                    Match::Record(id) => names.push(Resolved::Record(id)),
                    Match::Empty => {}
                    Match::None if target == self.plans[at].object => names.push(Resolved::Later(part.to_owned())),
                    Match::None => match missing {
                        Missing::Create => names.push(Resolved::Make(part.to_owned())),
                        Missing::LeaveEmpty => {}
                        Missing::Reject => return Err(Stop::Reject(Some(column), Reason::NoSuchRecord)),
                    },
                }
            }
            found.push(Linked { input: *input, names });
        }
        Ok(found)
    }

    /// The record of a name.
    #[expect(clippy::too_many_arguments, reason = "the row's place and text, passed on as they are")]
    fn find(
        &mut self,
        at: usize,
        input: usize,
        target: ObjectId,
        text: &str,
        row: &[Cell<'_>],
        number: u32,
        outside: &mut Outside<'_>,
    ) -> Result<Match, Stop> {
        if let Some(id) = self.caches[at][input].get(text) {
            return Ok(Match::Record(*id));
        }
        let plan = &self.plans[at];
        let What::Link { by, .. } = &plan.inputs[input].what else { return Ok(Match::Empty) };
        for key in by {
            match self.indexes.find(target, *key, text) {
                Found::None => {}
                Found::One(id) => {
                    self.caches[at][input].insert(text.into(), id);
                    return Ok(Match::Record(id));
                }
                Found::Many(ids) => {
                    let mut folded = String::new();
                    key_text(text, &mut folded);
                    let key = UnclearKey { file: plan.file, column: Some(plan.inputs[input].column), text: folded };
                    return match outside.choices.get(&key) {
                        Some(Choice::Record(id)) => Ok(Match::Record(*id)),
                        Some(Choice::New) => Ok(Match::None),
                        Some(Choice::None) => Ok(Match::Empty),
                        None => {
                            let ids = ids.to_vec();
                            let domain = cells::domain(plan, row);
                            let seen = Ambiguous { object: target, text, number, ids: &ids, domain: &domain };
                            note_unclear(&mut self.unclear, key, &seen, outside);
                            Err(Stop::Unclear)
                        }
                    };
                }
            }
        }
        Ok(Match::None)
    }

    /// Puts the links into the cells, making records where needed. `known` is the record the row
    /// changes, when it exists.
    pub(super) fn link(
        &mut self,
        at: usize,
        row: &mut [Cell<'_>],
        links: Vec<Linked>,
        record: RecordId,
        known: Option<RecordId>,
        outside: &mut Outside<'_>,
    ) {
        for Linked { input, names } in links {
            let What::Link { target, many, .. } = self.plans[at].inputs[input].what else { continue };
            let slot = self.plans[at].inputs[input].slot;
            let mut ids = Vec::with_capacity(names.len());
            for name in names {
                match name {
                    Resolved::Record(id) => ids.push(id),
                    Resolved::Make(text) => {
                        // An earlier name of the same row may have made it.
                        let id = match self.caches[at][input].get(text.as_str()) {
                            Some(id) => *id,
                            None => self.make(target, &text, outside),
                        };
                        self.caches[at][input].insert(text.into(), id);
                        ids.push(id);
                    }
                    Resolved::Later(text) => {
                        let plan = &self.plans[at];
                        let field = plan.slots[slot].field;
                        let keeps = self.policy == Policy::FillGaps
                            && known.is_some_and(|id| !outside.lookup.cell(plan.object, id, field).is_empty());
                        if !keeps {
                            self.deferred.push(Deferred { record, input, text });
                        }
                    }
                }
            }
            if many && !ids.is_empty() {
                ids.arrange();
                ids.dedup();
                row[slot] = Cell::Refs(ids);
            } else if let Some(id) = ids.first() {
                row[slot] = Cell::Ref(*id);
            }
        }
    }

    /// Makes a record that has nothing but a name.
    fn make(&mut self, target: ObjectId, text: &str, outside: &mut Outside<'_>) -> RecordId {
        // Another column or file may have made it under the same name.
        if let Found::One(id) = self.indexes.find(target, Key::Title, text) {
            return id;
        }
        let id = (outside.ids)();
        let schema = outside.lookup.schema();
        let Some(object) = schema.object(target) else { return id };
        *self.made.entry(target).or_insert(0) += 1;
        for key in self.indexes.keys_of(target) {
            let names = match key {
                Key::Title => true,
                Key::Field(field) => is_email(text) && object.by_key("email").is_some_and(|email| email.id == field),
            };
            if names {
                self.indexes.add(target, key, text, id);
            }
        }
        let filled = object.title.iter().fold(0, |bits, field| bits | bit_of(object, *field));
        self.touched.insert(id, Touched { filled, hash: 0, made: true });
        if self.write {
            let block = self.stubs.entry(target).or_insert_with(|| Block::with_columns(object));
            block.push(id, &stub(object, text)).expect("a stub's cells are of their fields' kinds");
        }
        id
    }

    /// The file is at its end: links to records of its own that never came.
    pub(super) fn settle_deferred(&mut self, at: usize, outside: &mut Outside<'_>) {
        for Deferred { record, input, text } in core::mem::take(&mut self.deferred) {
            let What::Link { target, missing, many, .. } = self.plans[at].inputs[input].what else { continue };
            let found = self.find(at, input, target, &text, &[], 0, outside);
            let id = match found {
                Ok(Match::Record(id)) => Some(id),
                Ok(Match::None) if missing == Missing::Create => {
                    let id = self.make(target, &text, outside);
                    self.caches[at][input].insert(text.into(), id);
                    Some(id)
                }
                _ => None,
            };
            let Some(id) = id.filter(|id| *id != record) else { continue };
            if self.write {
                let plan: &Compiled = &self.plans[at];
                let field = plan.slots[plan.inputs[input].slot].field;
                let value = if many { Value::Refs(vec![id]) } else { Value::Ref(id) };
                self.chunk.edits.extend(edits_of(plan, record, &[(field, Value::Empty, value)]));
            }
        }
    }
}

/// The cells of a record of which only the name (or e-mail address) is known.
fn stub(object: &Object, text: &str) -> Vec<(crate::model::id::FieldId, Value)> {
    let mut cells: Vec<_> = object
        .fields
        .iter()
        .filter(|field| !field.default.is_empty())
        .map(|field| (field.id, field.default.clone()))
        .collect();
    let mut name = text;
    if let Some(email) = object.by_key("email").filter(|_| is_email(text)) {
        cells.push((email.id, Value::text(text)));
        name = text.split('@').next().unwrap_or(text);
    }
    match (object.id, object.title.as_slice()) {
        (PERSON, [first, last, ..]) => {
            let (first_name, last_name) = cells::split_name(name);
            cells.push((*first, Value::text(first_name)));
            cells.push((*last, Value::text(last_name)));
        }
        (_, [title, ..]) => cells.push((*title, Value::text(name))),
        _ => {}
    }
    match object.id {
        USER => cells.push((user_field::ACTIVE, Value::Bool(true))),
        PRODUCT => cells.push((product_field::ACTIVE, Value::Bool(true))),
        _ => {}
    }
    cells
}
