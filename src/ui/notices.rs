//! Calm lines at the top of the page: what is wrong with storage or the engine, and that a new
//! version waits. Never a dialog.

use leptos::prelude::*;

use super::fault_text::fault_text;
use super::kit::banner::{Banner, Tone};
use super::kit::button::Button;
use super::kit::icon::Icon;
use super::kit::icon_button::{Frame, IconButton};
use super::text::{count, t, ta, word};
use super::update::update;
use crate::client::act::actions;
use crate::client::bridge::{Health, engine};
use crate::i18n::en::shell as text;
use crate::protocol::show::Trouble;
use crate::ui::kit::flow::Show;
use crate::ui::kit::reactive::memo;

/// All notices that hold now.
#[component]
pub fn Notices() -> impl IntoView {
    view! {
        <UpdateNotice />
        <EngineNotice />
        <TroubleNotice />
    }
}

fn run(id: &'static str) {
    let actions = actions();
    actions.run(id, actions.last_input());
}

#[component]
fn UpdateNotice() -> impl IntoView {
    let update = update();
    update.register();
    view! {
        <Show when=move || update.waits.get()>
            <Banner tone=Tone::Info icon=Icon::Download text=t(text::UPDATE_READY)>
                <Button label=t(text::UPDATE_NOW) small=true class="is-named" on:click=|_| run("shell.update") />
                <span class="grow"></span>
                <IconButton
                    icon=Icon::Close
                    label=t(text::LATER)
                    frame=Frame::Small
                    on:click=move |_| update.waits.set(false)
                />
            </Banner>
        </Show>
    }
}

#[component]
fn EngineNotice() -> impl IntoView {
    let health = engine().health;
    let how = memo(move |_| health.with(|health| matches!(health, Health::Stopped(_))));
    let given_up = engine().given_up();
    let line = move || {
        if given_up.get() {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Warning text=t(text::ENGINE_GONE)>
                    <Button label=t(text::START_AGAIN) small=true on:click=|_| run("shell.restart_engine") />
                    <Button label=t(text::RELOAD) small=true on:click=|_| super::update::reload() />
                </Banner>
            }
            .into_any()
        } else {
            view! { <Banner icon=Icon::Sync text=t(text::ENGINE_STOPPED) /> }.into_any()
        }
    };
    view! { <Show when=move || how.get()>{line()}</Show> }
}

#[component]
fn TroubleNotice() -> impl IntoView {
    let state = engine().state;
    let trouble = memo(move |_| state.with(|state| state.trouble.clone()));
    // A note about the past can be put away; what still goes on cannot.
    let hidden = RwSignal::new(false);
    let line = move || match trouble.get()? {
        Trouble::CannotWrite(fault) => {
            let why = fault_text(&fault).next;
            let words = ta(text::CANNOT_WRITE, &[("why", word(why))]);
            Some(view! { <Banner tone=Tone::Bad icon=Icon::Warning text=words><ExportButton /></Banner> }.into_any())
        }
        Trouble::MemoryOnly => {
            Some(view! { <Banner icon=Icon::Warning text=t(text::MEMORY_ONLY)><ExportButton /></Banner> }.into_any())
        }
        Trouble::Quarantined { frames, chunks, records } => (!hidden.get()).then(|| {
            let parts = ("n", count(frames + chunks));
            let words = if records == 0 {
                ta(text::QUARANTINED_UNKNOWN, &[parts])
            } else {
                ta(text::QUARANTINED, &[parts, ("records", count(records))])
            };
            view! {
                <Banner icon=Icon::Warning text=words>
                    <ExportButton />
                    <span class="grow"></span>
                    <IconButton
                        icon=Icon::Close
                        label=t(text::DISMISS)
                        frame=Frame::Small
                        on:click=move |_| hidden.set(true)
                    />
                </Banner>
            }
            .into_any()
        }),
    };
    view! { {move || line().into_any()} }
}

#[component]
fn ExportButton() -> impl IntoView {
    view! { <Button label=t(text::EXPORT) small=true on:click=|_| run("settings.export_all") /> }
}
