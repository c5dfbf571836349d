//! Person: a contact, somebody one can call.

use super::build::{Shape as _, address, choice, field as make, link, object as build, select, tags};
use crate::model::schema::{FieldKind, Hue, Object, Role};

/// The fields of a person.
pub mod field {
    use crate::model::id::FieldId;

    /// Given name.
    pub const FIRST_NAME: FieldId = FieldId(1);
    /// Family name.
    pub const LAST_NAME: FieldId = FieldId(2);
    /// Where they work.
    pub const COMPANY: FieldId = FieldId(3);
    /// What they do there.
    pub const JOB_TITLE: FieldId = FieldId(4);
    /// E-mail address.
    pub const EMAIL: FieldId = FieldId(5);
    /// Telephone at work.
    pub const PHONE: FieldId = FieldId(6);
    /// Mobile telephone.
    pub const MOBILE: FieldId = FieldId(7);
    /// Who looks after them.
    pub const OWNER: FieldId = FieldId(8);
    /// Where they stand with us.
    pub const LIFECYCLE: FieldId = FieldId(9);
    /// Ms, Mr, Dr: as written on a letter.
    pub const SALUTATION: FieldId = FieldId(10);
    /// Date of birth.
    pub const BIRTHDAY: FieldId = FieldId(11);
    /// Tags.
    pub const TAGS: FieldId = FieldId(12);
    /// What else is known.
    pub const DESCRIPTION: FieldId = FieldId(13);
    /// A profile on the web.
    pub const LINK: FieldId = FieldId(14);
    /// Part of the company.
    pub const DEPARTMENT: FieldId = FieldId(15);
    /// A second e-mail address.
    pub const OTHER_EMAIL: FieldId = FieldId(16);
    /// How they found us.
    pub const SOURCE: FieldId = FieldId(17);
    /// Asked not to be contacted.
    pub const NO_CONTACT: FieldId = FieldId(18);
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
    let lifecycle = vec![
        choice(1, "subscriber", Hue::Grey),
        choice(2, "lead", Hue::Blue),
        choice(3, "qualified", Hue::Amber),
        choice(4, "customer", Hue::Green),
        choice(5, "former", Hue::Grey),
    ];
    let mut fields = vec![
        make(field::FIRST_NAME, "first_name", FieldKind::Text).group("name"),
        make(field::LAST_NAME, "last_name", FieldKind::Text).group("name"),
        link(field::COMPANY, "company", super::COMPANY),
        make(field::JOB_TITLE, "job_title", FieldKind::Text),
        make(field::EMAIL, "email", FieldKind::Email),
        make(field::PHONE, "phone", FieldKind::Phone),
        make(field::MOBILE, "mobile", FieldKind::Phone),
        make(field::OWNER, "owner", FieldKind::User),
        make(field::LIFECYCLE, "lifecycle", select(lifecycle)),
        tags(field::TAGS),
        make(field::SALUTATION, "salutation", FieldKind::Text).group("name").section("more"),
        make(field::DEPARTMENT, "department", FieldKind::Text).section("more"),
        make(field::OTHER_EMAIL, "other_email", FieldKind::Email).section("more"),
        make(field::LINK, "link", FieldKind::Link).section("more"),
        make(field::BIRTHDAY, "birthday", FieldKind::Date).section("more"),
        make(field::SOURCE, "source", FieldKind::Text).section("more"),
        make(field::NO_CONTACT, "no_contact", FieldKind::Checkbox).section("more"),
        make(field::DESCRIPTION, "description", FieldKind::LongText).section("more"),
    ];
    fields.extend(address(field::STREET.0));
    Object {
        subtitle: Some(field::JOB_TITLE),
        ..build(super::PERSON, "person", "people", Role::Main, &[field::FIRST_NAME, field::LAST_NAME], fields)
    }
}
