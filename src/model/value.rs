//! What a cell can hold.

use crate::model::arrange::Arrange as _;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::id::{OptionId, RecordId};
use super::money::Money;

/// The content of one cell. Which variant a field holds follows from its
/// [`FieldKind`](super::schema::FieldKind); `Empty` fits every field.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub enum Value {
    /// Nothing entered.
    #[default]
    Empty,
    /// Text, long text, link, phone, e-mail. Never the empty string: that is `Empty`.
    Text(String),
    /// Number and percent (percent as the number shown: 12.5 for 12.5 %). Always finite.
    Number(f64),
    /// Money.
    Money(Money),
    /// A day.
    Date(Date),
    /// A moment: milliseconds since 1970 (UTC).
    DateTime(i64),
    /// A check box. `false` and `Empty` show the same and are told apart only in history.
    Bool(bool),
    /// A rating, 1 to the field's maximum.
    Rating(u8),
    /// A duration in whole minutes.
    Minutes(u32),
    /// One choice of a select field.
    Option(OptionId),
    /// The choices of a multi-select field: sorted, without repeats, never empty.
    Options(Vec<OptionId>),
    /// A link to one record (relation, user).
    Ref(RecordId),
    /// Links to several records (tags, participants): sorted, without repeats, never empty.
    Refs(Vec<RecordId>),
}

impl Value {
    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Text with surrounding white space removed; `Empty` when nothing is left.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() { Self::Empty } else { Self::Text(trimmed.to_owned()) }
    }

    /// The text, when this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The linked record, when this is one link.
    #[must_use]
    pub fn as_ref_id(&self) -> Option<RecordId> {
        if let Self::Ref(id) = self { Some(*id) } else { None }
    }

    /// A set of choices in its one valid form.
    #[must_use]
    pub fn options(mut ids: Vec<OptionId>) -> Self {
        ids.arrange();
        ids.dedup();
        if ids.is_empty() { Self::Empty } else { Self::Options(ids) }
    }

    /// A set of links in its one valid form.
    #[must_use]
    pub fn refs(mut ids: Vec<RecordId>) -> Self {
        ids.arrange();
        ids.dedup();
        if ids.is_empty() { Self::Empty } else { Self::Refs(ids) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_texts_have_one_form() {
        assert_eq!(Value::options(vec![]), Value::Empty);
        assert_eq!(
            Value::options(vec![OptionId(2), OptionId(1), OptionId(2)]),
            Value::Options(vec![OptionId(1), OptionId(2)])
        );
        assert_eq!(Value::text("  \t"), Value::Empty);
        assert_eq!(Value::text(" a "), Value::Text("a".into()));
    }
}
