//! Open deals that should close soon.

use leptos::prelude::*;

use super::card::Card;
use super::queries;
use crate::client::act::{Flow, actions};
use crate::client::live::{ListSpec, LiveRow, use_list};
use crate::db::query::Path;
use crate::db::show::Cell;
use crate::i18n::en::home as text;
use crate::model::standard::deal_field;
use crate::model::value::Value;
use crate::ui::format::{format, today};
use crate::ui::kit::chip::{Dot, Hue};
use crate::ui::kit::flow::{For, Show};
use crate::ui::pages;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta, word};

/// Lines shown at most.
const SHOWN: usize = 6;

/// The card.
#[component]
pub fn Closing(
    /// Only deals of the user.
    mine: Signal<bool>,
) -> impl IntoView {
    let columns = [deal_field::AMOUNT, deal_field::EXPECTED_CLOSE, deal_field::COMPANY].map(Path::Field).to_vec();
    let list = use_list(Signal::derive(move || {
        Some(ListSpec { query: queries::closing(mine.get()), columns: columns.clone(), aggregates: Vec::new() })
    }));
    let rows = move || list.window.get().rows.into_iter().take(SHOWN).collect::<Vec<_>>();
    let more = move || {
        let total = list.total.get();
        view! {
            <a class="link" href=pages::home_of("deal").path()>
                {ta(text::SEE_ALL, &[("n", count(total))])}
            </a>
        }
    };
    view! {
        <Card title=t(text::CLOSING) more=move || (list.total.get() > 0).then(more)>
            <For each=rows key=|row| row.id let:row>
                <Line row />
            </For>
            <Show when=move || list.ready.get() && list.total.get() == 0>
                <p class="line mute">{t(text::NO_CLOSING)}</p>
            </Show>
        </Card>
    }
}

#[component]
fn Line(row: LiveRow) -> impl IntoView {
    let id = row.id;
    let line = row.row;
    let (title, company, amount, close) = (line.clone(), line.clone(), line.clone(), line);
    view! {
        <a
            class="line"
            href=Route::Record("deal".into(), id).path()
            on:click=|_| actions().by_hand("home.open_item", || Flow::DONE)
        >
            <span class="col grow">
                <span class="clip med">{move || title.with(|row| row.title.clone())}</span>
                <span class="clip meta mute">{move || company.with(|row| company_of(&row.cells))}</span>
            </span>
            <span class="col end">
                <span class="num">{move || amount.with(|row| amount_of(&row.cells))}</span>
                {move || close.with(|row| close_of(&row.cells))}
            </span>
        </a>
    }
}

fn company_of(cells: &[Cell]) -> String {
    match cells.get(2) {
        Some(Cell::Links(links)) => links.first().map(|link| link.title.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn amount_of(cells: &[Cell]) -> String {
    match cells.first() {
        Some(Cell::Value(Value::Money(money))) => format().money(*money, true),
        _ => String::new(),
    }
}

fn close_of(cells: &[Cell]) -> impl IntoView + use<> {
    let day = match cells.get(1) {
        Some(Cell::Value(Value::Date(day))) => *day,
        _ => return ().into_any(),
    };
    let now = today();
    let hue = match day.cmp(&now) {
        core::cmp::Ordering::Less => Hue::Red,
        core::cmp::Ordering::Equal => Hue::Amber,
        core::cmp::Ordering::Greater => Hue::Green,
    };
    let words = ta(text::DUE, &[("date", word(format().day_month(day)))]);
    view! {
        <span class="row row-1 meta num mute">
            <Dot hue=Some(hue) />
            {words}
        </span>
    }
    .into_any()
}
