//! Filters, evaluated column by column into sets of rows. A condition only looks at the rows that are still in
//! question, and cheap conditions go first.

mod fits;
mod numbers;
mod text;

use super::Database;
use super::bits::Bits;
use super::column::Cells;
use super::context::Context;
use super::links::LinkCode;
use super::path::{Place, Source, What};
use super::query::{Condition, Filter, Meta, Path, Test};
use crate::model::arrange::Arrange as _;
use crate::model::id::{ObjectId, OptionId};
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use numbers::{Ranges, ranges};

impl Database {
    /// The rows of `among` that pass a filter.
    pub(crate) fn filter(&self, object: ObjectId, filter: &Filter, among: &Bits, ctx: &Context<'_>) -> Bits {
        match filter {
            Filter::All(all) => {
                let mut order: Vec<&Filter> = all.iter().collect();
                order.arrange_by_key(|filter| self.cost(object, filter));
                let mut left = among.clone();
                for filter in order {
                    left = self.filter(object, filter, &left, ctx);
                }
                left
            }
            Filter::Any(any) if any.is_empty() => among.clone(),
            Filter::Any(any) => {
                let mut order: Vec<&Filter> = any.iter().collect();
                order.arrange_by_key(|filter| self.cost(object, filter));
                let mut left = among.clone();
                let mut passed = Bits::none(among.len());
                for filter in order {
                    let more = self.filter(object, filter, &left, ctx);
                    left.minus(&more);
                    passed.or(&more);
                }
                passed
            }
            Filter::Not(inner) => {
                let mut left = among.clone();
                left.minus(&self.filter(object, inner, among, ctx));
                left
            }
            Filter::Is(condition) => self.condition(object, condition, among, ctx),
            Filter::Among(ids) => {
                let mut rows = Bits::none(among.len());
                for row in ids.iter().filter_map(|id| self.row(object, *id)) {
                    rows.put(row, true);
                }
                rows.and(among);
                rows
            }
        }
    }

    /// Whether `today`, `now` or the user have a say in a filter: its answer may change without a change.
    pub(crate) fn moves(filter: &Filter) -> bool {
        match filter {
            Filter::All(all) | Filter::Any(all) => all.iter().any(Self::moves),
            Filter::Not(inner) => Self::moves(inner),
            Filter::Is(condition) => matches!(condition.test, Test::Within(_)),
            Filter::Among(_) => false,
        }
    }

    /// How dear a filter is, by order of magnitude: codes and numbers, links, texts, joined titles.
    fn cost(&self, object: ObjectId, filter: &Filter) -> u32 {
        match filter {
            Filter::All(all) | Filter::Any(all) => all.iter().map(|filter| self.cost(object, filter)).sum(),
            Filter::Not(inner) => self.cost(object, inner),
            Filter::Among(_) => 0,
            Filter::Is(condition) => {
                let field = match condition.path {
                    Path::Field(field) => self.schema().field(object, field),
                    Path::Through(link, field) => {
                        let target = self.schema().field(object, link).and_then(|field| field.kind.target());
                        target.and_then(|target| self.schema().field(target, field))
                    }
                    Path::Meta(Meta::Title) => return 100,
                    Path::Meta(_) | Path::Since(_) => return 1,
                };
                let text = field.is_some_and(|field| field.kind.is_text());
                let through = matches!(condition.path, Path::Through(..));
                let set = field.is_some_and(|field| {
                    matches!(field.kind, FieldKind::MultiSelect { .. } | FieldKind::Relations { .. })
                });
                1 + u32::from(text) * 30 + u32::from(through) * 4 + u32::from(set) * 3
            }
        }
    }

    fn condition(&self, object: ObjectId, condition: &Condition, among: &Bits, ctx: &Context<'_>) -> Bits {
        let none = || Bits::none(among.len());
        let Some(Source { hop, place }) = self.source(object, condition.path) else { return none() };
        if !condition.test.fits(place.kind) {
            return none();
        }
        let Some(hop) = hop else {
            return self.test(&place, &condition.test, among, ctx).unwrap_or_else(none);
        };
        let mut there = Bits::none(place.table.len());
        for row in among.iter().filter_map(|row| hop.row(row)) {
            there.put(row, true);
        }
        let Some(passed) = self.test(&place, &condition.test, &there, ctx) else { return none() };
        let without = passes_empty(&condition.test, place.kind);
        among.keep(|row| hop.row(row).map_or(without, |row| passed.has(row)))
    }

