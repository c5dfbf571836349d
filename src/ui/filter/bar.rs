//! The filter bar: a chip for each condition, each opening its own small editor.

use std::sync::Arc;

use leptos::prelude::*;

use super::builder::FilterBuilder;
use super::condition::{ConditionFields, field_choices, new_condition, path_at};
use super::titles::{Titles, use_titles};
use super::tree;
use super::words::condition_words;
use crate::db::query::Filter;
use crate::i18n::en::filter as text;
use crate::model::schema::{Object, Schema};
use crate::ui::columns::Column;
use crate::ui::format::format;
use crate::ui::kit::button::Button;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::ListWords;
use crate::ui::kit::popover::{Popover, Popup};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::Picker;
use crate::ui::text::{t, ta, word};

/// The conditions of a filter as chips.
#[component]
pub fn FilterBar(
    /// The filter.
    filter: RwSignal<Filter>,
    /// The schema.
    schema: Memo<Arc<Schema>>,
    /// The object type filtered.
    object: Memo<Arc<Object>>,
    /// Opens the list of fields to filter by from outside (a shortcut).
    add: Popup,
) -> impl IntoView {
    let titles = use_titles();
    // A condition added by hand opens its editor at once.
    let fresh = RwSignal::new(None::<usize>);
    let nodes = memo(move |_| {
        filter.with(|filter| (matches!(filter, Filter::Any(_)), tree::children(filter).map_or(1, <[Filter]>::len)))
    });
    let chips = move || {
        let (any, count) = nodes.get();
        let join = t(if any { text::OR } else { text::AND });
        let chip = |at: usize| {
            let join = (at > 0).then(|| view! { <span class="meta dim">{join.clone()}</span> });
            view! { {join} <Node filter address=vec![at] schema object titles fresh /> }
        };
        (0..count).map(chip).collect::<Vec<_>>()
    };
    let words =
        ListWords { label: t(text::ADD).into(), search: t(text::FIND_FIELD).into(), none: t(text::NO_FIELD).into() };
    let choices = Signal::derive(move || field_choices(&schema.get(), &object.get()));
    let pick = Callback::new(move |id: String| {
        let (schema, object) = (schema.get_untracked(), object.get_untracked());
        let node = path_at(&schema, &object, &id).and_then(|path| new_condition(&schema, &object, path));
        if let Some(node) = node {
            let place = filter.try_update(|filter| tree::push(filter, &[], Filter::Is(node)));
            fresh.set(place.and_then(|place| place.first().copied()));
        }
    });
    view! {
        {move || chips().into_any()}
        <Button label=t(text::ADD) icon=Icon::Plus small=true on:click=move |ev| add.toggle(&ev) />
        <Picker popup=add words choices chosen=Vec::new() on_pick=pick />
    }
}

#[component]
fn Node(
    filter: RwSignal<Filter>,
    address: Vec<usize>,
    schema: Memo<Arc<Schema>>,
    object: Memo<Arc<Object>>,
    titles: Titles,
    fresh: RwSignal<Option<usize>>,
) -> impl IntoView {
    let format = format();
    let popup = Popup::new();
    let first = address.first().copied();
    let own = StoredValue::new(address.clone());
    let condition = memo(move |_| filter.with(|filter| own.with_value(|at| tree::condition(filter, at).cloned())));
    if let Some(condition) = condition.get_untracked() {
        let column = Column::new(&schema.get_untracked(), &object.get_untracked(), condition.path);
        if let Some(target) = column.and_then(|column| column.kind.target()) {
            titles.ask(target, &condition);
        }
    }
    let parts = memo(move |_| {
        let condition = condition.get()?;
        let column = Column::new(&schema.get(), &object.get(), condition.path)?;
        let (comparison, value) = condition_words(&condition, &column, format, |id| titles.of(id));
        Some((column.icon(), column.label, comparison, value))
    });
    let several = move || filter.with(|filter| own.with_value(|at| tree::at(filter, at).map_or(0, tree::count)));
    let name = move || match parts.get() {
        Some((_, field, comparison, value)) => {
            ta(text::CONDITION, &[("field", word(field)), ("comparison", word(comparison)), ("value", word(value))])
        }
        None => t(text::GROUP),
    };
    let node = NodeRef::<leptos::html::Button>::new();
    node.on_load(move |button| {
        if first.is_some() && fresh.get_untracked() == first {
            fresh.set(None);
            popup.open_at(&button);
        }
    });
    let remove = move |_| filter.update(|filter| own.with_value(|at| tree::remove(filter, at)));
    let body = move || match parts.get() {
        Some((icon, field, comparison, value)) => view! {
            <span><Glyph icon />{field}</span>
            <span>{comparison}</span>
            {(!value.is_empty()).then(|| view! { <span><b>{value}</b></span> })}
        }
        .into_any(),
        None => {
            view! { <span><Glyph icon=Icon::Group />{t(text::GROUP)}</span><span><b class="num">{several()}</b></span> }
                .into_any()
        }
    };
    let editor = move || {
        if condition.with_untracked(Option::is_some) {
            view! {
                <div class="fb is-one pop-body">
                    <ConditionFields filter address=own.get_value() schema object titles autofocus=true />
                </div>
            }
            .into_any()
        } else {
            view! { <FilterBuilder filter schema object /> }.into_any()
        }
    };
    view! {
        <span class="filter">
            <button
                type="button"
                node_ref=node
                class="filter-body"
                aria-haspopup="dialog"
                aria-label=name
                on:click=move |ev| popup.toggle(&ev)
            >
                {move || body().into_any()}
            </button>
            <button type="button" aria-label=t(text::REMOVE) on:click=remove><Glyph icon=Icon::Close /></button>
        </span>
        <Popover popup label=t(text::EDIT)>{editor()}</Popover>
    }
}
