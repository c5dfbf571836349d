//! What can be asked: the query AST. It is data (saved in views, sent between threads), and says
//! nothing about how it is answered.

use serde::{Deserialize, Serialize};

use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::value::Value;

/// Which records of an object type, and in which order.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Query {
    /// The object type.
    pub object: ObjectId,
    /// Which records; `Filter::All(vec![])` is every record.
    pub filter: Filter,
    /// Full-text search that the records must match as well; empty: no search. With a search and no
    /// `sort`, records come by rank.
    pub text: String,
    /// Keys in order of weight. Ties are broken by record id, so that every order is total.
    pub sort: Vec<Sort>,
    /// Puts records with equal cells here together, before `sort` decides.
    pub group: Option<Path>,
    /// Live records or those in the trash.
    pub scope: Scope,
}

impl Query {
    /// Every live record of the object type, in no particular order.
    #[must_use]
    pub fn of(object: ObjectId) -> Self {
        Self { object, ..Self::default() }
    }
}

/// Which side of the trash a query looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Scope {
    /// Records that are not deleted.
    #[default]
    Live,
    /// Deleted records.
    Trash,
}

/// A tree of conditions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Filter {
    /// All of these hold; true when empty.
    All(Vec<Filter>),
    /// At least one of these holds; true when empty, so that a group still being filled in hides
    /// nothing.
    Any(Vec<Filter>),
    /// This does not hold.
    Not(Box<Filter>),
    /// A cell passes a test.
    Is(Condition),
    /// The record is one of these.
    Among(Vec<RecordId>),
}

impl Default for Filter {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Filter {
    /// A single condition.
    #[must_use]
    pub fn is(path: Path, test: Test) -> Self {
        Self::Is(Condition { path, test })
    }

    /// Both this and the other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (this, other) => Self::All(vec![this, other]),
        }
    }
}

/// A cell and the test it has to pass.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Condition {
    /// The cell.
    pub path: Path,
    /// The test.
    pub test: Test,
}

/// Where a value is found, starting from a record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Path {
    /// A field of the record.
    Field(FieldId),
    /// A field of the record that this relation (or user) field links to.
    Through(FieldId, FieldId),
    /// What Kontor itself knows of the record.
    Meta(Meta),
    /// When the choice of a select field of the record was last made (`DateTime`): how long a deal
    /// stands in its stage.
    Since(FieldId),
}

/// What Kontor itself knows of a record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Meta {
    /// When it was created (`DateTime`).
    Created,
    /// Who created it (`Ref` to a user).
    CreatedBy,
    /// When it last changed (`DateTime`).
    Updated,
    /// Who last changed it (`Ref` to a user).
    UpdatedBy,
    /// What it is called: its title fields joined (`Text`).
    Title,
}

/// A test of one cell. Each fits certain kinds of field ([`Test::fits`]); where it does not fit, no
/// record passes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Test {
    /// Nothing entered. An unticked check box counts as nothing entered.
    Empty,
    /// Something entered.
    Filled,
    /// The cell equals the value. Text is compared without regard to case and accents. A set-valued
    /// cell equals when it holds just these elements.
    Equals(Value),
    /// The opposite of `Equals`; empty cells differ from every value.
    Differs(Value),
    /// The cell equals one of the values; a set-valued cell holds at least one of the elements.
    AnyOf(Vec<Value>),
    /// The opposite of `AnyOf`.
    NoneOf(Vec<Value>),
    /// A set-valued cell holds all of the elements.
    AllOf(Vec<Value>),
    /// The text contains this, without regard to case and accents; phone numbers without regard to
    /// format.
    Contains(String),
    /// The opposite of `Contains`; empty cells pass.
    Lacks(String),
    /// The text starts with this (case and accents as above).
    StartsWith(String),
    /// The text ends with this.
    EndsWith(String),
    /// Smaller than (number, percent, money of the same currency, date, moment, rating, duration).
    Less(Value),
    /// Smaller or equal.
    AtMost(Value),
    /// Larger than.
    More(Value),
    /// Larger or equal.
    AtLeast(Value),
    /// Between the two, both included.
    Between(Value, Value),
    /// A date or moment in a period that moves with the calendar.
    Within(Period),
    /// A user field holds the user who asks.
    Me,
    /// The choice's outcome (open, won, lost) is this: a select field whose choices close records.
    Outcome(crate::model::schema::Outcome),
}

/// Periods that move with the calendar. Weeks start on the day the user's settings say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Period {
    /// The day before today.
    Yesterday,
    /// Today.
    Today,
    /// The day after today.
    Tomorrow,
    /// The week before this one.
    LastWeek,
    /// The week today lies in.
    ThisWeek,
    /// The week after this one.
    NextWeek,
    /// The month before this one.
    LastMonth,
    /// The month today lies in.
    ThisMonth,
    /// The month after this one.
    NextMonth,
    /// The quarter before this one.
    LastQuarter,
    /// The quarter today lies in.
    ThisQuarter,
    /// The quarter after this one.
    NextQuarter,
    /// The year before this one.
    LastYear,
    /// The year today lies in.
    ThisYear,
    /// The year after this one.
    NextYear,
    /// The last n days, today included.
    LastDays(u16),
    /// The next n days, today included.
    NextDays(u16),
    /// Before today (for moments: before now).
    Past,
    /// After today (for moments: after now).
    Future,
}

/// One key of an order. Empty cells come last in both directions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sort {
    /// What is compared. Text in the user's collation; select fields in the order of their choices;
    /// links by the title of the record linked to.
    pub path: Path,
    /// Largest first.
    pub descending: bool,
}

/// A calculation over the records of an answer (or of one group of it).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aggregate {
    /// The cells it runs over.
    pub path: Path,
    /// The calculation.
    pub function: Function,
}

/// Calculations. Empty cells are left out of all but the counts that say otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Function {
    /// Number of records.
    Count,
    /// Number of cells with something entered.
    Filled,
    /// Number of cells with nothing entered.
    Empty,
    /// Share of cells with something entered, in percent.
    FilledShare,
    /// Number of different values.
    Distinct,
    /// Sum. Money is summed per currency.
    Sum,
    /// Arithmetic mean. Money per currency.
    Average,
    /// Smallest; earliest.
    Min,
    /// Largest; latest.
    Max,
    /// The middle value: the mean of the two middle ones when their number is even.
    Median,
    /// Sum of each cell times a percentage: that of the `weight` field, or where it is empty, that of
    /// the choice in the `stage` field. Money per currency, each product rounded half away from zero
    /// to a minor unit.
    WeightedSum {
        /// A percent field of the same record (probability).
        weight: FieldId,
        /// A select field whose choices carry a probability.
        stage: FieldId,
    },
}

/// What a calculation came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Figure {
    /// Nothing to calculate with.
    None,
    /// A count.
    Count(u64),
    /// A number, or a percentage where the field or function is one.
    Number(f64),
    /// An amount per currency, largest share of records first.
    Money(Vec<crate::model::money::Money>),
    /// A smallest or largest value of another kind.
    Value(Value),
}
