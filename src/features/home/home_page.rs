//! The home page: what is due, what closes soon, and where one was.

use leptos::prelude::*;

use super::closing::Closing;
use super::device::Device;
use super::figures::Figures;
use super::queries;
use super::seen::Seen;
use super::tasks::{Tasks, use_tasks};
use crate::client::act::actions;
use crate::client::bridge::engine;
use crate::client::live::use_totals;
use crate::db::query::Query;
use crate::i18n::en::{home as text, start};
use crate::model::schema::Role;
use crate::ui::format::{format, today};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::empty_state::EmptyState;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::local;
use crate::ui::nav::nav;
use crate::ui::page_bar::{PageBar, name_document};
use crate::ui::route::Route;
use crate::ui::text::{t, ta, word};
use crate::ui::workspace;

const KEY: &str = "home_everyone";

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    name_document(Signal::derive(|| t(text::TITLE)));
    let everyone = RwSignal::new(local::get(KEY).is_some());
    let me = memo(move |_| engine().state.with(|state| state.settings.me.0 != 0));
    let mine = Signal::derive(move || me.get() && !everyone.get());
    let empty = use_empty();
    let overdue = use_tasks(Signal::derive(move || queries::overdue(mine.get())));
    let due = use_tasks(Signal::derive(move || queries::today(mine.get())));
    let clear =
        memo(move |_| overdue.ready.get() && due.ready.get() && overdue.total.get() == 0 && due.total.get() == 0);
    let page = move || {
        if empty.get() {
            return view! { <Nothing /> }.into_any();
        }
        view! {
            <div class="body">
                <div class="home">
                    <Greeting everyone me=me.into() />
                    <div>
                        <Figures overdue today=due mine />
                        <Tasks title=text::OVERDUE list=overdue late=true />
                        <Tasks title=text::TODAY list=due late=false />
                        <Show when=move || clear.get()>
                            <Clear mine everyone />
                        </Show>
                        <Closing mine />
                    </div>
                    <div>
                        <Seen />
                        <Device />
                    </div>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="only-desk">
            <PageBar title=Signal::derive(|| t(text::TITLE)) />
        </div>
        {move || page().into_any()}
    }
}

/// Whether the workspace holds nothing at all yet.
fn use_empty() -> Memo<bool> {
    let queries = engine().state.with_untracked(|state| {
        let main = state.schema.objects.iter().filter(|object| object.role == Role::Main);
        main.map(|object| Query::of(object.id)).collect::<Vec<_>>()
    });
    let totals = use_totals(Signal::derive(move || queries.clone()));
    memo(move |_| totals.with(|totals| !totals.is_empty() && totals.iter().all(|total| *total == 0)))
}

#[component]
fn Greeting(everyone: RwSignal<bool>, me: Signal<bool>) -> impl IntoView {
    let hour = js_sys::Date::new_0().get_hours();
    let (named, plain) = match hour {
        4..12 => (text::MORNING, text::MORNING_PLAIN),
        12..18 => (text::AFTERNOON, text::AFTERNOON_PLAIN),
        _ => (text::EVENING, text::EVENING_PLAIN),
    };
    let greeting = move || {
        let name = workspace::user_name();
        // Who did not give a name is not called by the stand-in.
        if !me.get() || name == t(start::DEFAULT_NAME) {
            return t(plain);
        }
        // A given name is enough among people who know each other.
        let short = name.split_whitespace().next().unwrap_or_default().to_owned();
        ta(named, &[("name", word(short))])
    };
    let day = format().long_date(today());
    let segment = |id: &str, label: String| Segment { id: id.into(), label, icon: None };
    let segments = vec![segment("mine", t(text::MINE)), segment("everyone", t(text::EVERYONE))];
    let choose = move |id: String| {
        everyone.set(id == "everyone");
        if everyone.get_untracked() {
            local::set(KEY, "1");
        } else {
            local::remove(KEY);
        }
    };
    view! {
        <header class="row row-3 row-wrap">
            <div class="grow">
                <p class="meta mute">{day}</p>
                <h1 class="ph-big">{move || greeting().into_any()}</h1>
            </div>
            <Show when=move || me.get()>
                <Segmented
                    segments=segments.clone()
                    value=Signal::derive(move || if everyone.get() { "everyone" } else { "mine" }.to_owned())
                    on_change=choose
                    label=t(text::WHOSE)
                />
            </Show>
        </header>
    }
}

fn run(id: &'static str) {
    let actions = actions();
    actions.run(id, actions.last_input());
}

#[component]
fn Clear(mine: Signal<bool>, everyone: RwSignal<bool>) -> impl IntoView {
    let title = move || if mine.get() { t(text::CLEAR_MINE) } else { t(text::CLEAR) };
    view! {
        <section class="card">
            <EmptyState icon=Icon::CheckCircle title text=t(text::CLEAR_TEXT)>
                <Button
                    label=t(text::NEW_TASK)
                    look=Look::Soft
                    icon=Icon::Plus
                    on:click=|_| run("record.create_task")
                />
                <Show when=move || mine.get()>
                    <Button
                        label=t(text::SHOW_EVERYONE)
                        look=Look::Secondary
                        on:click=move |_| everyone.set(true)
                    />
                </Show>
            </EmptyState>
        </section>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState icon=Icon::Note title=t(text::EMPTY) text=t(text::EMPTY_TEXT)>
            <Button
                label=t(text::BEGIN)
                look=Look::Primary
                icon=Icon::Right
                on:click=|_| nav().go(&Route::Start)
            />
            <Button
                label=t(text::NEW_CONTACT)
                look=Look::Secondary
                icon=Icon::Plus
                on:click=|_| run("record.create_person")
            />
        </EmptyState>
    }
}
