//! The laws of merging: whatever the order, however often, by whatever way the same transactions arrive, the same
//! database results. `KONTOR_SEED` runs another seed.

#![allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    reason = "an oracle is written to be plainly right; files are shared in part"
)]

#[path = "support/random.rs"]
mod random;
#[path = "support/world.rs"]
mod world;

use std::collections::BTreeMap;

use kontor::db::edit::{Edit, Target};
use kontor::db::show::RecordShow;
use kontor::db::{CHUNK_ROWS, Context, Database, Utc};
use kontor::merge::{Contests, Register, Write};
use kontor::model::block::Block;
use kontor::model::date::Date;
use kontor::model::hlc::{ClientId, Clock, Hlc};
use kontor::model::id::{FieldId, ObjectId, RecordId};
use kontor::model::op::{Action, Op, Tx, Undo};
use kontor::model::schema::{Choice, Hue, Outcome};
use kontor::model::value::Value;

use random::{Random, seed};
use world::{X, Y, x};

const RECORDS: usize = 6;

fn context() -> Context<'static> {
    Context { now_ms: 0, today: Date(0), week_start: 0, me: RecordId(0), zone: &Utc, text: None, partial: false }
}

/// A device: what it knows, and its clock.
struct Device {
    db: Database,
    clock: Clock,
    /// How many of all transactions it has seen.
    seen: usize,
}

/// Transactions of three devices that hear of each other now and then.
fn history(random: &mut Random, count: usize) -> Vec<Tx> {
    let device =
        |client| Device { db: Database::new(world::schema()), clock: Clock::new(ClientId(client), 0), seen: 0 };
    let mut devices = [device(1), device(2), device(3)];
    let mut txs: Vec<Tx> = Vec::new();
    for now in 1..=count as u64 {
        let device = random.pick(&[0, 1, 2]);
        let device = &mut devices[*device];
        if random.chance(40) {
            for tx in &txs[device.seen..] {
                device.db.apply(tx);
                device.clock.observe(tx.stamp);
            }
            device.seen = txs.len();
        }
        let ops = change(random, &device.db);
        // Clocks go wrong: now and then one stands still, or far behind.
        let stamp = device.clock.tick(now / 2 * (1 + random.below(2) as u64));
        let author = world::user(device.clock.client().0.into());
        let tx = Tx { stamp, author, command: "test".into(), undo: Undo::Do, ops };
        device.db.apply(&tx);
        txs.push(tx);
    }
    txs
}

/// A random change as a device may make it, from what it knows.
fn change(random: &mut Random, db: &Database) -> Vec<Op> {
    let object = if random.chance(80) { X } else { Y };
    let fields = db.schema().object(object).expect("an object").fields.clone();
    let record = world::record(random, object, RECORDS);
    let cells = |random: &mut Random| -> Vec<(FieldId, Value)> {
        let some: Vec<_> = fields.iter().filter(|_| random.chance(40)).cloned().collect();
        some.iter().map(|field| (field.id, world::value(random, &field.kind, RECORDS))).collect()
    };
    let plan = |edit: Edit| db.plan(&[edit], &context()).unwrap_or_default();
    match random.below(14) {
        // Created without looking: the same record may be created twice.
        0..3 => vec![Op { object, record, action: Action::Create(cells(random)) }],
        3 => {
            let definition = db.schema().object(object).expect("an object");
            let mut block = Block::with_columns(definition);
            for at in 0..RECORDS as u128 {
                if random.chance(30) {
                    let id = RecordId((u128::from(object.0) << 32) + 1 + at * 7);
                    block.push(id, &cells(random)).expect("values fit");
                }
            }
            vec![Op { object, record: RecordId(0), action: Action::CreateMany(Box::new(block)) }]
        }
        4 => plan(Edit::Delete { object, target: Target::one(record) }),
        5 => vec![Op { object, record, action: if random.chance(60) { Action::Delete } else { Action::Restore } }],
        6 if object == X => {
            let set = |random: &mut Random| {
                let kind = db.schema().field(X, x::MANY).expect("a field").kind.clone();
                world::cell(random, &kind, RECORDS)
            };
            let (add, remove) = (set(random), set(random));
            vec![Op { object, record, action: Action::Elements { field: x::MANY, add, remove } }]
        }
        7 => vec![Op { object, record: RecordId(0), action: schema_change(random, object) }],
        // Fields and objects that this version does not know.
        8 => {
            let after = Value::Text(format!("new {}", random.below(3)));
            let object = if random.chance(50) { object } else { ObjectId(99_999) };
            let action = if random.chance(50) {
                Action::Create(vec![(FieldId(900), after)])
            } else {
                Action::Set { field: FieldId(900), before: Value::Empty, after }
            };
            vec![Op { object, record, action }]
        }
        _ => plan(Edit::Set { object, target: Target::one(record), cells: cells(random) }),
    }
}

