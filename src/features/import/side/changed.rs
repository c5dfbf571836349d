//! The records that would change, cell by cell: what stands there now and what would.

use leptos::prelude::*;

use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::i18n::en::{common, import as text};
use crate::protocol::import::RecordDiff;
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::Show;
use crate::ui::kit::reactive::effect;
use crate::ui::names;
use crate::ui::text::{count, t, ta};

/// So many records show at first, and so many more each time.
const FIRST: u32 = 3;
const MORE: u32 = 50;

/// The changed records, paged.
#[component]
pub fn Changed() -> impl IntoView {
    let wizard = wizard();
    let diffs = RwSignal::new(Vec::<RecordDiff>::new());
    let total = RwSignal::new(0_u32);
    let load = move |upto: u32| {
        leptos::task::spawn_local(async move {
            let from = diffs.try_with_untracked(Vec::len).unwrap_or(0) as u32;
            if let Some(page) = wizard.diff(from..upto).await {
                total.try_set(page.total);
                diffs.try_update(|diffs| {
                    if diffs.len() as u32 == page.start {
                        diffs.extend(page.records);
                    }
                });
            }
        });
    };
    effect(move |_| {
        // Each dry run has its own.
        if wizard.report.with(Option::is_some) {
            diffs.set(Vec::new());
            load(FIRST);
        }
    });
    let records = move || wizard.report.with(|report| report.as_ref().map_or(0, |report| report.total.changed));
    let fields = move || wizard.report.with(|report| report.as_ref().map_or(0, |report| report.changed_fields));
    let left = move || total.get().saturating_sub(diffs.with(Vec::len) as u32);
    view! {
        <section class="section">
            <h3>
                {move || ta(text::N_CHANGED, &[("n", count(records()))])}
                <span class="more num">{move || ta(text::N_FIELDS, &[("n", count(fields()))])}</span>
            </h3>
            {move || diffs.with(|diffs| diffs.iter().map(one).collect::<Vec<_>>())}
            <Show when=move || { left() > 0 }>
                <Button
                    label=move || ta(text::SHOW_MORE, &[("n", count(left().min(MORE)))])
                    small=true
                    on:click=move |_| load(diffs.with_untracked(Vec::len) as u32 + MORE)
                />
            </Show>
        </section>
    }
}

fn one(diff: &RecordDiff) -> impl IntoView + use<> {
    let state = engine().state;
    let cells = diff.cells.iter().map(|(field, before, after)| {
        let (name, before, after) = state.with_untracked(|state| {
            let object = state.schema.object(diff.object);
            let name = object.and_then(|object| Some(names::field(object, object.field(*field)?))).unwrap_or_default();
            let before = show::diff_value(&state.schema, diff.object, *field, before);
            (name, before, show::diff_value(&state.schema, diff.object, *field, after))
        });
        let old = if before.is_empty() {
            view! { <span class="dim">{t(common::EMPTY)}</span> }.into_any()
        } else {
            view! { <del class="del clip" dir="auto">{before}</del> }.into_any()
        };
        view! {
            <div class="row row-1 meta num imp-diff">
                <span class="dim clip imp-diff-name">{name}</span>
                {old}
                <span class="dim" aria-hidden="true">"→"</span>
                <ins class="add clip" dir="auto">{after}</ins>
            </div>
        }
    });
    view! {
        <div class="imp-record">
            <div class="med clip" dir="auto">{diff.title.clone()}</div>
            {cells.collect::<Vec<_>>()}
        </div>
    }
}
