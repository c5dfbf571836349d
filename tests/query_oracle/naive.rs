//! The oracle: records as maps, every question answered the slow and obvious way.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use kontor::db::query::{Aggregate, Condition, Figure, Filter, Function, Meta, Path, Period, Query, Scope, Sort, Test};
use kontor::db::show::{Cell, Group, Link, Row, Rows};
use kontor::db::{Collate as _, Plain};
use kontor::model::date::Date;
use kontor::model::fold::{fold, phone_digits, phones_match};
use kontor::model::id::{FieldId, ObjectId, RecordId};
use kontor::model::money::{Currency, Money};
use kontor::model::schema::{FieldKind, Schema};
use kontor::model::standard::USER;
use kontor::model::value::Value;

/// A record.
#[derive(Clone, Debug, Default)]
pub struct Rec {
    pub id: RecordId,
    pub cells: HashMap<FieldId, Value>,
    pub deleted: bool,
    pub created: i64,
    pub created_by: RecordId,
    pub updated: i64,
    pub updated_by: RecordId,
    /// When each cell was last written.
    pub written: HashMap<FieldId, i64>,
}

/// All records.
pub struct Naive {
    pub schema: Schema,
    pub records: BTreeMap<ObjectId, Vec<Rec>>,
    pub now_ms: i64,
    pub today: Date,
    pub week_start: u8,
    pub me: RecordId,
    pub shift_ms: i64,
}

impl Naive {
    pub fn get(&self, object: ObjectId, id: RecordId) -> Option<&Rec> {
        self.records.get(&object)?.iter().find(|rec| rec.id == id)
    }

    fn kind(&self, object: ObjectId, path: Path) -> Option<FieldKind> {
        let field = |object, id| self.schema.field(object, id).map(|field| field.kind.clone());
        match path {
            Path::Field(id) => field(object, id),
            Path::Through(link, id) => match field(object, link)? {
                FieldKind::Relation { target } => field(target, id),
                FieldKind::User => field(USER, id),
                _ => None,
            },
            Path::Since(id) => matches!(field(object, id)?, FieldKind::Select { .. }).then_some(FieldKind::DateTime),
            Path::Meta(Meta::Created | Meta::Updated) => Some(FieldKind::DateTime),
            Path::Meta(Meta::CreatedBy | Meta::UpdatedBy) => Some(FieldKind::User),
            Path::Meta(Meta::Title) => Some(FieldKind::Text),
        }
    }

    /// The value a path leads to; `None` when the link on the way leads nowhere.
    fn at(&self, object: ObjectId, rec: &Rec, path: Path) -> Option<Value> {
        let link = |id: RecordId| if id.0 == 0 { Value::Empty } else { Value::Ref(id) };
        let cell = |rec: &Rec, id| rec.cells.get(&id).cloned().unwrap_or_default();
        Some(match path {
            Path::Field(id) => cell(rec, id),
            Path::Through(via, id) => {
                let target = self.schema.field(object, via)?.kind.target()?;
                cell(self.get(target, cell(rec, via).as_ref_id()?)?, id)
            }
            Path::Since(id) => rec.written.get(&id).map_or(Value::Empty, |moment| Value::DateTime(*moment)),
            Path::Meta(Meta::Created) => Value::DateTime(rec.created),
            Path::Meta(Meta::Updated) => Value::DateTime(rec.updated),
            Path::Meta(Meta::CreatedBy) => link(rec.created_by),
            Path::Meta(Meta::UpdatedBy) => link(rec.updated_by),
            Path::Meta(Meta::Title) => Value::text(&self.title(object, rec)),
        })
    }

    fn title(&self, object: ObjectId, rec: &Rec) -> String {
        let fields = self.schema.object(object).map(|object| object.title.clone()).unwrap_or_default();
        let texts = fields.iter().filter_map(|id| rec.cells.get(id)?.as_text());
        texts.collect::<Vec<_>>().join(" ")
    }

    fn title_of(&self, object: ObjectId, id: RecordId) -> String {
        self.get(object, id).map_or_else(String::new, |rec| self.title(object, rec))
    }