fn schema_change(random: &mut Random, object: ObjectId) -> Action {
    let id = 1 + random.below(2) as u32;
    let choice = Choice {
        id: kontor::model::id::OptionId(70_000 + id),
        key: format!("k{}", random.below(5)),
        label: None,
        hue: Hue::Red,
        parent: None,
        probability: None,
        outcome: Outcome::Open,
        archived: false,
    };
    let field = if object == X { x::SELECT } else { FieldId(3) };
    Action::PutChoice { field, choice: Box::new(choice), before: None }
}

/// Everything that a database holds, in a form that does not depend on the order of rows.
#[derive(PartialEq, Debug)]
struct Dump {
    schema: String,
    records: BTreeMap<(ObjectId, RecordId), (Option<RecordShow>, BTreeMap<FieldId, Value>, Stamps)>,
}

/// The stamps of a record: of its cells, its elements, its removal.
type Stamps = (BTreeMap<FieldId, Hlc>, BTreeMap<(FieldId, u128), (Hlc, bool)>, Option<(Hlc, bool)>);

fn dump(db: &Database) -> Dump {
    let mut records = BTreeMap::new();
    for object in db.objects() {
        let block = db.to_block(object, 0..db.len(object));
        let past = block.past.as_ref().expect("a chunk has a past");
        for (at, id) in block.ids.iter().enumerate() {
            let here = |place: &u32| *place as usize == at;
            let columns = block.columns.iter().map(|(field, column)| (*field, column.get(at)));
            let cells: BTreeMap<FieldId, Value> = columns.filter(|(_, value)| !value.is_empty()).collect();
            let mut own: BTreeMap<FieldId, Hlc> = past
                .stamps
                .iter()
                .filter(|(place, ..)| here(place))
                .map(|(_, field, stamp)| (*field, *stamp))
                .collect();
            let mut elements: BTreeMap<(FieldId, u128), (Hlc, bool)> = past
                .elements
                .iter()
                .filter(|(place, ..)| here(place))
                .map(|(_, field, element, stamp, present)| ((*field, *element), (*stamp, *present)))
                .collect();
            for (field, value) in &cells {
                let parts: Vec<u128> = match value {
                    Value::Options(ids) => ids.iter().map(|id| u128::from(id.0)).collect(),
                    Value::Refs(ids) => ids.iter().map(|id| id.0).collect(),
                    _ => {
                        own.entry(*field).or_insert(past.created[at]);
                        continue;
                    }
                };
                for part in parts {
                    elements.entry((*field, part)).or_insert((past.created[at], true));
                }
            }
            let removed = past.removed.iter().find(|(place, ..)| here(place)).map(|(_, stamp, gone)| (*stamp, *gone));
            records.insert((object, *id), (db.record(object, *id), cells, (own, elements, removed)));
        }
    }
    Dump { schema: format!("{:?}", db.schema()), records }
}

/// Says which records differ.
fn assert_same(one: &Dump, other: &Dump, what: &str) {
    for (key, record) in &one.records {
        assert_eq!(Some(record), other.records.get(key), "{key:?} {what}");
    }
    assert!(one == other, "{what}");
}

fn merged<'a>(txs: impl IntoIterator<Item = &'a Tx>) -> Database {
    let mut db = Database::new(world::schema());
    for tx in txs {
        db.apply(tx);
    }
    db
}

#[test]
fn every_order_of_a_few_transactions_leads_to_the_same_database() {
    for round in 0..60 {
        let seed = seed() + round;
        let mut txs = history(&mut Random(seed), 4);
        let wanted = (dump(&merged(&txs)), merged(&txs).conflicts());
        // All 24 orders, by Heap's algorithm.
        let mut counters = [0; 4];
        let mut at = 0;
        while at < 4 {
            if counters[at] < at {
                txs.swap(if at % 2 == 0 { 0 } else { counters[at] }, at);
                let db = merged(&txs);
                assert_same(&dump(&db), &wanted.0, &format!("seed {seed}: {txs:?}"));
                assert_eq!(db.conflicts(), wanted.1, "seed {seed}: {txs:?}");
                counters[at] += 1;
                at = 0;
            } else {
                counters[at] = 0;
                at += 1;
            }
        }
    }
}

#[test]
fn long_histories_in_any_order_with_repeats_lead_to_the_same_database() {
    for round in 0..25 {
        let seed = seed() ^ 0x5A5A ^ round;
        let mut random = Random(seed);
        let txs = history(&mut random, 60);
        let straight = merged(&txs);
        let wanted = (dump(&straight), straight.conflicts());
        for _ in 0..6 {
            let mut other: Vec<&Tx> = txs.iter().collect();
            other.extend(txs.iter().filter(|_| random.chance(20)));
            random.shuffle(&mut other);
            let mut db = merged(other.iter().copied());
            assert_same(&dump(&db), &wanted.0, &format!("seed {seed}"));
            assert_eq!(db.conflicts(), wanted.1, "seed {seed}");
            // And once more: nothing is new.
            for tx in other {
                let changes = db.apply(tx);
                assert!(changes.is_empty(), "seed {seed}: {changes:?} by {tx:?}");
            }
            assert_same(&dump(&db), &wanted.0, &format!("seed {seed}"));
        }
    }
}