    /// The rows that pass a test; `None` when the test's value does not fit.
    fn test(&self, place: &Place<'_>, test: &Test, among: &Bits, ctx: &Context<'_>) -> Option<Bits> {
        let opposite = |test: Test| {
            let mut left = among.clone();
            left.minus(&self.test(place, &test, among, ctx)?);
            Some(left)
        };
        match test {
            Test::Filled => Some(self.filled(place, among)),
            Test::Empty => opposite(Test::Filled),
            Test::Differs(value) => opposite(Test::Equals(value.clone())),
            Test::NoneOf(values) => opposite(Test::AnyOf(values.clone())),
            Test::Lacks(part) => opposite(Test::Contains(part.clone())),
            _ => self.positive(place, test, among, ctx),
        }
    }

    /// The tests that an empty cell (a ticked-off check box aside) never passes.
    fn positive(&self, place: &Place<'_>, test: &Test, among: &Bits, ctx: &Context<'_>) -> Option<Bits> {
        match place.what {
            What::Title(object) => {
                let tester = text::Tester::new(test, false)?;
                let mut title = String::new();
                Some(among.keep(|row| {
                    title.clear();
                    self.title_into(place.table, object, row, &mut title);
                    tester.passes(&title)
                }))
            }
            What::Stamps(stamps) => {
                let ranges = ranges(test, place.kind, ctx)?;
                Some(among.keep(|row| ranges.hold(stamps.unix_ms(row))))
            }
            What::Since(field) => {
                let ranges = ranges(test, place.kind, ctx)?;
                Some(among.keep(|row| place.table.since(row, field).is_some_and(|moment| ranges.hold(moment))))
            }
            What::Users(codes) => {
                self.checks_value(place.kind, test, ctx)?;
                Some(self.links_test(codes, test, among, ctx))
            }
            What::Nothing => {
                self.checks_value(place.kind, test, ctx)?;
                if matches!(place.kind, FieldKind::Checkbox) && bool_passes(test, false) {
                    return Some(among.clone());
                }
                Some(if matches!(test, Test::AllOf(values) if values.is_empty()) {
                    among.clone()
                } else {
                    Bits::none(among.len())
                })
            }
            What::Cells(cells) => self.cells_test(place, cells, test, among, ctx),
        }
    }

