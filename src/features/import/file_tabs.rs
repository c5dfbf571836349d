//! The files of an import, in the order they are imported.

use leptos::prelude::*;

use super::wizard::wizard;
use crate::i18n::en::import as text;
use crate::ui::kit::flow::Show;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::tabs::{Tab, Tabs};
use crate::ui::text::{count, t, ta};

/// A tab for each file, when there are several.
#[component]
pub fn FileTabs() -> impl IntoView {
    let wizard = wizard();
    let tabs = Signal::derive(move || {
        wizard.plan.with(|plan| {
            let left = (0..plan.files.len() as u32).filter(|at| !plan.order.contains(at));
            let order = plan.order.iter().copied().chain(left);
            order
                .filter_map(|at| {
                    let file = plan.files.get(at as usize)?;
                    let note = if file.refusal.is_some() {
                        t(text::NOT_READ)
                    } else if file.left_out {
                        t(text::LEFT_OUT)
                    } else {
                        ta(text::ROWS, &[("n", count(file.rows))])
                    };
                    Some(Tab { id: at.to_string(), label: file.info.name.clone(), count: Some(note) })
                })
                .collect::<Vec<_>>()
        })
    });
    let several = memo(move |_| wizard.plan.with(|plan| plan.files.len() > 1));
    let value = Signal::derive(move || wizard.file.get().to_string());
    let open = Callback::new(move |id: String| {
        if let Ok(at) = id.parse() {
            wizard.file.set(at);
        }
    });
    view! {
        <Show when=move || several.get()>
            <Tabs group="import-file" tabs value on_change=open label=t(text::FILES) />
        </Show>
    }
}
