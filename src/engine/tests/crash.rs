//! The browser is killed: what was acknowledged is there, and nothing by halves.

use std::collections::BTreeMap;

use super::Tab;
use crate::platform::double::World;
use crate::protocol::request::Request;

/// Edits, checkpoints and reloads, killed after every possible commit.
#[test]
fn whatever_was_acknowledged_is_there_after_a_crash_at_any_commit() {
    let mut crashes = 0;
    for killed_after in 0.. {
        let world = World::new(killed_after.into());
        world.commits_left.set(Some(killed_after));
        let (acknowledged, asked) = session(&world);
        let mut tab = Tab::open(&world.reborn());
        for (id, name) in &acknowledged {
            let now = tab.name(*id);
            let allowed = [name.as_ref(), asked.get(id).and_then(Option::as_ref)];
            assert!(allowed.contains(&now.as_ref()), "after {killed_after} commits: {id} is {now:?}, not {allowed:?}");
        }
        // And the storage goes on working.
        tab.company(999, "After");
        let mut tab = Tab::open(&tab.world.reborn());
        assert_eq!(tab.name(999).as_deref(), Some("After"));
        if world.commits_left.get() != Some(0) {
            break;
        }
        crashes += 1;
    }
    assert!(crashes > 15, "only {crashes} points to crash at were met");
}

/// Names by record as acknowledged, and as asked last.
type Names = BTreeMap<u128, Option<String>>;

fn session(world: &std::rc::Rc<World>) -> (Names, Names) {
    let (mut acknowledged, mut asked) = (Names::new(), Names::new());
    let mut tab = Tab::closed(world);
    tab.tell(Request::Open { zone: "UTC".into(), locale: "en".into() });
    world.run();
    for round in 0..3 {
        for id in 1..=6_u128 {
            let name = format!("{id} in {round}");
            let edit = if round == 0 {
                crate::protocol::edit::Edit::Create {
                    object: crate::model::standard::COMPANY,
                    id: crate::model::id::RecordId(id),
                    cells: vec![(crate::model::standard::company_field::NAME, crate::model::value::Value::text(&name))],
                }
            } else {
                super::set(id, crate::model::standard::company_field::NAME, crate::model::value::Value::text(&name))
            };
            asked.insert(id, Some(name.clone()));
            if let Some(Ok(_)) = tab.ask(Request::Commit { command: "x".into(), edits: vec![edit] }) {
                acknowledged.insert(id, Some(name));
            }
        }
        world.pass(15_000);
    }
    (acknowledged, asked)
}
