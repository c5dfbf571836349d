//! The first run: ways to begin.

use leptos::prelude::*;

use super::begin::Begin;
use super::profile::ProfileForm;
use crate::client::act::actions;
use crate::client::bridge::engine;
use crate::i18n::en::{common, start as text};
use crate::protocol::request::JobEvent;
use crate::ui::format::format;
use crate::ui::kit::banner::{Banner, Tone};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::progress::Progress;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::page_bar::name_document;
use crate::ui::text::{count, t, ta};

/// Contacts the sample can have.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// The ways to begin, and the small form about who begins.
#[component]
pub fn StartPage() -> impl IntoView {
    let begin = Begin::new();
    let size = RwSignal::new(SIZES[0]);
    actions().on("sample.load", move |_| begin.sample(size.get_untracked()));
    actions().on("sample.start_empty", move |_| begin.empty());
    name_document(Signal::derive(|| t(text::TITLE)));
    let fault = move || {
        let fault = begin.fault.get()?;
        let words = format!("{}. {}", fault.title, fault.next);
        Some(view! { <Banner tone=Tone::Bad icon=Icon::Warning text=words /> })
    };
    view! {
        <div class="body">
            <div class="welcome">
                <span class="mark"><Glyph icon=Icon::Mark size=IconSize::Huge /></span>
                <h1 class="display">{t(text::TITLE)}</h1>
                <p class="lead">{t(text::LEAD)}</p>
                {fault}
                <Show when=move || begin.loading.get() fallback=move || view! { <Ways begin size /> }>
                    <Loading begin />
                </Show>
            </div>
        </div>
    }
}

#[component]
fn Ways(begin: Begin, size: RwSignal<u32>) -> impl IntoView {
    let segments: Vec<Segment> = SIZES
        .iter()
        .map(|size| Segment { id: size.to_string(), label: format().number(f64::from(*size), 0), icon: None })
        .collect();
    let value = Signal::derive(move || size.get().to_string());
    let choose = Callback::new(move |id: String| {
        if let Ok(chosen) = id.parse() {
            size.set(chosen);
        }
    });
    view! {
        <div class="opts">
            <button
                type="button"
                class="opt is-main"
                on:click=move |_| actions().by_hand("import.open", move || begin.import())
            >
                <span class="tile"><Glyph icon=Icon::Upload /></span>
                <span class="col grow">
                    <span class="strong">{t(text::BRING)}</span>
                    <span class="mute">{t(text::BRING_HINT)}</span>
                </span>
                <span class="dim"><Glyph icon=Icon::Right /></span>
            </button>
            <div class="opt start-sample">
                <span class="tile"><Glyph icon=Icon::Table /></span>
                <span class="col grow">
                    <span class="strong">{t(text::LOOK)}</span>
                    <span class="mute">{t(text::LOOK_HINT)}</span>
                    <span class="row row-wrap start-sizes">
                        <Segmented segments=Signal::stored(segments) value on_change=choose label=t(text::HOW_MANY) />
                        <span class="meta dim grow">{t(text::CONTACTS)}</span>
                        <Button
                            label=t(text::LOAD)
                            look=Look::Secondary
                            on:click=move |_| {
                                actions().by_hand("sample.load", move || begin.sample(size.get_untracked()));
                            }
                        />
                    </span>
                </span>
            </div>
            <button
                type="button"
                class="opt"
                on:click=move |_| actions().by_hand("sample.start_empty", move || begin.empty())
            >
                <span class="tile"><Glyph icon=Icon::Plus /></span>
                <span class="col grow">
                    <span class="strong">{t(text::EMPTY)}</span>
                    <span class="mute">{t(text::EMPTY_HINT)}</span>
                </span>
                <span class="dim"><Glyph icon=Icon::Right /></span>
            </button>
        </div>
        <ProfileForm profile=begin.profile />
    }
}

#[component]
fn Loading(begin: Begin) -> impl IntoView {
    let job = engine().job;
    let progress = move || match job.get() {
        Some(JobEvent::Progress { done, total, per_second }) => Some((done as f64, total as f64, per_second)),
        _ => None,
    };
    let part =
        Signal::derive(move || progress().filter(|(_, total, _)| *total > 0.0).map(|(done, total, _)| done / total));
    let done =
        move || progress().map(|(done, total, _)| ta(text::DONE_OF, &[("done", count(done)), ("total", count(total))]));
    let rate = move || {
        let (_, _, rate) = progress()?;
        (rate > 0).then(|| ta(text::PER_SECOND, &[("n", count(rate))]))
    };
    view! {
        <div class="col start-load" role="status">
            <span class="strong">{t(text::LOADING)}</span>
            <Progress value=part label=t(text::LOADING) />
            <div class="meter-note">
                <span>{done}</span>
                <span>{move || rate().into_any()}</span>
            </div>
            <div class="row">
                <Button label=t(common::CANCEL) look=Look::Secondary on:click=move |_| begin.cancel() />
            </div>
        </div>
    }
}
