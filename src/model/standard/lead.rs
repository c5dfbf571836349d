//! Lead: somebody who may become a customer and is not yet known well enough to be a person and a company.

use super::build::{Shape as _, address, choice, closing, field as make, link, object as build, plain, select, tags};
use crate::model::schema::{FieldKind, Hue, Object, Outcome, Role};

/// The fields of a lead.
pub mod field {
    use crate::model::id::FieldId;

    /// What it is about, or who.
    pub const NAME: FieldId = FieldId(1);
    /// Given name.
    pub const FIRST_NAME: FieldId = FieldId(2);
    /// Family name.
    pub const LAST_NAME: FieldId = FieldId(3);
    /// The company, as text.
    pub const COMPANY_NAME: FieldId = FieldId(4);
    /// What they do there.
    pub const JOB_TITLE: FieldId = FieldId(5);
    /// E-mail address.
    pub const EMAIL: FieldId = FieldId(6);
    /// Telephone.
    pub const PHONE: FieldId = FieldId(7);
    /// How far it is.
    pub const STATUS: FieldId = FieldId(8);
    /// How they found us.
    pub const SOURCE: FieldId = FieldId(9);
    /// How promising.
    pub const SCORE: FieldId = FieldId(10);
    /// Who looks after it.
    pub const OWNER: FieldId = FieldId(11);
    /// Why it was lost.
    pub const LOST_REASON: FieldId = FieldId(12);
    /// Tags.
    pub const TAGS: FieldId = FieldId(13);
    /// What else is known.
    pub const DESCRIPTION: FieldId = FieldId(14);
    /// Their web site.
    pub const WEBSITE: FieldId = FieldId(15);
    /// What it may be worth.
    pub const ESTIMATE: FieldId = FieldId(16);
    /// The person it became.
    pub const PERSON: FieldId = FieldId(17);
    /// The company it became.
    pub const COMPANY: FieldId = FieldId(18);
    /// The deal it became.
    pub const DEAL: FieldId = FieldId(19);
    /// Street and house number.
    pub const STREET: FieldId = FieldId(20);
    /// Postal code.
    pub const POSTAL_CODE: FieldId = FieldId(21);
    /// City.
    pub const CITY: FieldId = FieldId(22);
    /// State, county or region.
    pub const REGION: FieldId = FieldId(23);
    /// Country.
    pub const COUNTRY: FieldId = FieldId(24);
}

pub(super) fn object() -> Object {
    let status = vec![
        choice(1, "new", Hue::Grey),
        choice(2, "contacted", Hue::Blue),
        choice(3, "qualified", Hue::Amber),
        closing(4, "converted", Hue::Green, Outcome::Won),
        closing(5, "lost", Hue::Red, Outcome::Lost),
    ];
    let source = plain(&["website", "referral", "event", "cold_call", "campaign", "partner", "other"]);
    let mut fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::STATUS, "status", select(status)).starts(1),
        make(field::FIRST_NAME, "first_name", FieldKind::Text).group("name"),
        make(field::LAST_NAME, "last_name", FieldKind::Text).group("name"),
        make(field::COMPANY_NAME, "company_name", FieldKind::Text),
        make(field::JOB_TITLE, "job_title", FieldKind::Text),
        make(field::EMAIL, "email", FieldKind::Email),
        make(field::PHONE, "phone", FieldKind::Phone),
        make(field::OWNER, "owner", FieldKind::User),
        make(field::SOURCE, "source", select(source)),
        make(field::SCORE, "score", FieldKind::Rating { max: 5 }),
        make(field::ESTIMATE, "estimate", FieldKind::Money),
        tags(field::TAGS),
        make(field::LOST_REASON, "lost_reason", FieldKind::Text).section("more"),
        make(field::WEBSITE, "website", FieldKind::Link).section("more"),
        make(field::DESCRIPTION, "description", FieldKind::LongText).section("more"),
        link(field::PERSON, "person", super::PERSON).section("more"),
        link(field::COMPANY, "company", super::COMPANY).section("more"),
        link(field::DEAL, "deal", super::DEAL).section("more"),
    ];
    fields.extend(address(field::STREET.0));
    Object {
        subtitle: Some(field::COMPANY_NAME),
        ..build(super::LEAD, "lead", "lead", Role::Main, &[field::NAME], fields)
    }
}
