//! The rows of a file as they will be imported, with what is wrong with them.

pub mod cell;
pub mod fix;
pub mod pages;

use core::ops::Range;

use leptos::prelude::*;

use self::cell::{Cells, PreviewColumn};
use self::fix::{Fix, Fixing};
use self::pages::Pages;
use super::show;
use super::wizard::wizard;
use crate::client::bridge::engine;
use crate::i18n::en::import as text;
use crate::protocol::import::{RowFilter, Target};
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::Show;
use crate::ui::kit::hooks::use_phone;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::kit::virtual_list::VirtualList;
use crate::ui::text::{count, t, ta};

/// Height of a row in pixels: `--row-compact` on a desktop and on a phone.
const ROW: f64 = 32.0;
const ROW_PHONE: f64 = 40.0;

const FILTERS: [(RowFilter, &str); 4] = [
    (RowFilter::All, "all"),
    (RowFilter::Errors, "errors"),
    (RowFilter::Duplicates, "duplicates"),
    (RowFilter::Unclear, "unclear"),
];

/// The preview of the file on screen.
#[component]
pub fn Preview() -> impl IntoView {
    let wizard = wizard();
    let pages = Pages::new(wizard);
    let fixing = Fixing::new();
    let phone = use_phone();
    let columns = memo(move |_| {
        let Some(file) = wizard.file_plan() else { return Vec::new() };
        engine().state.with(|state| {
            let shown = (0..).zip(&file.columns).filter(|(_, column)| column.target != Target::Skip);
            shown
                .map(|(at, column)| PreviewColumn {
                    at,
                    label: match &column.target {
                        Target::Field(_) | Target::FullName => show::target(&state.schema, file.object, &column.target),
                        _ => column.name.clone(),
                    },
                    field: show::field_of(&column.target),
                    object: file.object,
                    end: show::at_end(&state.schema, file.object, &column.target),
                })
                .collect::<Vec<_>>()
        })
    });
    let tracks = move || {
        let cells = columns.with(|columns| "minmax(8.5rem, 1fr) ".repeat(columns.len()));
        format!("4.5rem {cells}")
    };
    let width = move || columns.with(|columns| format!("{}rem", 4.5 + 8.5 * columns.len() as f64));
    let segments = Signal::derive(move || {
        let file = wizard.file_plan();
        let tally = wizard.report.with(|report| {
            report.as_ref().and_then(|report| report.files.get(wizard.file.get() as usize).copied()).unwrap_or_default()
        });
        let rows = file.map_or(0, |file| file.rows);
        let numbers = [rows, tally.rejected, tally.changed + tally.same + tally.skipped, tally.unclear];
        let labels = [text::ALL_ROWS, text::ERRORS, text::DUPLICATES, text::UNCLEAR];
        FILTERS
            .iter()
            .zip(labels.into_iter().zip(numbers))
            .filter(|((filter, _), (_, number))| *filter != RowFilter::Unclear || *number > 0)
            .map(|((filter, id), (label, number))| Segment {
                id: (*id).to_owned(),
                label: ta(label, &[("n", count(number))]),
                icon: (*filter == RowFilter::Errors && number > 0).then_some(Icon::Warning),
            })
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let now = wizard.filter.get();
        FILTERS.iter().find(|(filter, _)| *filter == now).map_or("all", |(_, id)| id).to_owned()
    });
    let choose = Callback::new(move |id: String| {
        if let Some((filter, _)) = FILTERS.iter().find(|(_, known)| *known == id) {
            wizard.filter.set(*filter);
        }
    });
    let rejected =
        memo(move |_| wizard.report.with(|report| report.as_ref().is_some_and(|report| report.total.rejected > 0)));
    let total = Signal::derive(move || pages.total.get() as usize);
    let range = Callback::new(move |range: Range<usize>| pages.want(range.start as u32..range.end as u32));
    let row = move |index: Signal<usize>| view! { <Cells index columns pages fixing /> };
    let head = move || {
        // Another file, other columns.
        let heads = move || {
            let head = |column: PreviewColumn| {
                view! { <span class="th" class:end=column.end role="columnheader"><span class="clip">{column.label}</span></span> }
            };
            columns.get().into_iter().map(head).collect::<Vec<_>>()
        };
        view! {
            <div class="grid-head" role="row">
                <span class="th" role="columnheader">{t(text::ROW)}</span>
                {move || heads().into_any()}
            </div>
        }
    };
    let none = move || pages.known.get() && pages.total.get() == 0;
    view! {
        <div class="row imp-preview-bar">
            <h2 class="strong" id="import-preview">{t(text::PREVIEW)}</h2>
            <Segmented segments value on_change=choose label=t(text::WHICH_ROWS) />
            <span class="grow"></span>
            <Show when=move || rejected.get()>
                <Button
                    label=t(text::ERROR_FILE)
                    small=true
                    icon=Icon::Download
                    on:click=move |_| wizard.error_file()
                />
            </Show>
        </div>
        <div class="imp-preview" style=("--cols", tracks) style=("--cols-width", width)>
            <VirtualList
                count=total
                row_height=Signal::derive(move || if phone.get() { ROW_PHONE } else { ROW })
                row
                on_range=range
                header=head
                attr:role="table"
                attr:tabindex="0"
                attr:aria-labelledby="import-preview"
                attr:aria-rowcount=move || (pages.total.get() + 1).to_string()
            />
            <Show when=none>
                <p class="imp-none mute" role="status">{t(text::NO_SUCH_ROWS)}</p>
            </Show>
        </div>
        <Fix fixing />
    }
}
