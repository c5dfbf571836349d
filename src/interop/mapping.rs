//! Where each file and column should go, with how sure that is and why.

mod values;

use super::columns::{Doubt, Format, Kind, Stats};
use super::date::{self, Order};
use super::header::{self, Meaning, normal};
use super::number::{self, Decimal};
use super::source;
use super::wizard::{Ask, Because, ColumnPlan, FilePlan, Missing, NewKind, Target};
use crate::model::arrange::Arrange as _;
use crate::model::id::{CUSTOM_FROM, FieldId, ObjectId};
use crate::model::money::Currency;
use crate::model::schema::{Field, FieldKind, Object, Role, Schema};
use crate::model::standard::{
    ACTIVITY, COMPANY, DEAL, LEAD, NOTE, PERSON, PRODUCT, TAG, TEAM, USER, company_field, deal_field, product_field,
};
use crate::model::value::Value;
pub(crate) use values::{option_for, propose as propose_values, split};

/// The order objects are imported in: what others link to comes first.
const ORDER: [ObjectId; 10] = [TEAM, USER, TAG, PRODUCT, COMPANY, PERSON, LEAD, DEAL, ACTIVITY, NOTE];

/// Where an object stands in that order; custom objects come last.
pub(crate) fn rank(object: ObjectId) -> usize {
    ORDER.iter().position(|known| *known == object).unwrap_or(ORDER.len())
}

/// The field that holds the number by which another system knows a record.
pub(crate) fn source_id_field(object: &Object) -> Option<FieldId> {
    match object.id {
        COMPANY => Some(company_field::ACCOUNT_NUMBER),
        DEAL => Some(deal_field::EXTERNAL_ID),
        PRODUCT => Some(product_field::CODE),
        _ => object.by_key("source_id").map(|field| field.id),
    }
}

/// Decides the object of a file, unless it is given, and proposes where its columns go.
pub(crate) fn propose(
    file: &mut FilePlan,
    stats: &[Stats],
    schema: &Schema,
    given: Option<ObjectId>,
    dropped_on: Option<ObjectId>,
) {
    let names: Vec<String> = file.columns.iter().map(|column| column.name.clone()).collect();
    let recognised = source::recognise(&names);
    file.source = recognised.map(|(source, _)| source);
    let signed = recognised.and_then(|(_, object)| object);
    let (object, confidence) = match (given, signed) {
        (Some(object), _) | (None, Some(object)) => (object, 5),
        (None, None) => guess_object(&names, &file.info.name, schema, dropped_on),
    };
    file.object = object;
    file.confidence = confidence;
    if let Some(object) = schema.object(object) {
        propose_columns(file, stats, object);
    }
}

/// The object whose words the headings speak most.
fn guess_object(columns: &[String], file: &str, schema: &Schema, dropped_on: Option<ObjectId>) -> (ObjectId, u8) {
    let headings: Vec<String> = columns.iter().map(|name| normal(name)).collect();
    let named = header::object_of_file(file);
    let mut scores: Vec<(u32, ObjectId)> = Vec::new();
    for object in schema.objects.iter().filter(|object| object.role != Role::System) {
        let mut score = 0;
        for heading in &headings {
            score += match header::meaning(object, heading) {
                Some((_, true)) => 4,
                Some((Meaning::SourceId, _)) => 0,
                Some(_) => 1,
                None if custom_field(object, heading).is_some() => 2,
                None => 0,
            };
        }
        score += if named == Some(object.id) { 3 } else { 0 };
        score += if dropped_on == Some(object.id) { 3 } else { 0 };
        scores.push((score, object.id));
    }
    // Among equals the likelier one: most lists that people keep are of people.
    let liking = |id: ObjectId| [PERSON, COMPANY, DEAL, LEAD, PRODUCT].iter().position(|known| *known == id);
    scores.arrange_by_key(|(score, id)| (core::cmp::Reverse(*score), liking(*id).unwrap_or(9), rank(*id)));
    let (best, object) = scores[0];
    let lead = best - scores.get(1).map_or(0, |second| second.0);
    match best {
        0 | 1 => (dropped_on.or(named).unwrap_or(PERSON), 1),
        _ => (object, (1 + lead).min(4) as u8),
    }
}

/// A field of a company's own whose name is the heading.
fn custom_field<'a>(object: &'a Object, heading: &str) -> Option<&'a Field> {
    object.fields.iter().find(|field| {
        let label = field.label.as_ref().map(|label| normal(label));
        !field.archived && (label.as_deref() == Some(heading) || normal(&field.key) == heading)
    })
}

