//! The database against an oracle that answers every question the slow and obvious way: random records of every
//! kind of field, random changes, random queries. `KONTOR_SEED` runs another seed.

#![allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    reason = "an oracle is written to be plainly right; files are shared in part"
)]

#[path = "query_oracle/ask.rs"]
mod ask;
#[path = "query_oracle/naive.rs"]
mod naive;
#[path = "query_oracle/play.rs"]
mod play;
#[path = "support/random.rs"]
mod random;
#[path = "support/world.rs"]
mod world;

use kontor::db::query::Figure;
use kontor::db::show::{Live, Rows, Spec};
use kontor::db::{LiveList, Utc, Zone};
use kontor::model::date::Date;

use play::Play;
use random::{Random, seed};

/// A zone two hours ahead.
struct Ahead;

impl Zone for Ahead {
    fn midnight(&self, day: Date) -> i64 {
        Utc.midnight(day) - play::SHIFT_MS
    }
}

/// Equal but for what rounding may do to sums.
fn close(a: &Figure, b: &Figure) -> bool {
    match (a, b) {
        (Figure::Number(a), Figure::Number(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a == b,
    }
}

fn assert_equal(ours: &Rows, theirs: &Rows, what: &str) {
    let all_close = |a: &[Figure], b: &[Figure]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| close(a, b));
    assert_eq!(ours.total, theirs.total, "total of {what}");
    assert_eq!(ours.start, theirs.start, "start of {what}");
    assert_eq!(ours.rows, theirs.rows, "rows of {what}");
    assert!(all_close(&ours.figures, &theirs.figures), "{:?}\n{:?}\n{what}", ours.figures, theirs.figures);
    let keys = |rows: &Rows| rows.groups.iter().map(|group| (group.key.clone(), group.count)).collect::<Vec<_>>();
    assert_eq!(keys(ours), keys(theirs), "groups of {what}");
    for (a, b) in ours.groups.iter().zip(&theirs.groups) {
        assert!(all_close(&a.figures, &b.figures), "{a:?}\n{b:?}\n{what}");
    }
}

#[test]
fn queries_answer_as_the_oracle_does() {
    let seed = seed();
    for round in 0..12 {
        let mut random = Random(seed + round);
        let mut play = Play::new(&mut random);
        for _ in 0..3 {
            play.changes(&mut random, 60);
            for _ in 0..120 {
                let spec = ask::list(&mut random, &play.naive);
                let Spec::List { query, columns, window, aggregates } = &spec else { continue };
                let what = format!("seed {} {spec:?}", seed + round);
                let (theirs, ids) = play.naive.rows(query, columns, window.clone(), aggregates);
                let ctx = play.context(&Ahead);
                let ours = play.db.rows(&spec, &ctx);
                assert_equal(&ours, &theirs, &what);
                assert_eq!(play.db.ids(query, &ctx), ids, "ids of {what}");
                assert_eq!(play.db.totals(std::slice::from_ref(query), &ctx), [theirs.total], "{what}");
                for (place, id) in ids.iter().enumerate().take(3) {
                    assert_eq!(play.db.position(query, *id, &ctx), Some(place as u32), "{what}");
                }
            }
        }
    }
}

#[test]
fn live_queries_stay_equal_to_fresh_ones() {
    let seed = seed() ^ 0xABCD;
    for round in 0..8 {
        let mut random = Random(seed + round);
        let mut play = Play::new(&mut random);
        play.changes(&mut random, 40);
        let specs: Vec<Spec> = (0..40).map(|_| ask::any(&mut random, &play.naive)).collect();
        let mut live: Vec<(LiveList, Live)> = Vec::new();
        for spec in &specs {
            let mut list = LiveList::new(spec.clone());
            let first = list.first(&play.db, &play.context(&Ahead));
            live.push((list, first));
        }
        let mut specs = specs;
        for step in 0..60 {
            let changes = play.change(&mut random);
            let ctx = play.context(&Ahead);
            for ((list, held), spec) in live.iter_mut().zip(&mut specs) {
                match (list.refresh(&play.db, &changes, &ctx), &mut *held) {
                    (None, _) => {}
                    (Some(Live::Delta(delta)), Live::Rows(rows)) => rows.apply(delta),
                    (Some(news), held) => *held = news,
                }
                if random.chance(5)
                    && let Spec::List { window, .. } = spec
                {
                    let start = random.below(30) as u32;
                    *window = start..start + 10;
                    *held = list.set_window(window.clone(), &play.db, &ctx);
                }
                let what = format!("seed {} step {step} {spec:?} after {changes:?}", seed + round);
                match (&*spec, &*held) {
                    (Spec::List { .. }, Live::Rows(rows)) => assert_equal(rows, &play.db.rows(spec, &ctx), &what),
                    (Spec::Record(object, id), Live::Record(shown)) => {
                        assert_eq!(shown.as_deref(), play.db.record(*object, *id).as_ref(), "{what}");
                    }
                    (Spec::Totals(queries), Live::Totals(totals)) => {
                        assert_eq!(*totals, play.db.totals(queries, &ctx), "{what}");
                    }
                    (_, held) => panic!("{held:?} for {what}"),
                }
            }
        }
    }
}
