//! What unfolds under a column: values that need a look, and what a link does when nothing fits.

use leptos::prelude::*;

use super::row::ColumnHere;
use super::values::Values;
use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::features::import::words::MISSING;
use crate::i18n::en::import as text;
use crate::model::id::ObjectId;
use crate::model::schema::Schema;
use crate::protocol::import::{Change, ColumnPlan, ValueTo};
use crate::ui::kit::flow::Show;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::text::{t, ta, word};

/// Whether a column has values that a person should look at: it is unfolded from the start.
pub fn wants_a_look(plan: &ColumnPlan) -> bool {
    plan.values.iter().any(|value| value.nearest.is_some() || value.to == ValueTo::Empty)
}

/// Whether there is something to decide beside values.
pub fn has_options(schema: &Schema, object: ObjectId, plan: &ColumnPlan) -> bool {
    link_target(schema, object, plan).is_some()
}

fn link_target(schema: &Schema, object: ObjectId, plan: &ColumnPlan) -> Option<ObjectId> {
    schema.field(object, show::field_of(&plan.target)?)?.kind.target()
}

/// What unfolds under a column.
#[component]
pub fn Options(
    /// The column.
    here: ColumnHere,
) -> impl IntoView {
    let wizard = wizard();
    let link = memo(move |_| {
        engine()
            .state
            .with(|state| here.plan.with(|plan| link_target(&state.schema, here.object.get(), plan.as_ref()?)))
    });
    let linked =
        move || engine().state.with(|state| link.get().map(|to| show::one(&state.schema, to)).unwrap_or_default());
    let question = move || ta(text::MISSING, &[("object", word(linked()))]);
    let segments: Vec<Segment> =
        MISSING.iter().map(|(_, id, label)| Segment { id: (*id).to_owned(), label: t(*label), icon: None }).collect();
    let segments = Signal::stored(segments);
    let value = Signal::derive(move || {
        let now = here.plan.with(|plan| plan.as_ref().map(|plan| plan.missing).unwrap_or_default());
        MISSING.iter().find(|(missing, ..)| *missing == now).map_or("create", |(_, id, _)| id).to_owned()
    });
    let set = Callback::new(move |id: String| {
        if let Some((missing, ..)) = MISSING.iter().find(|(_, known, _)| *known == id) {
            wizard.change("import.answer", here.file, Change::Missing { column: here.at, missing: *missing });
        }
    });
    view! {
        <div class="col imp-options">
            <Values here />
            <Show when=move || link.get().is_some()>
                <div class="row row-wrap imp-value">
                    <span>{move || question().into_any()}</span>
                    <Segmented segments value on_change=set label=question() />
                </div>
            </Show>
        </div>
    }
}
