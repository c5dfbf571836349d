//! A database and its oracle that live through the same changes.

use std::collections::HashMap;

use kontor::db::edit::{Edit, Target};
use kontor::db::{Changes, Context, Database, Zone};
use kontor::model::block::Block;
use kontor::model::hlc::{ClientId, Clock};
use kontor::model::id::{FieldId, ObjectId, RecordId};
use kontor::model::op::{Action, Op, Tx, Undo};
use kontor::model::schema::{FieldKind, Object};
use kontor::model::standard::{USER, user_field};
use kontor::model::value::Value;

use crate::naive::{Naive, Rec};
use crate::random::Random;
use crate::world::{self, TODAY, X, Y};

/// The user's zone is so far ahead.
pub const SHIFT_MS: i64 = 7_200_000;
/// Records of an object type there can be.
pub const RECORDS: usize = 60;

/// A database and its oracle.
pub struct Play {
    pub db: Database,
    pub naive: Naive,
    clock: Clock,
    now_ms: u64,
}

impl Play {
    /// Both, with a few users.
    pub fn new(random: &mut Random) -> Self {
        let schema = world::schema();
        let now_ms = u64::try_from(TODAY.0).expect("after 1970") * 86_400_000 + 36_000_000;
        let naive = Naive {
            schema: schema.clone(),
            records: Default::default(),
            now_ms: now_ms as i64,
            today: TODAY,
            week_start: random.below(7) as u8,
            me: world::user(random.below(world::USERS as usize) as u128),
            shift_ms: SHIFT_MS,
        };
        let clock = Clock::new(ClientId(1), 0);
        let mut play = Self { db: Database::new(schema), naive, clock, now_ms: now_ms - 30 * 86_400_000 };
        for number in 0..world::USERS - 1 {
            let name = Value::Text(["Ida", "Ben", "ida"][number as usize].into());
            play.commit(
                world::user(0),
                vec![Op {
                    object: USER,
                    record: world::user(number),
                    action: Action::Create(vec![(user_field::NAME, name)]),
                }],
            );
        }
        play
    }

    pub fn context<'a>(&self, zone: &'a dyn Zone) -> Context<'a> {
        Context {
            now_ms: self.naive.now_ms,
            today: self.naive.today,
            week_start: self.naive.week_start,
            me: self.naive.me,
            zone,
            text: None,
            partial: false,
        }
    }

    pub fn changes(&mut self, random: &mut Random, count: usize) {
        for _ in 0..count {
            self.change(random);
        }
    }

    /// One random change.
    pub fn change(&mut self, random: &mut Random) -> Changes {
        let object = if random.chance(70) { X } else { Y };
        let definition = self.naive.schema.object(object).expect("an object").clone();
        let author = world::user(random.below(world::USERS as usize) as u128);
        self.now_ms += random.below(3) as u64 * 40_000_000;
        match random.below(10) {
            0 | 1 => {
                let id = self.new_id(random, object);
                let cells = self.cells(random, &definition);
                let ops = id.map(|record| Op { object, record, action: Action::Create(cells) });
                self.commit(author, ops.into_iter().collect())
            }
            2 => {
                let mut block = Block::with_columns(&definition);
                for _ in 0..random.below(12) {
                    if let Some(id) = self.new_id(random, object).filter(|id| !block.ids.contains(id)) {
                        let cells = self.cells(random, &definition);
                        block.push(id, &cells).expect("values fit");
                    }
                }
                let action = Action::CreateMany(Box::new(block));
                self.commit(author, vec![Op { object, record: RecordId(0), action }])
            }
            3 => {
                let id = world::record(random, object, RECORDS);
                let delete = random.chance(60);
                let target = Target::one(id);
                let edit = if delete { Edit::Delete { object, target } } else { Edit::Restore { object, target } };
                self.edit(author, &[edit])
            }
            _ => {
                let mut ids: Vec<RecordId> =
                    (0..=random.below(3)).map(|_| world::record(random, object, RECORDS)).collect();
                ids.retain(|id| self.naive.get(object, *id).is_some_and(|rec| !rec.deleted));
                let cells = (0..=random.below(2)).map(|_| {
                    let field = random.pick(&definition.fields);
                    (field.id, world::cell(random, &field.kind, RECORDS))
                });
                let edit = Edit::Set { object, cells: cells.collect(), target: Target::Records(ids) };
                self.edit(author, &[edit])
            }
        }
    }

    fn new_id(&self, random: &mut Random, object: ObjectId) -> Option<RecordId> {
        let id = world::record(random, object, RECORDS);
        self.naive.get(object, id).is_none().then_some(id)
    }

    fn cells(&self, random: &mut Random, object: &Object) -> Vec<(FieldId, Value)> {
        let cells = object.fields.iter().map(|field| (field.id, world::cell(random, &field.kind, RECORDS)));
        cells.filter(|(_, value)| !value.is_empty()).collect()
    }

    fn edit(&mut self, author: RecordId, edits: &[Edit]) -> Changes {
        let ops = self.db.plan(edits, &self.context(&kontor::db::Utc));
        self.commit(author, ops.unwrap_or_default())
    }

    fn commit(&mut self, author: RecordId, ops: Vec<Op>) -> Changes {
        if ops.is_empty() {
            return Changes::default();
        }
        let stamp = self.clock.tick(self.now_ms);
        let tx = Tx { stamp, author, command: "test".into(), undo: Undo::Do, ops };
        let changes = self.db.apply(&tx);
        for op in &tx.ops {
            self.follow(op, stamp.unix_ms(), author);
        }
        changes
    }

    /// What an op means to the oracle, where every op is the newest.
    fn follow(&mut self, op: &Op, now: i64, author: RecordId) {
        let records = self.naive.records.entry(op.object).or_default();
        let mut add = |id: RecordId, cells: HashMap<FieldId, Value>| {
            records.push(Rec {
                id,
                written: cells.keys().map(|field| (*field, now)).collect(),
                cells,
                deleted: false,
                created: now,
                created_by: author,
                updated: now,
                updated_by: author,
            });
        };
        match &op.action {
            Action::Create(cells) => add(op.record, cells.iter().cloned().collect()),
            Action::CreateMany(block) => {
                for (at, id) in block.ids.iter().enumerate() {
                    let cells = block.columns.iter().map(|(field, column)| (*field, column.get(at)));
                    add(*id, cells.filter(|(_, value)| !value.is_empty()).collect());
                }
            }
            action => {
                let Some(rec) = records.iter_mut().find(|rec| rec.id == op.record) else { return };
                (rec.updated, rec.updated_by) = (now, author);
                if let Action::Set { field, .. } = action {
                    rec.written.insert(*field, now);
                }
                match action {
                    Action::Delete => rec.deleted = true,
                    Action::Restore => rec.deleted = false,
                    Action::Set { field, after, .. } if after.is_empty() => drop(rec.cells.remove(field)),
                    Action::Set { field, after, .. } => drop(rec.cells.insert(*field, after.clone())),
                    other => panic!("not played: {other:?}"),
                }
            }
        }
    }
}

/// Whether a field's kind is a link to one record.
pub fn is_link(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Relation { .. } | FieldKind::User)
}
