//! How fast the engine is without a browser: 100,000 contacts with the rest of the sample company. Says
//! numbers, fails on none; what is promised is measured in the browser by `cargo xtask bench`. Runs only with
//! `KONTOR_TIMING=1`, in a release build (`--release --lib timing -- --nocapture`).

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::rc::Rc;

use super::Tab;
use crate::db::query::{Meta, Path, Query, Sort};
use crate::db::show::Spec;
use crate::model::standard::{PERSON, person_field};
use crate::model::value::Value;
use crate::platform::double::{Bytes, World};
use crate::protocol::edit::{Edit, Target};
use crate::protocol::import::{FileInfo, ImportEvent, ImportRequest};
use crate::protocol::request::{Reply, Request};

const CONTACTS: u32 = 100_000;

/// Milliseconds that this thread has run: the machine may be busy with other things. 0 where the system does
/// not say (only Linux does).
fn now() -> f64 {
    let ran = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    ran.split(' ').next().and_then(|word| word.parse::<f64>().ok()).unwrap_or_default() / 1e6
}

fn ms(start: f64) -> f64 {
    now() - start
}

/// Contacts by name, as the list opens first.
fn people() -> Spec {
    let sort = vec![Sort { path: Path::Meta(Meta::Title), descending: false }];
    let query = Query { sort, ..Query::of(PERSON) };
    let columns = [person_field::COMPANY, person_field::EMAIL, person_field::CITY].map(Path::Field).to_vec();
    Spec::List { query, columns, window: 0..50, aggregates: Vec::new() }
}

fn say(what: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)];
    println!("{what:<40} p50 {:8.3} ms, p95 {:8.3} ms, max {:8.3} ms", at(50), at(95), at(100));
}

fn open(world: &Rc<World>) -> Tab {
    let mut tab = Tab::closed(world);
    let start = now();
    let id = tab.tell(Request::Open { zone: "Europe/Berlin".into(), locale: "de".into() });
    tab.tell(Request::Subscribe(1, people()));
    let (mut ready, mut loaded) = (None, None);
    loop {
        world.rounds(1);
        if ready.is_none() && tab.answer(id).is_some() {
            ready = Some(ms(start));
        }
        if ready.is_some() && tab.state().loaded && loaded.is_none() {
            loaded = Some(ms(start));
        }
        if ready.is_some() && tab.state().searchable {
            break;
        }
    }
    println!("open {ready:.1?} ms, loaded {loaded:.1?} ms, searchable {:.1} ms", ms(start));
    world.run();
    tab
}

#[test]
fn timings() {
    if std::env::var_os("KONTOR_TIMING").is_none() {
        return;
    }
    let world = World::new(1);
    let mut tab = Tab::open(&world);
    let start = now();
    tab.ask(Request::Sample { contacts: CONTACTS, seed: 7 });
    println!("sample made and written: {:.0} ms", ms(start));
    let start = now();
    world.pass(60_000);
    println!("checkpoint: {:.0} ms", ms(start));
    let stored: usize = world.disk.borrow().values().map(Vec::len).sum();
    println!("{} values of {:.1} MB stored", world.disk.borrow().len(), stored as f64 / 1e6);
    let world = world.reborn();
    let mut tab = open(&world);
    edits(&mut tab);
    searches(&mut tab);
    import(&mut tab);
}

fn edits(tab: &mut Tab) {
    let query = Query::of(PERSON);
    let Some(Ok(Reply::Ids(ids))) = tab.ask(Request::Ids(Box::new(query))) else { panic!("no ids") };
    let mut took = Vec::new();
    let mut whole = Vec::new();
    for (at, id) in ids.iter().step_by(997).enumerate() {
        tab.world.pass(20);
        let cells = vec![(person_field::LAST_NAME, Value::text(&format!("Edited {at}")))];
        let edits = vec![Edit::Set { object: PERSON, target: Target::one(*id), cells }];
        let start = now();
        let id = tab.tell(Request::Commit { command: "record.edit".into(), edits });
        while tab.answer(id).is_none() {
            tab.world.rounds(1);
        }
        took.push(ms(start));
        tab.world.run();
        tab.world.pass(20);
        whole.push(ms(start));
        tab.heard.clear();
    }
    println!("first edit {:.3} ms", took[0]);
    say("edit to done", took);
    say("edit to live list", whole);
}

fn searches(tab: &mut Tab) {
    for (what, words) in [
        ("search as typed", &["miller", "hamburg", "anna schm", "info@", "kontor gmbh", "+49 40"][..]),
        ("search with a typo", &["mülelr", "hambrug", "anan schmidt", "schnieder"][..]),
    ] {
        let mut took = Vec::new();
        for word in words {
            for end in word.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let text = word[..end].to_owned();
                let start = now();
                tab.ask(Request::Search { text, object: None, limit: 20, generation: 1 });
                took.push(ms(start));
                tab.heard.clear();
            }
        }
        say(what, took);
    }
}

/// A file of 18 MB.
fn csv() -> String {
    let mut out =
        String::from("First name,Last name,Email,Phone,Street,City,Postal code,Country,Job title,Company,Notes\n");
    for at in 0..CONTACTS {
        let fields = format!(
            "Given{},Family{},given{at}@example{}.com,+49 40 {:07},Street {},City {},{:05},Germany,Sales Manager,Company {},\"Met at the fair in hall {}, asked for an offer\"\n",
            at % 400,
            at % 4000,
            at % 997,
            at * 37 % 10_000_000,
            at % 300,
            at % 500,
            at % 99_999,
            at % 20_000,
            at % 9,
        );
        out.push_str(&fields);
    }
    out
}

fn import(tab: &mut Tab) {
    let content = Rc::new(csv().into_bytes());
    println!("file of {:.1} MB", content.len() as f64 / 1e6);
    let files = vec![FileInfo { name: "contacts.csv".into(), size: content.len() as u64 }];
    let file = Bytes { name: "contacts.csv".into(), content, world: Rc::clone(&tab.world) };
    let whole = now();
    let begin = ImportRequest::Begin { files, object: Some(PERSON), column_word: "Column".into() };
    let id = tab.tell_with(Request::Import(Box::new(begin)), vec![file]);
    tab.world.run();
    assert!(matches!(tab.answer(id), Some(Ok(Reply::Import(event))) if matches!(*event, ImportEvent::Plan(_))));
    println!("import analysed: {:.0} ms", ms(whole));
    for (what, request) in [("checked", ImportRequest::Test), ("run", ImportRequest::Run)] {
        let start = now();
        let answer = tab.ask(Request::Import(Box::new(request)));
        let Some(Ok(Reply::Import(event))) = answer else { panic!("{answer:?}") };
        if let ImportEvent::Finished(report) = &*event {
            println!("{:?}", report.total);
        }
        println!("import {what}: {:.0} ms", ms(start));
    }
    println!("import in all: {:.0} ms", ms(whole));
}