/// How well what a column holds suits a kind of field: 2 well, 1 perhaps, 0 not.
fn fit(stats: &Stats, kind: &FieldKind) -> u8 {
    match (stats.kind(), kind) {
        (Kind::Empty, _) => 1,
        (Kind::Email, FieldKind::Email)
        | (Kind::Phone, FieldKind::Phone)
        | (Kind::Link, FieldKind::Link)
        | (Kind::Date | Kind::DateTime, FieldKind::Date | FieldKind::DateTime)
        | (Kind::Number(_) | Kind::Money(_), FieldKind::Money | FieldKind::Number { .. } | FieldKind::Duration)
        | (Kind::Number(_), FieldKind::Rating { .. } | FieldKind::Percent)
        | (Kind::Percent, FieldKind::Percent)
        | (Kind::Checkbox, FieldKind::Checkbox)
        | (Kind::Text | Kind::Choice, FieldKind::Text | FieldKind::Link)
        | (Kind::Text | Kind::Choice | Kind::LongText, FieldKind::LongText)
        | (Kind::Text | Kind::Choice, FieldKind::Relation { .. } | FieldKind::User | FieldKind::Relations { .. })
        | (Kind::Email, FieldKind::User)
        | (Kind::Choice | Kind::Text | Kind::Checkbox, FieldKind::Select { .. } | FieldKind::MultiSelect { .. }) => 2,
        (Kind::Number(_), FieldKind::Date | FieldKind::DateTime) if stats.may_be_serials() => 2,
        (Kind::Number(_), FieldKind::Phone) if stats.longest >= 6 => 2,
        (Kind::Text | Kind::Choice | Kind::LongText | Kind::Date | Kind::DateTime, FieldKind::Checkbox)
        | (Kind::Email | Kind::Phone | Kind::Date, FieldKind::Number { .. } | FieldKind::Money)
        | (
            Kind::Text | Kind::LongText | Kind::Choice,
            FieldKind::Number { .. } | FieldKind::Money | FieldKind::Percent,
        )
        | (_, FieldKind::Email | FieldKind::Date | FieldKind::DateTime | FieldKind::Rating { .. }) => 0,
        _ => 1,
    }
}

/// The kind of new field that keeps what a column holds.
pub(crate) fn new_kind(stats: &Stats) -> NewKind {
    match stats.kind() {
        Kind::Empty | Kind::Text => NewKind::Text,
        Kind::LongText => NewKind::LongText,
        Kind::Choice => NewKind::Select,
        Kind::Number(decimals) => NewKind::Number(decimals),
        Kind::Percent => NewKind::Percent,
        Kind::Money(_) => NewKind::Money,
        Kind::Date => NewKind::Date,
        Kind::DateTime => NewKind::DateTime,
        Kind::Checkbox => NewKind::Checkbox,
        Kind::Email => NewKind::Email,
        Kind::Phone => NewKind::Phone,
        Kind::Link => NewKind::Link,
    }
}

fn propose_columns(file: &mut FilePlan, stats: &[Stats], object: &Object) {
    let headings: Vec<String> = file.columns.iter().map(|column| normal(&column.name)).collect();
    let mut taken: Vec<Target> = Vec::new();
    // A name leads to a record more surely than a number of another system: numbers choose last.
    let is_id = |heading: &str| heading.ends_with(" id") || heading.ends_with(" ids");
    let mut turns: Vec<usize> = (0..headings.len()).collect();
    turns.arrange_by_key(|at| (is_id(&headings[*at]), *at));
    for at in turns {
        let (stats, heading) = (&stats[at], &headings[at]);
        let column = &mut file.columns[at];
        column.missing = if is_id(heading) { Missing::LeaveEmpty } else { Missing::Create };
        let (target, telling) = target_of(object, heading, &column.name, stats, file.rows, &taken);
        let signed = file.source.is_some();
        let fits = target_kind(object, &target).map_or(1, |kind| fit(stats, kind));
        let (target, confidence, because) = match target {
            Target::Skip | Target::New { source_id: false, .. } => fallback(object, stats, &column.name, &taken),
            target if stats.filled == 0 => (target, 1, vec![Because::NothingInIt]),
            target => {
                let mut because = vec![if signed { Because::SourceKnown } else { Because::HeaderFits }];
                if fits == 2 {
                    because.push(Because::ValuesFit);
                }
                let sure = u8::from(telling || signed) + 2 + fits;
                (target, sure, because)
            }
        };
        taken.push(target.clone());
        column.target = target;
        column.confidence = confidence;
        column.because = because;
    }
    settle_close_date(file, &headings);
    file.keys = keys(file, object);
}

