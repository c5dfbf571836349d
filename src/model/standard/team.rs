//! Team: users who work together.

use super::build::{Shape as _, field as make, object as build};
use crate::model::schema::{FieldKind, Object, Role};

/// The fields of a team.
pub mod field {
    use crate::model::id::FieldId;

    /// Its name.
    pub const NAME: FieldId = FieldId(1);
    /// Where it works.
    pub const REGION: FieldId = FieldId(2);
    /// Who leads it.
    pub const LEADER: FieldId = FieldId(3);
}

pub(super) fn object() -> Object {
    let fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::REGION, "region", FieldKind::Text),
        make(field::LEADER, "leader", FieldKind::User),
    ];
    Object {
        subtitle: Some(field::REGION),
        ..build(super::TEAM, "team", "people", Role::Supporting, &[field::NAME], fields)
    }
}
