//! What lies on this device, whether it stays, and how to take it along or erase it.

use leptos::prelude::*;

use super::erase::EraseDialog;
use super::line::Line;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::storage::keep_data;
use crate::i18n::Message;
use crate::i18n::en::settings as text;
use crate::protocol::request::{Reply, Request};
use crate::protocol::settings::StorageInfo;
use crate::ui::commit::say_fault;
use crate::ui::fault_text::fault_text;
use crate::ui::format::format;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::toast::use_toasts;
use crate::ui::names;
use crate::ui::text::{t, ta, word};
use crate::usage::event::Outcome;

/// The section.
#[component]
pub fn Storage() -> impl IntoView {
    let info = RwSignal::new(None::<StorageInfo>);
    load(info);
    let erasing = RwSignal::new(false);
    let records = Signal::derive(move || {
        info.with(|info| info.iter().flat_map(|info| &info.records).map(|(_, live, trash)| live + trash).sum())
    });
    let run = |id: &'static str| {
        let actions = actions();
        actions.run(id, actions.last_input());
    };
    view! {
        {move || info.get().map(|info| view! { <Used info /> })}
        <Persistent info />
        {move || info.get().map(|info| view! { <Records info /> })}
        <Line name=t(text::EXPORT) note=Signal::derive(|| t(text::EXPORT_NOTE))>
            <Button
                label=t(text::EXPORT)
                look=Look::Secondary
                icon=Icon::Download
                on:click=move |_| run("settings.export_all")
            />
        </Line>
        <Line name=t(text::ERASE) note=Signal::derive(|| t(text::ERASE_NOTE))>
            <Button
                label=t(text::ERASE_BUTTON)
                look=Look::Danger
                icon=Icon::Trash
                on:click=move |_| erasing.set(true)
            />
        </Line>
        <EraseDialog open=erasing records />
    }
}

fn load(info: RwSignal<Option<StorageInfo>>) {
    let engine = engine();
    leptos::task::spawn_local(async move {
        match engine.call(Request::Storage).await {
            Ok(Reply::Storage(found)) => {
                info.try_set(Some(found));
            }
            Ok(_) => {}
            Err(fault) => say_fault(&fault_text(&fault)),
        }
    });
}

/// The parts of the storage, in the order of `StorageInfo::bytes` but for what weighs most first.
const PARTS: [(Message, usize); 4] = [(text::CHUNKS, 1), (text::FRAMES, 0), (text::HISTORY, 2), (text::EVENTS, 3)];

#[component]
fn Used(info: StorageInfo) -> impl IntoView {
    let bytes = |bytes: u64| word(format().bytes(bytes));
    let line = ta(text::USED_OF, &[("used", bytes(info.used)), ("quota", bytes(info.quota))]);
    let total: u64 = info.bytes.iter().sum::<u64>().max(1);
    let shares: Vec<_> = PARTS
        .iter()
        .map(|(_, at)| {
            let width = format!("{:.2}%", info.bytes[*at] as f64 * 100.0 / total as f64);
            view! { <span style:inline-size=width></span> }
        })
        .collect();
    let legend: Vec<_> = PARTS
        .iter()
        .map(|(label, at)| {
            let size = format().bytes(info.bytes[*at]);
            view! { <span class="row row-1"><i class="swatch"></i>{t(*label)} <b class="num">{size}</b></span> }
        })
        .collect();
    view! {
        <div class="set is-wide">
            <span class="name">{t(text::USED)} <small class="num">{line}</small></span>
            <div class="use" aria-hidden="true">{shares}</div>
            <div class="legend">{legend}</div>
        </div>
    }
}

#[component]
fn Persistent(info: RwSignal<Option<StorageInfo>>) -> impl IntoView {
    let kept = memo(move |_| info.with(|info| info.as_ref().is_some_and(|info| info.persistent)));
    let note = Signal::derive(move || t(if kept.get() { text::PERSISTENT_YES } else { text::PERSISTENT_NO }));
    let ask = move |_| {
        actions().by_hand("settings.keep_data", move || {
            Flow::later(async move {
                let engine = engine();
                keep_data().await;
                let Ok(Reply::Storage(found)) = engine.call(Request::Storage).await else { return Outcome::Failed };
                let kept = found.persistent;
                info.try_set(Some(found));
                if !kept {
                    use_toasts().say(t(text::REFUSED));
                }
                if kept { Outcome::Done } else { Outcome::Failed }
            })
        });
    };
    view! {
        <Line name=t(text::PERSISTENT) note>
            {move || {
                if kept.get() {
                    view! { <span class="green"><Glyph icon=Icon::CheckCircle /></span> }.into_any()
                } else {
                    view! { <Button label=t(text::ASK) look=Look::Secondary on:click=ask /> }.into_any()
                }
            }}
        </Line>
    }
}

#[component]
fn Records(info: StorageInfo) -> impl IntoView {
    let number = |number: u32| format().number(f64::from(number), 0);
    let (live, trash) = info.records.iter().fold((0, 0), |(live, trash), (_, l, t)| (live + l, trash + t));
    let rows: Vec<_> = engine().state.with_untracked(|state| {
        let known =
            info.records.iter().filter_map(|(id, live, trash)| Some((state.schema.object(*id)?, *live, *trash)));
        known
            .map(|(object, live, trash)| {
                view! {
                    <tr>
                        <td>{names::many(object)}</td>
                        <td class="end">{number(live)}</td>
                        <td class="end">{number(trash)}</td>
                    </tr>
                }
            })
            .collect()
    });
    view! {
        <div class="set is-wide">
            <span class="name">{t(text::RECORDS)}</span>
            <table class="table is-compact set-table">
                <thead>
                    <tr>
                        <th scope="col">{t(text::KIND)}</th>
                        <th scope="col" class="end">{t(text::LIVE)}</th>
                        <th scope="col" class="end">{t(text::TRASHED)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <td>{t(text::TOTAL)}</td>
                        <td class="end"><b>{number(live)}</b></td>
                        <td class="end"><b>{number(trash)}</b></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
