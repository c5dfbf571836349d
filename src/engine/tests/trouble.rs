//! Storage that is full, missing, damaged or too new.

use super::Tab;
use crate::platform::double::World;
use crate::platform::store::{Area, StoreError};
use crate::protocol::fault::Fault;
use crate::protocol::request::{FromEngine, JobEvent, Reply, Request};
use crate::protocol::show::Trouble;

#[test]
fn a_full_disk_is_said_the_edit_stays_and_is_written_when_there_is_room() {
    let world = World::new(1);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    *world.failing.borrow_mut() = Some(StoreError::Full);
    assert_eq!(tab.rename(7, "Adler"), Err(Fault::StorageFull));
    assert_eq!(tab.state().trouble, Some(Trouble::CannotWrite(Fault::StorageFull)));
    assert_eq!(tab.name(7).as_deref(), Some("Adler"), "it is still in memory");
    let Some(Ok(Reply::File { bytes, .. })) = tab.ask(Request::ExportAll) else { panic!("no export") };
    assert!(String::from_utf8_lossy(&bytes).contains("Adler"), "and can be carried away");
    *world.failing.borrow_mut() = None;
    world.pass(120_000);
    assert_eq!(tab.state().trouble, None);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(tab.name(7).as_deref(), Some("Adler"));
}

#[test]
fn a_job_on_a_full_disk_is_said_to_have_failed_and_written_when_there_is_room() {
    let world = World::new(11);
    let mut tab = Tab::open(&world);
    *world.failing.borrow_mut() = Some(StoreError::Full);
    tab.ask(Request::Sample { contacts: 50, seed: 1 });
    tab.answer(0);
    let ended = tab.heard.iter().find_map(|message| match message {
        FromEngine::Job(JobEvent::Finished(result)) => Some(result.clone()),
        _ => None,
    });
    assert_eq!(ended, Some(Err(Fault::StorageFull)));
    assert!(tab.world.disk.borrow().keys().all(|(area, _)| *area != Area::Frames));
    *world.failing.borrow_mut() = None;
    world.pass(120_000);
    let made = tab.names().len();
    assert!(made > 0);
    assert_eq!(Tab::open(&world.reborn()).names().len(), made);
}

#[test]
fn storage_taken_over_by_a_newer_version_is_said_at_once_and_nothing_is_acknowledged_any_more() {
    let world = World::new(12);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    world.taken_over.set(true);
    world.run();
    assert_eq!(tab.state().trouble, Some(Trouble::CannotWrite(Fault::StorageNewer)));
    assert_eq!(tab.rename(7, "Adler"), Err(Fault::StorageNewer));
    let Some(Ok(Reply::File { bytes, .. })) = tab.ask(Request::ExportAll) else { panic!("no export") };
    assert!(String::from_utf8_lossy(&bytes).contains("Adler"), "it can be carried away");
    let mut newer = Tab::open(&world.reborn());
    assert_eq!(newer.name(7).as_deref(), Some("Brennan"), "what was acknowledged is there");
}

#[test]
fn a_failing_checkpoint_loses_nothing() {
    let world = World::new(2);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    *world.failing.borrow_mut() = Some(StoreError::Failed("abort".into()));
    world.pass(30_000);
    *world.failing.borrow_mut() = None;
    world.pass(30_000);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(tab.name(7).as_deref(), Some("Brennan"));
}

#[test]
fn without_storage_everything_works_until_the_tab_closes() {
    let world = World::new(3);
    *world.failing.borrow_mut() = Some(StoreError::Unavailable);
    let mut tab = Tab::open(&world);
    assert_eq!(tab.state().trouble, Some(Trouble::MemoryOnly));
    tab.company(7, "Brennan");
    assert_eq!(tab.name(7).as_deref(), Some("Brennan"));
    tab.ask(Request::Undo);
    assert_eq!(tab.name(7), None);
    assert_eq!(tab.state().trouble, Some(Trouble::MemoryOnly));
}

#[test]
fn storage_held_by_an_older_tab_is_said() {
    let world = World::new(4);
    *world.failing.borrow_mut() = Some(StoreError::Blocked);
    let mut tab = Tab::closed(&world);
    let open = Request::Open { zone: "UTC".into(), locale: "en".into() };
    assert_eq!(tab.ask(open.clone()), Some(Err(Fault::StorageBlocked)));
    *world.failing.borrow_mut() = None;
    assert!(matches!(tab.ask(open), Some(Ok(Reply::Ready(..)))), "and opening can be tried again");
}

/// Flips a byte of the first value of an area.
fn damage(world: &World, area: Area, place: usize) {
    let mut disk = world.disk.borrow_mut();
    let (_, value) = disk.iter_mut().find(|((this, _), _)| *this == area).expect("a value");
    let at = place.min(value.len() - 1);
    value[at] ^= 0x40;
}

#[test]
fn a_damaged_frame_is_set_aside_and_the_rest_opens() {
    let world = World::new(5);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    tab.company(8, "Adler");
    damage(&world, Area::Frames, 30);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(tab.names(), ["Adler"]);
    assert_eq!(tab.state().trouble, Some(Trouble::Quarantined { frames: 1, chunks: 0, records: 0 }));
    let aside = tab.world.disk.borrow().keys().filter(|(area, _)| *area == Area::Quarantine).count();
    assert_eq!(aside, 1);
    let mut tab = Tab::open(&tab.world.reborn());
    assert_eq!((tab.state().trouble, tab.names()), (None, vec!["Adler".to_owned()]));
}

#[test]
fn a_damaged_chunk_is_set_aside_and_the_others_keep_their_records() {
    let world = World::new(6);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    world.pass(20_000);
    tab.company(8, "Adler");
    damage(&world, Area::Chunks, 40);
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(tab.names(), ["Adler"]);
    assert!(matches!(tab.state().trouble, Some(Trouble::Quarantined { frames: 0, chunks: 1, .. })));
    tab.world.pass(20_000);
    let mut tab = Tab::open(&tab.world.reborn());
    assert_eq!((tab.state().trouble, tab.names()), (None, vec!["Adler".to_owned()]));
}

#[test]
fn a_newer_format_is_left_alone() {
    let world = World::new(7);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    tab.ask(Request::Flush);
    let mut newer = world.disk.borrow().clone();
    newer.iter_mut().for_each(|(_, value)| value[2] = 200);
    *world.disk.borrow_mut() = newer.clone();
    let world = world.reborn();
    let mut tab = Tab::closed(&world);
    let open = Request::Open { zone: "UTC".into(), locale: "en".into() };
    assert_eq!(tab.ask(open), Some(Err(Fault::StorageNewer)));
    assert_eq!(*world.disk.borrow(), newer);
}
