//! The filter of a page: kept in its view, edited behind a button of the page bar.

use std::sync::Arc;

use leptos::prelude::*;

use super::builder::FilterBuilder;
use super::tree;
use crate::client::act::{Flow, actions};
use crate::db::query::Filter;
use crate::i18n::en::filter as words;
use crate::model::schema::{Object, Schema};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::popover::{Popover, Popup};
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::text::t;
use crate::ui::view_state::store::ViewStore;

/// The filter of the view on screen, as a signal that the builder can edit.
#[must_use]
pub fn use_filter(view: ViewStore) -> RwSignal<Filter> {
    let filter = RwSignal::new(view.now.with_untracked(|now| now.filter.clone()));
    effect(move |_| {
        let filter = filter.get();
        if view.now.with_untracked(|now| now.filter != filter) {
            actions().by_hand("list.filter", || {
                view.change(|now| now.filter = filter);
                Flow::DONE
            });
        }
    });
    effect(move |_| {
        let now = view.now.with(|now| now.filter.clone());
        if filter.with_untracked(|filter| *filter != now) {
            filter.set(now);
        }
    });
    filter
}

/// The button in the page bar, with the number of conditions, and the builder behind it.
#[component]
pub fn FilterButton(
    /// The filter, edited in place.
    filter: RwSignal<Filter>,
    /// The schema.
    schema: Memo<Arc<Schema>>,
    /// The object type filtered.
    object: Memo<Arc<Object>>,
) -> impl IntoView {
    let popup = Popup::new();
    let count = memo(move |_| filter.with(tree::count));
    view! {
        <button
            type="button"
            class="btn"
            class:is-on=move || { count.get() > 0 }
            aria-haspopup="dialog"
            data-tip=t(words::FILTER)
            data-key=crate::ui::keys::kbd("list.filter")
            data-tip-keys=crate::ui::keys::kbd("list.filter")
            on:click=move |ev| popup.toggle(&ev)
        >
            <Glyph icon=Icon::Filter />
            <span>{t(words::FILTER)}</span>
            {move || (count.get() > 0).then(|| view! { <span class="kbd-plain num">{count.get()}</span> })}
        </button>
        <Popover popup label=t(words::FILTER)>
            <FilterBuilder filter schema object />
        </Popover>
    }
}
