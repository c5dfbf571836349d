//! One tab and its storage.

use super::{Tab, companies, set};
use crate::db::show::{Cell, Live, Rows};
use crate::model::id::RecordId;
use crate::model::standard::{COMPANY, NOTE, company_field, note_field};
use crate::model::value::Value;
use crate::platform::double::World;
use crate::platform::store::Area;
use crate::protocol::edit::{Edit, Target};
use crate::protocol::fault::Fault;
use crate::protocol::request::{FromEngine, Reply, Request};
use crate::protocol::timeline::Event;

#[test]
fn an_edit_outlives_a_reload() {
    let world = World::new(1);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    tab.rename(7, "Brennan & Sons").expect("renamed");
    let mut tab = Tab::open(&world.reborn());
    assert_eq!(tab.name(7).as_deref(), Some("Brennan & Sons"));
}

#[test]
fn requests_before_the_data_wait_for_it() {
    let world = World::new(2);
    Tab::open(&world).company(7, "Brennan");
    let mut tab = Tab::closed(&world.reborn());
    let open = tab.tell(Request::Open { zone: "UTC".into(), locale: "en".into() });
    let rename =
        tab.tell(Request::Commit { command: "x".into(), edits: vec![set(7, company_field::NAME, Value::text("B"))] });
    tab.world.run();
    assert!(matches!(tab.answer(open), Some(Ok(Reply::Ready(..)))));
    assert!(matches!(tab.answer(rename), Some(Ok(Reply::Done(_)))));
    assert_eq!(tab.name(7).as_deref(), Some("B"));
}

