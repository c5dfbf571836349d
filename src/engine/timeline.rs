//! The history of a record: its own changes, and what was linked to it.

use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use super::core_state::Core;
use super::disk::fault;
use crate::codec::envelope::Kind;
use crate::codec::history::{self, Past, partition};
use crate::db::Context;
use crate::db::query::{Filter, Path, Query, Test};
use crate::db::show::Link;
use crate::model::arrange::Arrange as _;
use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::op::{Action, Op};
use crate::model::schema::{FieldKind, Role};
use crate::model::standard::{ACTIVITY, NOTE, USER, activity_field, activity_status, note_field};
use crate::model::value::Value;
use crate::platform::Platform;
use crate::platform::store::{Area, Span, Store as _};
use crate::protocol::request::Reply;
use crate::protocol::timeline::{Entry, Event};

impl<P: Platform> Engine<P> {
    pub(super) async fn timeline(&self, id: u32, object: ObjectId, record: RecordId, limit: u32) {
        let mut pasts: Vec<Past> = Vec::new();
        if let Some(store) = self.store() {
            let span = Span::under(Area::History, &[partition(record)]);
            let read = store
                .read(vec![span], async |_, entries| {
                    for (_, bytes) in entries {
                        // A damaged segment costs its own lines, not the rest.
                        let content = self.unwrap(Kind::History, &bytes).await;
                        let segment = content.and_then(|content| history::decode(&content)).unwrap_or_default();
                        pasts.extend(segment.into_iter().filter(|past| past.record == record && past.object == object));
                    }
                })
                .await;
            if let Err(error) = read {
                return self.reply(id, Err(fault(error)));
            }
        }
        let entries = {
            let core = self.inner.core.borrow();
            let ctx = core.context(self.platform().now_ms());
            let folded: BTreeSet<Hlc> = pasts.iter().map(|past| past.stamp).collect();
            pasts.extend(core.recent(object, record).filter(|past| !folded.contains(&past.stamp)));
            core.entries(object, record, pasts, limit as usize, &ctx)
        };
        self.reply(id, Ok(Reply::Timeline(entries)));
    }
}

/// What happened to a record in one transaction.
#[derive(Default)]
struct Step {
    author: RecordId,
    command: String,
    /// Field, from, to.
    cells: Vec<(FieldId, Value, Value)>,
    events: Vec<Event>,
}

impl Core {
    /// Changes of a record that are not folded yet.
    fn recent(&self, object: ObjectId, record: RecordId) -> impl Iterator<Item = Past> {
        self.tail.values().flat_map(move |tx| {
            tx.ops.iter().filter(move |op| op.object == object).filter_map(move |op| {
                let action = about(op, record)?;
                Some(Past { stamp: tx.stamp, author: tx.author, command: tx.command.clone(), object, record, action })
            })
        })
    }

    fn entries(
        &self,
        object: ObjectId,
        record: RecordId,
        pasts: Vec<Past>,
        limit: usize,
        ctx: &Context<'_>,
    ) -> Vec<Entry> {
        let mut steps: BTreeMap<Hlc, Step> = BTreeMap::new();
        for past in pasts {
            let step = steps.entry(past.stamp).or_default();
            step.author = past.author;
            step.command = past.command;
            match past.action {
                Action::Set { field, before, after } if before != after => step.cells.push((field, before, after)),
                Action::Elements { field, add, remove } => step.cells.push((field, remove, add)),
                Action::Delete => step.events.push(Event::Deleted),
                Action::Restore => step.events.push(Event::Restored),
                Action::Create(_) => step.events.push(Event::Created),
                _ => {}
            }
        }
        let mut entries = Vec::new();
        let mut created = false;
        for (stamp, mut step) in steps {
            if !step.cells.is_empty() {
                let shown = step.cells.into_iter().map(|(field, from, to)| {
                    let kind = self.db.schema().field(object, field).map(|field| &field.kind);
                    (field, self.db.show(kind, from), self.db.show(kind, to))
                });
                step.events.push(Event::Changed(shown.collect()));
            }
            for event in step.events {
                created |= event == Event::Created;
                let author = self.user(step.author);
                entries.push(Entry { stamp, author, command: step.command.clone(), event });
            }
        }
        if let (false, Some(show)) = (created, self.db.record(object, record)) {
            let entry =
                Entry { stamp: show.created, author: show.created_by, command: String::new(), event: Event::Created };
            entries.push(entry);
        }
        self.linked(object, record, ctx, &mut entries);
        // Of one moment, the creation came first.
        entries.arrange_by_key(|entry| (std::cmp::Reverse(entry.stamp), entry.event == Event::Created));
        entries.truncate(limit);
        entries
    }