/// Through chunks on disk and back.
fn reloaded(db: &Database) -> Database {
    let mut fresh = Database::new(world::schema());
    for object in db.objects() {
        for chunk in 0..db.len(object).div_ceil(CHUNK_ROWS) {
            fresh.load_block(&db.chunk(object, chunk));
        }
    }
    for tx in db.unchunked() {
        fresh.apply(&tx);
    }
    fresh
}

#[test]
fn what_comes_back_from_disk_goes_on_merging_as_if_it_had_stayed() {
    for round in 0..40 {
        let seed = seed() ^ 0xD15C ^ round;
        let mut random = Random(seed);
        let txs = history(&mut random, 50);
        let mut shuffled: Vec<&Tx> = txs.iter().collect();
        random.shuffle(&mut shuffled);
        let half = merged(shuffled[..25].iter().copied());
        let mut back = reloaded(&half);
        assert_same(&dump(&back), &dump(&half), &format!("seed {seed}"));
        // Frames that were folded into the chunks may be replayed.
        for tx in &shuffled[15..] {
            back.apply(tx);
        }
        assert_same(&dump(&back), &dump(&merged(&txs)), &format!("seed {seed}"));
    }
}

#[test]
fn chunks_of_two_devices_merge() {
    for round in 0..40 {
        let seed = seed() ^ 0x2DE7 ^ round;
        let mut random = Random(seed);
        let txs = history(&mut random, 40);
        let some: Vec<&Tx> = txs.iter().filter(|_| random.chance(60)).collect();
        let rest: Vec<&Tx> = txs.iter().filter(|_| random.chance(60)).collect();
        let (one, other) = (merged(some.iter().copied()), merged(rest.iter().copied()));
        let mut both = reloaded(&one);
        for object in other.objects() {
            both.load_block(&other.to_block(object, 0..other.len(object)));
        }
        for tx in other.unchunked() {
            both.apply(&tx);
        }
        let wanted = dump(&merged(some.into_iter().chain(rest)));
        assert_same(&dump(&both), &wanted, &format!("seed {seed}"));
    }
}

#[test]
fn registers_obey_the_laws() {
    for round in 0..200 {
        let seed = seed() ^ 0x1A3 ^ round;
        let mut random = Random(seed);
        let values = ["a", "b", "c"].map(|text| Value::Text(text.into()));
        let mut register = |count: usize| {
            let mut register = Register::default();
            for _ in 0..count {
                let (time, client) = (random.below(12) as u64, random.below(3) as u64);
                let stamp = Hlc { time, client: ClientId(client) };
                // A stamp names one write, whoever tells of it.
                let mut of_stamp = Random(seed ^ time << 8 ^ client);
                let mut side = || vec![(FieldId(1), of_stamp.pick(&values).clone())];
                register.add(stamp, Write { before: side(), after: side() });
            }
            register
        };
        let (a, b, c) = (register(4), register(4), register(4));
        let join = |one: &Register, other: &Register| {
            let mut joined = one.clone();
            joined.merge(other);
            joined
        };
        assert_eq!(join(&a, &b), join(&b, &a), "seed {seed}");
        assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)), "seed {seed}");
        assert_eq!(join(&a, &a), a, "seed {seed}");
        let all = join(&join(&a, &b), &c);
        for (stamp, write) in all.losers() {
            let (newest, standing) = all.winner().expect("a write");
            assert!(stamp < newest && write.after != standing.after, "seed {seed}");
        }
    }
}

#[test]
fn a_lost_edit_is_kept_until_somebody_has_seen_it() {
    let group = (X, RecordId(1), FieldId(1));
    let write = |before: &str, after: &str| Write {
        before: vec![(FieldId(1), Value::text(before))],
        after: vec![(FieldId(1), Value::text(after))],
    };
    let at = |time, client| Hlc { time, client: ClientId(client) };
    let mut contests = Contests::default();
    contests.add(group, at(1, 1), write("", "Bremen"));
    contests.add(group, at(2, 2), write("Bremen", "Hamburg"));
    assert!(contests.conflicts().is_empty(), "the second author had seen the first");
    contests.add(group, at(3, 1), write("Bremen", "Kiel"));
    let conflicts = contests.conflicts();
    let [kontor::merge::Conflict::Edit { stands, lost, cells, .. }] = conflicts.as_slice() else {
        panic!("{conflicts:?}");
    };
    assert_eq!((*stands, *lost), (at(3, 1), at(2, 2)));
    assert_eq!(*cells, [(FieldId(1), Value::text("Kiel"), Value::text("Hamburg"), Value::text("Bremen"))]);
    contests.settle(group);
    assert!(contests.conflicts().is_empty());
}
