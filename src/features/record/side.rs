//! The column beside the timeline: who is there, what is open, what is next.

use leptos::prelude::*;

use super::linked_list::{Incoming, LinkedSection, incoming};
use super::state::RecordState;
use super::task_list::TaskList;
use crate::i18n::en::record as text;
use crate::model::arrange::Arrange as _;
use crate::model::schema::Outcome;
use crate::model::standard;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::{Frame, IconButton};
use crate::ui::kit::reactive::memo;
use crate::ui::text::{count, t, ta};

/// Rows of each section.
const MOST: usize = 4;

/// People, open deals and the next tasks, as the schema leads to them.
#[component]
pub fn Side(
    /// What the parts of the page share.
    state: RecordState,
) -> impl IntoView {
    let links = memo(move |_| {
        state.schema.with(|schema| {
            let mut links = incoming(schema, state.object.with(|object| object.id));
            // People first, then what has stages; the rest is in the Related tab.
            links.retain(|link| link.object == standard::PERSON || has_stages(schema, *link));
            links.arrange_by_key(|link| link.object != standard::PERSON);
            links.truncate(3);
            links
        })
    });
    let sections = move || {
        let section = |link: Incoming| {
            let open_only = link.object != standard::PERSON;
            view! { <LinkedSection state link most=MOST open_only hide_empty=!open_only /> }
        };
        links.get().into_iter().map(section).collect::<Vec<_>>()
    };
    let open = move || {
        let open = state.counts.with(|counts| counts.first().copied().unwrap_or_default());
        ta(text::N_TASKS, &[("n", count(open))])
    };
    let add = move |_| state.compose.set(Some(super::state::Compose::Activity(standard::activity_kind::TASK)));
    let has_tasks = memo(move |_| {
        let object = state.object.with(|object| object.id);
        state.schema.with(|schema| !super::state::links_between(schema, standard::ACTIVITY, object).is_empty())
    });
    view! {
        {move || sections().into_any()}
        <Show when=move || has_tasks.get()>
            <section class="section">
                <h3>
                    {t(text::NEXT)}
                    <span class="more num">{open}</span>
                    <IconButton icon=Icon::Plus label=t(text::ADD_TASK) frame=Frame::Small on:click=add />
                </h3>
                <TaskList state only=MOST />
            </section>
        </Show>
    }
}

fn has_stages(schema: &crate::model::schema::Schema, link: Incoming) -> bool {
    schema.object(link.object).is_some_and(|object| {
        object.fields.iter().any(|field| field.kind.options().iter().any(|choice| choice.outcome != Outcome::Open))
    })
}
