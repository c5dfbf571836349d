//! What edits become, and how they are taken back.

use kontor::db::edit::{Edit, Target};
use kontor::db::query::{Filter, Path, Query, Test};
use kontor::db::{Changes, Context, Database, DbError, UndoStack, Utc};
use kontor::model::block::{Block, Column};
use kontor::model::date::Date;
use kontor::model::hlc::{ClientId, Clock};
use kontor::model::id::{FieldId, ObjectId, OptionId, RecordId};
use kontor::model::op::{Action, Op, Tx, Undo};
use kontor::model::standard::{self, COMPANY, DEAL, PERSON, company_field, deal_field, person_field};
use kontor::model::value::Value;

const ME: RecordId = RecordId(7);

/// A database with somebody who works on it.
struct Desk {
    db: Database,
    clock: Clock,
    log: Vec<Tx>,
    stack: UndoStack,
}

fn context() -> Context<'static> {
    Context { now_ms: 0, today: Date(0), week_start: 0, me: ME, zone: &Utc, text: None, partial: false }
}

fn desk() -> Desk {
    Desk {
        db: Database::new(standard::schema()),
        clock: Clock::new(ClientId(1), 0),
        log: Vec::new(),
        stack: UndoStack::new(ME, ClientId(1)),
    }
}

impl Desk {
    fn commit(&mut self, author: RecordId, undo: Undo, ops: Vec<Op>) -> Changes {
        let tx = Tx { stamp: self.clock.tick(1), author, command: "test".into(), undo, ops };
        let changes = self.db.apply(&tx);
        self.stack.feed(&tx);
        self.log.push(tx);
        changes
    }

    fn edit(&mut self, edits: &[Edit]) -> Result<usize, DbError> {
        let ops = self.db.plan(edits, &context())?;
        let count = ops.len();
        if count > 0 {
            self.commit(ME, Undo::Do, ops);
        }
        Ok(count)
    }

    fn undo(&mut self) {
        let (id, _) = self.stack.undo_target().expect("something to undo");
        self.take_back(id, Undo::Undoes(id));
    }

    fn redo(&mut self) {
        let (id, _) = self.stack.redo_target().expect("something to do again");
        self.take_back(id, Undo::Redoes(id));
    }

    fn take_back(&mut self, id: kontor::model::hlc::Hlc, undo: Undo) {
        let tx = self.log.iter().find(|tx| tx.stamp == id).expect("in the log").clone();
        let ops = self.db.undo_ops(&tx);
        self.commit(ME, undo, ops);
    }

    fn cell(&self, object: ObjectId, record: u128, field: FieldId) -> Value {
        let row = self.db.row(object, RecordId(record)).expect("a row");
        self.db.value(object, row, field)
    }

    fn gone(&self, object: ObjectId, record: u128) -> bool {
        self.db.is_deleted(object, self.db.row(object, RecordId(record)).expect("a row"))
    }
}

fn create(object: ObjectId, record: u128, cells: &[(FieldId, Value)]) -> Edit {
    Edit::Create { object, id: RecordId(record), cells: cells.to_vec() }
}

