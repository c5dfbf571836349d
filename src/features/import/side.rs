//! Beside the mapping: what the dry run found, and what is to be decided about it.

pub mod changed;
pub mod policy;
pub mod problems;
pub mod unclear;

use leptos::prelude::*;

use self::changed::Changed;
use self::policy::PolicyChoice;
use self::problems::Problems;
use self::unclear::UnclearQueue;
use super::show;
use super::wizard::wizard;
use crate::client::bridge::engine;
use crate::i18n::Message;
use crate::i18n::en::import as text;
use crate::protocol::import::Tally;
use crate::ui::format::format;
use crate::ui::kit::flow::Show;
use crate::ui::kit::progress::Progress;
use crate::ui::kit::reactive::memo;
use crate::ui::text::{count, t, ta, word};

/// The panel.
#[component]
pub fn Side() -> impl IntoView {
    let wizard = wizard();
    let some = move |number: fn(&Tally) -> u32| {
        memo(move |_| wizard.report.with(|report| report.as_ref().is_some_and(|report| number(&report.total) > 0)))
    };
    let changed = some(|tally| tally.changed);
    let rejected = some(|tally| tally.rejected);
    let unclear = memo(move |_| wizard.report.with(|report| report.as_ref().is_some_and(|report| report.unclear > 0)));
    view! {
        <aside class="imp-side" aria-label=t(text::DRY_RUN)>
            <DryRun />
            <Show when=move || unclear.get()>
                <UnclearQueue />
            </Show>
            <Show when=move || rejected.get()>
                <Problems />
            </Show>
            <Show when=move || changed.get()>
                <Changed />
            </Show>
            <PolicyChoice />
        </aside>
    }
}

/// The figures of the dry run.
#[component]
fn DryRun() -> impl IntoView {
    let wizard = wizard();
    let part = Signal::derive(move || {
        let (done, total, _) = wizard.progress()?;
        (total > 0).then(|| done as f64 / total as f64)
    });
    let time = move || {
        let report = wizard.report.with(Option::is_some);
        (report && !wizard.testing.get())
            .then(|| ta(text::SECONDS, &[("n", word(format().number(wizard.tested_in.get(), 1)))]))
    };
    let figures = move || {
        let tally = wizard.report.with(|report| report.as_ref().map(|report| report.total));
        let figure = |class: &'static str, number: fn(&Tally) -> u32, label: Message| {
            let words =
                tally.as_ref().map_or_else(|| "–".to_owned(), |tally| format().number(f64::from(number(tally)), 0));
            view! {
                <div>
                    <b class=class>{words}</b>
                    <span class="meta dim">{t(label)}</span>
                </div>
            }
        };
        view! {
            {figure("add", |tally| tally.new, text::NEW)}
            {figure("", |tally| tally.changed, text::CHANGED)}
            {figure("", |tally| tally.same, text::SAME)}
            {figure("amber", |tally| tally.unclear, text::UNCLEAR_N)}
            {figure("red", |tally| tally.rejected, text::REJECTED)}
        }
    };
    // What the figures leave open, in sentences.
    let notes = move || {
        let report = wizard.report.get()?;
        let state = engine().state;
        let made = report.made.iter().map(|(object, number)| {
            let name = state.with(|state| show::many(&state.schema, *object));
            ta(text::MADE, &[("n", count(*number)), ("objects", word(name))])
        });
        let skipped = (report.total.skipped > 0).then(|| ta(text::SKIPPED, &[("n", count(report.total.skipped))]));
        let repeated = (report.total.repeated > 0).then(|| ta(text::REPEATED, &[("n", count(report.total.repeated))]));
        let blank = (report.total.blank > 0).then(|| ta(text::BLANK, &[("n", count(report.total.blank))]));
        let lines = made.chain(skipped).chain(repeated).chain(blank);
        Some(lines.map(|line| view! { <p class="meta mute">{line}</p> }).collect::<Vec<_>>())
    };
    view! {
        <section class="section" aria-busy=move || wizard.testing.get().to_string()>
            <h3>
                {t(text::DRY_RUN)}
                <span class="more num">{move || time().into_any()}</span>
            </h3>
            <div class="big big-5" role="status">{move || figures().into_any()}</div>
            <Show when=move || wizard.testing.get()>
                <Progress value=part label=t(text::TESTING) />
            </Show>
            {move || notes().into_any()}
        </section>
    }
}
