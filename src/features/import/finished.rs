//! After the import: what happened, and the ways on from here.

use leptos::prelude::*;

use super::show;
use super::wizard::wizard;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::en::{commit, import as text};
use crate::model::id::ObjectId;
use crate::protocol::import::Tally;
use crate::protocol::request::{JobEvent, Request};
use crate::ui::commit::ask;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::nav::nav;
use crate::ui::pages;
use crate::ui::text::{count, t, ta, word};

/// The report of the run.
#[component]
pub fn Finished() -> impl IntoView {
    let wizard = wizard();
    let engine = engine();
    let undone = RwSignal::new(false);
    let undo = move |_| {
        // The job names its transaction; it may have been followed by other changes.
        let tx = engine.job.with_untracked(|job| match job {
            Some(JobEvent::Finished(Ok(Some(done)))) => done.tx,
            _ => None,
        });
        let request = tx.map_or(Request::Undo, Request::UndoTx);
        undone.set(true);
        actions().by_hand("undo.undo", move || Flow::later(ask(request, commit::UNDONE)));
    };
    let report = wizard.report.get_untracked().unwrap_or_default();
    let total = report.total;
    let line = |number: u32, message| (number > 0).then(|| ta(message, &[("n", count(number))]));
    let state = engine.state;
    let made: Vec<String> = report
        .made
        .iter()
        .map(|(object, number)| {
            let name = state.with_untracked(|state| show::many(&state.schema, *object));
            ta(text::MADE, &[("n", count(*number)), ("objects", word(name))])
        })
        .collect();
    let files = wizard.plan.with_untracked(|plan| {
        let order =
            plan.order.iter().filter_map(|at| Some((plan.files.get(*at as usize)?, report.files.get(*at as usize)?)));
        order.map(|(file, tally)| (file.info.name.clone(), file.object, *tally)).collect::<Vec<_>>()
    });
    let several = files.len() > 1;
    let main = files.iter().max_by_key(|(_, _, tally)| tally.new + tally.changed).map(|(_, object, _)| *object);
    let lines: Vec<String> = [
        line(total.changed, text::DID_CHANGE),
        line(total.same, text::DID_SAME),
        line(total.skipped, text::SKIPPED),
        line(total.unclear, text::DID_UNCLEAR),
        line(total.rejected, text::DID_REJECT),
        line(total.blank, text::BLANK),
    ]
    .into_iter()
    .flatten()
    .chain(made)
    .collect();
    let table = several.then(|| {
        let rows = files.into_iter().map(|(name, object, tally)| file_row(name, object, tally)).collect::<Vec<_>>();
        view! {
            <table class="table is-compact imp-report">
                <thead>
                    <tr>
                        <th scope="col">{t(text::FILE)}</th>
                        <th scope="col" class="end">{t(text::NEW)}</th>
                        <th scope="col" class="end">{t(text::CHANGED)}</th>
                        <th scope="col" class="end">{t(text::REJECTED)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    let open = main.map(|object| {
        let (key, name) = state.with_untracked(|state| {
            let key = state.schema.object(object).map(|object| object.key.clone()).unwrap_or_default();
            (key, show::many(&state.schema, object))
        });
        view! {
            <Button
                label=ta(text::OPEN_LIST, &[("objects", word(name))])
                look=Look::Primary
                icon=Icon::List
                on:click=move |_| nav().go(&pages::home_of(&key))
            />
        }
    });
    view! {
        <div class="body imp-choose">
            <div class="imp-run">
                <h2 class="title" tabindex="-1" role="status">
                    {move || {
                        if undone.get() { t(text::UNDONE) } else { ta(text::DID_NEW, &[("n", count(total.new))]) }
                    }}
                </h2>
                <Show when=move || !undone.get()>
                    <ul class="col">
                        {lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect::<Vec<_>>()}
                    </ul>
                </Show>
                {table}
                <div class="row row-wrap">
                    {open}
                    <Show when=move || !undone.get()>
                        <Button label=t(text::UNDO_IMPORT) look=Look::Secondary icon=Icon::Undo on:click=undo />
                    </Show>
                    {(total.rejected + total.unclear > 0)
                        .then(|| {
                            view! {
                                <Button
                                    label=t(text::DOWNLOAD_ERRORS)
                                    look=Look::Secondary
                                    icon=Icon::Download
                                    on:click=move |_| wizard.error_file()
                                />
                            }
                        })}
                    <Button label=t(text::IMPORT_MORE) on:click=move |_| wizard.reset() />
                </div>
                <p class="meta dim">{t(text::CAN_UNDO)}</p>
            </div>
        </div>
    }
}

fn file_row(name: String, object: ObjectId, tally: Tally) -> impl IntoView {
    let what = engine().state.with_untracked(|state| show::many(&state.schema, object));
    let number = |n: u32| crate::ui::format::format().number(f64::from(n), 0);
    view! {
        <tr>
            <td><span class="clip" dir="auto">{name}</span>" "<span class="dim">{what}</span></td>
            <td class="end">{number(tally.new)}</td>
            <td class="end">{number(tally.changed)}</td>
            <td class="end">{number(tally.rejected)}</td>
        </tr>
    }
}
