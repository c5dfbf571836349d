//! Long work on many records.

use super::Tab;
use crate::platform::double::World;
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