    pub fn holds(&self, object: ObjectId, rec: &Rec, filter: &Filter) -> bool {
        match filter {
            Filter::All(all) => all.iter().all(|filter| self.holds(object, rec, filter)),
            Filter::Any(any) => any.is_empty() || any.iter().any(|filter| self.holds(object, rec, filter)),
            Filter::Not(inner) => !self.holds(object, rec, inner),
            Filter::Among(ids) => ids.contains(&rec.id),
            Filter::Is(Condition { path, test }) => {
                let Some(kind) = self.kind(object, *path) else { return false };
                let value = self.at(object, rec, *path).unwrap_or_default();
                self.passes(&kind, &value, test)
            }
        }
    }

    /// Whether a value passes. An unticked check box is `false` here, and empty for `Empty` and `Filled`.
    fn passes(&self, kind: &FieldKind, value: &Value, test: &Test) -> bool {
        let checkbox = matches!(kind, FieldKind::Checkbox);
        let is_set = matches!(kind, FieldKind::MultiSelect { .. } | FieldKind::Relations { .. });
        let filled = if checkbox { *value == Value::Bool(true) } else { *value != Value::Empty };
        let value = &if checkbox { Value::Bool(filled) } else { value.clone() };
        let text = value.as_text().map(fold);
        let comparable = |other: &Value| match kind {
            FieldKind::DateTime if matches!(other, Value::Date(_)) => true,
            FieldKind::Rating { .. } => matches!(other, Value::Rating(_)),
            _ => *other != Value::Empty && kind.accepts(other),
        };
        let equals = |other: &Value| {
            if *value == Value::Empty {
                return false;
            }
            match (value, other) {
                (Value::Text(a), Value::Text(b)) => {
                    let phone = matches!(kind, FieldKind::Phone) && !letters(b) && same_line(a, b);
                    fold(a) == fold(b) || phone
                }
                (Value::DateTime(moment), Value::Date(day)) => self.day_of(*moment) == *day,
                (a, b) => a == b,
            }
        };
        let ordered = kind.is_numeric() || matches!(kind, FieldKind::Date | FieldKind::DateTime);
        // How the cell stands to a value: the whole of a day counts as equal for a moment.
        let compare = |other: &Value| -> Option<Ordering> {
            match (value, other) {
                (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
                (Value::Money(a), Value::Money(b)) => (a.currency == b.currency).then(|| a.minor.cmp(&b.minor)),
                (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
                (Value::DateTime(a), Value::DateTime(b)) => Some(a.cmp(b)),
                (Value::DateTime(a), Value::Date(b)) => Some(self.day_of(*a).cmp(b)),
                (Value::Rating(a), Value::Rating(b)) => Some(a.cmp(b)),
                (Value::Minutes(a), Value::Minutes(b)) => Some(a.cmp(b)),
                _ => None,
            }
        };
        let has = |other: &Value| parts(other).iter().any(|part| parts(value).contains(part));
        match test {
            Test::Empty => !filled,
            Test::Filled => filled,
            Test::Equals(other) => comparable(other) && equals(other),
            Test::Differs(other) => comparable(other) && !equals(other),
            Test::AnyOf(list) if is_set => list.iter().any(has),
            Test::NoneOf(list) if is_set => !list.iter().any(has),
            Test::AnyOf(list) => list.iter().any(|other| equals(other)),
            Test::NoneOf(list) => !list.iter().any(|other| equals(other)),
            Test::AllOf(list) => is_set && list.iter().flat_map(parts).all(|part| parts(value).contains(&part)),
            Test::Contains(part) => kind.is_text() && self.contains(kind, value, part),
            Test::Lacks(part) => kind.is_text() && !self.contains(kind, value, part),
            Test::StartsWith(part) => kind.is_text() && text.is_some_and(|text| text.starts_with(&fold(part))),
            Test::EndsWith(part) => kind.is_text() && text.is_some_and(|text| text.ends_with(&fold(part))),
            Test::Less(other) => ordered && compare(other) == Some(Ordering::Less),
            Test::AtMost(other) => ordered && compare(other).is_some_and(Ordering::is_le),
            Test::More(other) => ordered && compare(other) == Some(Ordering::Greater),
            Test::AtLeast(other) => ordered && compare(other).is_some_and(Ordering::is_ge),
            Test::Between(from, to) => {
                ordered && compare(from).is_some_and(Ordering::is_ge) && compare(to).is_some_and(Ordering::is_le)
            }
            Test::Within(period) => match value {
                Value::Date(day) => self.within(*period, *day, None),
                Value::DateTime(moment) => self.within(*period, self.day_of(*moment), Some(*moment)),
                _ => false,
            },
            Test::Me => {
                let user = kind.target() == Some(USER) && !is_set;
                user && self.me.0 != 0 && *value == Value::Ref(self.me)
            }
            Test::Outcome(outcome) => match (kind, value) {
                (FieldKind::Select { options, .. }, Value::Option(id)) => {
                    options.iter().any(|choice| choice.id == *id && choice.outcome == *outcome)
                }
                _ => false,
            },
        }
    }

    fn contains(&self, kind: &FieldKind, value: &Value, part: &str) -> bool {
        let Some(text) = value.as_text() else { return false };
        if fold(text).contains(&fold(part)) {
            return true;
        }
        if !matches!(kind, FieldKind::Phone) || letters(part) {
            return false;
        }
        let mut wanted = String::new();
        if phone_digits(part, &mut wanted) == 0 {
            return false;
        }
        let mut digits = String::new();
        phone_digits(text, &mut digits);
        let bare = wanted.trim_start_matches(['+', '0']);
        (!bare.is_empty() && digits.contains(bare)) || phones_match(&digits, &wanted)
    }

    fn day_of(&self, moment: i64) -> Date {
        Date((moment + self.shift_ms).div_euclid(86_400_000) as i32)
    }

    fn within(&self, period: Period, day: Date, moment: Option<i64>) -> bool {
        let today = self.today;
        let week = |day: Date| (day.0 - 4 - i32::from(self.week_start)).div_euclid(7);
        let month = |day: Date| day.ymd().0 * 12 + day.ymd().1 as i32 - 1;
        let quarter = |day: Date| month(day).div_euclid(3);
        let year = |day: Date| day.ymd().0;
        let days = day.0 - today.0;
        let weeks = week(day) - week(today);
        let months = month(day) - month(today);
        let quarters = quarter(day) - quarter(today);
        let years = year(day) - year(today);
        match period {
            Period::Yesterday => days == -1,
            Period::Today => days == 0,
            Period::Tomorrow => days == 1,
            Period::LastWeek => weeks == -1,
            Period::ThisWeek => weeks == 0,
            Period::NextWeek => weeks == 1,
            Period::LastMonth => months == -1,
            Period::ThisMonth => months == 0,
            Period::NextMonth => months == 1,
            Period::LastQuarter => quarters == -1,
            Period::ThisQuarter => quarters == 0,
            Period::NextQuarter => quarters == 1,
            Period::LastYear => years == -1,
            Period::ThisYear => years == 0,
            Period::NextYear => years == 1,
            Period::LastDays(count) => days <= 0 && -days < i32::from(count),
            Period::NextDays(count) => days >= 0 && days < i32::from(count),
            Period::Past => moment.map_or(days < 0, |moment| moment < self.now_ms),
            Period::Future => moment.map_or(days > 0, |moment| moment > self.now_ms),
        }
    }

    /// What a value sorts by: `None` for empty ones.
    fn sort_key(&self, kind: &FieldKind, value: Option<&Value>, identity: bool) -> Option<Vec<Part>> {
        let value = value?;
        let title = |id: RecordId| {
            let title = self.title_of(kind.target().unwrap_or_default(), id);
            if title.is_empty() { Part::Last } else { Part::Bytes(text_key(&title)) }
        };
        let place = |id: &kontor::model::id::OptionId| {
            Part::Integer(kind.options().iter().position(|choice| choice.id == *id).expect("a choice") as i128)
        };
        Some(match value {
            Value::Empty if matches!(kind, FieldKind::Checkbox) => vec![Part::Integer(0)],
            Value::Empty => return None,
            Value::Text(text) => vec![Part::Bytes(text_key(text))],
            Value::Number(number) => vec![Part::Float(*number)],
            Value::Money(money) => {
                let major = i128::from(money.minor) * 10_i128.pow(4 - money.currency.digits());
                let mut key = vec![Part::Integer(major)];
                if identity {
                    key.push(Part::Bytes(money.currency.code().as_bytes().to_vec()));
                }
                key
            }
            Value::Date(day) => vec![Part::Integer(i128::from(day.0))],
            Value::DateTime(moment) => vec![Part::Integer(i128::from(*moment))],
            Value::Bool(yes) => vec![Part::Integer(i128::from(*yes))],
            Value::Rating(stars) => vec![Part::Integer(i128::from(*stars))],
            Value::Minutes(minutes) => vec![Part::Integer(i128::from(*minutes))],
            Value::Option(id) => vec![place(id)],
            Value::Options(ids) => {
                let mut key: Vec<Part> = ids.iter().map(place).collect();
                key.sort_by(Part::compare);
                key
            }
            Value::Ref(id) => {
                let mut key = vec![title(*id)];
                if identity {
                    key.push(Part::Integer(id.0 as i128));
                }
                key
            }
            Value::Refs(ids) => {
                let mut pairs: Vec<[Part; 2]> =
                    ids.iter().map(|id| [title(*id), Part::Integer(id.0 as i128)]).collect();
                pairs.sort_by(|a, b| compare_keys(a, b));
                pairs.concat()
            }
        })
    }

    fn key_of(&self, object: ObjectId, rec: &Rec, path: Path, identity: bool) -> Option<Vec<Part>> {
        let kind = self.kind(object, path)?;
        self.sort_key(&kind, self.at(object, rec, path).as_ref(), identity)
    }

    fn found(&self, query: &Query) -> Vec<&Rec> {
        let Some(records) = self.records.get(&query.object) else { return Vec::new() };
        let words: Vec<String> = fold(&query.text).split_whitespace().map(str::to_owned).collect();
        let searched = |rec: &&Rec| {
            let texts: Vec<String> = rec.cells.values().filter_map(Value::as_text).map(fold).collect();
            words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
        };
        let scope = query.scope == Scope::Trash;
        let found = records.iter().filter(|rec| rec.deleted == scope).filter(searched);
        found.filter(|rec| self.holds(query.object, rec, &query.filter)).collect()
    }

    pub fn rows(
        &self,
        query: &Query,
        columns: &[Path],
        window: std::ops::Range<u32>,
        aggregates: &[Aggregate],
    ) -> (Rows, Vec<RecordId>) {
        let object = query.object;
        let mut found = self.found(query);
        let rows_in_order = found.clone();
        let group = query.group.filter(|path| self.kind(object, *path).is_some());
        let sorts: Vec<(Sort, bool)> = group
            .iter()
            .map(|path| (Sort { path: *path, descending: false }, true))
            .chain(query.sort.iter().map(|sort| (*sort, false)))
            .filter(|(sort, _)| self.kind(object, sort.path).is_some())
            .collect();
        let ranked = !query.text.trim().is_empty() && query.sort.is_empty();
        let place = |rec: &Rec| rows_in_order.iter().position(|other| other.id == rec.id);
        found.sort_by(|a, b| {
            for (sort, identity) in &sorts {
                let key = |rec| self.key_of(object, rec, sort.path, *identity);
                let order = match (key(a), key(b)) {
                    (None, None) => Ordering::Equal,
                    (None, _) => Ordering::Greater,
                    (_, None) => Ordering::Less,
                    (Some(a), Some(b)) if sort.descending => compare_keys(&b, &a),
                    (Some(a), Some(b)) => compare_keys(&a, &b),
                };
                if order.is_ne() {
                    return order;
                }
            }
            if ranked { place(a).cmp(&place(b)) } else { a.id.cmp(&b.id) }
        });
        let ids = found.iter().map(|rec| rec.id).collect();
        let total = found.len() as u32;
        let shown = found.iter().skip(window.start as usize).take(window.len());
        let row = |rec: &&Rec| Row {
            id: rec.id,
            title: self.title(object, rec),
            cells: columns.iter().map(|path| self.cell(object, rec, *path)).collect(),
        };
        let mut groups: Vec<Group> = Vec::new();
        if let Some(path) = group {
            let mut rest = found.as_slice();
            while let Some(first) = rest.first() {
                let key = self.key_of(object, first, path, true);
                let same = |rec: &&&Rec| match (self.key_of(object, rec, path, true), &key) {
                    (Some(a), Some(b)) => compare_keys(&a, b).is_eq(),
                    (None, None) => true,
                    _ => false,
                };
                let members: Vec<&Rec> = rest.iter().take_while(same).copied().collect();
                let checkbox = matches!(self.kind(object, path), Some(FieldKind::Checkbox));
                let unticked = checkbox && key.is_some() && self.at(object, first, path) != Some(Value::Bool(true));
                let shown = if unticked { Cell::Value(Value::Bool(false)) } else { self.cell(object, first, path) };
                let figures = aggregates.iter().map(|aggregate| self.figure(object, aggregate, &members)).collect();
                groups.push(Group { key: shown, count: members.len() as u32, figures });
                rest = &rest[members.len()..];
            }
        }
        let rows = Rows {
            total,
            start: window.start.min(total),
            rows: shown.map(row).collect(),
            figures: aggregates.iter().map(|aggregate| self.figure(object, aggregate, &found)).collect(),
            groups,
            partial: false,
        };
        (rows, ids)
    }

    pub fn cell(&self, object: ObjectId, rec: &Rec, path: Path) -> Cell {
        let target = self.kind(object, path).and_then(|kind| kind.target()).unwrap_or_default();
        let link = |id: &RecordId| Link {
            object: target,
            id: *id,
            title: self.title_of(target, *id),
            deleted: self.get(target, *id).is_some_and(|rec| rec.deleted),
        };
        match self.at(object, rec, path) {
            None | Some(Value::Empty) => Cell::Empty,
            Some(Value::Ref(id)) => Cell::Links(vec![link(&id)]),
            Some(Value::Refs(ids)) => Cell::Links(ids.iter().map(link).collect()),
            Some(value) => Cell::Value(value),
        }
    }

    fn figure(&self, object: ObjectId, aggregate: &Aggregate, found: &[&Rec]) -> Figure {
        if aggregate.function == Function::Count {
            return Figure::Count(found.len() as u64);
        }
        let Some(kind) = self.kind(object, aggregate.path) else { return Figure::None };
        let values: Vec<(&Rec, Value)> = found
            .iter()
            .filter_map(|rec| Some((*rec, self.at(object, rec, aggregate.path)?)))
            .filter(|(_, value)| self.passes(&kind, value, &Test::Filled))
            .collect();
        let plain: Vec<Value> = values.iter().map(|(_, value)| value.clone()).collect();
        match aggregate.function {
            Function::Filled => Figure::Count(plain.len() as u64),
            Function::Empty => Figure::Count((found.len() - plain.len()) as u64),
            Function::FilledShare if found.is_empty() => Figure::None,
            Function::FilledShare => Figure::Number(100.0 * plain.len() as f64 / found.len() as f64),
            Function::Distinct => {
                let all: BTreeSet<String> =
                    plain.iter().map(|value| format!("{value:?}").replace("-0.0", "0.0")).collect();
                Figure::Count(all.len() as u64)
            }
            Function::WeightedSum { weight, stage } => {
                let weighted = values.iter().filter_map(|(rec, value)| {
                    let own = match rec.cells.get(&weight) {
                        Some(Value::Number(number)) => Some(*number),
                        _ => None,
                    };
                    let of_stage = || {
                        let Some(Value::Option(id)) = rec.cells.get(&stage) else { return None };
                        let kind = self.kind(object, Path::Field(stage))?;
                        let choice = kind.options().iter().find(|choice| choice.id == *id)?.probability;
                        choice.map(f64::from)
                    };
                    Some((value.clone(), own.or_else(of_stage)?))
                });
                weighted_sum(&kind, weighted.collect())
            }
            function => plain_figure(&kind, function, &plain),
        }
    }
}

fn weighted_sum(kind: &FieldKind, values: Vec<(Value, f64)>) -> Figure {
    if matches!(kind, FieldKind::Money) {
        let product = |money: &Money, weight: f64| {
            // Half away from zero: add half of the divisor to the size, then cut.
            let size = i128::from(money.minor).abs() * (weight * 1e6).round() as i128;
            let minor = ((size + 50_000_000) / 100_000_000) as i64 * money.minor.signum();
            Value::Money(Money { minor, currency: money.currency })
        };
        let products: Vec<Value> = values
            .iter()
            .filter_map(
                |(value, weight)| if let Value::Money(money) = value { Some(product(money, *weight)) } else { None },
            )
            .collect();
        plain_figure(kind, Function::Sum, &products)
    } else if kind.is_numeric() {
        let products: Vec<Value> =
            values.iter().filter_map(|(value, weight)| Some(Value::Number(number(value)? * weight / 100.0))).collect();
        plain_figure(&FieldKind::Percent, Function::Sum, &products)
    } else {
        Figure::None
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Rating(stars) => Some(f64::from(*stars)),
        Value::Minutes(minutes) => Some(f64::from(*minutes)),
        _ => None,
    }
}

fn plain_figure(kind: &FieldKind, function: Function, values: &[Value]) -> Figure {
    if values.is_empty() {
        return Figure::None;
    }
    if matches!(kind, FieldKind::Money) {
        let mut by: BTreeMap<Currency, Vec<i128>> = BTreeMap::new();
        for value in values {
            if let Value::Money(money) = value {
                by.entry(money.currency).or_default().push(i128::from(money.minor));
            }
        }
        let half_away = |sum: i128, by: i128| ((sum.abs() * 2 + by) / (by * 2)) * sum.signum();
        let mut all: Vec<(usize, Money)> = Vec::new();
        for (currency, mut amounts) in by {
            amounts.sort_unstable();
            let count = amounts.len();
            let minor = match function {
                Function::Sum => amounts.iter().sum(),
                Function::Average => half_away(amounts.iter().sum(), count as i128),
                Function::Min => amounts[0],
                Function::Max => amounts[count - 1],
                Function::Median => half_away(amounts[count / 2] + amounts[(count - 1) / 2], 2),
                _ => return Figure::None,
            };
            all.push((count, Money { minor: minor as i64, currency }));
        }
        all.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.currency.cmp(&b.1.currency)));
        return Figure::Money(all.into_iter().map(|(_, money)| money).collect());
    }
    if kind.is_numeric() {
        let mut numbers: Vec<f64> = values.iter().filter_map(number).collect();
        numbers.sort_by(f64::total_cmp);
        let count = numbers.len();
        let sum: f64 = numbers.iter().sum();
        let shown = |number: f64| match kind {
            FieldKind::Rating { .. } => Figure::Value(Value::Rating(number as u8)),
            FieldKind::Duration => Figure::Value(Value::Minutes(number as u32)),
            _ => Figure::Number(number),
        };
        return match function {
            Function::Sum => Figure::Number(sum),
            Function::Average => Figure::Number(sum / count as f64),
            Function::Min => shown(numbers[0]),
            Function::Max => shown(numbers[count - 1]),
            Function::Median => Figure::Number((numbers[count / 2] + numbers[(count - 1) / 2]) / 2.0),
            _ => Figure::None,
        };
    }
    let key = |value: &&Value| match value {
        Value::Date(day) => Some(i64::from(day.0)),
        Value::DateTime(moment) => Some(*moment),
        Value::Option(id) => kind.options().iter().position(|choice| choice.id == *id).map(|place| place as i64),
        _ => None,
    };
    let ordered = values.iter().filter(|value| key(value).is_some());
    let value = match function {
        Function::Min => ordered.min_by_key(key),
        Function::Max => ordered.max_by_key(key),
        _ => None,
    };
    value.map_or(Figure::None, |value| Figure::Value(value.clone()))
}

