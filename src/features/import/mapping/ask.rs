//! The question about a column that reads in two ways.

use leptos::prelude::*;

use super::row::ColumnHere;
use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::i18n::en::import as text;
use crate::model::value::Value;
use crate::protocol::import::{Change, Doubt};
use crate::ui::format::format;
use crate::ui::kit::button::{Button, Look};
use crate::ui::text::{t, ta, word};

/// The question, with a button for each reading.
#[component]
pub fn Question(
    /// The column.
    here: ColumnHere,
) -> impl IntoView {
    let wizard = wizard();
    let Some(plan) = here.plan.get() else { return ().into_any() };
    let Some(ask) = plan.ask else { return ().into_any() };
    let question = match ask.doubt {
        Doubt::DayOrMonth => text::DAY_OR_MONTH,
        Doubt::DecimalMark => text::WHICH_MARK,
    };
    let field = show::field_of(&plan.target);
    let sample = ask.sample;
    let buttons: Vec<_> = ask
        .readings
        .into_iter()
        .map(|(way, value)| {
            let words = match &value {
                Value::Date(date) => format().day_month(*date),
                other => {
                    engine().state.with_untracked(|state| show::value(&state.schema, here.object.get(), field, other))
                }
            };
            let means = ta(text::MEANS, &[("sample", word(sample.clone())), ("value", word(words.clone()))]);
            let column = here.at;
            view! {
                <Button
                    label=words
                    small=true
                    look=Look::Secondary
                    attr:data-tip=means
                    on:click=move |_| {
                        wizard.change("import.answer", here.file, Change::Format { column, format: way });
                    }
                />
            }
        })
        .collect();
    view! {
        <span class="amber med">{t(question)}</span>
        <span class="row row-1" role="group" aria-label=t(question)>{buttons}</span>
    }
    .into_any()
}
