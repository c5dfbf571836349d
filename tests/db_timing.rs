//! How fast the database is, natively: 100,000 contacts. Runs only with `KONTOR_TIMING=1`, in a release build
//! (`KONTOR_TIMING=1 cargo test --release --test db_timing -- --nocapture`); says numbers, fails on none. What is
//! promised is measured in the browser by `cargo xtask bench`.

#![allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    reason = "an oracle is written to be plainly right; files are shared in part"
)]
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "support/random.rs"]
mod random;

use std::time::Instant;

use kontor::db::edit::{Edit, Target};
use kontor::db::query::{Aggregate, Condition, Filter, Function, Meta, Path, Query, Sort, Test};
use kontor::db::show::Spec;
use kontor::db::{Context, Database, LiveList, Utc};
use kontor::model::block::Block;
use kontor::model::date::Date;
use kontor::model::hlc::{ClientId, Clock};
use kontor::model::id::{OptionId, RecordId};
use kontor::model::op::{Action, Op, Tx, Undo};
use kontor::model::standard::{self, COMPANY, PERSON, company_field, person_field as field};
use kontor::model::value::Value;

use random::{Random, seed};

const CONTACTS: u32 = 100_000;
const COMPANIES: u32 = 20_000;

fn context() -> Context<'static> {
    Context { now_ms: 0, today: Date(20_000), week_start: 0, me: RecordId(0), zone: &Utc, text: None, partial: false }
}

fn id(number: u32) -> RecordId {
    RecordId::v7(1_700_000_000_000 + u64::from(number / 50), u128::from(number) * 0x9E37_79B9_7F4A_7C15_F39C_0C5B)
}

fn word(random: &mut Random, letters: usize) -> String {
    let mut word: String = (0..letters).map(|_| char::from(b'a' + random.below(26) as u8)).collect();
    word[..1].make_ascii_uppercase();
    word
}

fn contacts(random: &mut Random) -> Block {
    let schema = standard::schema();
    let mut block = Block::with_columns(schema.object(PERSON).expect("person"));
    let first: Vec<String> = (0..400).map(|_| word(random, 6)).collect();
    let last: Vec<String> = (0..4000).map(|_| word(random, 8)).collect();
    let cities: Vec<String> = (0..300).map(|_| word(random, 9)).collect();
    let jobs: Vec<String> = (0..60).map(|_| word(random, 14)).collect();
    for number in 0..CONTACTS {
        let (given, family, city) = (random.pick(&first), random.pick(&last), random.pick(&cities));
        let text = |text: String| Value::Text(text);
        let cells = [
            (field::FIRST_NAME, text(given.clone())),
            (field::LAST_NAME, text(family.clone())),
            (field::COMPANY, Value::Ref(id(1_000_000 + random.below(COMPANIES as usize) as u32))),
            (field::JOB_TITLE, text(random.pick(&jobs).clone())),
            (field::EMAIL, text(format!("{given}.{family}{number}@example.com"))),
            (field::PHONE, text(format!("+49 40 {:07}", random.below(10_000_000)))),
            (field::MOBILE, text(format!("+49 171 {:07}", random.below(10_000_000)))),
            (field::OWNER, Value::Ref(id(2_000_000 + random.below(20) as u32))),
            (field::LIFECYCLE, Value::Option(OptionId(1 + random.below(5) as u32))),
            (field::BIRTHDAY, Value::Date(Date(random.below(20_000) as i32))),
            (field::STREET, text(format!("{} {}", random.pick(&cities), random.below(200)))),
            (field::POSTAL_CODE, text(format!("{:05}", random.below(100_000)))),
            (field::CITY, text(city.clone())),
            (field::COUNTRY, text((*random.pick(&["Germany", "France", "Spain"])).into())),
        ];
        block.push(id(number), &cells).expect("values fit");
    }
    block
}

