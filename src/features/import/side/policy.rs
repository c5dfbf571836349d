//! What happens to records that exist.

use leptos::prelude::*;

use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::features::import::words::POLICIES;
use crate::i18n::en::import as text;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::text::{t, ta, word};

/// The choice, and what it means.
#[component]
pub fn PolicyChoice() -> impl IntoView {
    let wizard = wizard();
    let now = memo(move |_| wizard.plan.with(|plan| plan.policy));
    let segments: Vec<Segment> = POLICIES
        .iter()
        .map(|(_, id, label, _)| Segment { id: (*id).to_owned(), label: t(*label), icon: None })
        .collect();
    let value = Signal::derive(move || {
        POLICIES.iter().find(|(policy, ..)| *policy == now.get()).map_or("fill", |(_, id, ..)| id).to_owned()
    });
    let set = Callback::new(move |id: String| {
        if let Some((policy, ..)) = POLICIES.iter().find(|(_, known, ..)| *known == id) {
            wizard.set_policy(*policy);
        }
    });
    let one = move || {
        let file = wizard.file_plan();
        engine().state.with(|state| file.map(|file| show::one(&state.schema, file.object)).unwrap_or_default())
    };
    let title = move || ta(text::WHEN_EXISTS, &[("object", word(one()))]);
    let hint = move || POLICIES.iter().find(|(policy, ..)| *policy == now.get()).map(|(.., hint)| t(*hint));
    view! {
        <section class="section">
            <h3>{move || title().into_any()}</h3>
            <Segmented segments=Signal::stored(segments) value on_change=set label=t(text::DUPLICATE_POLICY) wide=true />
            <p class="meta mute imp-hint">{move || hint().into_any()}</p>
            <p class="meta dim">{t(text::CAN_UNDO)}</p>
        </section>
    }
}
