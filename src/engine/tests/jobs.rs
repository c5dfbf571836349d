//! Long work on many records.

use std::fmt::Write as _;
use std::rc::Rc;

use super::Tab;
use crate::model::standard::COMPANY;
use crate::platform::double::{Bytes, World};
use crate::protocol::import::{FileInfo, ImportEvent, ImportRequest, Report};
use crate::protocol::request::{FromEngine, JobEvent, Reply, Request};

fn finished(tab: &mut Tab) -> Option<JobEvent> {
    tab.answer(0);
    tab.heard.iter().rev().find_map(|message| match message {
        FromEngine::Job(event @ JobEvent::Finished(_)) => Some(event.clone()),
        _ => None,
    })
}

fn records(tab: &mut Tab) -> u32 {
    match tab.ask(Request::Storage) {
        Some(Ok(Reply::Storage(info))) => info.records.iter().map(|(_, live, _)| live).sum(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn sample_data_is_one_step_that_outlives_a_reload_and_can_be_undone() {
    let world = World::new(1);
    let mut tab = Tab::open(&world);
    assert_eq!(tab.ask(Request::Sample { contacts: 200, seed: 4 }), Some(Ok(Reply::Ok)));
    assert!(matches!(finished(&mut tab), Some(JobEvent::Finished(Ok(Some(_))))));
    let made = records(&mut tab);
    assert!(made > 400, "{made}");
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(records(&mut tab), made);
    tab.ask(Request::Undo);
    assert_eq!(records(&mut tab), 0);
    tab.ask(Request::Redo);
    assert_eq!(records(&mut tab), made);
    tab.world.pass(20_000);
    let mut tab = Tab::open(&tab.world.reborn());
    assert_eq!(records(&mut tab), made);
}

#[test]
fn a_crash_before_the_last_write_leaves_nothing_of_a_job() {
    let world = World::new(2);
    let mut tab = Tab::open(&world);
    world.commits_left.set(Some(0));
    tab.ask(Request::Sample { contacts: 200, seed: 4 });
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(records(&mut tab), 0);
}

#[test]
fn a_cancelled_job_leaves_nothing() {
    let world = World::new(3);
    let mut tab = Tab::open(&world);
    tab.tell(Request::Sample { contacts: 200, seed: 4 });
    tab.ask(Request::CancelJob);
    assert!(matches!(finished(&mut tab), Some(JobEvent::Finished(Err(_)))));
    assert_eq!(records(&mut tab), 0);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(records(&mut tab), 0);
}

/// Begins an import of one file.
fn begin(tab: &mut Tab, content: &str) -> u32 {
    let content = Rc::new(content.as_bytes().to_vec());
    let size = content.len() as u64;
    let file = Bytes { name: "companies.csv".into(), content, world: Rc::clone(&tab.world) };
    let files = vec![FileInfo { name: file.name.clone(), size }];
    let begin = ImportRequest::Begin { files, object: Some(COMPANY), column_word: "Column".into() };
    let id = tab.tell_with(Request::Import(Box::new(begin)), vec![file]);
    tab.world.run();
    id
}

/// Imports one file of companies, as far as it gets.
fn import(tab: &mut Tab, content: &str) -> Option<Report> {
    let begun = begin(tab, content);
    assert!(matches!(tab.answer(begun), Some(Ok(Reply::Import(event))) if matches!(*event, ImportEvent::Plan(_))));
    match tab.ask(Request::Import(Box::new(ImportRequest::Run)))? {
        Ok(Reply::Import(event)) => match *event {
            ImportEvent::Finished(report) => Some(*report),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn table(rows: usize) -> String {
    let mut content = String::from("Company name,City\n");
    for at in 0..rows {
        writeln!(content, "Firm {at:05},Lübeck").expect("a string takes anything");
    }
    content
}

#[test]
fn an_import_is_one_step_that_outlives_a_reload_and_can_be_undone() {
    let world = World::new(4);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    import(&mut tab, &table(6000)).expect("finished");
    assert!(matches!(finished(&mut tab), Some(JobEvent::Finished(Ok(Some(done)))) if done.records == 6000));
    assert_eq!(records(&mut tab), 6001);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(records(&mut tab), 6001);
    let search = Request::Search { text: "firm 05999".into(), object: None, limit: 3, generation: 1 };
    assert!(matches!(tab.ask(search), Some(Ok(Reply::Hits { hits, .. })) if hits[0].title == "Firm 05999"));
    tab.ask(Request::Undo);
    assert_eq!((records(&mut tab), tab.names()), (1, vec!["Brennan".to_owned()]));
}

#[test]
fn a_crash_in_an_import_leaves_nothing_of_it() {
    let world = World::new(5);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    world.commits_left.set(Some(0));
    assert_eq!(import(&mut tab, &table(6000)), None);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(tab.names(), ["Brennan"]);
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let world = World::new(6);
    let mut tab = Tab::open(&world);
    begin(&mut tab, &table(40_000));
    let run = tab.tell(Request::Import(Box::new(ImportRequest::Run)));
    tab.world.rounds(3);
    let cancel = tab.tell(Request::Import(Box::new(ImportRequest::Cancel)));
    tab.world.run();
    assert!(matches!(tab.answer(cancel), Some(Ok(Reply::Import(event))) if *event == ImportEvent::Gone));
    assert!(matches!(tab.answer(run), Some(Err(_))), "{:?}", tab.answer(run));
    assert_eq!(records(&mut tab), 0);
}