/// Where a heading leads, if that place is still free and can hold the values.
fn target_of(object: &Object, heading: &str, name: &str, stats: &Stats, rows: u32, taken: &[Target]) -> (Target, bool) {
    let free = |field: &Field| {
        let target = Target::Field(field.id);
        (!taken.contains(&target) && (fit(stats, &field.kind) > 0 || stats.filled * 20 < rows)).then_some(target)
    };
    let own = custom_field(object, heading).filter(|field| field.id.0 >= CUSTOM_FROM);
    if let Some(target) = own.and_then(free) {
        return (target, true);
    }
    let nothing = (Target::Skip, false);
    let Some((meaning, telling)) = header::meaning(object, heading) else {
        // The field's own key, as Kontor's export writes it.
        return custom_field(object, heading).and_then(free).map_or(nothing, |target| (target, true));
    };
    let target = match meaning {
        Meaning::Field(key) => object.by_key(key).and_then(free),
        Meaning::FullName => {
            let named = taken.iter().any(|target| {
                matches!(target, Target::Field(id) if object.title.contains(id)) || *target == Target::FullName
            });
            match object.by_key("name") {
                _ if named => None,
                Some(field) => free(field),
                None => Some(Target::FullName),
            }
        }
        Meaning::CurrencyOf(key) => object.by_key(key).map(|field| Target::CurrencyOf(field.id)),
        Meaning::SourceId => match source_id_field(object).and_then(|id| object.field(id)) {
            Some(field) => free(field),
            None if taken.iter().any(|target| matches!(target, Target::New { source_id: true, .. })) => None,
            None => Some(Target::New { label: name.to_owned(), kind: NewKind::Text, source_id: true }),
        },
    };
    target.filter(|target| !taken.contains(target)).map_or(nothing, |target| (target, telling))
}

/// A column whose heading says nothing goes where only its values fit, or to a new field.
fn fallback(object: &Object, stats: &Stats, name: &str, taken: &[Target]) -> (Target, u8, Vec<Because>) {
    if stats.filled == 0 {
        return (Target::Skip, 0, vec![Because::NothingInIt]);
    }
    let by_values = match stats.kind() {
        Kind::Email => object.by_key("email"),
        Kind::Phone => object.by_key("phone"),
        _ => None,
    };
    if let Some(target) = by_values.map(|field| Target::Field(field.id)).filter(|target| !taken.contains(target)) {
        return (target, 2, vec![Because::ValuesFit]);
    }
    let target = Target::New { label: name.to_owned(), kind: new_kind(stats), source_id: false };
    (target, 0, vec![Because::NothingFits])
}

/// `Close date` is the day a deal should close, unless open deals have none: then it is the day it did.
fn settle_close_date(file: &mut FilePlan, headings: &[String]) {
    if file.object != DEAL {
        return;
    }
    let closed = Target::Field(deal_field::CLOSED_ON);
    let expected = Target::Field(deal_field::EXPECTED_CLOSE);
    if file.columns.iter().any(|column| column.target == closed) {
        return;
    }
    let rows = file.rows;
    for (column, heading) in file.columns.iter_mut().zip(headings) {
        let gaps = u64::from(column.filled) * 100 < u64::from(rows) * 97;
        if column.target == expected && matches!(heading.as_str(), "close date" | "closing date") && gaps {
            column.target = closed.clone();
        }
    }
}

/// The columns by which a record is recognised: its number in the other system, e-mail, name.
pub(crate) fn keys(file: &FilePlan, object: &Object) -> Vec<u32> {
    let id = source_id_field(object);
    let email = object.by_key("email").map(|field| field.id);
    let weight = |target: &Target| match target {
        Target::New { source_id: true, .. } => Some(0),
        Target::Field(field) if Some(*field) == id => Some(0),
        Target::Field(field) if object.field(*field).is_some_and(|field| field.unique) => Some(1),
        Target::Field(field) if Some(*field) == email && object.id != COMPANY => Some(2),
        Target::Field(field) if object.title.contains(field) && !matches!(object.id, ACTIVITY | NOTE) => Some(3),
        Target::FullName => Some(3),
        _ => None,
    };
    let mut keys: Vec<(u32, u32)> =
        (0..).zip(&file.columns).filter_map(|(at, column)| weight(&column.target).map(|weight| (weight, at))).collect();
    keys.arrange();
    // A deal with a number is not another deal of the same name.
    let numbered = keys.first().is_some_and(|(weight, _)| *weight == 0) && matches!(object.id, DEAL | LEAD);
    keys.into_iter().filter(|(weight, _)| !(numbered && *weight == 3)).map(|(_, at)| at).collect()
}

