//! The shortcuts of every command, each to be changed.

use leptos::prelude::*;

use super::recorder::Recorder;
use crate::client::act::actions;
use crate::client::bridge::engine;
use crate::features::{self, command::Command, command::Feature};
use crate::i18n::en::settings as text;
use crate::protocol::settings::Settings;
use crate::ui::chord;
use crate::ui::configure::configure_flow;
use crate::ui::keys::{Keys, keys};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::{Frame, IconButton};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::text_input::{TextInput, TextKind};
use crate::ui::matching::fit;
use crate::ui::text::{t, ta, word};

/// The section.
#[component]
pub fn Bindings() -> impl IntoView {
    let query = RwSignal::new(String::new());
    let recording = RwSignal::new(None::<&'static str>);
    let changed = memo(|_| engine().state.with(|state| !state.settings.keys.is_empty()));
    let reset = |_| change(|settings| settings.keys.clear());
    let groups = move || {
        let query = query.get();
        features::FEATURES.iter().filter_map(|feature| group(feature, &query, recording)).collect::<Vec<_>>()
    };
    view! {
        <p class="mute">{t(text::KEYS_NOTE)}</p>
        <div class="row set-search">
            <TextInput
                value=query
                on_input=move |text| query.set(text)
                kind=TextKind::Search
                icon=Icon::Search
                label=t(text::FIND_COMMAND)
                placeholder=t(text::FIND_COMMAND)
            />
            <Show when=move || changed.get()>
                <Button label=t(text::RESET_KEYS) look=Look::Secondary on:click=reset />
            </Show>
        </div>
        <div>{move || groups().into_any()}</div>
    }
}

fn change(with: impl FnOnce(&mut Settings)) {
    actions().by_hand("settings.bind_key", || configure_flow(with));
}

fn group(
    feature: &'static Feature,
    query: &str,
    recording: RwSignal<Option<&'static str>>,
) -> Option<impl IntoView + use<>> {
    let fits = |command: &&Command| fit(&t(command.label), query).is_some();
    // What one can only point at needs no keys unless it has some.
    let bindable = |command: &&Command| command.palette || !command.keys.is_empty();
    let lines: Vec<_> = feature
        .commands
        .iter()
        .filter(bindable)
        .filter(fits)
        .map(|command| view! { <Binding command recording /> })
        .collect();
    (!lines.is_empty()).then(|| view! { <h3 class="h3 set-head">{t(feature.label)}</h3> {lines} })
}

#[component]
fn Binding(command: &'static Command, recording: RwSignal<Option<&'static str>>) -> impl IntoView {
    let keys = keys();
    let id = command.id;
    let label = t(command.label);
    let describe = ta(text::CHANGE_KEY_OF, &[("command", word(label.clone()))]);
    let own = memo(move |_| engine().state.with(|state| state.settings.keys.iter().any(|(command, _)| command == id)));
    let save = Callback::new(move |found: Option<String>| {
        recording.set(None);
        if let Some(found) = found {
            change(move |settings| {
                settings.keys.retain(|(command, _)| command != id);
                settings.keys.push((id.to_owned(), found));
            });
        }
    });
    let reset = move |_| change(move |settings| settings.keys.retain(|(command, _)| command != id));
    let control = move || {
        if recording.get() == Some(id) {
            return view! { <Recorder on_done=save /> }.into_any();
        }
        let describe = describe.clone();
        view! {
            <span class="row">
                {move || caps(keys, id)}
                <Show when=move || own.get()>
                    <IconButton icon=Icon::Undo label=t(text::RESET_KEY) frame=Frame::Small on:click=reset />
                </Show>
                <Button
                    label=t(text::CHANGE_KEY)
                    look=Look::Secondary
                    small=true
                    attr:aria-label=describe
                    on:click=move |_| recording.set(Some(id))
                />
            </span>
        }
        .into_any()
    };
    view! {
        <div class="set">
            <span class="name">
                {label}
                {move || conflict(keys, id)}
            </span>
            {move || control().into_any()}
        </div>
    }
}

/// The keys of a command, one cap each.
fn caps(keys: Keys, id: &'static str) -> AnyView {
    let all = keys.of(id);
    if all.is_empty() {
        return view! { <span class="meta dim">{t(text::NO_KEY)}</span> }.into_any();
    }
    all.iter()
        .map(|one| {
            let caps: Vec<_> = chord::shown(one, keys.apple)
                .split_whitespace()
                .map(|cap| view! { <kbd class="kbd">{cap.to_owned()}</kbd> })
                .collect();
            view! { <span class="row row-05">{caps}</span> }
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// What else the same keys start.
fn conflict(keys: Keys, id: &'static str) -> Option<impl IntoView> {
    let mut others: Vec<String> = Vec::new();
    for one in keys.of(id) {
        for other in keys.conflicts(id, &one) {
            let name = features::command(other).map(|command| t(command.label)).unwrap_or_default();
            if !others.contains(&name) {
                others.push(name);
            }
        }
    }
    (!others.is_empty()).then(|| {
        let words = ta(text::CONFLICT, &[("commands", word(others.join(", ")))]);
        view! { <small class="amber" role="status">{words}</small> }
    })
}
