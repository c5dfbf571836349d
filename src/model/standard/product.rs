//! Product: something that is sold.

use super::build::{Shape as _, field as make, object as build, tags};
use crate::model::schema::{FieldKind, Object, Role};

/// The fields of a product.
pub mod field {
    use crate::model::id::FieldId;

    /// Its name.
    pub const NAME: FieldId = FieldId(1);
    /// Its number in the price list.
    pub const CODE: FieldId = FieldId(2);
    /// List price.
    pub const PRICE: FieldId = FieldId(3);
    /// Series or family.
    pub const CATEGORY: FieldId = FieldId(4);
    /// What it is sold by.
    pub const UNIT: FieldId = FieldId(5);
    /// Still sold.
    pub const ACTIVE: FieldId = FieldId(6);
    /// What else is known.
    pub const DESCRIPTION: FieldId = FieldId(7);
    /// Tags.
    pub const TAGS: FieldId = FieldId(8);
}

pub(super) fn object() -> Object {
    let fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::CODE, "code", FieldKind::Text),
        make(field::CATEGORY, "category", FieldKind::Text),
        make(field::PRICE, "price", FieldKind::Money),
        make(field::UNIT, "unit", FieldKind::Text),
        make(field::ACTIVE, "active", FieldKind::Checkbox),
        tags(field::TAGS),
        make(field::DESCRIPTION, "description", FieldKind::LongText).section("more"),
    ];
    Object {
        subtitle: Some(field::CATEGORY),
        ..build(super::PRODUCT, "product", "box", Role::Supporting, &[field::NAME], fields)
    }
}