fn set(object: ObjectId, record: u128, cells: &[(FieldId, Value)]) -> Edit {
    Edit::Set { object, target: Target::one(RecordId(record)), cells: cells.to_vec() }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn option(id: u32) -> Value {
    Value::Option(OptionId(id))
}

#[test]
fn a_new_record_starts_with_defaults_and_needs_what_is_required() {
    let mut desk = desk();
    assert_eq!(desk.edit(&[create(DEAL, 1, &[])]), Err(DbError::Required(deal_field::NAME)));
    assert_eq!(
        desk.edit(&[create(DEAL, 1, &[(deal_field::NAME, text("  "))])]),
        Err(DbError::Required(deal_field::NAME))
    );
    desk.edit(&[create(DEAL, 1, &[(deal_field::NAME, text(" Crane "))])]).expect("fits");
    assert_eq!(desk.cell(DEAL, 1, deal_field::NAME), text("Crane"));
    assert_eq!(desk.cell(DEAL, 1, deal_field::PIPELINE), option(1));
    assert_eq!(desk.cell(DEAL, 1, deal_field::STAGE), option(1));
    assert_eq!(
        desk.edit(&[set(DEAL, 1, &[(deal_field::NAME, Value::Empty)])]),
        Err(DbError::Required(deal_field::NAME))
    );
}

#[test]
fn what_does_not_fit_is_refused_as_a_whole() {
    let mut desk = desk();
    desk.edit(&[create(COMPANY, 1, &[(company_field::NAME, text("A"))])]).expect("fits");
    let good = set(COMPANY, 1, &[(company_field::NAME, text("B"))]);
    for (bad, error) in [
        (set(COMPANY, 1, &[(company_field::NAME, Value::Bool(true))]), DbError::BadValue),
        (set(COMPANY, 1, &[(FieldId(9999), text("x"))]), DbError::NoSuchField),
        (set(COMPANY, 2, &[(company_field::NAME, text("x"))]), DbError::NoSuchRecord),
        (set(ObjectId(9999), 1, &[]), DbError::NoSuchField),
        (create(COMPANY, 1, &[(company_field::NAME, text("x"))]), DbError::BadValue),
    ] {
        assert_eq!(desk.edit(&[good.clone(), bad]), Err(error));
        assert_eq!(desk.cell(COMPANY, 1, company_field::NAME), text("A"));
    }
    let stage = set(DEAL, 1, &[(deal_field::STAGE, option(4711))]);
    desk.edit(&[create(DEAL, 1, &[(deal_field::NAME, text("x"))])]).expect("fits");
    assert_eq!(desk.edit(&[stage]), Err(DbError::BadValue), "no such choice");
}

#[test]
fn what_changes_nothing_is_left_out_and_later_edits_see_earlier_ones() {
    let mut desk = desk();
    let name = |name: &str| [(company_field::NAME, text(name))];
    let edits = [create(COMPANY, 1, &name("A")), set(COMPANY, 1, &name("B")), set(COMPANY, 1, &name("B"))];
    assert_eq!(desk.edit(&edits), Ok(1), "one creation with the last name");
    assert_eq!(desk.cell(COMPANY, 1, company_field::NAME), text("B"));
    assert_eq!(desk.edit(&[set(COMPANY, 1, &name("B"))]), Ok(0));
    desk.edit(&[set(COMPANY, 1, &name("C")), set(COMPANY, 1, &name("D"))]).expect("fits");
    desk.undo();
    assert_eq!(desk.cell(COMPANY, 1, company_field::NAME), text("B"));
}

#[test]
fn a_stage_brings_its_pipeline_and_a_pipeline_its_first_stage() {
    let mut desk = desk();
    let name = (deal_field::NAME, text("x"));
    desk.edit(&[create(DEAL, 1, &[name.clone(), (deal_field::STAGE, option(12))])]).expect("fits");
    assert_eq!(desk.cell(DEAL, 1, deal_field::PIPELINE), option(2));
    desk.edit(&[set(DEAL, 1, &[(deal_field::STAGE, option(3))])]).expect("fits");
    assert_eq!(desk.cell(DEAL, 1, deal_field::PIPELINE), option(1));
    desk.edit(&[set(DEAL, 1, &[(deal_field::PIPELINE, option(2))])]).expect("fits");
    assert_eq!(desk.cell(DEAL, 1, deal_field::STAGE), option(11));
    desk.undo();
    assert_eq!(
        (desk.cell(DEAL, 1, deal_field::PIPELINE), desk.cell(DEAL, 1, deal_field::STAGE)),
        (option(1), option(3))
    );
    let both = [(deal_field::PIPELINE, option(1)), (deal_field::STAGE, option(11))];
    assert_eq!(desk.edit(&[set(DEAL, 1, &both)]), Err(DbError::BadValue));
    desk.edit(&[create(DEAL, 2, &[name, (deal_field::PIPELINE, option(2))])]).expect("fits");
    assert_eq!(desk.cell(DEAL, 2, deal_field::STAGE), option(11));
}

#[test]
fn a_merge_never_mixes_two_addresses() {
    let mut here = desk();
    here.edit(&[create(PERSON, 1, &[(person_field::CITY, text("Bremen")), (person_field::STREET, text("Wall 1"))])])
        .expect("fits");
    let mut there = desk();
    there.clock = Clock::new(ClientId(2), 1 << 30);
    there.db.apply(&here.log[0]);
    here.edit(&[set(PERSON, 1, &[(person_field::CITY, text("Kiel"))])]).expect("fits");
    there.edit(&[set(PERSON, 1, &[(person_field::STREET, text("Markt 2"))])]).expect("fits");
    for desk in [&mut here, &mut there] {
        let mine = desk.log.last().expect("an edit").clone();
        assert!(mine.ops.iter().any(Op::is_carry), "the rest of the address travels along");
    }
    here.db.apply(&there.log[0]);
    there.db.apply(&here.log[1]);
    for desk in [&here, &there] {
        let address = (desk.cell(PERSON, 1, person_field::STREET), desk.cell(PERSON, 1, person_field::CITY));
        assert_eq!(address, (text("Markt 2"), text("Bremen")), "the later author's address, as they saw it");
        assert_eq!(desk.db.conflicts().len(), 1, "and the other one is kept");
    }
}

#[test]
fn an_edit_newer_than_a_deletion_keeps_the_record() {
    let mut desk = desk();
    desk.edit(&[create(PERSON, 1, &[(person_field::CITY, text("Bremen"))])]).expect("fits");
    let edit = desk.db.plan(&[set(PERSON, 1, &[(person_field::CITY, text("Kiel"))])], &context()).expect("fits");
    desk.edit(&[Edit::Delete { object: PERSON, target: Target::one(RecordId(1)) }]).expect("fits");
    assert!(desk.gone(PERSON, 1));
    let late =
        Tx { stamp: Clock::new(ClientId(2), 0).tick(9), author: ME, command: String::new(), undo: Undo::Do, ops: edit };
    desk.db.apply(&late);
    assert!(!desk.gone(PERSON, 1));
    assert_eq!(desk.db.conflicts().len(), 1);
}

#[test]
fn undo_and_redo_walk_through_all_kinds_of_changes() {
    let mut desk = desk();
    let tags = person_field::TAGS;
    let refs = |ids: &[u128]| Value::refs(ids.iter().copied().map(RecordId).collect());
    desk.edit(&[create(PERSON, 1, &[(person_field::CITY, text("Bremen"))])]).expect("fits");
    desk.edit(&[set(PERSON, 1, &[(person_field::CITY, text("Kiel")), (person_field::EMAIL, text("a@b.c"))])])
        .expect("fits");
    let target = || Target::one(RecordId(1));
    desk.edit(&[Edit::Elements {
        object: PERSON,
        target: target(),
        field: tags,
        add: refs(&[5, 6]),
        remove: Value::Empty,
    }])
    .expect("fits");
    desk.edit(&[set(PERSON, 1, &[(tags, refs(&[6, 7]))])]).expect("fits");
    desk.edit(&[Edit::Delete { object: PERSON, target: target() }]).expect("fits");
    let state = |desk: &Desk| {
        (desk.gone(PERSON, 1), [person_field::CITY, person_field::EMAIL, tags].map(|field| desk.cell(PERSON, 1, field)))
    };
    let end = state(&desk);
    desk.undo();
    assert_eq!(state(&desk), (false, [text("Kiel"), text("a@b.c"), refs(&[6, 7])]));
    desk.undo();
    assert_eq!(state(&desk), (false, [text("Kiel"), text("a@b.c"), refs(&[5, 6])]));
    desk.undo();
    desk.undo();
    assert_eq!(state(&desk), (false, [text("Bremen"), Value::Empty, Value::Empty]));
    desk.undo();
    assert!(desk.gone(PERSON, 1));
    assert!(desk.stack.undo_target().is_none());
    // After a reload the list is made from the log again.
    let mut stack = UndoStack::new(ME, ClientId(1));
    desk.log.iter().for_each(|tx| stack.feed(tx));
    assert_eq!(stack.redo_target().map(|(id, _)| id), desk.stack.redo_target().map(|(id, _)| id));
    for _ in 0..5 {
        desk.redo();
    }
    assert_eq!(state(&desk), end);
    assert!(desk.stack.redo_target().is_none());
}

#[test]
fn an_undo_leaves_alone_what_somebody_else_changed_since() {
    let mut desk = desk();
    desk.edit(&[create(PERSON, 1, &[(person_field::CITY, text("Bremen"))])]).expect("fits");
    desk.edit(&[set(PERSON, 1, &[(person_field::EMAIL, text("a@b.c")), (person_field::JOB_TITLE, text("Buyer"))])])
        .expect("fits");
    let theirs = desk.db.plan(&[set(PERSON, 1, &[(person_field::EMAIL, text("x@y.z"))])], &context()).expect("fits");
    desk.commit(RecordId(8), Undo::Do, theirs);
    desk.undo();
    assert_eq!(desk.cell(PERSON, 1, person_field::EMAIL), text("x@y.z"));
    assert_eq!(desk.cell(PERSON, 1, person_field::JOB_TITLE), Value::Empty);
}

#[test]
fn many_records_are_created_found_deleted_and_brought_back_by_one_op() {
    let mut desk = desk();
    let city = |at: u128| (person_field::CITY, text(if at.is_multiple_of(2) { "Kiel" } else { "Ulm" }));
    let edits: Vec<Edit> = (1..=200).map(|at| create(PERSON, at, &[city(at)])).collect();
    assert_eq!(desk.edit(&edits), Ok(1));
    let filter = Filter::is(Path::Field(person_field::CITY), Test::Equals(text("kiel")));
    let query = Box::new(Query { filter, ..Query::of(PERSON) });
    let target = Target::Found { query, except: vec![RecordId(4)] };
    assert_eq!(desk.edit(&[Edit::Delete { object: PERSON, target }]), Ok(1));
    assert!(matches!(desk.log.last().map(|tx| &tx.ops[0].action), Some(Action::DeleteMany(ids)) if ids.len() == 99));
    assert_eq!((desk.db.live(PERSON), desk.db.trashed(PERSON)), (101, 99));
    desk.undo();
    assert_eq!(desk.db.live(PERSON), 200);
    desk.undo();
    assert_eq!(desk.db.live(PERSON), 0);
    desk.redo();
    assert_eq!(desk.db.live(PERSON), 200);
    assert_eq!(desk.cell(PERSON, 200, person_field::CITY), text("Kiel"));
}

/// The same cells as a block, and one by one.
fn both(object: ObjectId, records: &[(u128, Vec<(FieldId, Value)>)]) -> (Edit, Vec<Edit>) {
    let schema = standard::schema();
    let mut block = Block::with_columns(schema.object(object).expect("an object"));
    for (id, cells) in records {
        block.push(RecordId(*id), cells).expect("fits");
    }
    // A block's empty cell stays empty; only fields without a column start with their default.
    let named = |field: &FieldId| records.iter().any(|(_, cells)| cells.iter().any(|(id, _)| id == field));
    block.columns.retain(|(field, _)| named(field));
    let single = records.iter().map(|(id, cells)| create(object, *id, cells)).collect();
    (Edit::CreateMany(Box::new(block)), single)
}

#[test]
fn a_block_creates_what_its_records_would_one_by_one() {
    let person = |at: u128| {
        let mut cells = vec![
            (person_field::LAST_NAME, text(&format!("Ö{at}"))),
            (person_field::CITY, Value::Text([" Kiel", "Ulm\u{a0}", "Rom"][at as usize % 3].into())),
        ];
        if at.is_multiple_of(5) {
            cells.push((person_field::LIFECYCLE, option(2)));
        } else {
            cells.push((person_field::LIFECYCLE, option(1)));
        }
        (at, cells)
    };
    let deal = |at: u128| {
        let cells = vec![(deal_field::NAME, text(&format!("D{at}"))), (deal_field::STAGE, option(2))];
        (at, cells)
    };
    for (object, records) in
        [(PERSON, (1..=90).map(person).collect::<Vec<_>>()), (DEAL, (1..=90).map(deal).collect::<Vec<_>>())]
    {
        let (block, single) = both(object, &records);
        let (mut one, mut other) = (desk(), desk());
        assert_eq!(one.edit(&[block]), Ok(1));
        assert_eq!(other.edit(&single), Ok(1));
        assert_eq!(one.db.live(object), 90);
        for (id, _) in &records {
            for field in &standard::schema().object(object).expect("an object").fields {
                assert_eq!(one.cell(object, *id, field.id), other.cell(object, *id, field.id), "{id} {}", field.key);
            }
        }
        one.undo();
        assert_eq!((one.db.live(object), one.db.trashed(object)), (0, 90));
    }
}

#[test]
fn a_block_that_does_not_fit_is_refused_as_a_whole() {
    let mut desk = desk();
    desk.edit(&[create(PERSON, 3, &[])]).expect("fits");
    let block = |ids: &[u128], columns: Vec<(FieldId, Column)>| {
        let ids = ids.iter().map(|id| RecordId(*id)).collect();
        Edit::CreateMany(Box::new(Block { object: PERSON, ids, columns, past: None }))
    };
    let texts = |ends: &[u32], bytes: &str| Column::Text { ends: ends.to_vec(), bytes: bytes.into() };
    let city = person_field::CITY;
    for (bad, error) in [
        (block(&[1, 1], vec![]), DbError::BadValue),
        (block(&[1, 0], vec![]), DbError::BadValue),
        (block(&[1, 3], vec![]), DbError::BadValue),
        (block(&[1, 2], vec![(city, texts(&[1], "a"))]), DbError::BadValue),
        (block(&[1, 2], vec![(city, texts(&[2, 1], "ab"))]), DbError::BadValue),
        (block(&[1, 2], vec![(city, texts(&[1, 2], "ä"))]), DbError::BadValue),
        (block(&[1, 2], vec![(city, texts(&[1, 3], "ab"))]), DbError::BadValue),
        (block(&[1], vec![(city, texts(&[1], "a")), (city, texts(&[1], "b"))]), DbError::BadValue),
        (block(&[1], vec![(city, Column::Bool(vec![1]))]), DbError::BadValue),
        (block(&[1], vec![(FieldId(9999), texts(&[1], "a"))]), DbError::NoSuchField),
        (block(&[1], vec![(person_field::LIFECYCLE, Column::Option(vec![OptionId(4711)]))]), DbError::BadValue),
    ] {
        assert_eq!(desk.edit(&[create(PERSON, 9, &[]), bad]), Err(error));
        assert_eq!(desk.db.live(PERSON), 1);
    }
    let deal = Block { object: DEAL, ids: vec![RecordId(1)], ..Block::default() };
    assert_eq!(desk.edit(&[Edit::CreateMany(Box::new(deal))]), Err(DbError::Required(deal_field::NAME)));
    assert_eq!(desk.edit(&[block(&[], vec![])]), Ok(0));
}

#[test]
fn chunks_are_dirty_where_their_records_changed() {
    let mut desk = desk();
    let edits: Vec<Edit> = (1..=2500).map(|at| create(PERSON, at, &[(person_field::CITY, text("Kiel"))])).collect();
    desk.edit(&edits).expect("fits");
    assert_eq!(desk.db.dirty_chunks(), [(PERSON, 0), (PERSON, 1), (PERSON, 2)]);
    for chunk in 0..3 {
        desk.db.mark_clean(PERSON, chunk);
    }
    desk.edit(&[set(PERSON, 1001, &[(person_field::CITY, text("Ulm"))])]).expect("fits");
    assert_eq!(desk.db.dirty_chunks(), [(PERSON, 1)]);
    let mut back = Database::new(standard::schema());
    for chunk in 0..3 {
        back.load_block(&desk.db.chunk(PERSON, chunk));
    }
    assert!(back.dirty_chunks().is_empty());
    assert_eq!(back.to_block(PERSON, 0..2500), desk.db.to_block(PERSON, 0..2500));
    let row = back.row(PERSON, RecordId(1001)).expect("a row");
    assert_eq!((row, back.value(PERSON, row, person_field::CITY)), (1000, text("Ulm")));
}