/// A part of a sort key.
#[derive(Clone, PartialEq, Debug)]
enum Part {
    Integer(i128),
    Float(f64),
    Bytes(Vec<u8>),
    Last,
}

impl Part {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b).expect("finite"),
            (Self::Bytes(a), Self::Bytes(b)) => a.cmp(b),
            (Self::Last, Self::Last) => Ordering::Equal,
            (Self::Last, _) => Ordering::Greater,
            (_, Self::Last) => Ordering::Less,
            _ => panic!("keys of one kind"),
        }
    }
}

fn compare_keys(a: &[Part], b: &[Part]) -> Ordering {
    for (a, b) in a.iter().zip(b) {
        let order = a.compare(b);
        if order.is_ne() {
            return order;
        }
    }
    a.len().cmp(&b.len())
}

fn text_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    Plain.key(text, &mut key);
    key
}

fn letters(text: &str) -> bool {
    fold(text).chars().any(char::is_alphabetic)
}

fn same_line(a: &str, b: &str) -> bool {
    let (mut left, mut right) = (String::new(), String::new());
    phone_digits(a, &mut left);
    phone_digits(b, &mut right) > 0 && phones_match(&left, &right)
}

/// The elements of a value.
fn parts(value: &Value) -> Vec<u128> {
    match value {
        Value::Option(id) => vec![u128::from(id.0)],
        Value::Options(ids) => ids.iter().map(|id| u128::from(id.0)).collect(),
        Value::Ref(id) => vec![id.0],
        Value::Refs(ids) => ids.iter().map(|id| id.0).collect(),
        _ => Vec::new(),
    }
}
