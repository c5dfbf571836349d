//! A believable company at any size: a wholesaler of ironmongery with its customers, deals,
//! activities and notes. The same seed, size and day give the same data, to the byte.

use super::random::Random;
use super::words::{
    CALL, CITY, FIRST, FORM, JOB, LAST, MAIL, MEETING, NOTE, PLACE, PRODUCT, SOURCE, STAFF, STREET, TAGS, TASK, TEAMS,
    TRADE, VISIT, WORK,
};
use crate::model::block::Block;
use crate::model::date::Date;
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::money::{Currency, Money};
use crate::model::schema::Schema;
use crate::model::standard::{
    ACTIVITY, COMPANY, DEAL, LEAD, NOTE as NOTE_OBJECT, PERSON, PRODUCT as PRODUCT_OBJECT, TAG, TEAM, USER,
    activity_field as act, activity_kind, activity_status, company_field as com, deal_field as deal,
    lead_field as lead, note_field as note, person_field as per, product_field as pro, tag_field as tag,
    team_field as team, user_field as user,
};
use crate::model::value::Value;

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Same seed, same data.
    pub seed: u64,
    /// Number of people; the rest follows in proportion.
    pub contacts: u32,
    /// Today: dates lie around it. Milliseconds since 1970 at the start of the day.
    pub midnight: i64,
    /// Today.
    pub today: Date,
    /// Currency of amounts.
    pub currency: Currency,
    /// The user on this device, who gets a share of the work; 0 when there is none.
    pub me: RecordId,
}

/// Records in one block at most: a block is made, stored and shown to be done in one go.
pub const BLOCK_ROWS: usize = 5_000;

/// Makes the blocks one after the other; records come before those that link to them.
#[derive(Debug)]
pub struct Generator {
    order: Order,
    random: Random,
    blocks: Vec<(ObjectId, usize)>,
    schema: Schema,
    users: Vec<RecordId>,
    teams: Vec<RecordId>,
    tags: Vec<RecordId>,
    products: Vec<RecordId>,
    companies: Vec<RecordId>,
    /// Each person with the position of their company.
    people: Vec<(RecordId, usize)>,
    deals: Vec<(RecordId, usize)>,
}

impl Generator {
    /// Prepares to make a company after `schema`, whose standard objects are used.
    #[must_use]
    pub fn new(order: Order, schema: Schema) -> Self {
        let contacts = order.contacts as usize;
        let plan = [
            (TEAM, TEAMS.len()),
            (USER, STAFF.len()),
            (TAG, TAGS.len()),
            (PRODUCT_OBJECT, PRODUCT.len()),
            (COMPANY, contacts / 6 + 1),
            (PERSON, contacts),
            (LEAD, contacts / 20),
            (DEAL, contacts / 5),
            (ACTIVITY, contacts / 2),
            (NOTE_OBJECT, contacts / 4),
        ];
        // Last first: blocks are taken off the end.
        let blocks = plan
            .iter()
            .flat_map(|&(object, rows)| {
                (0..rows.div_ceil(BLOCK_ROWS)).map(move |block| (object, (rows - block * BLOCK_ROWS).min(BLOCK_ROWS)))
            })
            .rev()
            .collect();
        let random = Random::new(order.seed);
        Self {
            order,
            random,
            blocks,
            schema,
            users: Vec::new(),
            teams: Vec::new(),
            tags: Vec::new(),
            products: Vec::new(),
            companies: Vec::new(),
            people: Vec::new(),
            deals: Vec::new(),
        }
    }

