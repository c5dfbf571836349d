//! The schema: object types, their fields, and the choices of their select fields. It is data. The
//! standard part is shipped ([`standard`](super::standard)), the rest is added by the company, and
//! every screen, import, filter, merge and history is derived from it.

use serde::{Deserialize, Serialize};

use super::id::{CUSTOM_FROM, FieldId, ObjectId, OptionId};
use super::value::Value;

/// All object types of a workspace.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Schema {
    /// In the order navigation shows them.
    pub objects: Vec<Object>,
}

impl Schema {
    /// The object type with this id.
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.iter().find(|object| object.id == id)
    }

    /// The object type with this key, such as `person`.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Object> {
        self.objects.iter().find(|object| object.key == key)
    }

    /// The field of the object type.
    #[must_use]
    pub fn field(&self, object: ObjectId, field: FieldId) -> Option<&Field> {
        self.object(object)?.field(field)
    }

    /// Every relation field that points at `target`, with the object type it belongs to: the other
    /// end of the links.
    pub fn incoming(&self, target: ObjectId) -> impl Iterator<Item = (&Object, &Field)> {
        self.objects.iter().flat_map(move |object| {
            object
                .fields
                .iter()
                .filter(move |field| field.kind.target() == Some(target))
                .map(move |field| (object, field))
        })
    }
}

/// An object type: a kind of record, with its fields.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Object {
    /// Its number on disk and wire.
    pub id: ObjectId,
    /// Its name in addresses, exports and translations: lower case, singular, such as `person`.
    pub key: String,
    /// What a company calls it, singular and plural; `None` for standard names, which are translated.
    pub label: Option<(String, String)>,
    /// Name of its icon in the icon set.
    pub icon: String,
    /// How it takes part in the interface.
    pub role: Role,
    /// In the order forms show them.
    pub fields: Vec<Field>,
    /// The fields that, joined by a space, name a record (first and last name).
    pub title: Vec<FieldId>,
    /// The field that stands under the title (job title, company), if any.
    pub subtitle: Option<FieldId>,
}

impl Object {
    /// The field with this id.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The field with this key, such as `email`.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Whether a company added it.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        self.id.0 >= CUSTOM_FROM
    }
}

/// How an object type takes part in the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Has its own place in the navigation, list and record pages.
    Main,
    /// Reached from other records and from settings (product, team, tag).
    Supporting,
    /// Kontor's own records (saved views); never in import, search or navigation.
    System,
}

/// A field of an object type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its number on disk and wire.
    pub id: FieldId,
    /// Its name in exports and translations: lower case, such as `expected_close`.
    pub key: String,
    /// What a company calls it; `None` for standard names, which are translated.
    pub label: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a record should not be saved without it.
    pub required: bool,
    /// Whether no two records may hold the same value.
    pub unique: bool,
    /// Fields of one group are merged as a whole (an address, a name): a merge never mixes halves.
    pub group: Option<String>,
    /// The section of the record page it stands in; the first section is the summary.
    pub section: String,
    /// What a new record starts with.
    pub default: Value,
    /// A sentence that explains it, written by the company.
    pub help: Option<String>,
    /// Taken out of forms and lists, its values kept.
    pub archived: bool,
}

/// What a field holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text (Markdown).
    LongText,
    /// A number, shown with this many decimals.
    Number {
        /// Digits after the decimal mark, 0 to 9.
        decimals: u8,
    },
    /// A percentage; 12.5 means 12.5 %.
    Percent,
    /// An amount with its currency.
    Money,
    /// A day.
    Date,
    /// A moment.
    DateTime,
    /// Yes or no.
    Checkbox,
    /// Stars, 1 to `max`.
    Rating {
        /// The most stars, at most 10.
        max: u8,
    },
    /// A duration in minutes.
    Duration,
    /// One of a list.
    Select {
        /// In the order they are shown.
        options: Vec<Choice>,
        /// The select field of the same object whose choice decides which of these are offered
        /// (a pipeline decides the stages).
        depends_on: Option<FieldId>,
    },
    /// Any of a list.
    MultiSelect {
        /// In the order they are shown.
        options: Vec<Choice>,
    },
    /// One record of an object type.
    Relation {
        /// The object type linked to.
        target: ObjectId,
    },
    /// Several records of an object type.
    Relations {
        /// The object type linked to.
        target: ObjectId,
    },
    /// A person who uses Kontor.
    User,
    /// A web address.
    Link,
    /// A telephone number, kept as it was written.
    Phone,
    /// An e-mail address.
    Email,
}

