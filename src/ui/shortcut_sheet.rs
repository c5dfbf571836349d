//! The overlay that lists every shortcut, derived from the registry.

use leptos::prelude::*;

use super::chord;
use super::keys::{Keys, keys};
use super::kit::button::{Button, Look};
use super::kit::dialog::{Dialog, DialogShape};
use super::nav::nav;
use super::route::{Route, Section};
use super::text::t;
use crate::client::act::{Actions, Flow, actions};
use crate::features::command::Command;
use crate::features::{self};
use crate::i18n::en::{common, shortcuts as text};

/// Registers the command and draws the sheet while it is open.
#[component]
pub fn ShortcutSheet() -> impl IntoView {
    let open = RwSignal::new(false);
    actions().on("shell.shortcuts", move |_| {
        open.update(|open| *open = !*open);
        Flow::DONE
    });
    let change = move |_| {
        open.set(false);
        nav().go(&Route::Settings(Section::Keys));
    };
    view! {
        <Dialog
            open
            on_close=move |()| open.set(false)
            title=t(text::TITLE)
            close_label=t(common::CLOSE)
            shape=DialogShape::Large
            light=true
            footer=move || {
                view! {
                    <span class="meta dim grow">{t(text::HINT)}</span>
                    <Button label=t(text::CHANGE) look=Look::Secondary on:click=change />
                }
            }
        >
            <Sheet />
        </Dialog>
    }
}

#[component]
fn Sheet() -> impl IntoView {
    let (keys, actions) = (keys(), actions());
    let groups: Vec<_> = features::FEATURES
        .iter()
        .filter_map(|feature| {
            let lines: Vec<_> = feature.commands.iter().filter_map(|command| line(command, keys, actions)).collect();
            (!lines.is_empty()).then(|| view! { <h3>{t(feature.label)}</h3> {lines} })
        })
        .collect();
    view! { <dl class="keys">{groups}</dl> }
}

/// A command and its keys; pale when this page does not answer it.
fn line(command: &Command, keys: Keys, actions: Actions) -> Option<impl IntoView + use<>> {
    let all = keys.of(command.id);
    if all.is_empty() {
        return None;
    }
    let here = actions.rank(command.id).is_some();
    let mut shown = Vec::new();
    for (at, one) in all.iter().enumerate() {
        if at > 0 {
            shown.push(view! { <span class="meta dim">{t(text::OR)}</span> }.into_any());
        }
        for cap in chord::shown(one, keys.apple).split_whitespace() {
            shown.push(view! { <kbd class="kbd">{cap.to_owned()}</kbd> }.into_any());
        }
    }
    let label = t(command.label);
    Some(view! {
        <div class:dim=!here>
            <dt>{label}</dt>
            <dd>{shown}</dd>
        </div>
    })
}