/// Milliseconds that this thread has run: the machine may be busy with other things. Where the system does not
/// say (only Linux does), milliseconds that have passed.
fn now(start: Instant) -> f64 {
    let ran = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = ran.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    ran.map_or_else(|| start.elapsed().as_secs_f64() * 1e3, |nanoseconds| nanoseconds / 1e6)
}

/// Runs a few times and says the mean (Linux counts in ticks, so single runs say little) and the slowest.
fn time<T>(what: &str, runs: usize, mut run: impl FnMut(usize) -> T) {
    let began = Instant::now();
    let mut took: Vec<f64> = (0..runs)
        .map(|at| {
            let start = now(began);
            let kept = run(at);
            let took = now(began) - start;
            drop(kept);
            took
        })
        .collect();
    took.sort_by(f64::total_cmp);
    println!("{what:<58} mean {:8.3} ms, slowest {:8.3} ms", took.iter().sum::<f64>() / runs as f64, took[runs - 1]);
}

#[test]
fn timings() {
    if std::env::var_os("KONTOR_TIMING").is_none() {
        return;
    }
    let mut random = Random(seed());
    let mut clock = Clock::new(ClientId(1), 0);
    let schema = standard::schema();
    let mut companies = Block::with_columns(schema.object(COMPANY).expect("company"));
    for number in 0..COMPANIES {
        let name = Value::Text(format!("{} {number}", word(&mut random, 8)));
        let country = Value::Text((*random.pick(&["Germany", "France", "Spain"])).into());
        let cells = [(company_field::NAME, name), (company_field::COUNTRY, country)];
        companies.push(id(1_000_000 + number), &cells).expect("values fit");
    }
    let block = contacts(&mut random);
    let mut tx = |object, block: &Block| Tx {
        stamp: clock.tick(1),
        author: RecordId(9),
        command: String::new(),
        undo: Undo::Do,
        ops: vec![Op { object, record: RecordId(0), action: Action::CreateMany(Box::new(block.clone())) }],
    };
    let (companies, people) = (tx(COMPANY, &companies), tx(PERSON, &block));
    time("create 100,000 contacts of 14 fields", 5, |_| {
        let mut db = Database::new(schema.clone());
        db.apply(&people);
        db
    });
    let mut db = Database::new(schema.clone());
    db.apply(&companies);
    db.apply(&people);
    db.settle();
    println!("tables with 20,000 companies: {:.1} MB", db.bytes() as f64 / 1e6);
    time("write 100 chunks", 3, |_| (0..100).map(|chunk| db.chunk(PERSON, chunk).ids.len()).sum::<usize>());
    let chunks: Vec<Block> = (0..100).map(|chunk| db.chunk(PERSON, chunk)).collect();
    time("load 100 chunks", 5, |_| {
        let mut db = Database::new(schema.clone());
        for chunk in &chunks {
            db.load_block(chunk);
        }
        db
    });
    let is = |path, test| Filter::Is(Condition { path, test });
    let list = |filter, sort, window, aggregates| Spec::List {
        query: Query { filter, sort, ..Query::of(PERSON) },
        columns: [field::FIRST_NAME, field::LAST_NAME, field::COMPANY, field::EMAIL, field::CITY]
            .map(Path::Field)
            .to_vec(),
        window,
        aggregates,
    };
    let by = |path, descending| Sort { path, descending };
    let stage = is(Path::Field(field::LIFECYCLE), Test::Equals(Value::Option(OptionId(3))));
    let t3 = list(stage.clone(), vec![by(Path::Meta(Meta::Updated), true)], 0..50, vec![]);
    let ctx = context();
    time("T3: lifecycle == x, updated descending, 50", 200, |_| db.rows(&t3, &ctx));
    let tree = Filter::Any(vec![
        Filter::All(vec![
            stage.clone(),
            is(Path::Field(field::BIRTHDAY), Test::AtLeast(Value::Date(Date(5000)))),
            is(Path::Field(field::CITY), Test::Contains("an".into())),
        ]),
        is(Path::Field(field::LAST_NAME), Test::StartsWith("Sch".into())),
    ]);
    let names = vec![by(Path::Field(field::LIFECYCLE), false), by(Path::Field(field::LAST_NAME), false)];
    let t3b = list(tree, names, 0..50, vec![]);
    time("T3b first (ranks the last names)", 1, |_| db.rows(&t3b, &ctx));
    time("T3b: 4 conditions, choice then last name, 50", 200, |_| db.rows(&t3b, &ctx));
    let by_company = list(Filter::default(), vec![by(Path::Field(field::COMPANY), false)], 0..50, vec![]);
    time("all by company, first", 1, |_| db.rows(&by_company, &ctx));
    time("all by company", 50, |_| db.rows(&by_company, &ctx));
    let hop = list(
        is(Path::Through(field::COMPANY, company_field::COUNTRY), Test::Equals(Value::Text("France".into()))),
        vec![by(Path::Meta(Meta::Title), false)],
        0..50,
        vec![],
    );
    time("company's country == x by title, first", 1, |_| db.rows(&hop, &ctx));
    time("company's country == x by title", 50, |_| db.rows(&hop, &ctx));
    let mail = is(Path::Field(field::EMAIL), Test::Contains("zu".into()));
    let mails = list(mail, vec![], 0..50, vec![]);
    time("e-mail contains", 50, |_| db.rows(&mails, &ctx));
    let count = |function| Aggregate { path: Path::Field(field::CITY), function };
    let counted = list(Filter::default(), vec![], 0..50, vec![count(Function::Filled), count(Function::Distinct)]);
    time("two figures over all", 50, |_| db.rows(&counted, &ctx));

    // One edit with 100 open lists, of which 5 show the record.
    let mut lists: Vec<LiveList> = (0..100)
        .map(|number| {
            let wanted = if number < 5 { stage.clone() } else { is(Path::Field(company_field::NAME), Test::Filled) };
            let sort = vec![by(Path::Meta(Meta::Updated), true), by(Path::Field(field::LAST_NAME), false)];
            match list(wanted, if number < 5 { sort } else { vec![] }, 0..50, vec![]) {
                Spec::List { mut query, columns, window, aggregates } => {
                    query.object = if number < 5 { PERSON } else { COMPANY };
                    Spec::List { query, columns, window, aggregates }
                }
                other => other,
            }
        })
        .map(LiveList::new)
        .collect();
    for list in &mut lists {
        list.first(&db, &ctx);
        list.warm(&db, &ctx);
    }
    let member = (0..CONTACTS).find(|row| db.value(PERSON, *row, field::LIFECYCLE) == Value::Option(OptionId(3)));
    let member = db.id(PERSON, member.expect("a member"));
    let mut dirty = 0;
    time("T9: one edit, 100 lists, 5 of them dirty", 100, |at| {
        let cells = vec![(field::LAST_NAME, Value::Text(format!("Name {at}")))];
        let ops = db.plan(&[Edit::Set { object: PERSON, target: Target::one(member), cells }], &ctx).expect("fits");
        let tx = Tx { stamp: clock.tick(2), author: RecordId(9), command: String::new(), undo: Undo::Do, ops };
        let changes = db.apply(&tx);
        dirty += lists.iter_mut().filter_map(|list| list.refresh(&db, &changes, &ctx)).count();
    });
    assert_eq!(dirty, 500, "five lists an edit");
    let some: Vec<RecordId> = (0..1000).map(|row| db.id(PERSON, row * 7)).collect();
    time("T5b: 1,000 records to another stage, 5 lists follow", 10, |at| {
        let cells = vec![(field::LIFECYCLE, Value::Option(OptionId(1 + at as u32 % 5)))];
        let target = Target::Records(some.clone());
        let ops = db.plan(&[Edit::Set { object: PERSON, target, cells }], &ctx).expect("fits");
        let tx = Tx { stamp: clock.tick(3), author: RecordId(9), command: String::new(), undo: Undo::Do, ops };
        let changes = db.apply(&tx);
        lists.iter_mut().filter_map(|list| list.refresh(&db, &changes, &ctx)).count()
    });
}
