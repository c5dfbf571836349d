//! What the home page asks for.

use crate::db::query::{Filter, Path, Period, Query, Sort, Test};
use crate::model::id::FieldId;
use crate::model::schema::Outcome;
use crate::model::standard::{ACTIVITY, DEAL, activity_field, deal_field};

/// Deals that close within this many days are closing soon.
pub const SOON_DAYS: u16 = 14;

fn is(field: FieldId, test: Test) -> Filter {
    Filter::is(Path::Field(field), test)
}

fn first(field: FieldId) -> Vec<Sort> {
    vec![Sort { path: Path::Field(field), descending: false }]
}

/// Adds "of the user who asks" when `mine`.
fn owned(filter: Vec<Filter>, owner: FieldId, mine: bool) -> Filter {
    let mut all = filter;
    if mine {
        all.push(is(owner, Test::Me));
    }
    Filter::All(all)
}

/// Open activities that were due before today, the oldest first.
#[must_use]
pub fn overdue(mine: bool) -> Query {
    let filter = vec![
        is(activity_field::STATUS, Test::Outcome(Outcome::Open)),
        is(activity_field::DUE, Test::Within(Period::Past)),
        Filter::Not(Box::new(is(activity_field::DUE, Test::Within(Period::Today)))),
    ];
    let filter = owned(filter, activity_field::OWNER, mine);
    Query { filter, sort: first(activity_field::DUE), ..Query::of(ACTIVITY) }
}

/// Open activities that are due today, in the order of the day.
#[must_use]
pub fn today(mine: bool) -> Query {
    let filter = vec![
        is(activity_field::STATUS, Test::Outcome(Outcome::Open)),
        is(activity_field::DUE, Test::Within(Period::Today)),
    ];
    let filter = owned(filter, activity_field::OWNER, mine);
    Query { filter, sort: first(activity_field::DUE), ..Query::of(ACTIVITY) }
}

/// Open deals.
#[must_use]
pub fn open_deals(mine: bool) -> Query {
    let filter = vec![is(deal_field::STAGE, Test::Outcome(Outcome::Open))];
    Query { filter: owned(filter, deal_field::OWNER, mine), ..Query::of(DEAL) }
}

/// Open deals that should close soon or should have closed, the most pressing first.
#[must_use]
pub fn closing(mine: bool) -> Query {
    let soon = Filter::Any(vec![
        is(deal_field::EXPECTED_CLOSE, Test::Within(Period::NextDays(SOON_DAYS))),
        is(deal_field::EXPECTED_CLOSE, Test::Within(Period::Past)),
    ]);
    let mut query = open_deals(mine);
    query.filter = query.filter.and(soon);
    query.sort = first(deal_field::EXPECTED_CLOSE);
    query
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::standard;

    /// Every field a query names exists in the standard schema.
    #[test]
    fn queries_name_fields_that_exist() {
        let schema = standard::schema();
        for query in [overdue(true), today(false), open_deals(true), closing(false)] {
            let object = schema.object(query.object).expect("object");
            let mut seen = Vec::new();
            fields(&query.filter, &mut seen);
            seen.extend(query.sort.iter().filter_map(|sort| match sort.path {
                Path::Field(id) => Some(id),
                _ => None,
            }));
            assert!(!seen.is_empty() && seen.iter().all(|id| object.field(*id).is_some()));
        }
    }

    #[test]
    fn mine_adds_one_condition() {
        let count = |query: Query| {
            let mut seen = Vec::new();
            fields(&query.filter, &mut seen);
            seen.len()
        };
        assert_eq!(count(today(true)), count(today(false)) + 1);
        assert_eq!(count(closing(true)), count(closing(false)) + 1);
    }

    fn fields(filter: &Filter, seen: &mut Vec<FieldId>) {
        match filter {
            Filter::All(all) | Filter::Any(all) => all.iter().for_each(|one| fields(one, seen)),
            Filter::Not(one) => fields(one, seen),
            Filter::Is(condition) => {
                if let Path::Field(id) = condition.path {
                    seen.push(id);
                }
            }
            Filter::Among(_) => {}
        }
    }
}
