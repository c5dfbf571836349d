//! What is due: each line can be ticked off in its place.

use leptos::prelude::*;

use super::card::Card;
use crate::client::act::{Flow, actions};
use crate::client::live::{ListSpec, LiveList, LiveRow, use_list};
use crate::client::time::now_ms;
use crate::db::edit::{Edit, Target};
use crate::db::query::{Path, Query};
use crate::db::show::Cell;
use crate::i18n::Message;
use crate::i18n::en::home as text;
use crate::model::standard::{ACTIVITY, activity_field, activity_kind, activity_status};
use crate::model::value::Value;
use crate::ui::commit::{Said, commit_quietly, say_done, say_fault};
use crate::ui::format::{format, local_day, today};
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::chip::{Dot, Hue};
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta, word};
use crate::usage::event::Outcome;

/// Lines shown at most.
const SHOWN: u32 = 8;

/// The columns each line is made of.
const COLUMNS: [Path; 5] = [
    Path::Field(activity_field::DUE),
    Path::Field(activity_field::KIND),
    Path::Field(activity_field::COMPANY),
    Path::Field(activity_field::PERSON),
    Path::Field(activity_field::DEAL),
];

/// Follows the activities a query finds.
pub(super) fn use_tasks(query: Signal<Query>) -> LiveList {
    use_list(Signal::derive(move || {
        Some(ListSpec { query: query.get(), columns: COLUMNS.to_vec(), aggregates: Vec::new() })
    }))
}

/// The card of a list of activities; nothing while there are none.
#[component]
pub fn Tasks(
    /// The heading.
    title: Message,
    /// The activities.
    list: LiveList,
    /// Whether they are late.
    late: bool,
) -> impl IntoView {
    let rows = move || list.window.get().rows.into_iter().take(SHOWN as usize).collect::<Vec<_>>();
    let figure = move || {
        let total = list.total.get();
        let class = if late { "red" } else { "" };
        view! { <span class=class>{format().number(f64::from(total), 0)}</span> }
    };
    view! {
        <Show when=move || list.total.get() != 0>
            <Card title=t(title) more=figure>
                <For each=rows key=|row| row.id let:row>
                    <Line row late />
                </For>
                <Show when=move || { list.total.get() > SHOWN }>
                    <a class="line link" href=Route::List("activity".into()).path()>
                        {move || ta(text::SEE_ALL, &[("n", count(list.total.get()))])}
                    </a>
                </Show>
            </Card>
        </Show>
    }
}

#[component]
fn Line(row: LiveRow, late: bool) -> impl IntoView {
    let id = row.id;
    let title = row.row.with_untracked(|row| row.title.clone());
    let name = ta(text::COMPLETE, &[("title", word(title))]);
    let ticked = RwSignal::new(Tick::Off);
    let complete = move |_: bool| {
        ticked.set(Tick::On);
        let cells = vec![
            (activity_field::STATUS, Value::Option(activity_status::DONE)),
            (activity_field::DONE_AT, Value::DateTime(now_ms() as i64)),
        ];
        let edits = vec![Edit::Set { object: ACTIVITY, target: Target::one(id), cells }];
        actions().by_hand("home.complete", move || {
            Flow::later(async move {
                match commit_quietly("home.complete", edits).await {
                    Ok(done) => {
                        say_done(&done, Said::Words(t(text::COMPLETED)));
                        Outcome::Done
                    }
                    Err(fault) => {
                        // Not saved, so not done. The line may be gone by now.
                        let _gone = ticked.try_set(Tick::Off);
                        say_fault(&fault);
                        Outcome::Failed
                    }
                }
            })
        });
    };
    let line = row.row;
    let (shown, kind, when) = (line.clone(), line.clone(), line.clone());
    view! {
        <div class="line">
            <Checkbox value=ticked on_change=complete label=name round=true />
            <a
                class="row grow"
                href=Route::Record("activity".into(), id).path()
                on:click=|_| actions().by_hand("home.open_item", || Flow::DONE)
            >
                {move || kind.with(|row| kind_icon(row.cells.get(1)))}
                <span class="col grow">
                    <span class="clip med">{move || shown.with(|row| row.title.clone())}</span>
                    <span class="clip meta mute">{move || line.with(|row| about(&row.cells))}</span>
                </span>
                {move || when.with(|row| due(row.cells.first(), late))}
            </a>
        </div>
    }
}

fn kind_icon(cell: Option<&Cell>) -> impl IntoView + use<> {
    let icon = match cell {
        Some(Cell::Value(Value::Option(activity_kind::CALL))) => Icon::Phone,
        Some(Cell::Value(Value::Option(activity_kind::MEETING))) => Icon::Meeting,
        Some(Cell::Value(Value::Option(activity_kind::VISIT))) => Icon::Map,
        Some(Cell::Value(Value::Option(activity_kind::EMAIL))) => Icon::Mail,
        _ => Icon::Task,
    };
    view! { <span class="dim"><Glyph icon size=IconSize::Small /></span> }
}

/// What it is about: company, person, deal.
fn about(cells: &[Cell]) -> String {
    let titles: Vec<String> = cells
        .iter()
        .skip(2)
        .filter_map(|cell| match cell {
            Cell::Links(links) => links.first().map(|link| link.title.clone()),
            _ => None,
        })
        .filter(|title| !title.is_empty())
        .take(2)
        .collect();
    titles.join(" · ")
}

fn due(cell: Option<&Cell>, late: bool) -> impl IntoView + use<> {
    let at = match cell {
        Some(Cell::Value(Value::DateTime(at))) => *at,
        _ => return ().into_any(),
    };
    let (hue, words) = if late {
        let days = today().0 - local_day(at).0;
        (Hue::Red, ta(text::LATE, &[("n", count(days.max(1)))]))
    } else {
        (Hue::Amber, format().time(at))
    };
    view! {
        <span class="row row-1 meta num mute">
            <Dot hue=Some(hue) />
            {words}
        </span>
    }
    .into_any()
}
