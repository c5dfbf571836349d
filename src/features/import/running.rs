//! The import while it writes.

use leptos::prelude::*;

use super::wizard::wizard;
use crate::i18n::en::import as text;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::progress::Progress;
use crate::ui::text::{count, t, ta};

/// How far it is, how fast, and the way to stop it.
#[component]
pub fn Running() -> impl IntoView {
    let wizard = wizard();
    let part = Signal::derive(move || {
        let (done, total, _) = wizard.progress()?;
        (total > 0).then(|| done as f64 / total as f64)
    });
    let rate = move || match wizard.progress() {
        Some((_, _, per_second)) if per_second > 0 => ta(text::PER_SECOND, &[("n", count(per_second))]),
        _ => String::new(),
    };
    let done = move || {
        let (done, total, _) = wizard.progress()?;
        Some(ta(text::DONE_OF, &[("done", count(done as f64)), ("total", count(total as f64))]))
    };
    view! {
        <div class="body imp-choose">
            <div class="imp-run">
                <h2 class="title">{t(text::RUNNING)}</h2>
                <Progress value=part label=t(text::RUNNING) />
                <div class="meter-note">
                    <span>{move || done().into_any()}</span>
                    <span class="imp-speed">{move || rate().into_any()}</span>
                </div>
                <p class="mute">{t(text::RUNNING_HINT)}</p>
                <div class="row">
                    <Button label=t(text::CANCEL) look=Look::Secondary on:click=move |_| wizard.cancel() />
                </div>
            </div>
        </div>
    }
}
