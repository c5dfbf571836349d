//! Where each column of a file goes, how sure that is, and what only a person can tell.

pub mod ask;
pub mod options;
pub mod row;
pub mod target;
pub mod values;

use leptos::prelude::*;

use self::row::Row;
use super::wizard::wizard;
use super::words;
use crate::i18n::en::import as text;
use crate::ui::kit::empty_state::EmptyState;
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::text::{t, ta, word};

/// The mapping of the file on screen.
#[component]
pub fn Mapping() -> impl IntoView {
    let wizard = wizard();
    let columns = memo(move |_| {
        let file = wizard.file.get();
        wizard.plan.with(|plan| {
            let columns = plan.files.get(file as usize).map_or(&[][..], |file| &file.columns);
            (0..).zip(columns).map(|(at, column)| (file, at, column.name.clone())).collect::<Vec<_>>()
        })
    });
    let refused = move || {
        let file = wizard.file_plan()?;
        let (what, next) = words::refusal(file.refusal?);
        Some(view! {
            <EmptyState
                icon=Icon::Warning
                title=ta(text::REFUSED_TITLE, &[("file", word(file.info.name)), ("why", word(t(what)))])
                text=t(next)
            />
        })
    };
    view! {
        {move || refused().into_any()}
        <Show when=move || columns.with(|columns| !columns.is_empty())>
            <table class="table is-compact ftable map-table">
                <caption class="sr">{t(text::MAPPING)}</caption>
                <colgroup>
                    <col class="map-c1" />
                    <col class="map-c2" />
                    <col class="map-c3" />
                    <col class="map-c4" />
                    <col />
                </colgroup>
                <thead>
                    <tr>
                        <th scope="col">{t(text::IN_FILE)}</th>
                        <th scope="col">{t(text::FIRST_VALUE)}</th>
                        <th><span class="sr">{t(text::GOES_TO)}</span></th>
                        <th scope="col">{t(text::GOES_TO)}</th>
                        <th scope="col">{t(text::HOW_SURE)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || columns.get() key=Clone::clone let:entry>
                        <Row file=entry.0 at=entry.1 />
                    </For>
                </tbody>
            </table>
        </Show>
    }
}
