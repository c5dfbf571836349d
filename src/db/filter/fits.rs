//! Which tests fit which kinds of field.

use crate::db::query::Test;
use crate::model::schema::FieldKind as K;
use crate::model::value::Value;

impl Test {
    /// Whether the test makes sense for a kind of field. One that does not fit is passed by no record, and
    /// neither is one that compares with a value of another kind (a moment may be compared with a day: the
    /// whole day in the user's zone).
    #[must_use]
    pub fn fits(&self, kind: &K) -> bool {
        match self {
            Self::Empty | Self::Filled | Self::Equals(_) | Self::Differs(_) | Self::AnyOf(_) | Self::NoneOf(_) => true,
            Self::AllOf(_) => matches!(kind, K::MultiSelect { .. } | K::Relations { .. }),
            Self::Contains(_) | Self::Lacks(_) | Self::StartsWith(_) | Self::EndsWith(_) => kind.is_text(),
            Self::Less(_) | Self::AtMost(_) | Self::More(_) | Self::AtLeast(_) | Self::Between(..) => {
                kind.is_numeric() || matches!(kind, K::Date | K::DateTime)
            }
            Self::Within(_) => matches!(kind, K::Date | K::DateTime),
            Self::Me => kind.target() == Some(crate::model::standard::USER) && !matches!(kind, K::Relations { .. }),
            Self::Outcome(_) => matches!(kind, K::Select { .. }),
        }
    }
}

/// Whether a value can be compared with cells of a kind.
pub(super) fn value_fits(kind: &K, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Empty) => false,
        (K::DateTime, Value::Date(_)) | (K::Rating { .. }, Value::Rating(_)) => true,
        (_, value) => kind.accepts(value),
    }
}
