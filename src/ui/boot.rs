//! Before the workspace is open: a quiet mark, or in words why it cannot be opened and what to do.

use leptos::prelude::*;

use super::download::export_all;
use super::fault_text::fault_text;
use super::kit::button::{Button, Look};
use super::kit::glyph::{Glyph, IconSize};
use super::kit::icon::Icon;
use super::page_bar::name_document;
use super::text::t;
use super::update::reload;
use crate::client::act::{Flow, actions};
use crate::client::bridge::{Health, engine};
use crate::i18n::en::{common, shell as text};
use crate::protocol::fault::Fault;
use crate::usage::event::Outcome;

/// What is on screen until the workspace is open.
#[component]
pub fn Boot() -> impl IntoView {
    name_document(Signal::derive(String::new));
    let health = engine().health;
    let page = move || match health.get() {
        Health::Refused(fault) => view! { <Refused fault /> }.into_any(),
        Health::Stopped(_) if engine().given_up().get() => {
            view! { <Refused fault=Fault::EngineStopped(String::new()) /> }.into_any()
        }
        _ => view! { <Waiting /> }.into_any(),
    };
    view! { {move || page().into_any()} }
}

/// The mark; the style lets it appear only when opening takes a moment.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="boot" role="status">
            <span class="mark"><Glyph icon=Icon::Mark size=IconSize::Huge /></span>
            <span class="sr">{t(text::LOADING)}</span>
        </div>
    }
}

#[component]
fn Refused(fault: Fault) -> impl IntoView {
    let words = fault_text(&fault);
    let again = move |_| {
        actions().by_hand("shell.restart_engine", || {
            reload();
            Flow::DONE
        });
    };
    let export = move |_| {
        actions().by_hand("settings.export_all", || {
            Flow::later(async {
                let outcome = export_all().await;
                if outcome == Outcome::Failed {
                    leptos::logging::warn!("nothing could be exported");
                }
                outcome
            })
        });
    };
    // Where there is no storage at all there is nothing to export.
    let nothing_there = matches!(fault, Fault::StorageUnavailable | Fault::StorageBlocked | Fault::EngineStopped(_));
    let detail = match fault {
        Fault::StorageFailed(detail) if !detail.is_empty() => Some(view! { <pre>{detail}</pre> }),
        _ => None,
    };
    view! {
        <main class="fatal" role="alert">
            <span class="mark"><Glyph icon=Icon::Mark size=IconSize::Huge /></span>
            <h1 class="display">{words.title}</h1>
            <p>{words.next}</p>
            {detail}
            <div class="row">
                <Button label=t(common::TRY_AGAIN) look=Look::Primary on:click=again />
                {(!nothing_there)
                    .then(|| view! { <Button label=t(text::EXPORT) look=Look::Secondary on:click=export /> })}
            </div>
        </main>
    }
}
