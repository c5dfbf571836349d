//! Random questions.

use kontor::db::query::{Aggregate, Condition, Filter, Function, Meta, Path, Period, Query, Scope, Sort, Test};
use kontor::db::show::Spec;
use kontor::model::id::{FieldId, ObjectId};
use kontor::model::schema::{Field, FieldKind, Outcome};
use kontor::model::standard::{USER, user_field};
use kontor::model::value::Value;

use crate::naive::Naive;
use crate::play::{RECORDS, is_link};
use crate::random::Random;
use crate::world::{self, X, Y, x};

/// A list, a record or totals.
pub fn any(random: &mut Random, naive: &Naive) -> Spec {
    match random.below(10) {
        0 => {
            let object = if random.chance(70) { X } else { Y };
            Spec::Record(object, world::record(random, object, RECORDS))
        }
        1 => Spec::Totals((0..3).map(|_| query(random, naive)).collect()),
        _ => list(random, naive),
    }
}

/// A list.
pub fn list(random: &mut Random, naive: &Naive) -> Spec {
    let query = query(random, naive);
    let columns = (0..random.below(6)).map(|_| path(random, naive, query.object)).collect();
    let start = if random.chance(70) { 0 } else { random.below(50) as u32 };
    let window = start..start + random.below(30) as u32;
    let aggregates = (0..random.below(4))
        .map(|_| Aggregate { path: path(random, naive, query.object), function: function(random) })
        .collect();
    Spec::List { query, columns, window, aggregates }
}

fn query(random: &mut Random, naive: &Naive) -> Query {
    let object = if random.chance(80) { X } else { Y };
    let sort = |random: &mut Random| Sort { path: path(random, naive, object), descending: random.chance(50) };
    Query {
        object,
        filter: if random.chance(20) { Filter::default() } else { filter(random, naive, object, 0) },
        text: if random.chance(8) { (*random.pick(&["ann", "BO me", "zoe", "1"])).into() } else { String::new() },
        sort: (0..random.below(4)).map(|_| sort(random)).collect(),
        group: random.chance(25).then(|| path(random, naive, object)),
        scope: if random.chance(90) { Scope::Live } else { Scope::Trash },
    }
}

fn path(random: &mut Random, naive: &Naive, object: ObjectId) -> Path {
    let field = |random: &mut Random, object| {
        let definition = naive.schema.object(object).expect("an object");
        random.pick(&definition.fields).id
    };
    match random.below(10) {
        0 => Path::Meta(*random.pick(&[Meta::Created, Meta::CreatedBy, Meta::Updated, Meta::UpdatedBy, Meta::Title])),
        3 if random.chance(30) => {
            let select = |field: &&Field| matches!(field.kind, FieldKind::Select { .. });
            let fields = &naive.schema.object(object).expect("an object").fields;
            fields.iter().find(select).map_or(Path::Meta(Meta::Created), |field| Path::Since(field.id))
        }
        1 | 2 => {
            let link = field(random, object);
            let kind = naive.schema.field(object, link).expect("a field").kind.clone();
            match kind.target().filter(|_| is_link(&kind)) {
                Some(USER) => Path::Through(link, user_field::NAME),
                Some(target) => Path::Through(link, field(random, target)),
                None if object == X => Path::Through(x::LINK, field(random, Y)),
                // No single link: has no value.
                None => Path::Through(link, FieldId(1)),
            }
        }
        _ => Path::Field(field(random, object)),
    }
}

fn kind(naive: &Naive, object: ObjectId, path: Path) -> FieldKind {
    let field = |object, id| naive.schema.field(object, id).map(|field| field.kind.clone());
    let kind = match path {
        Path::Field(id) => field(object, id),
        Path::Through(link, id) => field(object, link).and_then(|kind| field(kind.target()?, id)),
        Path::Since(_) | Path::Meta(Meta::Created | Meta::Updated) => Some(FieldKind::DateTime),
        Path::Meta(Meta::CreatedBy | Meta::UpdatedBy) => Some(FieldKind::User),
        Path::Meta(Meta::Title) => None,
    };
    kind.unwrap_or(FieldKind::Text)
}

fn filter(random: &mut Random, naive: &Naive, object: ObjectId, depth: usize) -> Filter {
    let many = |random: &mut Random| (0..random.below(4)).map(|_| filter(random, naive, object, depth + 1)).collect();
    match random.below(if depth < 3 { 10 } else { 6 }) {
        0 if random.chance(30) => {
            Filter::Among((0..random.below(20)).map(|_| world::record(random, object, RECORDS)).collect())
        }
        6 | 7 => Filter::All(many(random)),
        8 => Filter::Any(many(random)),
        9 => Filter::Not(Box::new(filter(random, naive, object, depth + 1))),
        _ => {
            let path = path(random, naive, object);
            Filter::Is(Condition { path, test: test(random, &kind(naive, object, path)) })
        }
    }
}

/// A test that mostly fits.
fn test(random: &mut Random, kind: &FieldKind) -> Test {
    let stray = random.chance(8);
    let other = FieldKind::Date;
    let kind = if stray { &other } else { kind };
    let value = |random: &mut Random| match kind {
        FieldKind::DateTime if random.chance(40) => world::value(random, &FieldKind::Date, RECORDS),
        kind => world::value(random, kind, RECORDS),
    };
    let values = |random: &mut Random| (0..random.below(4)).map(|_| value(random)).collect::<Vec<Value>>();
    let texts = ["an", "Ann", "ä", "B", "e", "040", "555 01", "(0)", "+49", "-", "", "str", "7", "x12"];
    let text = |random: &mut Random| (*random.pick(&texts)).to_owned();
    match random.below(18) {
        0 => Test::Empty,
        1 => Test::Filled,
        2 => Test::Equals(value(random)),
        3 => Test::Differs(value(random)),
        4 => Test::AnyOf(values(random)),
        5 => Test::NoneOf(values(random)),
        6 => Test::AllOf(values(random)),
        7 => Test::Contains(text(random)),
        8 => Test::Lacks(text(random)),
        9 => Test::StartsWith(text(random)),
        10 => Test::EndsWith(text(random)),
        11 => Test::Less(value(random)),
        12 => Test::AtMost(value(random)),
        13 => Test::More(value(random)),
        14 => Test::AtLeast(value(random)),
        15 => Test::Between(value(random), value(random)),
        16 if matches!(kind, FieldKind::User) => Test::Me,
        16 => Test::Outcome(*random.pick(&[Outcome::Open, Outcome::Won, Outcome::Lost])),
        _ => Test::Within(period(random)),
    }
}

fn period(random: &mut Random) -> Period {
    *random.pick(&[
        Period::Yesterday,
        Period::Today,
        Period::Tomorrow,
        Period::LastWeek,
        Period::ThisWeek,
        Period::NextWeek,
        Period::LastMonth,
        Period::ThisMonth,
        Period::NextMonth,
        Period::LastQuarter,
        Period::ThisQuarter,
        Period::NextQuarter,
        Period::LastYear,
        Period::ThisYear,
        Period::NextYear,
        Period::LastDays(0),
        Period::LastDays(7),
        Period::NextDays(30),
        Period::Past,
        Period::Future,
    ])
}

fn function(random: &mut Random) -> Function {
    *random.pick(&[
        Function::Count,
        Function::Filled,
        Function::Empty,
        Function::FilledShare,
        Function::Distinct,
        Function::Sum,
        Function::Average,
        Function::Min,
        Function::Max,
        Function::Median,
        Function::WeightedSum { weight: x::PERCENT, stage: x::SELECT },
    ])
}
