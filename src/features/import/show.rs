//! Values, fields and object types as the wizard shows them.

use crate::i18n::en::common;
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::{FieldKind, Object, Role, Schema};
use crate::model::standard;
use crate::model::value::Value;
use crate::protocol::import::{NewKind, ShowValue, Target};
use crate::ui::format::format;
use crate::ui::kit::icon::Icon;
use crate::ui::names;
use crate::ui::text::{t, ta, word};

use super::words;
use crate::i18n::en::import as text;

/// A value in words. Links are shown by the text of the file, which stands beside it.
pub fn value(schema: &Schema, object: ObjectId, field: Option<FieldId>, value: &Value) -> String {
    let format = format();
    let known = schema.object(object).and_then(|object| Some((object, object.field(field?)?)));
    let choice = |id| {
        let (object, field) = known?;
        let choice = field.kind.options().iter().find(|choice| choice.id == id)?;
        Some(names::choice(object, field, choice))
    };
    match value {
        Value::Empty | Value::Ref(_) | Value::Refs(_) => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => match known.map(|(_, field)| &field.kind) {
            Some(FieldKind::Percent) => format.percent(*number),
            Some(FieldKind::Number { decimals }) => format.number(*number, *decimals),
            _ => format.up_to(*number, 6),
        },
        Value::Money(money) => format.money(*money, true),
        Value::Date(date) => format.date(*date),
        Value::DateTime(at) => format.date_time(*at),
        Value::Bool(yes) => t(if *yes { common::YES } else { common::NO }),
        Value::Rating(stars) => format.number(f64::from(*stars), 0),
        Value::Minutes(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
        Value::Option(id) => choice(*id).unwrap_or_default(),
        Value::Options(ids) => ids.iter().filter_map(|id| choice(*id)).collect::<Vec<_>>().join(", "),
    }
}

/// A value of a diff in words; empty when there is nothing.
pub fn diff_value(schema: &Schema, object: ObjectId, field: FieldId, show: &ShowValue) -> String {
    match show {
        ShowValue::Value(content) => value(schema, object, Some(field), content),
        ShowValue::Links(titles) => titles.join(", "),
    }
}

/// The field of a target, if it goes to one.
pub fn field_of(target: &Target) -> Option<FieldId> {
    match target {
        Target::Field(id) | Target::CurrencyOf(id) => Some(*id),
        _ => None,
    }
}

/// Where a column goes, in words.
pub fn target(schema: &Schema, object: ObjectId, target: &Target) -> String {
    let named = |id| schema.object(object).and_then(|object| Some(names::field(object, object.field(id)?)));
    match target {
        Target::Skip => t(text::DO_NOT_IMPORT),
        Target::Field(id) => named(*id).unwrap_or_default(),
        Target::FullName => t(text::FULL_NAME),
        Target::CurrencyOf(id) => ta(text::CURRENCY_OF, &[("field", word(named(*id).unwrap_or_default()))]),
        Target::New { label, .. } => ta(text::NEW_FIELD, &[("name", word(label.clone()))]),
    }
}

/// The picture of where a column goes.
pub fn target_icon(schema: &Schema, object: ObjectId, target: &Target) -> Icon {
    match target {
        Target::Skip => Icon::Minus,
        Target::FullName => Icon::Person,
        Target::CurrencyOf(_) => Icon::Money,
        Target::New { .. } => Icon::Plus,
        Target::Field(id) => schema.field(object, *id).map_or(Icon::Text, |field| kind_icon(&field.kind)),
    }
}

/// The picture of what a field holds.
pub fn kind_icon(kind: &FieldKind) -> Icon {
    match kind {
        FieldKind::Text => Icon::Text,
        FieldKind::LongText => Icon::Note,
        FieldKind::Number { .. } => Icon::Hash,
        FieldKind::Percent => Icon::Percent,
        FieldKind::Money => Icon::Money,
        FieldKind::Date => Icon::Calendar,
        FieldKind::DateTime | FieldKind::Duration => Icon::Clock,
        FieldKind::Checkbox => Icon::Task,
        FieldKind::Rating { .. } => Icon::Star,
        FieldKind::Select { .. } | FieldKind::MultiSelect { .. } => Icon::Select,
        FieldKind::Relation { target } | FieldKind::Relations { target } => match *target {
            standard::COMPANY => Icon::Company,
            standard::PERSON => Icon::Person,
            standard::DEAL => Icon::Deal,
            standard::TAG => Icon::Tag,
            _ => Icon::Relation,
        },
        FieldKind::User => Icon::Person,
        FieldKind::Link => Icon::Link,
        FieldKind::Phone => Icon::Phone,
        FieldKind::Email => Icon::Mail,
    }
}

/// Whether values stand at the end of the line, as figures do.
pub fn at_end(schema: &Schema, object: ObjectId, target: &Target) -> bool {
    match target {
        Target::Field(id) => schema.field(object, *id).is_some_and(|field| {
            matches!(field.kind, FieldKind::Number { .. } | FieldKind::Percent | FieldKind::Money | FieldKind::Duration)
        }),
        Target::New { kind, .. } => matches!(kind, NewKind::Number(_) | NewKind::Percent | NewKind::Money),
        _ => false,
    }
}

/// The object types that rows can become.
pub fn objects(schema: &Schema) -> impl Iterator<Item = &Object> {
    schema.objects.iter().filter(|object| object.role != Role::System)
}

/// What the records of an object type are called.
pub fn many(schema: &Schema, object: ObjectId) -> String {
    schema.object(object).map(names::many).unwrap_or_default()
}

/// What one record of an object type is called.
pub fn one(schema: &Schema, object: ObjectId) -> String {
    schema.object(object).map(names::one).unwrap_or_default()
}

/// A new field of a kind, in words.
pub fn new_field_as(kind: NewKind) -> String {
    ta(text::NEW_FIELD_AS, &[("kind", word(t(words::new_kind(kind))))])
}
