//! Activity: a task, call, meeting, visit or e-mail, planned or done.

use super::build::{Shape as _, choice, closing, field as make, link, object as build, select};
use crate::model::schema::{FieldKind, Hue, Object, Outcome, Role};

/// The fields of an activity.
pub mod field {
    use crate::model::id::FieldId;

    /// What it is.
    pub const SUBJECT: FieldId = FieldId(1);
    /// Task, call, meeting, visit or e-mail.
    pub const KIND: FieldId = FieldId(2);
    /// Open, done or dropped.
    pub const STATUS: FieldId = FieldId(3);
    /// When it is due, or took place.
    pub const DUE: FieldId = FieldId(4);
    /// How long it takes, in minutes.
    pub const DURATION: FieldId = FieldId(5);
    /// Who does it.
    pub const OWNER: FieldId = FieldId(6);
    /// The company it is about.
    pub const COMPANY: FieldId = FieldId(7);
    /// The person it is about.
    pub const PERSON: FieldId = FieldId(8);
    /// The deal it is about.
    pub const DEAL: FieldId = FieldId(9);
    /// The lead it is about.
    pub const LEAD: FieldId = FieldId(10);
    /// How pressing.
    pub const PRIORITY: FieldId = FieldId(11);
    /// What came of it.
    pub const OUTCOME: FieldId = FieldId(12);
    /// What else is known.
    pub const DESCRIPTION: FieldId = FieldId(13);
    /// When it was finished.
    pub const DONE_AT: FieldId = FieldId(14);
    /// Everybody who takes part.
    pub const PARTICIPANTS: FieldId = FieldId(15);
}

/// The choices of the kind field.
pub mod kind {
    use crate::model::id::OptionId;

    /// Something to do.
    pub const TASK: OptionId = OptionId(1);
    /// A telephone call.
    pub const CALL: OptionId = OptionId(2);
    /// A meeting.
    pub const MEETING: OptionId = OptionId(3);
    /// A visit at the customer's.
    pub const VISIT: OptionId = OptionId(4);
    /// An e-mail.
    pub const EMAIL: OptionId = OptionId(5);
}

/// The choices of the status field.
pub mod status {
    use crate::model::id::OptionId;

    /// Still to do.
    pub const OPEN: OptionId = OptionId(1);
    /// Done.
    pub const DONE: OptionId = OptionId(2);
    /// Will not be done.
    pub const DROPPED: OptionId = OptionId(3);
}

pub(super) fn object() -> Object {
    let kinds = vec![
        choice(kind::TASK.0, "task", Hue::Grey),
        choice(kind::CALL.0, "call", Hue::Blue),
        choice(kind::MEETING.0, "meeting", Hue::Harbour),
        choice(kind::VISIT.0, "visit", Hue::Green),
        choice(kind::EMAIL.0, "email", Hue::Amber),
    ];
    let states = vec![
        choice(status::OPEN.0, "open", Hue::Blue),
        closing(status::DONE.0, "done", Hue::Green, Outcome::Won),
        closing(status::DROPPED.0, "dropped", Hue::Grey, Outcome::Lost),
    ];
    let priorities = vec![choice(1, "low", Hue::Grey), choice(2, "normal", Hue::Blue), choice(3, "high", Hue::Red)];
    let fields = vec![
        make(field::SUBJECT, "subject", FieldKind::Text).required(),
        make(field::KIND, "kind", select(kinds)).starts(1),
        make(field::STATUS, "status", select(states)).starts(1),
        make(field::DUE, "due", FieldKind::DateTime),
        make(field::DURATION, "duration", FieldKind::Duration),
        make(field::OWNER, "owner", FieldKind::User),
        make(field::PRIORITY, "priority", select(priorities)),
        link(field::COMPANY, "company", super::COMPANY),
        link(field::PERSON, "person", super::PERSON),
        link(field::DEAL, "deal", super::DEAL),
        link(field::LEAD, "lead", super::LEAD),
        make(field::PARTICIPANTS, "participants", FieldKind::Relations { target: super::PERSON }).section("more"),
        make(field::OUTCOME, "outcome", FieldKind::Text).section("more"),
        make(field::DONE_AT, "done_at", FieldKind::DateTime).section("more"),
        make(field::DESCRIPTION, "description", FieldKind::LongText).section("more"),
    ];
    Object {
        subtitle: Some(field::KIND),
        ..build(super::ACTIVITY, "activity", "task", Role::Main, &[field::SUBJECT], fields)
    }
}
