//! Company: a firm that buys, may buy, or bought.

use super::build::{Shape as _, address, choice, field as make, link, object as build, select, tags};
use crate::model::schema::{FieldKind, Hue, Object, Role};

/// The fields of a company.
pub mod field {
    use crate::model::id::FieldId;

    /// Its name.
    pub const NAME: FieldId = FieldId(1);
    /// Who looks after it.
    pub const OWNER: FieldId = FieldId(2);
    /// Where it stands with us.
    pub const LIFECYCLE: FieldId = FieldId(3);
    /// Its trade.
    pub const INDUSTRY: FieldId = FieldId(4);
    /// Switchboard.
    pub const PHONE: FieldId = FieldId(5);
    /// General e-mail address.
    pub const EMAIL: FieldId = FieldId(6);
    /// Its web site.
    pub const WEBSITE: FieldId = FieldId(7);
    /// People employed.
    pub const EMPLOYEES: FieldId = FieldId(8);
    /// Yearly revenue.
    pub const REVENUE: FieldId = FieldId(9);
    /// The company it belongs to.
    pub const PARENT: FieldId = FieldId(10);
    /// The year it was founded.
    pub const FOUNDED: FieldId = FieldId(11);
    /// Tags.
    pub const TAGS: FieldId = FieldId(12);
    /// What else is known.
    pub const DESCRIPTION: FieldId = FieldId(13);
    /// Our number for it.
    pub const ACCOUNT_NUMBER: FieldId = FieldId(14);
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
        choice(1, "prospect", Hue::Grey),
        choice(2, "customer", Hue::Green),
        choice(3, "partner", Hue::Blue),
        choice(4, "supplier", Hue::Harbour),
        choice(5, "former", Hue::Amber),
    ];
    let mut fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::OWNER, "owner", FieldKind::User),
        make(field::LIFECYCLE, "lifecycle", select(lifecycle)),
        make(field::INDUSTRY, "industry", FieldKind::Text),
        make(field::PHONE, "phone", FieldKind::Phone),
        make(field::EMAIL, "email", FieldKind::Email),
        make(field::WEBSITE, "website", FieldKind::Link),
        tags(field::TAGS),
        make(field::EMPLOYEES, "employees", FieldKind::Number { decimals: 0 }).section("firm"),
        make(field::REVENUE, "revenue", FieldKind::Money).section("firm"),
        make(field::FOUNDED, "founded", FieldKind::Number { decimals: 0 }).section("firm"),
        link(field::PARENT, "parent", super::COMPANY).section("firm"),
        make(field::ACCOUNT_NUMBER, "account_number", FieldKind::Text).section("firm"),
        make(field::DESCRIPTION, "description", FieldKind::LongText).section("firm"),
    ];
    fields.extend(address(field::STREET.0));
    Object {
        subtitle: Some(field::INDUSTRY),
        ..build(super::COMPANY, "company", "company", Role::Main, &[field::NAME], fields)
    }
}
