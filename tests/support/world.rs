//! A schema with a field of every kind, and random values for them, from small pools so that values meet.

use kontor::model::date::Date;
use kontor::model::id::{FieldId, ObjectId, OptionId, RecordId};
use kontor::model::money::{Currency, Money};
use kontor::model::schema::{Choice, Field, FieldKind, Hue, Object, Outcome, Role, Schema};
use kontor::model::standard;
use kontor::model::value::Value;

use super::random::Random;

/// The object type with a field of every kind.
pub const X: ObjectId = ObjectId(70_000);
/// The object type that X links to.
pub const Y: ObjectId = ObjectId(70_001);

/// The day of all tests, a Sunday.
pub const TODAY: Date = Date(20_779);

/// The users there are.
pub const USERS: u128 = 4;

pub fn user(number: u128) -> RecordId {
    RecordId(0xA000 + number)
}

/// The fields of X, by number.
#[allow(dead_code, reason = "each test that shares this file uses a part of it")]
pub mod x {
    use super::FieldId;
    pub const TEXT: FieldId = FieldId(1);
    pub const PERCENT: FieldId = FieldId(4);
    pub const SELECT: FieldId = FieldId(11);
    pub const LINK: FieldId = FieldId(13);
    pub const MANY: FieldId = FieldId(14);
    pub const USER: FieldId = FieldId(15);
}

fn field(id: u32, kind: FieldKind) -> Field {
    Field {
        id: FieldId(id),
        key: format!("f{id}"),
        label: None,
        kind,
        required: false,
        unique: false,
        group: None,
        section: "summary".into(),
        default: Value::Empty,
        help: None,
        archived: false,
    }
}

fn choices(count: u32) -> Vec<Choice> {
    let outcomes = [Outcome::Open, Outcome::Won, Outcome::Lost];
    let choice = |id: u32| Choice {
        id: OptionId(id),
        key: format!("c{id}"),
        label: None,
        hue: Hue::Grey,
        parent: None,
        probability: (!id.is_multiple_of(3)).then_some((id * 13 % 101) as u8),
        outcome: outcomes[id as usize % 3],
        archived: false,
    };
    // Not in the order of their numbers: sorting must follow the list.
    (1..=count).rev().map(choice).collect()
}

/// The standard schema, X and Y.
pub fn schema() -> Schema {
    let mut schema = standard::schema();
    let kinds = [
        FieldKind::Text,
        FieldKind::LongText,
        FieldKind::Number { decimals: 2 },
        FieldKind::Percent,
        FieldKind::Money,
        FieldKind::Date,
        FieldKind::DateTime,
        FieldKind::Checkbox,
        FieldKind::Rating { max: 5 },
        FieldKind::Duration,
        FieldKind::Select { options: choices(6), depends_on: None },
        FieldKind::MultiSelect { options: choices(4) },
        FieldKind::Relation { target: Y },
        FieldKind::Relations { target: Y },
        FieldKind::User,
        FieldKind::Link,
        FieldKind::Phone,
        FieldKind::Email,
    ];
    let mut fields: Vec<Field> = (1..).zip(kinds).map(|(id, kind)| field(id, kind)).collect();
    // Text and link are one merge group.
    for id in [1, 16] {
        fields[id - 1].group = Some("pair".into());
    }
    let object = |id, key: &str, title: &[u32], fields| Object {
        id,
        key: key.into(),
        label: None,
        icon: "box".into(),
        role: Role::Main,
        fields,
        title: title.iter().map(|id| FieldId(*id)).collect(),
        subtitle: None,
    };
    schema.objects.push(object(X, "x", &[1, 18], fields));
    let fields = vec![
        field(1, FieldKind::Text),
        field(2, FieldKind::Number { decimals: 0 }),
        field(3, FieldKind::Select { options: choices(3), depends_on: None }),
        field(4, FieldKind::Relation { target: X }),
        field(5, FieldKind::Checkbox),
        field(6, FieldKind::Date),
        field(7, FieldKind::Money),
    ];
    schema.objects.push(object(Y, "y", &[1], fields));
    schema
}

const TEXTS: [&str; 14] = [
    "anna",
    "Anna",
    "Änna",
    "anna b",
    "bob",
    "Bob Meier",
    "Straße",
    "strasse",
    "zoë",
    "Zoe",
    "a",
    "100 %",
    "x\ny",
    "# z",
];
const PHONES: [&str; 6] = ["+49 40 123456-7", "040 1234567", "0401234567", "(0171) 555 0199", "+49 171 5550199", "112"];

/// A record of an object type, one of a few.
pub fn record(random: &mut Random, object: ObjectId, count: usize) -> RecordId {
    RecordId((u128::from(object.0) << 32) + 1 + random.below(count) as u128 * 7)
}

/// A value that fits a kind, never empty.
pub fn value(random: &mut Random, kind: &FieldKind, records: usize) -> Value {
    let day = |random: &mut Random| Date(TODAY.0 - 40 + random.below(80) as i32);
    match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Link | FieldKind::Email => {
            Value::Text((*random.pick(&TEXTS)).into())
        }
        FieldKind::Phone => Value::Text((*random.pick(&PHONES)).into()),
        FieldKind::Number { .. } => Value::Number(*random.pick(&[-2.5, -1.0, 0.0, 0.1, 0.2, 1.0, 7.0, 1e9])),
        FieldKind::Percent => Value::Number(*random.pick(&[0.0, 12.5, 33.333, 50.0, 100.0])),
        FieldKind::Money => {
            let jpy = Currency::parse("JPY").expect("a code");
            let currency = *random.pick(&[Currency::EUR, Currency::EUR, Currency::USD, jpy]);
            Value::Money(Money { minor: random.below(9) as i64 * 101 - 303, currency })
        }
        FieldKind::Date => Value::Date(day(random)),
        FieldKind::DateTime => {
            let offset = *random.pick(&[0, 1, 43_200_000, 86_399_999]);
            Value::DateTime(i64::from(day(random).0) * 86_400_000 + offset)
        }
        FieldKind::Checkbox => Value::Bool(random.chance(60)),
        FieldKind::Rating { max } => Value::Rating(1 + random.below(usize::from(*max)) as u8),
        FieldKind::Duration => Value::Minutes(random.below(5) as u32 * 15),
        FieldKind::Select { options, .. } => Value::Option(random.pick(options).id),
        FieldKind::MultiSelect { options } => {
            Value::options((0..=random.below(3)).map(|_| random.pick(options).id).collect())
        }
        FieldKind::Relation { target } => Value::Ref(record(random, *target, records + 2)),
        FieldKind::Relations { target } => {
            Value::refs((0..=random.below(3)).map(|_| record(random, *target, records + 2)).collect())
        }
        FieldKind::User => Value::Ref(user(random.below(USERS as usize) as u128)),
    }
}

/// A value of a field of an object, empty now and then.
pub fn cell(random: &mut Random, kind: &FieldKind, records: usize) -> Value {
    if random.chance(25) { Value::Empty } else { value(random, kind, records) }
}