    /// Records in all, for showing progress.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.blocks.iter().map(|(_, rows)| rows).sum()
    }

    fn cells(&mut self, object: ObjectId, at: usize, id: RecordId) -> Vec<(FieldId, Value)> {
        match object {
            TEAM => {
                self.teams.push(id);
                vec![(team::NAME, Value::text(TEAMS[at].0)), (team::REGION, Value::text(TEAMS[at].1))]
            }
            USER => self.user(at, id),
            TAG => {
                self.tags.push(id);
                vec![(tag::NAME, Value::text(TAGS[at].0)), (tag::HUE, Value::Option(OptionId(TAGS[at].1)))]
            }
            PRODUCT_OBJECT => self.product(at, id),
            COMPANY => self.company(id),
            PERSON => self.person(id),
            LEAD => self.lead(),
            DEAL => self.deal(id),
            ACTIVITY => self.activity(),
            _ => self.note(),
        }
    }

    fn user(&mut self, at: usize, id: RecordId) -> Vec<(FieldId, Value)> {
        self.users.push(id);
        let (name, its_team, role) = STAFF[at];
        let position = TEAMS.iter().position(|(known, _)| *known == its_team).unwrap_or(0);
        vec![
            (user::NAME, Value::text(name)),
            (user::EMAIL, Value::Text(format!("{}@brennan.example", handle(name)))),
            (user::TEAM, Value::Ref(self.teams[position])),
            (user::ROLE, Value::Option(OptionId(role))),
            (user::ACTIVE, Value::Bool(true)),
        ]
    }

    fn product(&mut self, at: usize, id: RecordId) -> Vec<(FieldId, Value)> {
        self.products.push(id);
        let (name, category, price) = PRODUCT[at];
        vec![
            (pro::NAME, Value::text(name)),
            (pro::CODE, Value::Text(format!("BH-{:04}", 1000 + at * 37))),
            (pro::CATEGORY, Value::text(category)),
            (pro::PRICE, self.money(price)),
            (pro::ACTIVE, Value::Bool(true)),
        ]
    }

    fn company(&mut self, id: RecordId) -> Vec<(FieldId, Value)> {
        self.companies.push(id);
        let (industry, suffixes) = self.random.favour(TRADE);
        let name = format!("{} {}{}", self.random.pick(PLACE), self.random.pick(suffixes), self.random.pick(FORM));
        let domain = handle(&name).replace('.', "");
        let city = self.random.favour(CITY);
        let employees = (10.0_f64.powf(self.random.between(60, 320) as f64 / 100.0)).round();
        let revenue = (employees * self.random.between(60_000, 180_000) as f64) as i64 / 1_000 * 100_000;
        let mut cells = vec![
            (com::NAME, Value::Text(name)),
            (com::OWNER, self.owner()),
            (com::LIFECYCLE, Value::Option(OptionId(self.random.favour(&[2, 1, 3, 5, 4])))),
            (com::INDUSTRY, Value::text(industry)),
            (com::PHONE, self.phone(city.3)),
            (com::EMAIL, Value::Text(format!("office@{domain}.example"))),
            (com::WEBSITE, Value::Text(format!("https://{domain}.example"))),
            (com::EMPLOYEES, Value::Number(employees)),
            (com::REVENUE, self.money(revenue)),
            (com::FOUNDED, Value::Number(self.random.between(1921, 2024) as f64)),
            (com::ACCOUNT_NUMBER, Value::Text(format!("BH-{}", 10_000 + self.companies.len()))),
            (com::TAGS, self.some_tags()),
        ];
        cells.extend(self.address(city, [com::STREET, com::POSTAL_CODE, com::CITY, com::REGION, com::COUNTRY]));
        cells
    }

    fn person(&mut self, id: RecordId) -> Vec<(FieldId, Value)> {
        let company = self.random.below(self.companies.len() as u64) as usize;
        self.people.push((id, company));
        let (first, last) = (self.random.pick(FIRST), self.random.pick(LAST));
        let city = self.random.favour(CITY);
        let number = self.people.len();
        let mut cells = vec![
            (per::FIRST_NAME, Value::text(first)),
            (per::LAST_NAME, Value::text(last)),
            (per::COMPANY, Value::Ref(self.companies[company])),
            (per::JOB_TITLE, Value::text(self.random.favour(JOB))),
            (per::EMAIL, Value::Text(format!("{}.{number}@mail.example", handle(&format!("{first} {last}"))))),
            (per::PHONE, if self.random.chance(85) { self.phone(city.3) } else { Value::Empty }),
            (per::MOBILE, if self.random.chance(60) { self.phone("+44 7700 900 ") } else { Value::Empty }),
            (per::OWNER, self.owner()),
            (per::LIFECYCLE, Value::Option(OptionId(self.random.favour(&[4, 3, 2, 1, 5])))),
            (per::SOURCE, Value::text(self.random.pick(SOURCE))),
            (per::TAGS, self.some_tags()),
            (per::NO_CONTACT, if self.random.chance(3) { Value::Bool(true) } else { Value::Empty }),
        ];
        if self.random.chance(40) {
            cells.push((per::BIRTHDAY, self.day(-70 * 365, -20 * 365)));
        }
        if self.random.chance(50) {
            cells.extend(self.address(city, [per::STREET, per::POSTAL_CODE, per::CITY, per::REGION, per::COUNTRY]));
        }
        cells
    }

    fn lead(&mut self) -> Vec<(FieldId, Value)> {
        let (first, last) = (self.random.pick(FIRST), self.random.pick(LAST));
        let (industry, suffixes) = self.random.favour(TRADE);
        let company = format!("{} {}", self.random.pick(PLACE), self.random.pick(suffixes));
        let city = self.random.favour(CITY);
        vec![
            (lead::NAME, Value::Text(format!("{first} {last}, {company}"))),
            (lead::FIRST_NAME, Value::text(first)),
            (lead::LAST_NAME, Value::text(last)),
            (lead::COMPANY_NAME, Value::Text(company)),
            (lead::JOB_TITLE, Value::text(self.random.pick(JOB))),
            (lead::EMAIL, Value::Text(format!("{}@mail.example", handle(&format!("{first} {last}"))))),
            (lead::PHONE, self.phone(city.3)),
            (lead::STATUS, Value::Option(OptionId(self.random.favour(&[1, 2, 3, 5, 4])))),
            (lead::SOURCE, Value::Option(OptionId(self.random.between(1, 7) as u32))),
            (lead::SCORE, Value::Rating(self.random.between(1, 5) as u8)),
            (lead::OWNER, self.owner()),
            (lead::DESCRIPTION, Value::Text(format!("Asked about {}.", industry.to_lowercase()))),
        ]
    }

    fn deal(&mut self, id: RecordId) -> Vec<(FieldId, Value)> {
        let at = self.random.below(self.people.len() as u64) as usize;
        let (person, company) = self.people[at];
        self.deals.push((id, company));
        let product = self.random.below(PRODUCT.len() as u64) as usize;
        let (_, category, price) = PRODUCT[product];
        let amount = price * self.random.between(1, 30) * self.random.between(1, 4);
        let renewal = self.random.chance(15);
        let stage = if renewal {
            self.random.pick(&[11, 12, 13, 14, 14, 15])
        } else {
            self.random.pick(&[1, 1, 2, 2, 3, 4, 4, 5, 6, 6, 6, 6, 7, 7, 7])
        };
        let closed = matches!(stage, 6 | 7 | 14 | 15);
        let mut cells = vec![
            (deal::NAME, Value::Text(format!("{category}, {}", self.random.pick(WORK)))),
            (deal::PIPELINE, Value::Option(OptionId(if renewal { 2 } else { 1 }))),
            (deal::STAGE, Value::Option(OptionId(stage))),
            (deal::AMOUNT, self.money(amount / 5_000 * 5_000 + 5_000)),
            (deal::OWNER, self.owner()),
            (deal::COMPANY, Value::Ref(self.companies[company])),
            (deal::PERSON, Value::Ref(person)),
            (deal::PRODUCT, Value::Ref(self.products[product])),
            (deal::SOURCE, Value::Option(OptionId(self.random.between(1, 7) as u32))),
            (deal::STARTED_ON, self.day(-400, -200)),
            (deal::TAGS, self.some_tags()),
        ];
        if closed {
            cells.push((deal::CLOSED_ON, self.day(-199, -1)));
            cells.push((deal::EXPECTED_CLOSE, self.day(-199, -1)));
        } else {
            cells.push((deal::EXPECTED_CLOSE, self.day(-10, 160)));
            cells.push((deal::NEXT_STEP, Value::text(self.random.pick(TASK))));
            if self.random.chance(20) {
                cells.push((deal::PROBABILITY, Value::Number(self.random.between(1, 19) as f64 * 5.0)));
            }
        }
        if matches!(stage, 7 | 15) {
            cells.push((deal::LOST_REASON, Value::Option(OptionId(self.random.favour(&[1, 2, 5, 3, 6, 4, 7])))));
        }
        cells
    }

    fn activity(&mut self) -> Vec<(FieldId, Value)> {
        let at = self.random.below(self.people.len() as u64) as usize;
        let (person, company) = self.people[at];
        let (kind, subjects) = match self.random.below(10) {
            0..=3 => (activity_kind::TASK, TASK),
            4..=6 => (activity_kind::CALL, CALL),
            7 => (activity_kind::MEETING, MEETING),
            8 => (activity_kind::VISIT, VISIT),
            _ => (activity_kind::EMAIL, MAIL),
        };
        // Most lie behind us and are done; a few are overdue, some due today, the rest planned.
        let (from, to, done) = match self.random.below(20) {
            0..=12 => (-300, -1, true),
            13 => (-9, -1, false),
            14 => (0, 0, false),
            _ => (1, 60, false),
        };
        let minutes = self.random.between(16, 34) * 30;
        let due = self.order.midnight + self.random.between(from, to) * 86_400_000 + minutes * 60_000;
        let mut cells = vec![
            (act::SUBJECT, Value::text(self.random.pick(subjects))),
            (act::KIND, Value::Option(kind)),
            (act::STATUS, Value::Option(if done { activity_status::DONE } else { activity_status::OPEN })),
            (act::DUE, Value::DateTime(due)),
            (act::DURATION, Value::Minutes(self.random.pick(&[15, 30, 30, 45, 60, 90]))),
            (act::OWNER, self.owner()),
            (act::PERSON, Value::Ref(person)),
            (act::COMPANY, Value::Ref(self.companies[company])),
            (act::PRIORITY, Value::Option(OptionId(self.random.pick(&[1, 2, 2, 2, 3])))),
        ];
        if done {
            cells.push((act::DONE_AT, Value::DateTime(due)));
        }
        if !self.deals.is_empty() && self.random.chance(60) {
            let (deal, company) = self.deals[self.random.below(self.deals.len() as u64) as usize];
            cells.push((act::DEAL, Value::Ref(deal)));
            cells.retain(|(field, _)| *field != act::COMPANY);
            cells.push((act::COMPANY, Value::Ref(self.companies[company])));
        }
        cells
    }

    fn note(&mut self) -> Vec<(FieldId, Value)> {
        let at = self.random.below(self.people.len() as u64) as usize;
        let (person, company) = self.people[at];
        let mut cells = vec![
            (note::TEXT, Value::text(self.random.pick(NOTE))),
            (note::AUTHOR, self.owner()),
            (note::COMPANY, Value::Ref(self.companies[company])),
        ];
        if self.random.chance(70) {
            cells.push((note::PERSON, Value::Ref(person)));
        }
        if !self.deals.is_empty() && self.random.chance(30) {
            let (deal, _) = self.deals[self.random.below(self.deals.len() as u64) as usize];
            cells.push((note::DEAL, Value::Ref(deal)));
        }
        cells
    }

    fn owner(&mut self) -> Value {
        if self.order.me.0 != 0 && self.random.chance(30) {
            return Value::Ref(self.order.me);
        }
        Value::Ref(self.random.favour(&self.users))
    }

    fn some_tags(&mut self) -> Value {
        let mut chosen = Vec::new();
        while self.random.chance(30) && chosen.len() < 3 {
            chosen.push(self.random.favour(&self.tags));
        }
        Value::refs(chosen)
    }

    fn phone(&mut self, start: &str) -> Value {
        Value::Text(format!("{start}{:03}", self.random.below(1000)))
    }

    fn money(&self, minor: i64) -> Value {
        // Written down in hundredths; other currencies keep the major amount.
        let minor = minor * self.order.currency.scale() / 100;
        Value::Money(Money { minor, currency: self.order.currency })
    }

    fn day(&mut self, from: i64, to: i64) -> Value {
        Value::Date(Date(self.order.today.0 + self.random.between(from, to) as i32))
    }

    fn address(
        &mut self,
        city: (&'static str, &'static str, &'static str, &'static str, &'static str),
        fields: [FieldId; 5],
    ) -> [(FieldId, Value); 5] {
        let (name, region, country, _, area) = city;
        let street = format!("{} {}", self.random.pick(STREET), self.random.between(1, 180));
        let postal_code = format!("{area}{}", self.random.between(100, 999));
        let values = [
            Value::Text(street),
            Value::Text(postal_code),
            Value::text(name),
            Value::text(region),
            Value::text(country),
        ];
        let mut values = values.into_iter();
        fields.map(|field| (field, values.next().unwrap_or_default()))
    }
}

