//! Kontor's own objects: saved views.

use super::build::{Shape as _, choice, field as make, object as build, select};
use crate::model::schema::{FieldKind, Hue, Object, Role};

/// The fields of a saved view.
pub mod field {
    use crate::model::id::FieldId;

    /// What the view is called.
    pub const NAME: FieldId = FieldId(1);
    /// Key of the object type it shows.
    pub const OBJECT: FieldId = FieldId(2);
    /// List or board.
    pub const LAYOUT: FieldId = FieldId(3);
    /// Filter, sort, columns and the rest, as the text form of `protocol::view::ViewDef`.
    pub const DEFINITION: FieldId = FieldId(4);
    /// Who made it.
    pub const OWNER: FieldId = FieldId(5);
    /// Shown to everybody.
    pub const SHARED: FieldId = FieldId(6);
    /// Shown in the sidebar.
    pub const PINNED: FieldId = FieldId(7);
    /// Where it stands among the views.
    pub const POSITION: FieldId = FieldId(8);
}

pub(super) fn view() -> Object {
    let layouts = vec![choice(1, "list", Hue::Grey), choice(2, "board", Hue::Grey)];
    let fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::OBJECT, "object", FieldKind::Text).required(),
        make(field::LAYOUT, "layout", select(layouts)),
        make(field::DEFINITION, "definition", FieldKind::LongText),
        make(field::OWNER, "owner", FieldKind::User),
        make(field::SHARED, "shared", FieldKind::Checkbox),
        make(field::PINNED, "pinned", FieldKind::Checkbox),
        make(field::POSITION, "position", FieldKind::Number { decimals: 0 }),
    ];
    build(super::VIEW, "view", "list", Role::System, &[field::NAME], fields)
}
