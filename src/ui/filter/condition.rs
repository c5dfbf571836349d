//! One condition being edited: field, comparison, value.

use std::sync::Arc;

use leptos::prelude::*;

use super::operator::{operators_for, put_together, take_apart};
use super::titles::Titles;
use super::tree;
use super::value::ValueInput;
use super::words::operator_word;
use crate::db::query::{Condition, Filter, Path};
use crate::i18n::en::filter as text;
use crate::model::schema::{Object, Schema};
use crate::ui::columns::Column;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::Select;
use crate::ui::text::t;
use crate::ui::view_state::{kind_of, paths_of};

/// The fields a condition can be about, as choices whose ids are positions in `paths_of`.
pub(super) fn field_choices(schema: &Schema, object: &Object) -> Vec<Choice> {
    paths_of(schema, object)
        .into_iter()
        .enumerate()
        .filter_map(|(at, path)| {
            let column = Column::new(schema, object, path)?;
            Some(Choice { mark: Mark::Icon(column.icon()), ..Choice::new(at.to_string(), column.label) })
        })
        .collect()
}

/// The path that a choice of [`field_choices`] stands for.
pub(super) fn path_at(schema: &Schema, object: &Object, id: &str) -> Option<Path> {
    paths_of(schema, object).get(id.parse::<usize>().ok()?).copied()
}

/// A new condition on a field: its first comparison, no value yet.
pub(super) fn new_condition(schema: &Schema, object: &Object, path: Path) -> Option<Condition> {
    let kind = kind_of(schema, object, path)?;
    let operator = *operators_for(kind).first()?;
    Some(Condition { path, test: put_together(operator, &super::operator::Operand::None) })
}

/// Field, comparison and value of the condition at `address`.
#[component]
pub fn ConditionFields(
    /// The filter, edited in place.
    filter: RwSignal<Filter>,
    /// Where the condition stands in the filter.
    address: Vec<usize>,
    /// The schema.
    schema: Memo<Arc<Schema>>,
    /// The object type.
    object: Memo<Arc<Object>>,
    /// Names of linked records.
    titles: Titles,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let address = StoredValue::new(address);
    let now = move || filter.with(|filter| address.with_value(|at| tree::condition(filter, at).cloned()));
    let put = move |condition: Condition| {
        filter.update(|filter| {
            address.with_value(|at| tree::update(filter, at, |node| *node = Filter::Is(condition)));
        });
    };
    // Field and comparison decide what is drawn; the value alone does not redraw its own input.
    let path = memo(move |_| now().map(|condition| condition.path));
    let column = memo(move |_| Column::new(&schema.get(), &object.get(), path.get()?));
    let operator = memo(move |_| Some(take_apart(&now()?.test, &column.get()?.kind).0));
    if let (Some(condition), Some(column)) = (now(), column.get_untracked())
        && let Some(target) = column.kind.target()
    {
        titles.ask(target, &condition);
    }
    let list_words = |label| ListWords {
        label: t(label).into(),
        search: t(text::FIND_FIELD).into(),
        none: t(text::NO_FIELD).into(),
    };
    let field_value = Signal::derive(move || {
        let at = path.get().and_then(|path| paths_of(&schema.get(), &object.get()).iter().position(|p| *p == path))?;
        let column = column.get()?;
        Some(Choice { mark: Mark::Icon(column.icon()), ..Choice::new(at.to_string(), column.label) })
    });
    let fields = Signal::derive(move || field_choices(&schema.get(), &object.get()));
    let set_field = move |id: Option<String>| {
        let (schema, object) = (schema.get_untracked(), object.get_untracked());
        let condition = id.and_then(|id| new_condition(&schema, &object, path_at(&schema, &object, &id)?));
        if let Some(condition) = condition {
            put(condition);
        }
    };
    let comparisons = Signal::derive(move || {
        let kind = column.get().map(|column| column.kind);
        let fitting = kind.as_ref().map(operators_for).unwrap_or_default();
        let named = |(at, operator)| {
            Choice::new(
                usize::to_string(&at),
                kind.as_ref().map(|kind| operator_word(operator, kind)).unwrap_or_default(),
            )
        };
        fitting.into_iter().enumerate().map(named).collect::<Vec<_>>()
    });
    let comparison = Signal::derive(move || {
        let (kind, operator) = (column.get()?.kind, operator.get()?);
        let at = operators_for(&kind).iter().position(|other| *other == operator)?;
        Some(Choice::new(at.to_string(), operator_word(operator, &kind)))
    });
    let set_comparison = move |id: Option<String>| {
        let Some((condition, column)) = now_untracked(filter, address).zip(column.get_untracked()) else { return };
        let picked = id.and_then(|id| operators_for(&column.kind).get(id.parse::<usize>().ok()?).copied());
        if let Some(picked) = picked {
            let (_, operand) = take_apart(&condition.test, &column.kind);
            put(Condition { path: condition.path, test: put_together(picked, &operand) });
        }
    };
    let value = move || {
        let (column, operator) = (column.get()?, operator.get()?);
        let condition = now_untracked(filter, address)?;
        let (_, operand) = take_apart(&condition.test, &column.kind);
        let change = move |operand| {
            if let Some(condition) = now_untracked(filter, address) {
                put(Condition { path: condition.path, test: put_together(operator, &operand) });
            }
        };
        Some(view! { <ValueInput column operator operand titles autofocus on_change=change /> })
    };
    let choose = t(text::CHOOSE);
    view! {
        <Select
            words=list_words(text::FIELD)
            placeholder=choose.clone()
            value=field_value
            choices=fields
            on_change=set_field
        />
        <Select
            words=list_words(text::COMPARISON)
            placeholder=choose
            value=comparison
            choices=comparisons
            on_change=set_comparison
        />
        <div class="fb-value">{move || value().into_any()}</div>
    }
}

fn now_untracked(filter: RwSignal<Filter>, address: StoredValue<Vec<usize>>) -> Option<Condition> {
    filter.with_untracked(|filter| address.with_value(|at| tree::condition(filter, at).cloned()))
}
