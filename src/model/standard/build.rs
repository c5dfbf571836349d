//! Short words for writing the standard objects down.

use crate::model::id::{FieldId, ObjectId, OptionId};
use crate::model::schema::{Choice, Field, FieldKind, Hue, Object, Outcome, Role};
use crate::model::value::Value;

/// A field in the summary section.
pub(super) fn field(id: FieldId, key: &str, kind: FieldKind) -> Field {
    Field {
        id,
        key: key.into(),
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

/// The shapes a field is bent into.
pub(super) trait Shape: Sized {
    /// Must be filled.
    fn required(self) -> Self;
    /// Merges with the fields of the same group.
    fn group(self, group: &str) -> Self;
    /// Stands in another section than the summary.
    fn section(self, section: &str) -> Self;
    /// Starts with a choice.
    fn starts(self, option: u32) -> Self;
}

impl Shape for Field {
    fn required(mut self) -> Self {
        self.required = true;
        self
    }

    fn group(mut self, group: &str) -> Self {
        self.group = Some(group.into());
        self
    }

    fn section(mut self, section: &str) -> Self {
        self.section = section.into();
        self
    }

    fn starts(mut self, option: u32) -> Self {
        self.default = Value::Option(OptionId(option));
        self
    }
}

/// An open choice.
pub(super) fn choice(id: u32, key: &str, hue: Hue) -> Choice {
    Choice {
        id: OptionId(id),
        key: key.into(),
        label: None,
        hue,
        parent: None,
        probability: None,
        outcome: Outcome::Open,
        archived: false,
    }
}

/// A choice that closes the record.
pub(super) fn closing(id: u32, key: &str, hue: Hue, outcome: Outcome) -> Choice {
    Choice { outcome, ..choice(id, key, hue) }
}

/// A stage of a pipeline.
pub(super) fn stage(id: u32, pipeline: u32, key: &str, hue: Hue, probability: u8, outcome: Outcome) -> Choice {
    Choice { parent: Some(OptionId(pipeline)), probability: Some(probability), ..closing(id, key, hue, outcome) }
}

/// A select field's kind.
pub(super) fn select(options: Vec<Choice>) -> FieldKind {
    FieldKind::Select { options, depends_on: None }
}

/// Choices that differ by key alone.
pub(super) fn plain(keys: &[&str]) -> Vec<Choice> {
    keys.iter().zip(1..).map(|(key, id)| choice(id, key, Hue::Grey)).collect()
}

/// The tags field that every main object carries.
pub(super) fn tags(id: FieldId) -> Field {
    field(id, "tags", FieldKind::Relations { target: super::TAG })
}

/// A link to one record.
pub(super) fn link(id: FieldId, key: &str, target: ObjectId) -> Field {
    field(id, key, FieldKind::Relation { target })
}

/// The five fields of an address, merged as one.
pub(super) fn address(first: u32) -> Vec<Field> {
    ["street", "postal_code", "city", "region", "country"]
        .iter()
        .zip(first..)
        .map(|(key, id)| field(FieldId(id), key, FieldKind::Text).group("address").section("address"))
        .collect()
}

/// An object type named by `title`.
pub(super) fn object(id: ObjectId, key: &str, icon: &str, role: Role, title: &[FieldId], fields: Vec<Field>) -> Object {
    Object { id, key: key.into(), label: None, icon: icon.into(), role, fields, title: title.to_vec(), subtitle: None }
}
