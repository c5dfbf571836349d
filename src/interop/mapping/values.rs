//! Values that need a look before they are imported: unknown choices and likely misspellings.

use crate::interop::columns::{Kind, Stats};
use crate::interop::header::{self, normal};
use crate::interop::lookup::Lookup;
use crate::interop::spelling::{Known, Likeness, usual};
use crate::interop::wizard::{Because, FilePlan, Target, ValuePlan, ValueTo};
use crate::model::arrange::Arrange as _;
use crate::model::id::{ObjectId, OptionId};
use crate::model::schema::{Field, FieldKind, Object};

/// Names compared with each other at most; beyond it every comparison would take seconds.
const MAX_NAMES: usize = 3000;
/// Unknown choices that become new ones without being asked; more are no choices.
const MAX_NEW_CHOICES: usize = 60;

/// The choice of a select field that a value means: by its label, its key, or another word for it.
pub(crate) fn option_for(object: ObjectId, field: &Field, value: &str) -> Option<OptionId> {
    let value = normal(value);
    let options = || field.kind.options().iter().filter(|option| !option.archived);
    let named = options().find(|option| {
        option.label.as_ref().is_some_and(|label| normal(label) == value) || normal(&option.key) == value
    });
    let other_word = || {
        let key = header::choice_of(object, &field.key, &value)?;
        options().find(|option| option.key == key)
    };
    named.or_else(other_word).map(|option| option.id)
}

/// Fills in the values of each column of `files[at]` that need a look. What the user decided stays.
pub(crate) fn propose(files: &mut [FilePlan], stats: &[Vec<Stats>], at: usize, lookup: &dyn Lookup) {
    let schema = lookup.schema();
    let Some(object) = schema.object(files[at].object) else { return };
    for (column, stats_of) in stats[at].iter().enumerate() {
        let target = files[at].columns[column].target.clone();
        let field = match &target {
            Target::Field(id) => object.field(*id),
            _ => None,
        };
        let mut found = match field.map(|field| &field.kind) {
            Some(FieldKind::Select { .. } | FieldKind::MultiSelect { .. }) => {
                field.map(|field| choices(object, field, stats_of)).unwrap_or_default()
            }
            Some(FieldKind::Relation { .. } | FieldKind::Relations { .. } | FieldKind::User) => {
                let target = field.and_then(|field| field.kind.target());
                target.map(|target| links(files, stats, target, stats_of, lookup)).unwrap_or_default()
            }
            Some(FieldKind::Text) if !object.title.contains(&field.map_or_else(Default::default, |f| f.id)) => {
                texts(field, stats_of)
            }
            _ if matches!(target, Target::New { .. }) => texts(None, stats_of),
            _ => Vec::new(),
        };
        let plan = &mut files[at].columns[column];
        // A value that the user has decided about keeps the decision.
        for old in plan.values.drain(..) {
            match found.iter_mut().find(|new| new.value == old.value) {
                Some(new) => new.to = old.to,
                None if old.to != ValueTo::Keep && !matches!(old.to, ValueTo::NewOption) => found.push(old),
                None => {}
            }
        }
        note(plan, &found, field, stats_of);
        plan.values = found;
    }
}

/// Says in the reasons what the values showed.
fn note(plan: &mut crate::interop::wizard::ColumnPlan, found: &[ValuePlan], field: Option<&Field>, stats: &Stats) {
    plan.because
        .retain(|reason| !matches!(reason, Because::AllKnown(_) | Because::SomeUnknown(_) | Because::Misspelt(_)));
    let select = field.is_some_and(|field| !field.kind.options().is_empty());
    match (select, found.len(), stats.distinct_count()) {
        (true, 0, Some(count)) => plan.because.push(Because::AllKnown(count)),
        (true, 0, None) | (false, 0, _) => {}
        (true, count, _) => {
            plan.because.insert(0, Because::SomeUnknown(count as u32));
            plan.confidence = plan.confidence.min(3);
        }
        (false, count, _) => plan.because.push(Because::Misspelt(count as u32)),
    }
}

/// The values of a column, most frequent first (then by spelling, so that the order is one).
fn sorted(stats: &Stats) -> Vec<(&str, u32)> {
    let Some(distinct) = &stats.distinct else { return Vec::new() };
    let mut values: Vec<(&str, u32)> = distinct.iter().map(|(value, count)| (value.as_ref(), *count)).collect();
    values.arrange_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    values
}