impl Iterator for Generator {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        let (object, rows) = self.blocks.pop()?;
        let definition = self.schema.object(object)?;
        let mut block = Block::with_columns(definition);
        for at in 0..rows {
            let id = self.random.id(self.order.midnight as u64);
            let cells = self.cells(object, at, id);
            // The generator writes what the standard schema says; a misfit would be a bug found by
            // the test below, and drops the block rather than half a record.
            block.push(id, &cells).ok()?;
        }
        block.columns.retain(|(_, column)| (0..column.len()).any(|at| !column.get(at).is_empty()));
        Some(block)
    }
}

/// Lower-case letters and dots: `Zoë O'Connor` becomes `zo.oconnor`.
fn handle(name: &str) -> String {
    name.chars()
        .filter_map(|c| if c == ' ' { Some('.') } else { c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()) })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    use super::*;
    use crate::model::standard;
    use crate::protocol::codec;

    fn order(seed: u64, contacts: u32) -> Order {
        let today = Date::from_ymd(2026, 11, 22).expect("a day");
        Order {
            seed,
            contacts,
            midnight: i64::from(today.0) * 86_400_000,
            today,
            currency: Currency::GBP,
            me: RecordId(0),
        }
    }

    fn hash(seed: u64, contacts: u32) -> u64 {
        let mut hasher = DefaultHasher::new();
        for block in Generator::new(order(seed, contacts), standard::schema()) {
            codec::encode(&block).hash(&mut hasher);
        }
        hasher.finish()
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_one_does_not() {
        assert_eq!(hash(7, 1_000), hash(7, 1_000));
        assert_ne!(hash(7, 1_000), hash(8, 1_000));
    }

    #[test]
    fn every_block_is_whole_and_every_link_leads_somewhere() {
        let schema = standard::schema();
        let mut seen: HashMap<ObjectId, Vec<RecordId>> = HashMap::new();
        for block in Generator::new(order(1, 6_000), schema.clone()) {
            let object = schema.object(block.object).expect("standard");
            assert!(block.ids.len() <= BLOCK_ROWS);
            seen.entry(block.object).or_default().extend(&block.ids);
            for (field, column) in &block.columns {
                let kind = &object.field(*field).expect("standard").kind;
                assert_eq!(column.len(), block.ids.len());
                for at in 0..column.len() {
                    let value = column.get(at);
                    assert!(kind.accepts(&value), "{}: {value:?}", object.key);
                    if let Value::Option(id) = value {
                        assert!(kind.options().iter().any(|choice| choice.id == id), "{} {id:?}", object.key);
                    }
                    if let (Value::Ref(id), Some(target)) = (value, kind.target()) {
                        assert!(seen[&target].contains(&id), "{}", object.key);
                    }
                }
            }
        }
        let count = |object| seen[&object].len();
        assert_eq!((count(PERSON), count(COMPANY), count(DEAL)), (6_000, 1_001, 1_200));
    }
}