    fn user(&self, id: RecordId) -> Option<Link> {
        (id.0 != 0).then(|| self.db.link(USER, id))
    }

    /// Live records that link to this one.
    fn linked(&self, object: ObjectId, record: RecordId, ctx: &Context<'_>, entries: &mut Vec<Entry>) {
        let mut met = BTreeSet::new();
        for (other, field) in self.db.schema().incoming(object) {
            let test = match field.kind {
                FieldKind::Relation { .. } if other.role != Role::System => Test::Equals(Value::Ref(record)),
                FieldKind::Relations { .. } if other.role != Role::System => Test::AllOf(vec![Value::Ref(record)]),
                _ => continue,
            };
            let query = Query { filter: Filter::is(Path::Field(field.id), test), ..Query::of(other.id) };
            for id in self.db.ids(&query, ctx) {
                if !met.insert((other.id, id)) {
                    continue;
                }
                let Some(row) = self.db.row(other.id, id) else { continue };
                let value = |field| self.db.value(other.id, row, field);
                let (mut text, mut kind, mut done) = (self.db.subtitle(other.id, row), None, false);
                if other.id == NOTE {
                    self.db.text(NOTE, row, note_field::TEXT).clone_into(&mut text);
                } else if other.id == ACTIVITY {
                    kind = if let Value::Option(kind) = value(activity_field::KIND) { Some(kind) } else { None };
                    done = value(activity_field::STATUS) == Value::Option(activity_status::DONE);
                    let told = [activity_field::OUTCOME, activity_field::DESCRIPTION];
                    let told = told.map(|field| self.db.text(ACTIVITY, row, field));
                    told.into_iter().find(|told| !told.is_empty()).unwrap_or_default().clone_into(&mut text);
                }
                let Some(show) = self.db.record(other.id, id) else { continue };
                // What was done stands where it happened, which may be before it was entered here.
                let took_place = [activity_field::DONE_AT, activity_field::DUE].into_iter().find_map(|field| {
                    let Value::DateTime(at) = value(field) else { return None };
                    Some(Hlc { time: u64::try_from(at).ok()? << 16, ..show.created })
                });
                entries.push(Entry {
                    stamp: took_place.filter(|at| done && *at < show.created).unwrap_or(show.created),
                    author: show.created_by,
                    command: String::new(),
                    event: Event::Linked { link: self.db.link(other.id, id), text, kind, done },
                });
            }
        }
    }
}

/// What an op does to a record, if it is about it.
fn about(op: &Op, record: RecordId) -> Option<Action> {
    match &op.action {
        Action::DeleteMany(ids) => ids.contains(&record).then_some(Action::Delete),
        Action::RestoreMany(ids) => ids.contains(&record).then_some(Action::Restore),
        Action::CreateMany(block) => block.ids.contains(&record).then(|| Action::Create(Vec::new())),
        action => (op.record == record).then(|| action.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bulk_ops_are_about_each_of_their_records() {
        let op = |action| Op { object: ObjectId(1), record: RecordId(0), action };
        let many = op(Action::DeleteMany(vec![RecordId(3), RecordId(5)]));
        assert_eq!(about(&many, RecordId(5)), Some(Action::Delete));
        assert_eq!(about(&many, RecordId(4)), None);
    }
}
