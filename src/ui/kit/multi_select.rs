//! Several of many: a field of chips that opens a [`Listbox`](super::listbox::Listbox).

use leptos::prelude::*;

use super::flow::For;
use super::chip::Chip;
use super::field::field_context;
use super::icon::Icon;
use super::icon_button::{Frame, IconButton};
use super::listbox::{Choice, ListWords};
use super::popover::Popup;
use super::select::Picker;

/// A field whose value is several of many, each shown as a chip.
#[component]
pub fn MultiSelect(
    /// Its words.
    words: ListWords,
    /// Name of the button that opens the list.
    #[prop(into)]
    add_label: TextProp,
    /// Name of the button that takes a chip away.
    #[prop(into)]
    remove_label: TextProp,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Vec<Choice>>,
    /// The choices; with `on_query`, those that fit the query.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Called with the ids that are chosen after a change, in order.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
    /// Called with each new query, for choices that come from elsewhere.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// Under the choices: a button to create what is not there.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
) -> impl IntoView {
    let popup = Popup::new();
    let bad = field_context().bad;
    let ids = move || value.with_untracked(|value| value.iter().map(|choice| choice.id.clone()).collect::<Vec<_>>());
    let chosen = Signal::derive(move || value.with(|value| value.iter().map(|choice| choice.id.clone()).collect()));
    let toggle = Callback::new(move |id: String| {
        let mut now = ids();
        match now.iter().position(|one| *one == id) {
            Some(at) => {
                now.remove(at);
            }
            None => now.push(id),
        }
        on_change.run(now);
    });
    let query = Callback::new(move |text: String| {
        if let Some(on_query) = on_query {
            on_query.run(text);
        }
    });
    let footer = footer.unwrap_or_default();
    let group = words.label.clone();
    view! {
        <div class="input is-multi" class:is-bad=bad role="group" aria-label=move || group.get()>
            <For each=move || value.get() key=|choice| choice.id.clone() let:choice>
                {
                    let id = choice.id.clone();
                    let remove = Callback::new(move |()| toggle.run(id.clone()));
                    view! { <Chip text=choice.label remove_label=remove_label.clone() on_remove=remove /> }
                }
            </For>
            <IconButton
                icon=Icon::Plus
                label=add_label
                frame=Frame::Small
                attr:aria-haspopup="listbox"
                on:click=move |ev| popup.toggle(&ev)
            />
        </div>
        {if on_query.is_some() {
            view! { <Picker popup words choices chosen on_pick=toggle on_query=query multi=true footer /> }.into_any()
        } else {
            view! { <Picker popup words choices chosen on_pick=toggle multi=true footer /> }.into_any()
        }}
    }
}