#[test]
fn a_search_before_the_index_is_there_is_answered_when_it_is() {
    let world = World::new(13);
    Tab::open(&world).company(7, "Brennan");
    let mut tab = Tab::closed(&world.reborn());
    tab.tell(Request::Open { zone: "UTC".into(), locale: "en".into() });
    let mut asked = None;
    for _ in 0..1000 {
        tab.world.rounds(1);
        tab.answer(0);
        let loaded = tab.heard.iter().any(|message| matches!(message, FromEngine::State(state) if state.loaded));
        if loaded && asked.is_none() {
            asked = Some(tab.tell(Request::Search { text: "bren".into(), object: None, limit: 9, generation: 4 }));
        }
    }
    match tab.answer(asked.expect("loaded")) {
        Some(Ok(Reply::Hits { generation: 4, hits, total: 1 })) => assert_eq!(hits[0].title, "Brennan"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_edit_is_acknowledged_before_lists_are_told_and_edits_in_a_burst_share_a_write() {
    let world = World::new(14);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    tab.ask(Request::Subscribe(1, companies(0..10)));
    world.pass(20);
    tab.answer(0);
    tab.heard.clear();
    let before = world.commits.get();
    let rename = |name: &str| Request::Commit {
        command: "x".into(),
        edits: vec![set(7, company_field::NAME, Value::text(name))],
    };
    let ids: Vec<u32> = ["A", "B", "C", "D"].into_iter().map(|name| tab.tell(rename(name))).collect();
    world.run();
    world.pass(20);
    assert!(ids.iter().all(|id| matches!(tab.answer(*id), Some(Ok(Reply::Done(_))))));
    assert!(world.commits.get() - before <= 2, "{}", world.commits.get() - before);
    let first = |wanted: fn(&FromEngine) -> bool| tab.heard.iter().position(wanted).expect("came");
    assert!(first(|said| matches!(said, FromEngine::Reply(..))) < first(|said| matches!(said, FromEngine::Live(..))));
}

#[test]
fn a_live_list_follows_edits() {
    let mut tab = Tab::open(&World::new(3));
    tab.ask(Request::Subscribe(1, companies(0..10)));
    tab.company(7, "Brennan");
    tab.world.pass(20);
    tab.rename(7, "Adler").expect("renamed");
    tab.world.pass(20);
    tab.answer(0);
    let titles: Vec<Vec<String>> = tab
        .heard
        .iter()
        .filter_map(|message| match message {
            FromEngine::Live(1, Live::Rows(rows)) => Some(rows.rows.iter().map(|row| row.title.clone()).collect()),
            FromEngine::Live(1, Live::Delta(delta)) => {
                Some(delta.changed.iter().map(|row| row.title.clone()).collect())
            }
            _ => None,
        })
        .collect();
    assert_eq!(titles, [vec![], vec!["Brennan".to_owned()], vec!["Adler".to_owned()]]);
}

#[test]
fn undo_and_redo_outlive_a_reload_with_and_without_a_checkpoint() {
    for folded in [false, true] {
        let world = World::new(4);
        let mut tab = Tab::open(&world);
        tab.company(7, "One");
        tab.rename(7, "Two").expect("renamed");
        tab.rename(7, "Three").expect("renamed");
        if folded {
            world.pass(20_000);
            assert!(world.disk.borrow().keys().all(|(area, _)| *area != Area::Frames), "the log was folded");
        }
        let mut tab = Tab::open(&world.reborn());
        assert_eq!(tab.state().undo.as_deref(), Some("test.edit"));
        tab.ask(Request::Undo);
        assert_eq!(tab.name(7).as_deref(), Some("Two"));
        let mut tab = Tab::open(&tab.world.reborn());
        tab.ask(Request::Undo);
        assert_eq!(tab.name(7).as_deref(), Some("One"));
        tab.ask(Request::Redo);
        assert_eq!(tab.name(7).as_deref(), Some("Two"));
        tab.ask(Request::Redo);
        assert_eq!(tab.name(7).as_deref(), Some("Three"));
        assert!(matches!(tab.ask(Request::Redo), Some(Err(Fault::NothingToUndo))));
    }
}

#[test]
fn a_checkpoint_leaves_the_same_data_in_fewer_values() {
    let world = World::new(5);
    let mut tab = Tab::open(&world);
    for id in 1..=50 {
        tab.company(id, &format!("C{id:02}"));
    }
    let names = tab.names();
    let frames = |world: &World| world.disk.borrow().keys().filter(|(area, _)| *area == Area::Frames).count();
    assert_eq!(frames(&world), 50);
    world.pass(20_000);
    assert_eq!(frames(&world), 0);
    tab.rename(3, "Z").expect("renamed");
    let mut tab = Tab::open(&world.reborn());
    let mut expected = names;
    expected.retain(|name| name != "C03");
    expected.push("Z".into());
    assert_eq!(tab.names(), expected);
}

/// The pages of companies that a tab is shown as it starts: whether each was there before the data, and
/// the names on it.
fn first_pages(world: &std::rc::Rc<World>) -> Vec<(bool, Vec<String>)> {
    let mut tab = Tab::closed(world);
    let open = || Request::Open { zone: "UTC".into(), locale: "en".into() };
    tab.tell(open());
    tab.tell(Request::Subscribe(9, companies(0..10)));
    tab.world.run();
    tab.answer(0);
    let seen = |rows: &Rows| (rows.partial, rows.rows.iter().map(|row| row.title.clone()).collect());
    let pages = tab.heard.iter().filter_map(|message| match message {
        FromEngine::Reply(_, Ok(Reply::Ready(state, Some(page)))) => {
            assert!(!state.loaded);
            assert_eq!(page.0, companies(0..10));
            Some(seen(&page.1))
        }
        FromEngine::Live(9, Live::Rows(rows)) => Some(seen(rows)),
        _ => None,
    });
    let pages = pages.collect();
    assert!(matches!(tab.ask(open()), Some(Ok(Reply::Ready(_, None)))), "what is loaded is asked for");
    pages
}

#[test]
fn the_last_view_is_shown_before_the_data_is_there() {
    let world = World::new(6);
    let mut tab = Tab::open(&world);
    tab.company(7, "Brennan");
    tab.ask(Request::Subscribe(1, companies(0..10)));
    tab.ask(Request::Flush);
    let page = |partial| (partial, vec!["Brennan".to_owned()]);
    assert_eq!(first_pages(&world.reborn()), [page(true), page(false)]);
}

/// Whether the log was folded before or not, and whoever made the edit.
#[test]
fn a_view_from_before_an_acknowledged_edit_is_not_shown() {
    for (folded, by_another) in [(false, false), (true, false), (false, true), (true, true)] {
        let world = World::new(61);
        let mut tab = Tab::open(&world);
        tab.company(7, "Brennan");
        tab.ask(Request::Subscribe(1, companies(0..10)));
        if folded {
            world.pass(20_000);
        }
        tab.ask(Request::Flush);
        if by_another {
            tab = Tab::open(&world);
        }
        tab.rename(7, "Adler").expect("renamed");
        let pages = first_pages(&world.reborn());
        assert_eq!(pages, [(false, vec!["Adler".to_owned()])], "folded {folded}, by another tab {by_another}");
        // Once it is written anew, it is shown early again.
        tab.ask(Request::Subscribe(1, companies(0..10)));
        tab.ask(Request::Flush);
        assert!(first_pages(&world.reborn())[0].0, "folded {folded}, by another tab {by_another}");
    }
}

#[test]
fn history_tells_what_changed_from_what_to_what_and_what_was_linked() {
    for folded in [false, true] {
        let world = World::new(7);
        let mut tab = Tab::open(&world);
        tab.company(7, "One");
        world.pass(1000);
        tab.rename(7, "Two").expect("renamed");
        world.pass(1000);
        let cells = vec![(note_field::TEXT, Value::text("Hi")), (note_field::COMPANY, Value::Ref(RecordId(7)))];
        tab.commit(vec![Edit::Create { object: NOTE, id: RecordId(8), cells }]).expect("noted");
        world.pass(if folded { 20_000 } else { 1000 });
        let mut tab = Tab::open(&world.reborn());
        let request = Request::Timeline { object: COMPANY, record: RecordId(7), limit: 10 };
        let Some(Ok(Reply::Timeline(entries))) = tab.ask(request) else { panic!("no history") };
        let events: Vec<&Event> = entries.iter().map(|entry| &entry.event).collect();
        assert!(matches!(events[0], Event::Linked { text, .. } if text == "Hi"), "{events:?}");
        let text = |text: &str| Cell::Value(Value::text(text));
        assert_eq!(*events[1], Event::Changed(vec![(company_field::NAME, text("One"), text("Two"))]));
        assert_eq!((events[2], events.len()), (&Event::Created, 3));
    }
}

#[test]
fn search_finds_across_object_types_and_follows_edits() {
    let mut tab = Tab::open(&World::new(8));
    tab.company(7, "Brennan");
    tab.company(8, "Adler");
    let cells = vec![(note_field::TEXT, Value::text("Called Brennan today"))];
    tab.commit(vec![Edit::Create { object: NOTE, id: RecordId(9), cells }]).expect("noted");
    let found = |tab: &mut Tab, text: &str| {
        let request = Request::Search { text: text.into(), object: None, limit: 9, generation: 3 };
        let Some(Ok(Reply::Hits { generation: 3, hits, .. })) = tab.ask(request) else { panic!("no answer") };
        hits.into_iter().map(|hit| hit.id.0).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut tab, "brenn").len(), 2);
    tab.rename(8, "Brenner").expect("renamed");
    assert_eq!(found(&mut tab, "brenn").len(), 3);
    let mut tab = Tab::open(&tab.world.reborn());
    assert_eq!(found(&mut tab, "brenner"), [8]);
    let delete = Edit::Delete { object: COMPANY, target: Target::one(RecordId(7)) };
    tab.commit(vec![delete]).expect("deleted");
    assert_eq!(found(&mut tab, "brennan").last(), Some(&7), "what lies in the trash comes last");
}

#[test]
fn settings_and_fields_of_the_company_outlive_a_reload_and_a_checkpoint() {
    use crate::model::id::FieldId;
    use crate::model::schema::FieldKind;
    let world = World::new(9);
    let mut tab = Tab::open(&world);
    let mut settings = tab.state().settings;
    settings.workspace = "Hansa".into();
    assert_eq!(tab.ask(Request::Configure(Box::new(settings))), Some(Ok(Reply::Ok)));
    let schema = tab.state().schema;
    let mut field = schema.field(COMPANY, company_field::NAME).expect("name").clone();
    field.id = FieldId(crate::model::id::CUSTOM_FROM + 5);
    field.key = "berth".into();
    field.required = false;
    field.kind = FieldKind::Text;
    let id = field.id;
    tab.commit(vec![Edit::PutField { object: COMPANY, field: Box::new(field) }]).expect("added");
    tab.company(7, "Brennan");
    tab.commit(vec![set(7, id, Value::text("North"))]).expect("set");
    for _ in 0..2 {
        tab.world.pass(20_000);
        tab = Tab::open(&tab.world.reborn());
        assert_eq!(tab.state().settings.workspace, "Hansa");
        let record = tab.record(COMPANY, RecordId(7)).expect("there");
        assert_eq!(record.cell(id), &Cell::Value(Value::text("North")));
    }
}
