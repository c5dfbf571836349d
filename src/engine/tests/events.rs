//! Usage events are numbered for the device: from 1, without gaps, whatever happens.

use std::ops::Range;
use std::rc::Rc;

use super::Tab;
use crate::codec::envelope::{self, Kind};
use crate::platform::double::World;
use crate::platform::store::{Area, StoreError};
use crate::protocol::request::{Reply, Request};
use crate::usage::batch::Batch;
use crate::usage::event::{Event, Input, Outcome};

/// An event that can be told from others by its command.
fn happen(tab: &mut Tab, commands: Range<u16>) {
    let at = 1_795_312_593_600;
    let event =
        |command| Event { at, command, result: Outcome::Done, input: Input::Mouse, offline: false, duration_ms: 0 };
    tab.tell(Request::Usage(Batch { first: 0, events: commands.map(event).collect() }.encode()));
}

/// Numbers and commands of what is stored, by number.
fn stored(world: &World) -> Vec<(u64, u16)> {
    let disk = world.disk.borrow();
    let mut found = Vec::new();
    for ((area, key), value) in disk.iter() {
        if *area == Area::Usage {
            let opened = envelope::open(Kind::Usage, value).expect("an envelope");
            let batch = Batch::decode(opened.content).expect("a batch");
            assert_eq!(key[8..], batch.first.to_be_bytes(), "its key says which events it holds");
            found.extend((batch.first..).zip(batch.events.iter().map(|event| event.command)));
        }
    }
    found.sort_unstable();
    found
}

fn numbers(world: &World) -> Vec<u64> {
    stored(world).into_iter().map(|(number, _)| number).collect()
}

fn commands(world: &World) -> Vec<u16> {
    stored(world).into_iter().map(|(_, command)| command).collect()
}

fn up_to(last: u64) -> Vec<u64> {
    (1..=last).collect()
}

#[test]
fn numbers_go_on_after_a_reload() {
    let world = World::new(1);
    let mut tab = Tab::open(&world);
    happen(&mut tab, 10..13);
    world.run();
    happen(&mut tab, 13..14);
    world.run();
    let world = world.reborn();
    let mut tab = Tab::open(&world);
    happen(&mut tab, 14..16);
    world.run();
    assert_eq!(stored(&world), [(1, 10), (2, 11), (3, 12), (4, 13), (5, 14), (6, 15)]);
}

#[test]
fn events_of_before_the_data_and_in_quick_succession_keep_their_order() {
    let world = World::new(2);
    let mut tab = Tab::closed(&world);
    tab.tell(Request::Open { zone: "UTC".into(), locale: "en".into() });
    for command in 0..20 {
        happen(&mut tab, command..command + 1);
        world.rounds(1);
    }
    world.run();
    assert_eq!((numbers(&world), commands(&world)), (up_to(20), (0..20).collect()));
}

/// Two tabs that write at once, after another number of steps each.
#[test]
fn tabs_that_write_at_once_share_the_numbers_out() {
    for pace in 1..8 {
        let world = World::new(3);
        let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
        for round in 0..30_u16 {
            happen(&mut one, 100 + round..101 + round);
            happen(&mut two, 200 + 2 * round..202 + 2 * round);
            world.rounds(pace);
        }
        world.run();
        assert_eq!(numbers(&world), up_to(90), "pace {pace}");
        let all = commands(&world);
        let of = |tab: Range<u16>| all.iter().copied().filter(|command| tab.contains(command)).collect::<Vec<_>>();
        assert_eq!(of(100..200), (100..130).collect::<Vec<_>>(), "one tab's keep their order, pace {pace}");
        assert_eq!(of(200..300), (200..260).collect::<Vec<_>>(), "and the other's");
    }
}

/// Two tabs, killed after every possible commit, and a reload that goes on.
#[test]
fn a_crash_leaves_no_gap() {
    let mut crashes = 0;
    for killed_after in 0.. {
        let world = World::new(4);
        world.commits_left.set(Some(killed_after));
        let open = |world: &Rc<World>| {
            let mut tab = Tab::closed(world);
            tab.tell(Request::Open { zone: "UTC".into(), locale: "en".into() });
            world.run();
            tab
        };
        let (mut one, mut two) = (open(&world), open(&world));
        for round in 0..6 {
            happen(&mut one, round..round + 1);
            happen(&mut two, 100 + round..102 + round);
            world.rounds(2);
        }
        world.run();
        let over = world.commits_left.get() != Some(0);
        let before = numbers(&world);
        let world = world.reborn();
        let mut tab = Tab::open(&world);
        happen(&mut tab, 300..303);
        world.run();
        let after = numbers(&world);
        assert_eq!(after, up_to(before.len() as u64 + 3), "after {killed_after} commits");
        assert_eq!(after[..before.len()], before, "what was numbered keeps its number");
        if over {
            break;
        }
        crashes += 1;
    }
    assert!(crashes > 4, "only {crashes} points to crash at were met");
}

#[test]
fn what_cannot_be_written_takes_no_number_and_comes_later() {
    let world = World::new(5);
    let mut tab = Tab::open(&world);
    happen(&mut tab, 1..3);
    world.run();
    *world.failing.borrow_mut() = Some(StoreError::Full);
    happen(&mut tab, 3..5);
    world.run();
    assert_eq!(numbers(&world), up_to(2));
    *world.failing.borrow_mut() = None;
    happen(&mut tab, 5..6);
    world.run();
    assert_eq!((numbers(&world), commands(&world)), (up_to(5), (1..6).collect()));
}

#[test]
fn no_number_is_given_twice_even_after_everything_was_erased() {
    let world = World::new(6);
    let (mut one, mut two) = (Tab::open(&world), Tab::open(&world));
    happen(&mut two, 1..4);
    world.run();
    assert_eq!(one.ask(Request::Erase), Some(Ok(Reply::Ok)));
    assert!(world.disk.borrow().is_empty());
    happen(&mut one, 10..11);
    happen(&mut two, 20..21);
    world.run();
    let found = numbers(&world);
    assert_eq!(found, [4, 5]);
}

#[test]
fn a_damaged_next_number_is_found_again_behind_the_last_event() {
    let world = World::new(7);
    let mut tab = Tab::open(&world);
    happen(&mut tab, 1..4);
    world.run();
    let world = world.reborn();
    for ((area, key), value) in world.disk.borrow_mut().iter_mut() {
        if *area == Area::Meta && key.starts_with(b"usage/") {
            let last = value.len() - 1;
            value[last] ^= 0x40;
        }
    }
    let mut tab = Tab::open(&world);
    happen(&mut tab, 4..6);
    world.run();
    assert_eq!((numbers(&world), commands(&world)), (up_to(5), (1..6).collect()));
}
