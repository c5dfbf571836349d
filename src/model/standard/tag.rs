//! Tag: a label that any record can carry.

use super::build::{Shape as _, choice, field as make, object as build, select};
use crate::model::schema::{FieldKind, Hue, Object, Role};

/// The fields of a tag.
pub mod field {
    use crate::model::id::FieldId;

    /// Its name.
    pub const NAME: FieldId = FieldId(1);
    /// Its colour.
    pub const HUE: FieldId = FieldId(2);
}

pub(super) fn object() -> Object {
    let hues = vec![
        choice(1, "grey", Hue::Grey),
        choice(2, "blue", Hue::Blue),
        choice(3, "green", Hue::Green),
        choice(4, "amber", Hue::Amber),
        choice(5, "red", Hue::Red),
        choice(6, "harbour", Hue::Harbour),
    ];
    let fields = vec![make(field::NAME, "name", FieldKind::Text).required(), make(field::HUE, "hue", select(hues))];
    build(super::TAG, "tag", "tag", Role::Supporting, &[field::NAME], fields)
}