    fn cells_test(
        &self,
        place: &Place<'_>,
        cells: &Cells,
        test: &Test,
        among: &Bits,
        ctx: &Context<'_>,
    ) -> Option<Bits> {
        let integers = |values: Ranges, get: &dyn Fn(usize) -> i64, len: usize| {
            among.keep(|row| (row as usize) < len && values.hold(get(row as usize)))
        };
        Some(match cells {
            Cells::Text(texts) => {
                let tester = text::Tester::new(test, matches!(place.kind, FieldKind::Phone))?;
                text::scan(texts, &tester, among)
            }
            Cells::Number(cells) => {
                let tester = numbers::number(test)?;
                among.keep(|row| cells.get(row as usize).is_some_and(|number| tester.passes(*number)))
            }
            Cells::Money(cells) => {
                let tester = numbers::money(test)?;
                among.keep(|row| cells.get(row).is_some_and(|money| tester.passes(money)))
            }
            Cells::Date(cells) => {
                let ranges = ranges(test, place.kind, ctx)?;
                among.keep(|row| {
                    cells.get(row as usize).is_some_and(|day| *day != i32::MIN && ranges.hold(i64::from(*day)))
                })
            }
            Cells::DateTime(cells) => {
                let ranges = ranges(test, place.kind, ctx)?;
                among.keep(|row| {
                    cells.get(row as usize).is_some_and(|moment| *moment != i64::MIN && ranges.hold(*moment))
                })
            }
            Cells::Rating(cells) => {
                let ranges = ranges(test, place.kind, ctx)?;
                among.keep(|row| {
                    cells.get(row as usize).is_some_and(|stars| *stars > 0 && ranges.hold(i64::from(*stars)))
                })
            }
            Cells::Minutes(cells) => {
                let ranges = ranges(test, place.kind, ctx)?;
                integers(ranges, &|at| if cells[at] == u32::MAX { i64::MIN } else { i64::from(cells[at]) }, cells.len())
            }
            Cells::Bool(cells) => {
                self.checks_value(place.kind, test, ctx)?;
                let (ticked, unticked) = (bool_passes(test, true), bool_passes(test, false));
                among.keep(|row| if cells.get(row as usize) == Some(&1) { ticked } else { unticked })
            }
            Cells::Option(cells) => {
                self.checks_value(place.kind, test, ctx)?;
                let wanted = wanted_options(test, place.kind);
                let table: Vec<bool> = core::iter::once(false)
                    .chain(cells.options().iter().map(|option| wanted.contains(option)))
                    .collect();
                among.keep(|row| table[usize::from(cells.code(row))])
            }
            Cells::Ref(codes) => {
                self.checks_value(place.kind, test, ctx)?;
                self.links_test(codes, test, among, ctx)
            }
            Cells::Options(sets) => {
                self.checks_value(place.kind, test, ctx)?;
                let wanted: Vec<Option<u32>> = super::apply::elements(&set_of(test))
                    .into_iter()
                    .map(|element| u32::try_from(element).ok())
                    .collect();
                among.keep(|row| set_passes(sets.get(row), &wanted, test))
            }
            Cells::Refs(sets) => {
                self.checks_value(place.kind, test, ctx)?;
                let wanted: Vec<Option<u32>> = super::apply::elements(&set_of(test))
                    .into_iter()
                    .map(|element| self.links.find(crate::model::id::RecordId(element)))
                    .collect();
                among.keep(|row| set_passes(sets.get(row), &wanted, test))
            }
        })
    }

    /// Links against the records a test names.
    fn links_test(&self, codes: &[LinkCode], test: &Test, among: &Bits, ctx: &Context<'_>) -> Bits {
        let values = match test {
            Test::Me => vec![Value::Ref(ctx.me)],
            Test::Equals(value) => vec![value.clone()],
            Test::AnyOf(values) => values.clone(),
            _ => Vec::new(),
        };
        let ids = values.iter().flat_map(super::apply::elements).map(crate::model::id::RecordId);
        let mut wanted: Vec<LinkCode> = ids.filter_map(|id| self.links.find(id)).filter(|code| *code > 0).collect();
        wanted.arrange();
        if let [one] = wanted.as_slice() {
            return among.keep(|row| codes.get(row as usize) == Some(one));
        }
        among.keep(|row| codes.get(row as usize).is_some_and(|code| wanted.binary_search(code).is_ok()))
    }

    /// `Some` when the test's value is of the field's kind.
    fn checks_value(&self, kind: &FieldKind, test: &Test, ctx: &Context<'_>) -> Option<()> {
        match test {
            Test::Equals(value) => fits::value_fits(kind, value).then_some(()),
            Test::AnyOf(_) | Test::AllOf(_) | Test::Me | Test::Outcome(_) => Some(()),
            Test::Contains(_) | Test::StartsWith(_) | Test::EndsWith(_) => Some(()),
            _ => match kind {
                FieldKind::Number { .. } | FieldKind::Percent => numbers::number(test).map(|_| ()),
                FieldKind::Money => numbers::money(test).map(|_| ()),
                _ => ranges(test, kind, ctx).map(|_| ()),
            },
        }
    }

