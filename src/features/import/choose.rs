//! The first step: choosing files.

use leptos::prelude::*;

use super::wizard::{Stage, wizard};
use super::words;
use crate::i18n::en::import as text;
use crate::ui::kit::banner::{Banner, Tone};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::progress::Progress;
use crate::ui::text::{t, ta, word};

/// The drop zone, and what was wrong with files that were refused.
#[component]
pub fn Choose(
    /// Opens the browser's file dialog.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    let wizard = wizard();
    let reading = move || wizard.stage.get() == Stage::Reading;
    let refused = move || {
        let files = wizard.plan.with(|plan| plan.files.clone());
        let lines = files.into_iter().filter_map(|file| {
            let (what, next) = words::refusal(file.refusal?);
            let line =
                ta(text::REFUSED, &[("file", word(file.info.name)), ("why", word(t(what))), ("next", word(t(next)))]);
            Some(view! { <Banner tone=Tone::Bad icon=Icon::Warning text=line /> })
        });
        lines.collect::<Vec<_>>()
    };
    let fault = move || {
        let fault = wizard.fault.get()?;
        let line = format!("{}. {}", fault.title, fault.next);
        Some(view! { <Banner tone=Tone::Bad icon=Icon::Warning text=line /> })
    };
    let amount = Signal::derive(move || {
        let (done, total, _) = wizard.progress()?;
        (total > 0).then(|| done as f64 / total as f64)
    });
    let body = move || {
        if reading() {
            return view! {
                <div class="imp-run" role="status">
                    <h2 class="title">{t(text::READING)}</h2>
                    <Progress value=amount label=t(text::READING) />
                    <div class="row">
                        <Button label=t(text::CANCEL) look=Look::Secondary on:click=move |_| wizard.cancel() />
                    </div>
                </div>
            }
            .into_any();
        }
        view! {
            <div class="drop">
                <Glyph icon=Icon::Upload size=IconSize::Huge />
                <h2 class="title">{t(text::DROP_HERE)}</h2>
                <p>{t(text::DROP_HINT)}</p>
                <Button
                    label=t(text::CHOOSE_FILES)
                    look=Look::Primary
                    icon=Icon::File
                    on:click=move |_| on_choose.run(())
                />
                <p class="meta dim">{t(text::KINDS)}</p>
            </div>
        }
        .into_any()
    };
    view! {
        {fault}
        {move || refused().into_any()}
        <div class="body imp-choose">{move || body().into_any()}</div>
    }
}
