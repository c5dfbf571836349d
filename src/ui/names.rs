//! What objects, fields, sections and choices are called: what the company calls them, or else the
//! translated standard name.

use super::text::by_id;
use crate::db::query::{Meta, Path};
use crate::i18n::Message;
use crate::i18n::en::common;
use crate::model::schema::{Choice, Field, Object, Schema};

/// One record of the object type: "Person".
#[must_use]
pub fn one(object: &Object) -> String {
    match &object.label {
        Some((one, _)) => one.clone(),
        None => by_id(&format!("schema.{}", object.key)).unwrap_or_else(|| object.key.clone()),
    }
}

/// Several records of the object type: "People".
#[must_use]
pub fn many(object: &Object) -> String {
    match &object.label {
        Some((_, many)) => many.clone(),
        None => by_id(&format!("schema.{}.+", object.key)).unwrap_or_else(|| object.key.clone()),
    }
}

/// A field.
#[must_use]
pub fn field(object: &Object, field: &Field) -> String {
    field
        .label
        .clone()
        .unwrap_or_else(|| by_id(&format!("schema.{}.{}", object.key, field.key)).unwrap_or_else(|| field.key.clone()))
}

/// A choice of a select field.
#[must_use]
pub fn choice(object: &Object, field: &Field, choice: &Choice) -> String {
    choice.label.clone().unwrap_or_else(|| {
        by_id(&format!("schema.{}.{}.{}", object.key, field.key, choice.key)).unwrap_or_else(|| choice.key.clone())
    })
}

/// A section of a record page.
#[must_use]
pub fn section(key: &str) -> String {
    by_id(&format!("section.{key}")).unwrap_or_else(|| key.to_owned())
}

/// A column: a field, a field of a linked record ("Company: Industry"), or what Kontor itself knows.
#[must_use]
pub fn path(schema: &Schema, object: &Object, path: Path) -> String {
    match path {
        Path::Field(id) => object.field(id).map(|f| field(object, f)).unwrap_or_default(),
        Path::Through(via, id) => {
            let via = object.field(via);
            let target = via.and_then(|via| schema.object(via.kind.target()?));
            match (via, target.and_then(|target| Some((target, target.field(id)?)))) {
                (Some(via), Some((target, leaf))) => format!("{}: {}", field(object, via), field(target, leaf)),
                _ => String::new(),
            }
        }
        Path::Since(id) => {
            let name = object.field(id).map(|f| field(object, f)).unwrap_or_default();
            super::text::ta(common::SINCE, &[("field", super::text::word(name))])
        }
        Path::Meta(meta) => super::text::t(match meta {
            Meta::Created => common::CREATED,
            Meta::CreatedBy => common::CREATED_BY,
            Meta::Updated => common::UPDATED,
            Meta::UpdatedBy => common::UPDATED_BY,
            Meta::Title => common::TITLE,
        }),
    }
}

/// A command, as menus and the palette call it.
#[must_use]
pub fn command(command: &crate::features::command::Command) -> String {
    let label: Message = command.label;
    super::text::t(label)
}