impl FieldKind {
    /// The choices of a select or multi-select field; empty for the rest.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Select { options, .. } | Self::MultiSelect { options } => options,
            _ => &[],
        }
    }

    /// The object type that a relation points at. A user field points at the user object.
    #[must_use]
    pub fn target(&self) -> Option<ObjectId> {
        match self {
            Self::Relation { target } | Self::Relations { target } => Some(*target),
            Self::User => Some(super::standard::USER),
            _ => None,
        }
    }

    /// Whether cells hold text that full-text search reads.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Link | Self::Phone | Self::Email)
    }

    /// Whether sum and average make sense.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        matches!(self, Self::Number { .. } | Self::Percent | Self::Money | Self::Rating { .. } | Self::Duration)
    }

    /// Whether `value` may stand in a cell of this kind. `Empty` always may.
    #[must_use]
    pub fn accepts(&self, value: &Value) -> bool {
        match value {
            Value::Empty => true,
            Value::Text(text) => self.is_text() && !text.is_empty(),
            Value::Number(number) => matches!(self, Self::Number { .. } | Self::Percent) && number.is_finite(),
            Value::Money(_) => matches!(self, Self::Money),
            Value::Date(_) => matches!(self, Self::Date),
            Value::DateTime(_) => matches!(self, Self::DateTime),
            Value::Bool(_) => matches!(self, Self::Checkbox),
            Value::Rating(stars) => matches!(self, Self::Rating { max } if (1..=*max).contains(stars)),
            Value::Minutes(_) => matches!(self, Self::Duration),
            Value::Option(_) => matches!(self, Self::Select { .. }),
            Value::Options(ids) => matches!(self, Self::MultiSelect { .. }) && is_set(ids),
            Value::Ref(_) => matches!(self, Self::Relation { .. } | Self::User),
            Value::Refs(ids) => matches!(self, Self::Relations { .. }) && is_set(ids),
        }
    }
}

/// Sorted, without repeats, not empty.
fn is_set<T: Ord>(items: &[T]) -> bool {
    !items.is_empty() && items.is_sorted_by(|a, b| a < b)
}

/// One choice of a select or multi-select field. For opportunity stages it also says where a deal
/// stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Choice {
    /// Its number on disk and wire.
    pub id: OptionId,
    /// Its name in exports and translations.
    pub key: String,
    /// What a company calls it; `None` for standard names, which are translated.
    pub label: Option<String>,
    /// Its colour.
    pub hue: Hue,
    /// The choice of the deciding field this one belongs to (the pipeline of a stage); `None`:
    /// always offered.
    pub parent: Option<OptionId>,
    /// Chance of winning, in percent, of a deal in this stage.
    pub probability: Option<u8>,
    /// Whether choosing it closes the record.
    pub outcome: Outcome,
    /// No longer offered, kept where it is set.
    pub archived: bool,
}

/// Whether a choice closes the record (a deal, a lead, a task), and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Outcome {
    /// Still going.
    #[default]
    Open,
    /// Closed with success.
    Won,
    /// Closed without.
    Lost,
}

/// The colours a choice or tag can have. They are tokens; the style decides the shade.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub enum Hue {
    /// No meaning, or not yet begun.
    #[default]
    Grey,
    /// Under way.
    Blue,
    /// Good, done.
    Green,
    /// Needs attention.
    Amber,
    /// Bad, late.
    Red,
    /// The house colour.
    Harbour,
}
