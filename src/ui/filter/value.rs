//! The value of a condition: the input that fits its field and comparison.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::operator::{Operand, Operator, PERIODS};
use super::titles::Titles;
use super::words::{outcome_word, period_word};
use crate::client::bridge::engine;
use crate::i18n::en::filter as text;
use crate::model::id::OptionId;
use crate::model::schema::{FieldKind, Outcome};
use crate::model::value::Value;
use crate::ui::cell::{LinkSource, draft_of, read_draft, use_link_source};
use crate::ui::columns::Column;
use crate::ui::format::{format, local_day, local_midnight};
use crate::ui::kit::date_input::DateInput;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::multi_select::MultiSelect;
use crate::ui::kit::select::Select;
use crate::ui::kit::text_input::TextInput;
use crate::ui::text::t;

fn words(label: &str) -> ListWords {
    ListWords { label: label.to_owned().into(), search: t(text::FIND).into(), none: t(text::NOTHING_FITS).into() }
}

/// An input for the operand of a comparison. It is made anew when field or comparison change.
#[component]
pub fn ValueInput(
    /// What the cell holds.
    column: Column,
    /// The comparison.
    operator: Operator,
    /// Its value.
    operand: Operand,
    /// Names of linked records.
    titles: Titles,
    /// Called with each new value.
    #[prop(into)]
    on_change: Callback<Operand>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let label = t(text::VALUE);
    match operator {
        Operator::Empty | Operator::Filled | Operator::Me | Operator::Yes | Operator::No => ().into_any(),
        Operator::Within => {
            let now = if let Operand::Period(period) = operand { period } else { PERIODS[0] };
            let id = |period| PERIODS.iter().position(|p| *p == period).unwrap_or_default();
            let value = RwSignal::new(now);
            let choices: Vec<_> =
                PERIODS.iter().enumerate().map(|(at, p)| Choice::new(at.to_string(), period_word(*p))).collect();
            let shown = Signal::derive(move || {
                let period = value.get();
                Some(Choice::new(id(period).to_string(), period_word(period)))
            });
            let pick = move |picked: Option<String>| {
                let period = picked.and_then(|id| PERIODS.get(id.parse::<usize>().ok()?).copied());
                if let Some(period) = period {
                    value.set(period);
                    on_change.run(Operand::Period(period));
                }
            };
            view! { <Select words=words(&label) placeholder=t(text::CHOOSE) value=shown choices on_change=pick /> }
                .into_any()
        }
        Operator::Outcome => {
            const ALL: [Outcome; 3] = [Outcome::Open, Outcome::Won, Outcome::Lost];
            let now = if let Operand::Outcome(outcome) = operand { outcome } else { Outcome::Open };
            let value = RwSignal::new(now);
            let choice = |outcome: Outcome| Choice::new((outcome as u8).to_string(), outcome_word(outcome));
            let choices: Vec<_> = ALL.map(choice).into();
            let shown = Signal::derive(move || Some(choice(value.get())));
            let pick = move |picked: Option<String>| {
                let outcome = ALL.into_iter().find(|o| picked.as_deref() == Some(&(*o as u8).to_string()));
                if let Some(outcome) = outcome {
                    value.set(outcome);
                    on_change.run(Operand::Outcome(outcome));
                }
            };
            view! { <Select words=words(&label) placeholder=t(text::CHOOSE) value=shown choices on_change=pick /> }
                .into_any()
        }
        Operator::AnyOf | Operator::NoneOf | Operator::AllOf => {
            let values = if let Operand::Many(values) = operand { values } else { Vec::new() };
            view! { <ManyInput column values titles on_change /> }.into_any()
        }
        Operator::Between => {
            let (low, high) = match operand {
                Operand::Two(low, high) => (low, high),
                Operand::One(low) => (low, Value::Empty),
                _ => (Value::Empty, Value::Empty),
            };
            let pair = RwSignal::new((low.clone(), high.clone()));
            let tell = move || {
                let (low, high) = pair.get_untracked();
                on_change.run(Operand::Two(low, high));
            };
            let set_low = move |value| {
                pair.update(|pair| pair.0 = value);
                tell();
            };
            let set_high = move |value| {
                pair.update(|pair| pair.1 = value);
                tell();
            };
            view! {
                <span class="row row-1">
                    <OneInput column=column.clone() value=low label=t(text::FROM) autofocus on_change=set_low />
                    <OneInput column value=high label=t(text::TO) until=true on_change=set_high />
                </span>
            }
            .into_any()
        }
        Operator::Contains | Operator::Lacks | Operator::StartsWith | Operator::EndsWith => {
            let start = if let Operand::Text(text) = operand { text } else { String::new() };
            view! { <WordsInput start label autofocus on_change=move |text| on_change.run(Operand::Text(text)) /> }
                .into_any()
        }
        _ => match operand {
            Operand::Text(start) => {
                let change = move |text: String| on_change.run(Operand::One(Value::text(&text)));
                view! { <WordsInput start label autofocus on_change=change /> }.into_any()
            }
            other => {
                let value = match other {
                    Operand::One(value) | Operand::Two(value, _) => value,
                    _ => Value::Empty,
                };
                if column.kind.is_text() {
                    let change = move |text: String| on_change.run(Operand::One(Value::text(&text)));
                    return view! { <WordsInput start=String::new() label autofocus on_change=change /> }.into_any();
                }
                let change = move |value| on_change.run(Operand::One(value));
                view! { <OneInput column value label autofocus on_change=change /> }.into_any()
            }
        },
    }
}

