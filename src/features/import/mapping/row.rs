//! One column of the file.

use leptos::prelude::*;

use super::ask::Question;
use super::options::{Options, has_options, wants_a_look};
use super::target::TargetPicker;
use crate::features::import::bars::Sure;
use crate::features::import::wizard::wizard;
use crate::features::import::words;
use crate::i18n::en::import as text;
use crate::model::schema::Schema;
use crate::protocol::import::{ColumnPlan, FilePlan};
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::reactive::memo;
use crate::ui::text::{t, ta, word};

/// A column as its row and the parts in it see it.
#[derive(Clone, Copy)]
pub struct ColumnHere {
    /// Position of the file.
    pub file: u32,
    /// Position of the column.
    pub at: u32,
    /// What the plan says about it.
    pub plan: Memo<Option<ColumnPlan>>,
    /// The object type of the file.
    pub object: Memo<crate::model::id::ObjectId>,
}

impl ColumnHere {
    /// The heading; not tracked, because it never changes while the row stands.
    pub fn name(self) -> String {
        self.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.name.clone()).unwrap_or_default())
    }
}

/// A row of the mapping, and under it what has to be decided about its values.
#[component]
pub fn Row(
    /// Position of the file.
    file: u32,
    /// Position of the column.
    at: u32,
) -> impl IntoView {
    let wizard = wizard();
    let of_file = move |files: &[FilePlan]| files.get(file as usize)?.columns.get(at as usize).cloned();
    let plan = memo(move |_| wizard.plan.with(|plan| of_file(&plan.files)));
    let object = memo(move |_| {
        wizard.plan.with(|plan| plan.files.get(file as usize).map(|file| file.object).unwrap_or_default())
    });
    let here = ColumnHere { file, at, plan, object };
    let name = here.name();
    let sample =
        move || plan.with(|plan| plan.as_ref().and_then(|plan| plan.samples.first().cloned()).unwrap_or_default());
    let look = memo(move |_| plan.with(|plan| plan.as_ref().is_some_and(wants_a_look)));
    let opened = RwSignal::new(None::<bool>);
    let open = memo(move |_| opened.get().unwrap_or_else(|| look.get()));
    let schema = crate::client::bridge::engine().state;
    let more = memo(move |_| {
        plan.with(|plan| {
            plan.as_ref().is_some_and(|plan| schema.with(|state| has_more(&state.schema, object.get(), plan)))
        })
    });
    let why = move || {
        let column = plan.get()?;
        let asks = column.ask.is_some();
        let reason = column.because.first().map(|because| words::because(*because)).unwrap_or_default();
        let all = column.because.iter().map(|because| words::because(*because)).collect::<Vec<_>>().join(", ");
        Some(view! {
            <Sure level=column.confidence />
            {if asks {
                view! { <Question here /> }.into_any()
            } else {
                view! { <span class="dim clip" data-tip=all>{reason}</span> }.into_any()
            }}
        })
    };
    let toggle_label = ta(text::VALUES_OF, &[("column", word(name.clone()))]);
    view! {
        <tr>
            <td class="name med" dir="auto">{name}</td>
            <td class="mute num" dir="auto">{sample}</td>
            <td class="dim"><Glyph icon=Icon::ArrowRight size=IconSize::Small /></td>
            <td><TargetPicker here /></td>
            <td>
                <span class="row map-why">
                    {move || why().into_any()}
                    <span class="grow"></span>
                    <Show when=move || more.get()>
                        <IconButton
                            icon=Signal::derive(move || if open.get() { Icon::Up } else { Icon::Down })
                            label=toggle_label.clone()
                            pressed=open
                            on:click=move |_| opened.set(Some(!open.get_untracked()))
                        />
                    </Show>
                </span>
            </td>
        </tr>
        <Show when=move || open.get() && more.get()>
            <tr class="map-more">
                <td colspan="5" aria-label=t(text::VALUES)><Options here /></td>
            </tr>
        </Show>
    }
}

fn has_more(schema: &Schema, object: crate::model::id::ObjectId, plan: &ColumnPlan) -> bool {
    !plan.values.is_empty() || has_options(schema, object, plan)
}
