//! The standard schema that every workspace starts with. Ids are for ever: never reuse one, never
//! change one; a removed field keeps its number.

mod activity;
mod build;
mod company;
mod deal;
mod lead;
mod note;
mod person;
mod product;
mod system;
mod tag;
mod team;
mod user;

use super::id::ObjectId;
use super::schema::Schema;

/// A firm.
pub const COMPANY: ObjectId = ObjectId(1);
/// A human being outside the workspace: a contact.
pub const PERSON: ObjectId = ObjectId(2);
/// Somebody who may become a customer.
pub const LEAD: ObjectId = ObjectId(3);
/// An opportunity to sell.
pub const DEAL: ObjectId = ObjectId(4);
/// A task, call, meeting, visit or e-mail.
pub const ACTIVITY: ObjectId = ObjectId(5);
/// Text somebody wrote about a record.
pub const NOTE: ObjectId = ObjectId(6);
/// Something that is sold.
pub const PRODUCT: ObjectId = ObjectId(7);
/// Somebody who uses Kontor.
pub const USER: ObjectId = ObjectId(8);
/// Users who work together.
pub const TEAM: ObjectId = ObjectId(9);
/// A label that any record can carry.
pub const TAG: ObjectId = ObjectId(10);
/// A saved view of a list or board.
pub const VIEW: ObjectId = ObjectId(11);

pub use activity::field as activity_field;
pub use activity::{kind as activity_kind, status as activity_status};
pub use company::field as company_field;
pub use deal::field as deal_field;
pub use deal::pipeline;
pub use lead::field as lead_field;
pub use note::field as note_field;
pub use person::field as person_field;
pub use product::field as product_field;
pub use system::field as view_field;
pub use tag::field as tag_field;
pub use team::field as team_field;
pub use user::field as user_field;

/// The schema a new workspace starts with.
#[must_use]
pub fn schema() -> Schema {
    Schema {
        objects: vec![
            deal::object(),
            company::object(),
            person::object(),
            lead::object(),
            activity::object(),
            note::object(),
            product::object(),
            user::object(),
            team::object(),
            tag::object(),
            system::view(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::model::id::CUSTOM_FROM;
    use crate::model::schema::FieldKind;

    #[test]
    fn numbers_and_keys_are_unique_and_below_the_custom_range() {
        let schema = schema();
        let mut objects = HashSet::new();
        for object in &schema.objects {
            assert!(objects.insert(object.id) && object.id.0 < CUSTOM_FROM, "{}", object.key);
            let (mut ids, mut keys) = (HashSet::new(), HashSet::new());
            for field in &object.fields {
                assert!(ids.insert(field.id) && field.id.0 < CUSTOM_FROM, "{}.{}", object.key, field.key);
                assert!(keys.insert(&field.key), "{}.{}", object.key, field.key);
                assert!(field.kind.accepts(&field.default), "{}.{}", object.key, field.key);
                let mut options = HashSet::new();
                assert!(field.kind.options().iter().all(|choice| options.insert(choice.id)));
            }
            assert!(!object.title.is_empty() && object.title.iter().all(|id| object.field(*id).is_some()));
            assert!(object.subtitle.is_none_or(|id| object.field(id).is_some()));
        }
    }

    #[test]
    fn every_relation_and_dependency_points_at_something() {
        let schema = schema();
        for object in &schema.objects {
            for field in &object.fields {
                if let Some(target) = field.kind.target() {
                    assert!(schema.object(target).is_some(), "{}.{}", object.key, field.key);
                }
                if let FieldKind::Select { options, depends_on: Some(other) } = &field.kind {
                    let parents = object.field(*other).expect("deciding field").kind.options();
                    assert!(options.iter().all(|o| o.parent.is_none_or(|p| parents.iter().any(|x| x.id == p))));
                }
            }
        }
    }

    #[test]
    fn two_pipelines_are_there_each_with_won_and_lost() {
        use crate::model::schema::Outcome;
        let schema = schema();
        let deal = schema.object(DEAL).expect("deal");
        let stages = deal.field(deal_field::STAGE).expect("stage").kind.options();
        for pipeline in deal.field(deal_field::PIPELINE).expect("pipeline").kind.options() {
            let of = |outcome| stages.iter().filter(|s| s.parent == Some(pipeline.id) && s.outcome == outcome).count();
            assert!(of(Outcome::Open) > 1 && of(Outcome::Won) == 1 && of(Outcome::Lost) == 1, "{}", pipeline.key);
        }
    }
}
