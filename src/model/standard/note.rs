//! Note: text somebody wrote about a record.

use super::build::{Shape as _, field as make, link, object as build};
use crate::model::schema::{FieldKind, Object, Role};

/// The fields of a note.
pub mod field {
    use crate::model::id::FieldId;

    /// The text, in Markdown.
    pub const TEXT: FieldId = FieldId(1);
    /// The company it is about.
    pub const COMPANY: FieldId = FieldId(2);
    /// The person it is about.
    pub const PERSON: FieldId = FieldId(3);
    /// The deal it is about.
    pub const DEAL: FieldId = FieldId(4);
    /// The lead it is about.
    pub const LEAD: FieldId = FieldId(5);
    /// Who wrote it.
    pub const AUTHOR: FieldId = FieldId(6);
    /// Kept on top.
    pub const PINNED: FieldId = FieldId(7);
}

pub(super) fn object() -> Object {
    let fields = vec![
        make(field::TEXT, "text", FieldKind::LongText).required(),
        make(field::AUTHOR, "author", FieldKind::User),
        link(field::COMPANY, "company", super::COMPANY),
        link(field::PERSON, "person", super::PERSON),
        link(field::DEAL, "deal", super::DEAL),
        link(field::LEAD, "lead", super::LEAD),
        make(field::PINNED, "pinned", FieldKind::Checkbox),
    ];
    build(super::NOTE, "note", "note", Role::Supporting, &[field::TEXT], fields)
}
