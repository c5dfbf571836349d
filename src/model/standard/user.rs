//! User: somebody who uses Kontor, and owns records.

use super::build::{Shape as _, choice, field as make, link, object as build, select};
use crate::model::schema::{FieldKind, Hue, Object, Role};

/// The fields of a user.
pub mod field {
    use crate::model::id::FieldId;

    /// Full name.
    pub const NAME: FieldId = FieldId(1);
    /// E-mail address.
    pub const EMAIL: FieldId = FieldId(2);
    /// The team they belong to.
    pub const TEAM: FieldId = FieldId(3);
    /// What they do here.
    pub const ROLE: FieldId = FieldId(4);
    /// Who they report to.
    pub const MANAGER: FieldId = FieldId(5);
    /// Still here.
    pub const ACTIVE: FieldId = FieldId(6);
}

pub(super) fn object() -> Object {
    let roles = vec![
        choice(1, "staff", Hue::Grey),
        choice(2, "field_sales", Hue::Blue),
        choice(3, "manager", Hue::Harbour),
        choice(4, "product_owner", Hue::Amber),
        choice(5, "administrator", Hue::Green),
    ];
    let fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::EMAIL, "email", FieldKind::Email),
        link(field::TEAM, "team", super::TEAM),
        make(field::ROLE, "role", select(roles)),
        make(field::MANAGER, "manager", FieldKind::User),
        make(field::ACTIVE, "active", FieldKind::Checkbox),
    ];
    Object {
        subtitle: Some(field::ROLE),
        ..build(super::USER, "user", "person", Role::Supporting, &[field::NAME], fields)
    }
}
