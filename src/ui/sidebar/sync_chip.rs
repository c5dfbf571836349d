//! How safe the data is, in two words: on this device, being saved, or not saved.

use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::client::bridge::{Health, engine};
use crate::i18n::Message;
use crate::i18n::en::shell as text;
use crate::protocol::show::Trouble;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::online::use_online;
use crate::ui::route::{Route, Section};
use crate::ui::text::t;

/// What the chip can say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Safe,
    Offline,
    Stopped,
    Memory,
    Failing,
}

impl How {
    const fn look(self) -> (Message, Icon, &'static str) {
        match self {
            Self::Safe => (text::ON_DEVICE, Icon::CheckCircle, "nav"),
            Self::Offline => (text::OFFLINE, Icon::CloudOff, "nav is-wait"),
            Self::Stopped => (text::SAVING, Icon::Sync, "nav is-wait"),
            Self::Memory => (text::IN_MEMORY, Icon::Warning, "nav is-wait"),
            Self::Failing => (text::NOT_SAVED, Icon::Warning, "nav is-bad"),
        }
    }
}

/// The chip; it leads to the page about storage.
#[component]
pub fn SyncChip() -> impl IntoView {
    let engine = engine();
    let online = use_online();
    let how = memo(move |_| {
        let trouble = engine.state.with(|state| state.trouble.clone());
        match (engine.health.get(), trouble) {
            (_, Some(Trouble::CannotWrite(_))) => How::Failing,
            (_, Some(Trouble::MemoryOnly)) => How::Memory,
            (Health::Stopped(_), _) => How::Stopped,
            _ if !online.get() => How::Offline,
            _ => How::Safe,
        }
    });
    let words = move || t(how.get().look().0);
    view! {
        <a
            class=move || format!("{} is-last", how.get().look().2)
            href=Route::Settings(Section::Storage).path()
            data-tip=words
            aria-label=words
            on:click=|_| actions().by_hand("shell.go", || Flow::DONE)
        >
            <span class="sync-g">
                <Glyph icon=Signal::derive(move || how.get().look().1) />
            </span>
            <span class="clip" aria-live="polite">{move || words().into_any()}</span>
        </a>
    }
}
