//! Deal: an opportunity to sell, in a stage of a pipeline.

use super::build::{Shape as _, choice, field as make, link, object as build, plain, select, stage, tags};
use crate::model::schema::{FieldKind, Hue, Object, Outcome, Role};

/// The fields of a deal.
pub mod field {
    use crate::model::id::FieldId;

    /// What is sold to whom.
    pub const NAME: FieldId = FieldId(1);
    /// The pipeline it runs through.
    pub const PIPELINE: FieldId = FieldId(2);
    /// The opportunity stage it stands in; offered by pipeline.
    pub const STAGE: FieldId = FieldId(3);
    /// What it is worth.
    pub const AMOUNT: FieldId = FieldId(4);
    /// Chance of winning in percent; empty: the stage's.
    pub const PROBABILITY: FieldId = FieldId(5);
    /// The day it should close.
    pub const EXPECTED_CLOSE: FieldId = FieldId(6);
    /// Who works on it.
    pub const OWNER: FieldId = FieldId(7);
    /// Who buys.
    pub const COMPANY: FieldId = FieldId(8);
    /// Who decides there.
    pub const PERSON: FieldId = FieldId(9);
    /// Why it was lost.
    pub const LOST_REASON: FieldId = FieldId(10);
    /// The day it was won or lost.
    pub const CLOSED_ON: FieldId = FieldId(11);
    /// What is sold.
    pub const PRODUCT: FieldId = FieldId(12);
    /// How it came about.
    pub const SOURCE: FieldId = FieldId(13);
    /// What happens next.
    pub const NEXT_STEP: FieldId = FieldId(14);
    /// Tags.
    pub const TAGS: FieldId = FieldId(15);
    /// What else is known.
    pub const DESCRIPTION: FieldId = FieldId(16);
    /// The day work on it began.
    pub const STARTED_ON: FieldId = FieldId(17);
    /// Its number in the system it came from.
    pub const EXTERNAL_ID: FieldId = FieldId(18);
}

/// The choices of the pipeline field.
pub mod pipeline {
    use crate::model::id::OptionId;

    /// New business.
    pub const SALES: OptionId = OptionId(1);
    /// Business that comes back: renewals and extensions.
    pub const RENEWAL: OptionId = OptionId(2);
}

pub(super) fn object() -> Object {
    let pipelines =
        vec![choice(pipeline::SALES.0, "sales", Hue::Harbour), choice(pipeline::RENEWAL.0, "renewal", Hue::Blue)];
    let stages = vec![
        stage(1, 1, "prospecting", Hue::Grey, 10, Outcome::Open),
        stage(2, 1, "qualified", Hue::Blue, 25, Outcome::Open),
        stage(3, 1, "engaging", Hue::Harbour, 40, Outcome::Open),
        stage(4, 1, "quoted", Hue::Amber, 60, Outcome::Open),
        stage(5, 1, "negotiation", Hue::Amber, 80, Outcome::Open),
        stage(6, 1, "won", Hue::Green, 100, Outcome::Won),
        stage(7, 1, "lost", Hue::Red, 0, Outcome::Lost),
        stage(11, 2, "upcoming", Hue::Grey, 60, Outcome::Open),
        stage(12, 2, "contacted", Hue::Blue, 70, Outcome::Open),
        stage(13, 2, "agreed", Hue::Amber, 90, Outcome::Open),
        stage(14, 2, "renewed", Hue::Green, 100, Outcome::Won),
        stage(15, 2, "churned", Hue::Red, 0, Outcome::Lost),
    ];
    let lost = plain(&["price", "competitor", "no_budget", "no_need", "timing", "no_answer", "other"]);
    let source = plain(&["website", "referral", "event", "cold_call", "campaign", "partner", "other"]);
    let stage_kind = FieldKind::Select { options: stages, depends_on: Some(field::PIPELINE) };
    let fields = vec![
        make(field::NAME, "name", FieldKind::Text).required(),
        make(field::PIPELINE, "pipeline", select(pipelines)).group("stage").starts(pipeline::SALES.0),
        make(field::STAGE, "stage", stage_kind).group("stage").starts(1),
        make(field::AMOUNT, "amount", FieldKind::Money),
        make(field::PROBABILITY, "probability", FieldKind::Percent),
        make(field::EXPECTED_CLOSE, "expected_close", FieldKind::Date),
        make(field::OWNER, "owner", FieldKind::User),
        link(field::COMPANY, "company", super::COMPANY),
        link(field::PERSON, "person", super::PERSON),
        link(field::PRODUCT, "product", super::PRODUCT),
        make(field::NEXT_STEP, "next_step", FieldKind::Text),
        tags(field::TAGS),
        make(field::LOST_REASON, "lost_reason", select(lost)).section("more"),
        make(field::STARTED_ON, "started_on", FieldKind::Date).section("more"),
        make(field::CLOSED_ON, "closed_on", FieldKind::Date).section("more"),
        make(field::SOURCE, "source", select(source)).section("more"),
        make(field::EXTERNAL_ID, "external_id", FieldKind::Text).section("more"),
        make(field::DESCRIPTION, "description", FieldKind::LongText).section("more"),
    ];
    Object { subtitle: Some(field::COMPANY), ..build(super::DEAL, "deal", "deal", Role::Main, &[field::NAME], fields) }
}