/// Values that are no choice of the field.
fn choices(object: &Object, field: &Field, stats: &Stats) -> Vec<ValuePlan> {
    let mut known = Known::default();
    for option in field.kind.options() {
        known.add(option.label.as_deref().unwrap_or(&option.key), 1);
    }
    let values = sorted(stats);
    let many = values.len() > MAX_NEW_CHOICES;
    let multi = matches!(field.kind, FieldKind::MultiSelect { .. });
    let unknown = values.into_iter().filter(|(value, _)| {
        let parts: Vec<&str> = if multi { split(value).collect() } else { vec![*value] };
        parts.iter().any(|part| option_for(object.id, field, part).is_none())
    });
    unknown
        .map(|(value, rows)| {
            let like = known.nearest(value, 1).map(|(name, _)| name.to_owned());
            let nearest = like.and_then(|name| option_for(object.id, field, &name)).map(ValueTo::Option);
            let to = match &nearest {
                Some(option) => option.clone(),
                None if many => ValueTo::Empty,
                None => ValueTo::NewOption,
            };
            ValuePlan { value: value.to_owned(), rows, to, nearest }
        })
        .collect()
}

/// Names that nearly are names of records: of those that exist, and of those in the other files.
fn links(
    files: &[FilePlan],
    stats: &[Vec<Stats>],
    target: ObjectId,
    column: &Stats,
    lookup: &dyn Lookup,
) -> Vec<ValuePlan> {
    let mut known = Known::default();
    if lookup.count(target) <= MAX_NAMES {
        lookup.titles(target, &mut |_, title| known.add(title, 1));
    }
    let Some(object) = lookup.schema().object(target) else { return Vec::new() };
    for (file, stats) in files.iter().zip(stats).filter(|(file, _)| file.object == target && !file.left_out) {
        for (plan, stats) in file.columns.iter().zip(stats) {
            let names = matches!(&plan.target, Target::Field(id) if object.title == [*id]);
            if names || plan.target == Target::FullName {
                for (name, _) in sorted(stats) {
                    known.add(name, 1);
                }
            }
        }
    }
    if known.len() == 0 || known.len() > MAX_NAMES {
        return Vec::new();
    }
    let values = sorted(column);
    let like = values.into_iter().filter_map(|(value, rows)| {
        let (name, likeness) = known.nearest(value, 1)?;
        let nearest = ValueTo::Text(name.to_owned());
        // The same letters with other spaces are the same name; another letter is for a person to say.
        let to = if likeness == Likeness::SameLetters { nearest.clone() } else { ValueTo::Keep };
        Some(ValuePlan { value: value.to_owned(), rows, to, nearest: Some(nearest) })
    });
    like.collect()
}

/// Rare values of a column of few values that nearly are a frequent or usual one.
fn texts(field: Option<&Field>, stats: &Stats) -> Vec<ValuePlan> {
    let known = usual(field.map_or("", |field| &field.key));
    let listed = known.len() > 0;
    if stats.kind() != Kind::Choice && !listed {
        return Vec::new();
    }
    let values = sorted(stats);
    if values.len() > 300 {
        return Vec::new();
    }
    let own = {
        let mut own = Known::default();
        for (value, count) in &values {
            own.add(value, *count);
        }
        own
    };
    let like = values.iter().filter_map(|(value, rows)| {
        // A usual word is right however rare; any other may be a slip of one four times as frequent.
        let slip = match known.nearest(value, 1) {
            Some((name, _)) => Some(name),
            None if known.has(value) => None,
            None => own.nearest_other(value, rows.saturating_mul(4)),
        };
        let nearest = Some(ValueTo::Text(slip?.to_owned()));
        Some(ValuePlan { value: (*value).to_owned(), rows: *rows, to: ValueTo::Keep, nearest })
    });
    like.collect()
}

/// The parts of a cell that holds several values.
pub(crate) fn split(cell: &str) -> impl Iterator<Item = &str> {
    let delimiter: &[char] = if cell.contains(';') { &[';'] } else { &[',', '|', '\n'] };
    cell.split(delimiter).flat_map(|part| part.split(" ::: ")).map(str::trim).filter(|part| !part.is_empty())
}
