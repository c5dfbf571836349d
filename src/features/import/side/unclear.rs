//! Names that fit several records: one decision for all rows that have the name.

use leptos::prelude::*;

use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::i18n::en::import as text;
use crate::model::standard;
use crate::protocol::import::{Candidate, Choice, Unclear};
use crate::ui::kit::avatar::{Avatar, Shape};
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::hooks::unique_id;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::effect;
use crate::ui::text::{count, t, ta, word};

/// So many names show at first, and so many more each time.
const FIRST: u32 = 3;
const MORE: u32 = 20;

/// What the dry run could not decide, paged.
#[component]
pub fn UnclearQueue() -> impl IntoView {
    let wizard = wizard();
    let items = RwSignal::new(Vec::<Unclear>::new());
    let total = RwSignal::new(0_u32);
    let wanted = StoredValue::new(FIRST);
    let load = move || {
        leptos::task::spawn_local(async move {
            let Some(upto) = wanted.try_get_value() else { return };
            if let Some(page) = wizard.unclear(0..upto).await {
                total.try_set(page.total);
                items.try_set(page.items);
            }
        });
    };
    effect(move |_| {
        if wizard.report.with(Option::is_some) {
            load();
        }
    });
    let all = move || wizard.report.with(|report| report.as_ref().map_or(0, |report| report.unclear));
    let left = move || total.get().saturating_sub(items.with(Vec::len) as u32);
    let more = move |_| {
        wanted.update_value(|wanted| *wanted += MORE);
        load();
    };
    view! {
        <section class="section">
            <h3>
                {move || ta(text::N_UNCLEAR, &[("n", count(all()))])}
                <span class="more">{t(text::FITS_SEVERAL)}</span>
            </h3>
            <For
                each=move || items.get()
                key=|item| (item.key.clone(), item.choice.map(|choice| format!("{choice:?}")))
                let:item
            >
                <OneUnclear item />
            </For>
            <Show when=move || { left() > 0 }>
                <Button label=move || ta(text::SHOW_MORE, &[("n", count(left().min(MORE)))]) small=true on:click=more />
            </Show>
        </section>
    }
}

#[component]
fn OneUnclear(item: Unclear) -> impl IntoView {
    let wizard = wizard();
    let group = unique_id("unclear");
    let key = StoredValue::new(item.key.clone());
    let linking = item.key.column.is_some();
    let choose = move |choice: Choice| key.with_value(|key| wizard.choose(key.clone(), choice));
    let name = engine().state.with_untracked(|state| show::one(&state.schema, item.object));
    let round = matches!(item.object, standard::PERSON | standard::USER | standard::LEAD);
    let radio = |choice: Choice, label: AnyView| {
        let group = group.clone();
        let on = item.choice == Some(choice);
        view! {
            <label class="row imp-choice">
                <input type="radio" class="radio" name=group checked=on on:change=move |_| choose(choice) />
                {label}
            </label>
        }
    };
    let candidate = |candidate: &Candidate| {
        let why = t(if candidate.same_domain { text::SAME_DOMAIN } else { text::NAME_ONLY });
        let shape = if round { Shape::Round } else { Shape::Square };
        let (title, id) = (candidate.title.clone(), candidate.record.to_string());
        let label = view! {
            <Avatar name=title.clone() key=id shape />
            <span class="grow clip" dir="auto">{title}</span>
            <span class="meta dim">{why}</span>
        };
        radio(Choice::Record(candidate.record), label.into_any())
    };
    let candidates: Vec<_> = item.candidates.iter().map(candidate).collect();
    let make = ta(text::MAKE_NEW, &[("object", word(name))]);
    let new = view! { <Glyph icon=Icon::Plus /><span class="grow">{make}</span> }.into_any();
    let none = t(if linking { text::LEAVE_LINK } else { text::LEAVE_ROW });
    let none = view! { <Glyph icon=Icon::Minus /><span class="grow">{none}</span> }.into_any();
    let title = ta(text::QUOTED, &[("text", word(item.text.clone()))]);
    let place = ta(text::ROW_AND_MORE, &[("row", count(item.number)), ("n", count(item.rows))]);
    view! {
        <fieldset class="imp-unclear">
            <legend class="row">
                <span class="med" dir="auto">{title}</span>
                <span class="dim">{place}</span>
            </legend>
            {candidates}
            {radio(Choice::New, new)}
            {radio(Choice::None, none)}
        </fieldset>
    }
}
