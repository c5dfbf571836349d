//! Several tabs of one browser.

use super::{Tab, companies};
use crate::db::show::Live;
use crate::platform::double::World;
use crate::protocol::request::{FromEngine, Reply, Request};

#[test]
fn two_tabs_show_the_same() {
    let world = World::new(1);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    two.ask(Request::Subscribe(1, companies(0..10)));
    one.company(7, "Brennan");
    world.pass(100);
    two.answer(0);
    let shown = two.heard.iter().any(|message| matches!(message, FromEngine::Live(1, Live::Delta(_) | Live::Rows(_))));
    assert!(shown, "the other tab's live list was told");
    assert_eq!(two.name(7).as_deref(), Some("Brennan"));
    two.rename(7, "Brennan & Sons").expect("renamed");
    assert_eq!(one.name(7).as_deref(), Some("Brennan & Sons"));
    assert_eq!(one.names(), two.names());
}

#[test]
fn a_tab_that_starts_while_another_writes_misses_nothing() {
    let world = World::new(2);
    let mut one = Tab::open(&world);
    let mut two = Tab::closed(&world);
    two.tell(Request::Open { zone: "UTC".into(), locale: "en".into() });
    // Both run at once: the edits fall before, into and after the other's reading.
    let edits: Vec<u32> = (1..=20)
        .map(|id: u128| {
            let cells = vec![(
                crate::model::standard::company_field::NAME,
                crate::model::value::Value::text(&format!("C{id}")),
            )];
            let object = crate::model::standard::COMPANY;
            let edit = crate::protocol::edit::Edit::Create { object, id: crate::model::id::RecordId(id), cells };
            one.tell(Request::Commit { command: "x".into(), edits: vec![edit] })
        })
        .collect();
    world.run();
    assert!(edits.into_iter().all(|id| matches!(one.answer(id), Some(Ok(Reply::Done(_))))));
    assert_eq!(two.names().len(), 20);
}

#[test]
fn another_tab_takes_over_folding_the_log_without_mixing_up_the_chunks() {
    let world = World::new(3);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    // Edits that cross each other arrive in another order in each tab.
    for id in 0..10_u128 {
        let create = |id: u128| {
            let cells = vec![(
                crate::model::standard::company_field::NAME,
                crate::model::value::Value::text(&format!("C{id:02}")),
            )];
            let object = crate::model::standard::COMPANY;
            let edit = crate::protocol::edit::Edit::Create { object, id: crate::model::id::RecordId(id + 1), cells };
            Request::Commit { command: "x".into(), edits: vec![edit] }
        };
        one.tell(create(2 * id));
        two.tell(create(2 * id + 1));
        world.run();
    }
    let names = one.names();
    assert_eq!(names.len(), 20);
    world.pass(20_000);
    one.rename(1, "A").expect("renamed");
    world.close(one.platform.id);
    two.rename(2, "B").expect("renamed");
    world.pass(20_000);
    assert!(world.disk.borrow().keys().all(|(area, _)| *area != crate::platform::store::Area::Frames), "folded");
    let expected = two.names();
    let mut three = Tab::open(&world.reborn());
    assert_eq!(three.names(), expected);
    assert_eq!(expected.len(), 20);
}

#[test]
fn a_lost_message_is_noticed_with_the_next_and_read_from_storage() {
    let world = World::new(6);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    one.company(7, "Heard");
    world.deaf.set(true);
    one.company(8, "Lost");
    world.deaf.set(false);
    assert_eq!(two.names(), ["Heard"]);
    one.company(9, "Next");
    assert_eq!(two.names(), ["Heard", "Lost", "Next"]);
    // The last of all: noticed when the other has been quiet.
    world.deaf.set(true);
    one.rename(8, "Lost again").expect("renamed");
    world.deaf.set(false);
    world.pass(3000);
    assert_eq!(two.names(), ["Heard", "Lost again", "Next"]);
}

#[test]
fn what_was_lost_and_folded_since_is_read_from_the_tables() {
    let world = World::new(7);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    one.company(7, "Brennan");
    world.deaf.set(true);
    one.rename(7, "Adler").expect("renamed");
    one.company(8, "Lost");
    world.pass(20_000);
    world.deaf.set(false);
    assert!(world.disk.borrow().keys().all(|(area, _)| *area != crate::platform::store::Area::Frames), "folded");
    one.company(9, "Next");
    assert_eq!(two.names(), ["Adler", "Lost", "Next"]);
}

#[test]
fn who_leads_next_keeps_the_history_that_was_folded_without_a_word() {
    let world = World::new(8);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    one.company(7, "First");
    world.pass(20_000);
    one.rename(7, "Second").expect("renamed");
    world.run();
    world.deaf.set(true);
    world.pass(20_000);
    world.close(one.platform.id);
    world.deaf.set(false);
    world.run();
    two.rename(7, "Third").expect("renamed");
    world.pass(20_000);
    let changes = |tab: &mut Tab| {
        let ask = Request::Timeline {
            object: crate::model::standard::COMPANY,
            record: crate::model::id::RecordId(7),
            limit: 100,
        };
        match tab.ask(ask) {
            Some(Ok(Reply::Timeline(entries))) => entries
                .iter()
                .filter(|entry| matches!(&entry.event, crate::protocol::timeline::Event::Changed(cells) if cells.len() == 1))
                .count(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(changes(&mut two), 2);
    assert_eq!(changes(&mut Tab::open(&world.reborn())), 2);
}

#[test]
fn what_is_too_much_to_send_is_read_from_storage() {
    let world = World::new(9);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    one.ask(Request::Sample { contacts: 5000, seed: 3 });
    let largest = world.largest_message.get();
    assert!(largest < 1 << 20, "{largest}");
    let names = one.names();
    assert!(names.len() > 500);
    assert_eq!(two.names(), names);
}

#[test]
fn undo_and_settings_are_shared() {
    let world = World::new(4);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    one.company(7, "One");
    one.rename(7, "Two").expect("renamed");
    two.ask(Request::Undo);
    assert_eq!(one.name(7).as_deref(), Some("One"));
    let mut settings = one.state().settings;
    settings.workspace = "Hansa".into();
    one.ask(Request::Configure(Box::new(settings)));
    assert_eq!(two.state().settings.workspace, "Hansa");
}

#[test]
fn erasing_empties_every_tab_and_the_disk() {
    let world = World::new(5);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    one.company(7, "One");
    assert_eq!(one.ask(Request::Erase), Some(Ok(Reply::Ok)));
    assert_eq!((one.names(), two.names()), (Vec::<String>::new(), Vec::new()));
    assert!(world.disk.borrow().is_empty());
    two.company(8, "Two");
    let mut three = Tab::open(&world.reborn());
    assert_eq!(three.names(), ["Two"]);
}
