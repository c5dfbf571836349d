//! The import wizard: files, then matching with a dry run, then the import itself.

use leptos::html::Input;
use leptos::prelude::*;

use super::choose::Choose;
use super::drop_anywhere::list;
use super::facts::Facts;
use super::file_tabs::FileTabs;
use super::finished::Finished;
use super::mapping::Mapping;
use super::preview::Preview;
use super::running::Running;
use super::side::Side;
use super::steps::Steps;
use super::wizard::{Stage, wizard};
use crate::client::act::{Flow, actions};
use crate::i18n::en::{common, import as text};
use crate::ui::kit::banner::{Banner, Tone};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::chip::Chip;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::page_bar::PageBar;
use crate::ui::text::{count, t, ta};

/// Name of the layer that holds the mapping, for the tabs of files.
const PANEL: &str = "import-file-panel-";

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let wizard = wizard();
    let input = NodeRef::<Input>::new();
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    actions().on("import.choose", move |_| {
        choose();
        Flow::DONE
    });
    actions().on("import.dry_run", move |_| {
        wizard.test_again();
        Flow::DONE
    });
    let picked = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let files = input.files().map(|files| list(&files)).unwrap_or_default();
        // The same file can be chosen again after it was put right.
        input.set_value("");
        wizard.begin(files, None);
    };
    let stage = wizard.stage;
    let rows = memo(move |_| {
        wizard.report.with(|report| report.as_ref().map_or(0, |report| report.total.new + report.total.changed))
    });
    let import_label = move || {
        if wizard.testing.get() { t(text::IMPORT) } else { ta(text::IMPORT_ROWS, &[("n", count(rows.get()))]) }
    };
    let idle = Signal::derive(move || wizard.testing.get() || rows.get() == 0);
    let chip = move || {
        let name = wizard.plan.with(|plan| match plan.files.as_slice() {
            [file] => Some(file.info.name.clone()),
            _ => None,
        });
        name.filter(|_| stage.get() != Stage::Choose).map(|name| view! { <Chip text=name icon=Icon::File /> })
    };
    let buttons = move || match stage.get() {
        Stage::Match => view! {
            <Button label=t(common::CANCEL) on:click=move |_| wizard.cancel() />
            <Button label=import_label look=Look::Primary disabled=idle on:click=move |_| wizard.run() />
        }
        .into_any(),
        _ => ().into_any(),
    };
    let end = move || view! { <Steps /><span class="vr" aria-hidden="true"></span>{move || buttons().into_any()} };
    let phone_end = move || view! { {move || buttons().into_any()} };
    let body = move || match stage.get() {
        Stage::Choose | Stage::Reading => view! { <Choose on_choose=move |()| choose() /> }.into_any(),
        Stage::Match => view! { <Matching /> }.into_any(),
        Stage::Running => view! { <Running /> }.into_any(),
        Stage::Finished => view! { <Finished /> }.into_any(),
    };
    view! {
        <PageBar title=Signal::derive(|| t(text::TITLE)) start=chip end phone_end />
        <div class="only-phone imp-steps"><Steps /></div>
        <input
            node_ref=input
            id="import-files"
            class="sr"
            type="file"
            multiple
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            tabindex="-1"
            aria-label=t(text::CHOOSE_FILES)
            on:change=picked
        />
        {move || body().into_any()}
    }
}

/// The second step.
#[component]
fn Matching() -> impl IntoView {
    let wizard = wizard();
    let panel = move || format!("{PANEL}{}", wizard.file.get());
    let fault = move || {
        let fault = wizard.fault.get()?;
        let words = format!("{}. {}", fault.title, fault.next);
        Some(view! {
            <Banner tone=Tone::Bad icon=Icon::Warning text=words>
                <Button label=t(common::TRY_AGAIN) small=true on:click=move |_| wizard.test_again() />
            </Banner>
        })
    };
    let readable = memo(move |_| wizard.file_plan().is_some_and(|file| file.refusal.is_none()));
    view! {
        {fault}
        <div class="imp">
            <div class="imp-main">
                <FileTabs />
                <div class="imp-panel" id=panel role="tabpanel" aria-label=t(text::MAPPING)>
                    <Show when=move || readable.get()>
                        <Facts />
                    </Show>
                    <Mapping />
                    <Show when=move || readable.get()>
                        <Preview />
                    </Show>
                </div>
            </div>
            <Side />
        </div>
    }
}
