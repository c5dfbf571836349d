//! Storage written by older versions opens. The fixtures are frozen: a change that cannot read them
//! would lose somebody's data. `cargo test --test codec_compat -- --ignored` writes those of today's
//! format once, when a new format begins.

#![allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    reason = "an oracle is written to be plainly right; files are shared in part"
)]

use std::fs;
use std::path::PathBuf;

use kontor::codec::envelope::{FORMAT, Kind, open};
use kontor::codec::migrate::MIGRATIONS;
use kontor::codec::{CodecError, chunk, frame, history};
use kontor::model::block::{Block, Past};
use kontor::model::hlc::{ClientId, Hlc};
use kontor::model::id::{FieldId, OptionId, RecordId};
use kontor::model::money::{Currency, Money};
use kontor::model::op::{Action, Op, Tx, Undo};
use kontor::model::standard::{self, COMPANY, DEAL, company_field, deal_field};
use kontor::model::value::Value;

fn fixture(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect()
}

fn read(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn stamp(count: u64) -> Hlc {
    Hlc { time: (1_700_000_000_000 << 16) + count, client: ClientId(77) }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// What the frame fixtures hold.
fn txs() -> Vec<Tx> {
    let op = |action| Op { object: COMPANY, record: RecordId(7), action };
    let cells =
        vec![(company_field::NAME, text("Brennan Eisenwaren")), (company_field::EMPLOYEES, Value::Number(42.0))];
    let rename =
        Action::Set { field: company_field::NAME, before: text("Brennan Eisenwaren"), after: text("Brennan & Söhne") };
    let tx = |count, command: &str, ops| Tx {
        stamp: stamp(count),
        author: RecordId(5),
        command: command.into(),
        undo: Undo::Do,
        ops,
    };
    vec![
        tx(1, "record.create", vec![op(Action::Create(cells))]),
        tx(2, "record.edit", vec![op(rename), op(Action::Delete)]),
    ]
}

/// What the chunk fixtures hold: every kind of column that deals have.
fn block() -> Block {
    let schema = standard::schema();
    let mut block = Block::with_columns(schema.object(DEAL).expect("deals"));
    for at in 0..12_u32 {
        let money = Money {
            minor: i64::from(at) * 1999 - 50,
            currency: if at % 2 == 0 { Currency::EUR } else { Currency::USD },
        };
        let mut cells = vec![(deal_field::NAME, text(&format!("Geschäft {at}")))];
        if at % 4 != 0 {
            cells.push((deal_field::AMOUNT, Value::Money(money)));
            cells.push((deal_field::STAGE, Value::Option(OptionId(at % 5 + 1))));
            cells.push((deal_field::COMPANY, Value::Ref(RecordId(7 + u128::from(at % 3)))));
            cells.push((deal_field::TAGS, Value::Refs(vec![RecordId(1), RecordId(2 + u128::from(at))])));
            cells.push((deal_field::PROBABILITY, Value::Number(12.5)));
        }
        block.push(RecordId::v7(1_700_000_000_000 + u64::from(at), u128::from(at)), &cells).expect("fits");
    }
    let past = Past {
        created: (0..12).map(stamp).collect(),
        created_by: vec![RecordId(5); 12],
        updated: (20..32).map(stamp).collect(),
        updated_by: vec![RecordId(6); 12],
        removed: vec![(3, stamp(40), true)],
        stamps: vec![(2, deal_field::NAME, stamp(41))],
        elements: vec![(1, deal_field::TAGS, 9, stamp(42), true), (1, deal_field::TAGS, 8, stamp(43), false)],
    };
    Block { past: Some(past), ..block }
}

/// What the history fixtures hold.
fn pasts() -> Vec<history::Past> {
    txs()
        .into_iter()
        .flat_map(|tx| {
            tx.ops.clone().into_iter().map(move |op| history::Past {
                stamp: tx.stamp,
                author: tx.author,
                command: tx.command.clone(),
                object: op.object,
                record: op.record,
                action: op.action,
            })
        })
        .collect()
}

/// What the schema fixtures hold. Fields and choices stand in frames as postcard of the model's types.
fn definitions() -> Tx {
    let schema = standard::schema();
    let mut field = schema.field(COMPANY, FieldId(1)).expect("name").clone();
    (field.id, field.key, field.label) = (FieldId(70_000), "berth".into(), Some("Berth".into()));
    let mut choice = schema.field(DEAL, deal_field::STAGE).expect("stage").kind.options()[0].clone();
    (choice.id, choice.key, choice.label) = (OptionId(70_001), "x".into(), Some("X".into()));
    let op = |action| Op { object: DEAL, record: RecordId(0), action };
    let ops = vec![
        op(Action::PutField { field: Box::new(field), before: None }),
        op(Action::PutChoice { field: deal_field::STAGE, choice: Box::new(choice), before: None }),
    ];
    Tx { stamp: stamp(1), author: RecordId(5), command: "x".into(), undo: Undo::Undoes(stamp(0)), ops }
}

/// Blocks as bytes: not-a-number, an empty number, must equal itself.
fn plain(block: &Block) -> Vec<u8> {
    postcard::to_allocvec(block).expect("writes")
}

#[test]
fn every_migration_reads_its_frozen_fixture() {
    for migration in &MIGRATIONS {
        let bytes = read(&format!("frame-{}.bin", migration.from));
        let opened = open(Kind::Frame, &bytes).expect("opens");
        assert_eq!(opened.format, migration.from, "the fixture is of the format the step reads");
        let content = (migration.step)(Kind::Frame, opened.content.to_vec()).expect("migrates");
        assert_ne!(content, opened.content, "the step does something");
        assert_eq!(frame::unwrap(&bytes).expect("reads"), txs(), "{}", migration.what);
    }
    assert_eq!(MIGRATIONS.len(), usize::from(FORMAT));
    assert!(MIGRATIONS.iter().zip(0..).all(|(migration, format)| migration.from == format));
}

#[test]
fn todays_format_is_what_it_was() {
    assert_eq!(frame::unwrap(&read(&format!("frame-{FORMAT}.bin"))), Ok(txs()));
    assert_eq!(frame::wrap(&txs()), read(&format!("frame-{FORMAT}.bin")), "frames are written as before");
    let chunk = read(&format!("chunk-{FORMAT}.bin"));
    assert_eq!(plain(&chunk::unwrap(&chunk).expect("reads")), plain(&block()));
    assert_eq!(chunk::wrap(&block()), chunk, "chunks are written as before");
    assert_eq!(history::unwrap(&read(&format!("history-{FORMAT}.bin"))), Ok(pasts()));
}

#[test]
fn definitions_are_what_they_were() {
    assert_eq!(frame::unwrap(&read(&format!("schema-{FORMAT}.bin"))), Ok(vec![definitions()]));
}

#[test]
fn a_newer_format_is_refused_by_name() {
    let mut bytes = frame::wrap(&txs());
    bytes[2] = FORMAT + 1;
    assert_eq!(frame::unwrap(&bytes), Err(CodecError::Newer(FORMAT + 1)));
}

#[test]
#[ignore = "writes the fixtures of a new format, once"]
fn write_fixtures() {
    for (name, bytes) in [
        ("frame", frame::wrap(&txs())),
        ("chunk", chunk::wrap(&block())),
        ("history", history::wrap(&pasts())),
        ("schema", frame::wrap(&[definitions()])),
    ] {
        let path = fixture(&format!("{name}-{FORMAT}.bin"));
        if !path.exists() {
            fs::write(path, bytes).expect("written");
        }
    }
}