#[component]
fn WordsInput(
    start: String,
    label: String,
    autofocus: bool,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    let draft = RwSignal::new(start);
    let change = move |text: String| {
        draft.set(text.clone());
        on_change.run(text);
    };
    view! { <TextInput value=draft on_input=change label autofocus /> }
}

/// One number, amount, duration, rating, day or moment. A day stands for a moment: its beginning, or
/// with `until` its end.
#[component]
fn OneInput(
    column: Column,
    value: Value,
    label: String,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] until: bool,
    #[prop(into)] on_change: Callback<Value>,
) -> impl IntoView {
    /// The last millisecond of a day, counted from its beginning.
    const DAY_END: i64 = 86_399_999;
    let format = format();
    match column.kind {
        FieldKind::Date | FieldKind::DateTime => {
            let moment = matches!(column.kind, FieldKind::DateTime);
            let start = match value {
                Value::Date(date) => date.to_string(),
                Value::DateTime(at) => local_day(at).to_string(),
                _ => String::new(),
            };
            let draft = RwSignal::new(start);
            let change = move |text: String| {
                let date = crate::model::date::Date::parse_iso(&text);
                draft.set(text);
                on_change.run(match date {
                    None => Value::Empty,
                    Some(date) if moment => Value::DateTime(local_midnight(date) + if until { DAY_END } else { 0 }),
                    Some(date) => Value::Date(date),
                });
            };
            view! { <DateInput value=draft on_input=change label autofocus /> }.into_any()
        }
        kind => {
            let home = engine().state.with_untracked(|state| state.settings.currency);
            let start = match &value {
                Value::Rating(stars) => stars.to_string(),
                other => draft_of(&kind, other, format),
            };
            let draft = RwSignal::new(start);
            let is_rating = matches!(kind, FieldKind::Rating { .. });
            let read_as = if is_rating { FieldKind::Number { decimals: 0 } } else { kind };
            let change = move |text: String| {
                let read = read_draft(&read_as, &text, home, format);
                draft.set(text);
                match read {
                    Ok(Value::Number(stars)) if is_rating => on_change.run(Value::Rating(stars.clamp(0.0, 10.0) as u8)),
                    Ok(value) => on_change.run(value),
                    // Half a number is no value yet.
                    Err(_) => on_change.run(Value::Empty),
                }
            };
            view! { <TextInput value=draft on_input=change label autofocus numeric=true /> }.into_any()
        }
    }
}

/// Several choices or several records.
#[component]
fn ManyInput(column: Column, values: Vec<Value>, titles: Titles, on_change: Callback<Operand>) -> impl IntoView {
    let source: Option<LinkSource> = column.kind.target().map(|target| use_link_source(target, false));
    let values = RwSignal::new(values);
    let labelled = column.clone();
    let chosen = Signal::derive(move || {
        let one = |value: &Value| match value {
            Value::Option(id) => {
                let label = labelled.choice(*id).map(|choice| choice.label.clone()).unwrap_or_default();
                Choice::new(id.0.to_string(), label)
            }
            Value::Ref(id) => Choice::new(id.to_string(), titles.of(*id).unwrap_or_else(|| "…".into())),
            _ => Choice::default(),
        };
        values.get().iter().map(one).collect::<Vec<_>>()
    });
    let fixed: Vec<Choice> = column
        .choices
        .iter()
        .map(|choice| Choice {
            mark: Mark::Dot(choice.hue),
            ..Choice::new(choice.id.0.to_string(), choice.label.clone())
        })
        .collect();
    let choices = Signal::derive(move || source.map_or_else(|| fixed.clone(), |source| source.choices.get()));
    let change = move |ids: Vec<String>| {
        let one = |id: &String| match source {
            Some(source) => {
                if let Some((link, _)) = source.pick(id) {
                    titles.learn(link.id, link.title);
                }
                id.parse().ok().map(Value::Ref)
            }
            None => id.parse().ok().map(|id| Value::Option(OptionId(id))),
        };
        let now: Vec<Value> = ids.iter().filter_map(one).collect();
        values.set(now.clone());
        on_change.run(Operand::Many(now));
    };
    let (words, add, remove) = (words(&column.label), t(text::CHOOSE), t(text::REMOVE));
    let node = NodeRef::<leptos::html::Div>::new();
    // Nothing chosen yet: the list is what one wants.
    node.on_load(move |element| {
        if values.with_untracked(Vec::is_empty) {
            let button = element.query_selector("button[aria-haspopup]").ok().flatten();
            if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
                button.set_attribute("autofocus", "").unwrap_or_default();
            }
        }
    });
    let input = match source {
        Some(source) => view! {
            <MultiSelect
                words add_label=add remove_label=remove value=chosen choices on_change=change
                on_query=move |text: String| source.search(text)
            />
        }
        .into_any(),
        None => view! { <MultiSelect words add_label=add remove_label=remove value=chosen choices on_change=change /> }
            .into_any(),
    };
    view! { <div node_ref=node>{input}</div> }
}
