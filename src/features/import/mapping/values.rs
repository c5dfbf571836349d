//! Values of a column that need a look: likely slips and unknown choices, each decided once for all
//! rows that have it.

use leptos::prelude::*;

use super::row::ColumnHere;
use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::i18n::en::{common, import as text};
use crate::model::id::{FieldId, ObjectId, OptionId};
use crate::model::schema::Schema;
use crate::protocol::import::{Change, ValuePlan, ValueTo};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::listbox::{Choice, ListWords};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::Picker;
use crate::ui::names;
use crate::ui::text::{count, t, ta, word};

/// So many values show until more are asked for.
const FIRST: usize = 6;

/// The values of a column that need a look.
#[component]
pub fn Values(
    /// The column.
    here: ColumnHere,
) -> impl IntoView {
    let shown = RwSignal::new(FIRST);
    let values =
        memo(move |_| here.plan.with(|plan| plan.as_ref().map(|plan| plan.values.clone()).unwrap_or_default()));
    let list = move || values.with(|values| values.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let more = move || values.with(|values| values.len().saturating_sub(shown.get()));
    view! {
        <For each=list key=|plan| (plan.value.clone(), id_of(&plan.to)) let:plan>
            <OneValue here plan />
        </For>
        <Show when=move || { more() > 0 }>
            <div class="row">
                <Button
                    label=move || ta(text::MORE_VALUES, &[("n", count(more() as u32))])
                    small=true
                    on:click=move |_| shown.update(|shown| *shown += 50)
                />
            </div>
        </Show>
    }
}

#[component]
fn OneValue(here: ColumnHere, plan: ValuePlan) -> impl IntoView {
    let wizard = wizard();
    let popup = Popup::new();
    let field = here.plan.with_untracked(|column| column.as_ref().and_then(|column| show::field_of(&column.target)));
    let object = here.object.get_untracked();
    let named = move |to: &ValueTo| engine().state.with_untracked(|state| outcome(&state.schema, object, field, to));
    let original = plan.value.clone();
    let set = move |to: ValueTo| {
        let change = Change::Value { column: here.at, value: original.clone(), to };
        wizard.change("import.answer", here.file, change);
    };
    let set = StoredValue::new(set);
    let rows = ta(text::IN_ROWS, &[("n", count(plan.rows))]);
    let now = named(&plan.to);
    // What is offered in one press: the near spelling, or the way back from it.
    let offer = match &plan.nearest {
        Some(nearest) if *nearest != plan.to => {
            let words = named(nearest);
            Some((
                ta(text::APPLY_TO_ALL, &[("name", word(words)), ("n", count(plan.rows))]),
                nearest.clone(),
                Look::Secondary,
            ))
        }
        Some(_) => Some((t(text::KEEP_AS_IS), ValueTo::Keep, Look::Quiet)),
        None => None,
    };
    let offer = offer.map(|(label, to, look)| {
        view! { <Button label small=true look on:click=move |_| set.with_value(|set| set(to.clone())) /> }
    });
    let is_select = engine().state.with_untracked(|state| {
        field.and_then(|field| state.schema.field(object, field)).is_some_and(|field| !field.kind.options().is_empty())
    });
    let value_name = plan.value.clone();
    let choices = Signal::derive(move || {
        if !popup.is_open() {
            return Vec::new();
        }
        engine().state.with(|state| all_outcomes(&state.schema, object, field, is_select))
    });
    let chosen = Signal::stored(vec![id_of(&plan.to)]);
    let pick = Callback::new(move |id: String| {
        if let Some(to) = value_of(&id) {
            set.with_value(|set| set(to));
        }
    });
    let other = ta(text::CHOOSE_FOR, &[("value", word(value_name.clone()))]);
    let words =
        ListWords { label: other.clone().into(), search: t(common::SEARCH).into(), none: t(text::NONE_FITS).into() };
    view! {
        <div class="row row-wrap imp-value">
            <span class="med" dir="auto">{ta(text::QUOTED, &[("text", word(value_name))])}</span>
            <span class="dim num">{rows}</span>
            <span class="dim" aria-hidden="true">"→"</span>
            <span class=if plan.to == ValueTo::Keep { "mute" } else { "add" } dir="auto">{now}</span>
            <span class="grow"></span>
            {offer}
            <Button label=t(text::OTHER) small=true attr:aria-label=other on:click=move |event| popup.toggle(&event) />
            <Picker popup words choices chosen on_pick=pick />
        </div>
    }
}

/// What a value becomes, in words.
fn outcome(schema: &Schema, object: ObjectId, field: Option<FieldId>, to: &ValueTo) -> String {
    match to {
        ValueTo::Keep => t(text::STAYS),
        ValueTo::Text(other) => other.clone(),
        ValueTo::Option(id) => option_name(schema, object, field, *id).unwrap_or_default(),
        ValueTo::NewOption => t(text::NEW_CHOICE),
        ValueTo::Empty => t(text::LEFT_EMPTY),
        ValueTo::Note => t(text::KEPT_AS_NOTE),
    }
}

fn option_name(schema: &Schema, object: ObjectId, field: Option<FieldId>, id: OptionId) -> Option<String> {
    let object = schema.object(object)?;
    let field = object.field(field?)?;
    let choice = field.kind.options().iter().find(|choice| choice.id == id)?;
    Some(names::choice(object, field, choice))
}

fn all_outcomes(schema: &Schema, object: ObjectId, field: Option<FieldId>, is_select: bool) -> Vec<Choice> {
    let mut all = Vec::new();
    if is_select {
        let known = schema.object(object).and_then(|object| Some((object, object.field(field?)?)));
        if let Some((object, field)) = known {
            let live = field.kind.options().iter().filter(|choice| !choice.archived);
            all.extend(
                live.map(|choice| Choice::new(format!("option:{}", choice.id.0), names::choice(object, field, choice))),
            );
        }
        all.push(Choice::new("new", t(text::NEW_CHOICE)));
    } else {
        all.push(Choice::new("keep", t(text::KEEP_AS_IS)));
    }
    all.push(Choice::new("empty", t(text::LEAVE_EMPTY)));
    all.push(Choice::new("note", t(text::KEEP_AS_NOTE)));
    all
}

fn id_of(to: &ValueTo) -> String {
    match to {
        ValueTo::Keep => "keep".into(),
        ValueTo::Option(id) => format!("option:{}", id.0),
        ValueTo::NewOption => "new".into(),
        ValueTo::Empty => "empty".into(),
        ValueTo::Note => "note".into(),
        ValueTo::Text(other) => format!("text:{other}"),
    }
}

fn value_of(id: &str) -> Option<ValueTo> {
    match id {
        "keep" => Some(ValueTo::Keep),
        "new" => Some(ValueTo::NewOption),
        "empty" => Some(ValueTo::Empty),
        "note" => Some(ValueTo::Note),
        _ => Some(ValueTo::Option(OptionId(id.strip_prefix("option:")?.parse().ok()?))),
    }
}
