//! Why rows are rejected: each kind of problem, how often, and the way to the rows.

use leptos::prelude::*;

use crate::features::import::wizard::wizard;
use crate::features::import::words;
use crate::i18n::en::import as text;
use crate::protocol::import::RowFilter;
use crate::ui::text::{count, t, ta, word};

/// So many kinds show.
const FIRST: usize = 8;

/// The kinds of problems, most frequent first.
#[component]
pub fn Problems() -> impl IntoView {
    let wizard = wizard();
    let lines = move || {
        let problems =
            wizard.report.with(|report| report.as_ref().map(|report| report.problems.clone()).unwrap_or_default());
        let line = |problem: &crate::protocol::import::Problem| {
            let place = wizard.plan.with(|plan| {
                let file = plan.files.get(problem.file as usize)?;
                let column = problem.column.and_then(|at| file.columns.get(at as usize));
                Some(column.map_or_else(|| file.info.name.clone(), |column| column.name.clone()))
            });
            let words = ta(
                text::PROBLEM,
                &[
                    ("n", count(problem.rows)),
                    ("place", word(place.unwrap_or_default())),
                    ("why", word(t(words::reason(problem.reason)))),
                ],
            );
            let file = problem.file;
            let look = move |_| {
                wizard.file.set(file);
                wizard.filter.set(RowFilter::Errors);
            };
            view! {
                <li>
                    <button type="button" class="link meta" dir="auto" on:click=look>{words}</button>
                </li>
            }
        };
        problems.iter().take(FIRST).map(line).collect::<Vec<_>>()
    };
    let total = move || wizard.report.with(|report| report.as_ref().map_or(0, |report| report.total.rejected));
    view! {
        <section class="section">
            <h3>{move || ta(text::N_REJECTED, &[("n", count(total()))])}</h3>
            <ul class="col imp-problems">{move || lines().into_any()}</ul>
            <p class="meta mute">{t(text::REJECTED_HINT)}</p>
        </section>
    }
}