    /// The rows where something is entered.
    pub(crate) fn filled(&self, place: &Place<'_>, among: &Bits) -> Bits {
        match place.what {
            What::Nothing => Bits::none(among.len()),
            What::Stamps(_) => among.clone(),
            What::Since(field) => among.keep(|row| place.table.since(row, field).is_some()),
            What::Users(codes) => among.keep(|row| codes.get(row as usize).is_some_and(|code| *code > 0)),
            What::Title(object) => {
                let mut title = String::new();
                among.keep(|row| {
                    title.clear();
                    self.title_into(place.table, object, row, &mut title);
                    !title.is_empty()
                })
            }
            What::Cells(cells) => match cells {
                Cells::Text(cells) => among.keep(|row| cells.code(row) != 0),
                Cells::Number(cells) => among.keep(|row| cells.get(row as usize).is_some_and(|n| !n.is_nan())),
                Cells::Money(cells) => {
                    among.keep(|row| cells.currency.get(row as usize).is_some_and(|at| *at != u8::MAX))
                }
                Cells::Date(cells) => among.keep(|row| cells.get(row as usize).is_some_and(|day| *day != i32::MIN)),
                Cells::DateTime(cells) => among.keep(|row| cells.get(row as usize).is_some_and(|at| *at != i64::MIN)),
                Cells::Bool(cells) => among.keep(|row| cells.get(row as usize) == Some(&1)),
                Cells::Rating(cells) => among.keep(|row| cells.get(row as usize).is_some_and(|stars| *stars > 0)),
                Cells::Minutes(cells) => {
                    among.keep(|row| cells.get(row as usize).is_some_and(|minutes| *minutes != u32::MAX))
                }
                Cells::Option(cells) => among.keep(|row| cells.code(row) > 0),
                Cells::Ref(cells) => among.keep(|row| cells.get(row as usize).is_some_and(|code| *code > 0)),
                Cells::Options(cells) | Cells::Refs(cells) => among.keep(|row| !cells.get(row).is_empty()),
            },
        }
    }
}

/// Whether a link that leads nowhere passes: as an empty cell would.
fn passes_empty(test: &Test, kind: &FieldKind) -> bool {
    match test {
        Test::NoneOf(values) if matches!(kind, FieldKind::Checkbox) => !values.contains(&Value::Bool(false)),
        Test::Empty | Test::NoneOf(_) | Test::Lacks(_) => true,
        Test::Differs(value) => match kind {
            FieldKind::Checkbox => bool_passes(&Test::Equals(value.clone()), true),
            _ => fits::value_fits(kind, value),
        },
        Test::Equals(_) | Test::AnyOf(_) if matches!(kind, FieldKind::Checkbox) => bool_passes(test, false),
        Test::AllOf(values) => values.is_empty(),
        _ => false,
    }
}

/// Whether a check box passes. An unticked one is `false`, whether or not that was entered.
fn bool_passes(test: &Test, ticked: bool) -> bool {
    match test {
        Test::Equals(value) => *value == Value::Bool(ticked),
        Test::AnyOf(values) => values.contains(&Value::Bool(ticked)),
        _ => false,
    }
}

/// The choices that pass a test.
fn wanted_options(test: &Test, kind: &FieldKind) -> Vec<OptionId> {
    let values = match test {
        Test::Equals(value) => core::slice::from_ref(value),
        Test::AnyOf(values) => values.as_slice(),
        Test::Outcome(outcome) => {
            return kind.options().iter().filter(|choice| choice.outcome == *outcome).map(|choice| choice.id).collect();
        }
        _ => &[],
    };
    let elements = values.iter().flat_map(super::apply::elements);
    elements.filter_map(|element| u32::try_from(element).ok()).map(OptionId).collect()
}

/// The elements that a test of a set names, as one set.
fn set_of(test: &Test) -> Value {
    let values = match test {
        Test::Equals(value) => core::slice::from_ref(value),
        Test::AnyOf(values) | Test::AllOf(values) => values.as_slice(),
        _ => &[],
    };
    let elements = values.iter().flat_map(super::apply::elements);
    Value::refs(elements.map(crate::model::id::RecordId).collect())
}

/// Whether a set (rising) passes, against the elements wanted; `None` among them is one no record has.
fn set_passes(set: &[u32], wanted: &[Option<u32>], test: &Test) -> bool {
    let has = |element: &Option<u32>| element.is_some_and(|element| set.contains(&element));
    match test {
        Test::Equals(_) => set.len() == wanted.len() && !set.is_empty() && wanted.iter().all(has),
        Test::AnyOf(_) => wanted.iter().any(has),
        Test::AllOf(_) => wanted.iter().all(has),
        _ => false,
    }
}
