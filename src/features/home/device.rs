//! How much lies on this device.

use leptos::prelude::*;

use super::card::Card;
use crate::client::bridge::engine;
use crate::i18n::en::home as text;
use crate::protocol::request::{Reply, Request};
use crate::protocol::settings::StorageInfo;
use crate::ui::format::format;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::route::{Route, Section};
use crate::ui::text::{t, ta, word};

/// The card.
#[component]
pub fn Device() -> impl IntoView {
    let engine = engine();
    let info = RwSignal::new(None::<StorageInfo>);
    leptos::task::spawn_local(async move {
        if let Ok(Reply::Storage(found)) = engine.call(Request::Storage).await {
            info.try_set(Some(found));
        }
    });
    let used = move || {
        let info = info.get()?;
        let words =
            [("used", info.used), ("quota", info.quota)].map(|(name, bytes)| (name, word(format().bytes(bytes))));
        Some(ta(text::IN_USE, &words))
    };
    let more = || view! { <a class="link" href=Route::Settings(Section::Storage).path()>{t(text::SEE_STORAGE)}</a> };
    view! {
        <Card title=t(text::DEVICE) more>
            <div class="line">
                <span class="green"><Glyph icon=Icon::CheckCircle /></span>
                <span class="col grow">
                    <span class="wrap">{t(text::DEVICE_TEXT)}</span>
                    <span class="meta dim num">{move || used().into_any()}</span>
                </span>
            </div>
        </Card>
    }
}
