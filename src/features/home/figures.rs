//! Four figures under the greeting.

use leptos::prelude::*;

use super::queries;
use crate::client::live::{ListSpec, LiveList, use_list};
use crate::db::query::{Aggregate, Figure, Function, Path};
use crate::i18n::en::home as text;
use crate::model::money::Money;
use crate::model::standard::deal_field;
use crate::ui::format::format;
use crate::ui::text::t;

/// What is overdue and due today, and the open deals with their worth.
#[component]
pub fn Figures(
    /// What should have been done.
    overdue: LiveList,
    /// What is due today.
    today: LiveList,
    /// Only deals of the user.
    mine: Signal<bool>,
) -> impl IntoView {
    let deals = use_list(Signal::derive(move || {
        let sum = Aggregate { path: Path::Field(deal_field::AMOUNT), function: Function::Sum };
        Some(ListSpec { query: queries::open_deals(mine.get()), columns: Vec::new(), aggregates: vec![sum] })
    }));
    let number = move |list: LiveList| move || format().number(f64::from(list.total.get()), 0);
    let worth = move || deals.figures.with(|figures| figures.first().map(worth).unwrap_or_default());
    view! {
        <section class="card figs" aria-label=t(text::TODAY)>
            <div class="fig">
                <b class:red=move || { overdue.total.get() > 0 }>{number(overdue)}</b>
                <span>{t(text::OVERDUE)}</span>
            </div>
            <div class="fig">
                <b>{number(today)}</b>
                <span>{t(text::TODAY)}</span>
            </div>
            <div class="fig">
                <b>{number(deals)}</b>
                <span>{t(text::OPEN_DEALS)}</span>
            </div>
            <div class="fig">
                <b class="clip">{move || worth().into_any()}</b>
                <span>{t(text::WORTH)}</span>
            </div>
        </section>
    }
}

/// The sum in the currency most deals are in, in whole units.
fn worth(figure: &Figure) -> String {
    let Figure::Money(sums) = figure else { return String::new() };
    let Some(sum) = sums.first() else { return format().number(0.0, 0) };
    let scale = sum.currency.scale();
    let rounded = (sum.minor as f64 / scale as f64).round() as i64 * scale;
    format().money(Money { minor: rounded, ..*sum }, true)
}
