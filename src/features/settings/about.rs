//! Which Kontor this is.

use leptos::prelude::*;

use super::line::Line;
use crate::client::act::actions;
use crate::client::bridge::engine;
use crate::i18n::en::settings as text;
use crate::ui::keys::keys;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::flow::Show;
use crate::ui::text::t;
use crate::ui::update::update;

/// The section.
#[component]
pub fn About() -> impl IntoView {
    let build = document()
        .query_selector("meta[name='kontor-version']")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default();
    let device = engine().state.with_untracked(|state| format!("{:010x}", state.client.0));
    let waits = update().waits;
    let keys = keys();
    let run = |id: &'static str| {
        let actions = actions();
        actions.run(id, actions.last_input());
    };
    let update_note = Signal::derive(move || t(if waits.get() { text::UPDATE_READY } else { text::UPDATE_NONE }));
    view! {
        <Line name=t(text::VERSION) note=update_note>
            <span class="row">
                <span class="num">{env!("CARGO_PKG_VERSION")}</span>
                <Show when=move || waits.get()>
                    <Button label=t(text::UPDATE) look=Look::Secondary on:click=move |_| run("shell.update") />
                </Show>
            </span>
        </Line>
        <Line name=t(text::BUILD)>
            <span class="mono">{build}</span>
        </Line>
        <Line name=t(text::DEVICE)>
            <span class="mono">{device}</span>
        </Line>
        <Line name=t(text::PRIVACY) note=Signal::derive(|| t(text::PRIVACY_TEXT))>
            <span></span>
        </Line>
        <Line name=t(text::SHORTCUTS)>
            <Button
                label=t(text::SHOW)
                look=Look::Secondary
                kbd=move || keys.shown("shell.shortcuts").unwrap_or_default()
                on:click=move |_| run("shell.shortcuts")
            />
        </Line>
        <Line name=t(text::LICENCE)>
            <span>{t(text::LICENCE_TEXT)}</span>
        </Line>
    }
}
