//! The tabs of a record and what stands under each.

use leptos::prelude::*;

use super::linked_list::{Related, incoming};
use super::note_list::NoteList;
use super::side::Side;
use super::state::RecordState;
use super::task_list::TaskList;
use super::timeline::{Timeline, TimelineFilter, TimelineFilterButton};
use crate::client::act::{Flow, actions};
use crate::i18n::en::record as text;
use crate::ui::format::format;
use crate::ui::kit::flow::Show;
use crate::ui::kit::tabs::{Tab, Tabs, tab_ids};
use crate::ui::text::t;

/// The name under which tabs and panels know each other.
pub(super) const GROUP: &str = "record";

/// Which tab is open.
#[derive(Clone, Copy)]
pub struct OpenTab(pub(super) RwSignal<String>);

impl OpenTab {
    /// The first one.
    pub(super) fn new() -> Self {
        Self(RwSignal::new("overview".into()))
    }

    fn pick(self, id: String) {
        actions().by_hand("record.tab", || {
            self.0.set(id);
            Flow::DONE
        });
    }
}

/// The row of tabs, with counts; at its end what narrows the timeline.
#[component]
pub fn RecordTabs(
    /// What the parts of the page share.
    state: RecordState,
    /// Which tab is open.
    open: OpenTab,
    /// The filter, edited in place.
    filter: TimelineFilter,
    /// Without Related: the panel over a list.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let format = format();
    let tabs = Signal::derive(move || {
        let counts = state.counts.get();
        let count = |at: usize| {
            let count = counts.get(at).copied().unwrap_or_default();
            (count > 0).then(|| format.number(f64::from(count), 0))
        };
        let tab = |id: &str, label, count| Tab { id: id.into(), label: t(label), count };
        let told = state.history.with(Vec::len);
        let told = (told > 0 && !small).then(|| format.number(told as f64, 0));
        let mut tabs = vec![
            tab("overview", text::OVERVIEW, None),
            tab("timeline", text::TIMELINE, told),
            tab("tasks", text::TASKS, count(0)),
            tab("notes", text::NOTES, count(1)),
        ];
        let object = state.object.with(|object| object.id);
        let related = state.schema.with(|schema| incoming(schema, object).len());
        if !small && related > 0 {
            tabs.push(tab("related", text::RELATED, None));
        }
        tabs
    });
    let narrows = move || open.0.with(|open| open == "timeline" || (open == "overview" && !small));
    view! {
        <div class="tabs-row">
            <Tabs group=GROUP tabs value=open.0 on_change=move |id| open.pick(id) label=t(text::TABS) />
            <Show when=narrows><TimelineFilterButton state filter /></Show>
        </div>
    }
}

/// What stands under the open tab of the record page.
#[component]
pub fn TabPanel(
    /// What the parts of the page share.
    state: RecordState,
    /// Which tab is open.
    open: OpenTab,
    /// The filter, edited in place.
    filter: TimelineFilter,
) -> impl IntoView {
    let body = move || match open.0.get().as_str() {
        "tasks" => view! { <TaskList state /> }.into_any(),
        "notes" => view! { <NoteList state /> }.into_any(),
        "related" => view! { <Related state /> }.into_any(),
        // On a phone the history is a tab of its own.
        "overview" => view! { <div class="only-desk"><Timeline state filter /></div> }.into_any(),
        _ => view! { <Timeline state filter /> }.into_any(),
    };
    let ids = move || tab_ids(GROUP, &open.0.get());
    let side = move || open.0.with(|open| open == "overview");
    view! {
        <div
            class="rec-flow"
            role="tabpanel"
            tabindex="0"
            id=move || ids().1
            aria-labelledby=move || ids().0
        >
            <Show when=side><div class="only-phone"><Side state /></div></Show>
            {move || body().into_any()}
        </div>
    }
}