/// The kind of the field a column goes to.
pub(crate) fn target_kind<'a>(object: &'a Object, target: &Target) -> Option<&'a FieldKind> {
    match target {
        Target::Field(id) => object.field(*id).map(|field| &field.kind),
        _ => None,
    }
}

/// Decides how numbers and dates are read: by the column, or by others of the same file, or asks.
pub(crate) fn settle_formats(file: &mut FilePlan, stats: &[Stats], schema: &Schema, currency: Currency) {
    let object = schema.object(file.object);
    for column in &mut file.columns {
        let settled = |b: &Because| matches!(b, Because::DecimalComma | Because::Serials | Because::OrderAsElsewhere);
        column.because.retain(|because| !settled(because));
    }
    let order = stats.iter().find_map(Stats::settled_order);
    let decimal = stats.iter().find_map(Stats::settled_decimal);
    for (column, stats) in file.columns.iter_mut().zip(stats) {
        let chosen = column.because.contains(&Because::Chosen) && column.ask.is_none();
        if chosen {
            continue;
        }
        let (mut format, mut doubt) = stats.format();
        if let (Some(Doubt::DayOrMonth), Some(order)) = (doubt, order) {
            (format.order, doubt) = (order, None);
            column.because.push(Because::OrderAsElsewhere);
        }
        if let (Some(Doubt::DecimalMark), Some(decimal)) = (doubt, decimal) {
            (format.decimal, doubt) = (decimal, None);
        }
        let kind = object.and_then(|object| target_kind(object, &column.target));
        let numeric = kind.is_some_and(FieldKind::is_numeric)
            || matches!(
                &column.target,
                Target::New { kind: NewKind::Number(_) | NewKind::Money | NewKind::Percent, .. }
            );
        let dated = matches!(kind, Some(FieldKind::Date | FieldKind::DateTime));
        if numeric && format.decimal == Decimal::Comma && doubt.is_none() {
            column.because.push(Because::DecimalComma);
        }
        if dated && stats.may_be_serials() {
            column.because.push(Because::Serials);
        }
        // A text field takes the cells as they are: nothing to ask.
        let matters = numeric || dated || matches!(column.target, Target::New { .. });
        column.format = format;
        column.ask = doubt.filter(|_| matters).and_then(|doubt| ask(doubt, format, stats, currency));
        if column.ask.is_some() {
            column.confidence = column.confidence.min(2);
        }
    }
}

/// The two ways to read a doubtful cell, the likelier first.
fn ask(doubt: Doubt, format: Format, stats: &Stats, currency: Currency) -> Option<Ask> {
    let sample = stats.doubtful.clone()?;
    let other = match doubt {
        Doubt::DayOrMonth => Format {
            order: if format.order == Order::DayMonthYear { Order::MonthDayYear } else { Order::DayMonthYear },
            ..format
        },
        Doubt::DecimalMark => {
            Format { decimal: if format.decimal == Decimal::Point { Decimal::Comma } else { Decimal::Point }, ..format }
        }
    };
    let read = |format: Format| match doubt {
        Doubt::DayOrMonth => date::parse(&sample, format.order).map(|moment| Value::Date(moment.date)),
        Doubt::DecimalMark => {
            let written = number::parse(&sample, format.decimal)?;
            match written.currency {
                Some(_) => written.money(currency).map(Value::Money),
                None => Some(Value::Number(written.value())),
            }
        }
    };
    let readings = vec![(format, read(format)?), (other, read(other)?)];
    Some(Ask { doubt, sample, readings })
}

/// The plan of a column before anything is proposed.
pub(crate) fn blank_column(name: String, stats: &Stats) -> ColumnPlan {
    ColumnPlan {
        name,
        samples: stats.samples.clone(),
        filled: stats.filled,
        distinct: stats.distinct_count(),
        kind: stats.kind(),
        target: Target::Skip,
        confidence: 0,
        because: Vec::new(),
        format: Format::default(),
        ask: None,
        missing: Missing::default(),
        values: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
