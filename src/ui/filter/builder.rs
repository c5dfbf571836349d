//! The filter builder: conditions in groups within groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::condition::{ConditionFields, field_choices, new_condition, path_at};
use super::titles::{Titles, use_titles};
use super::tree;
use crate::db::query::Filter;
use crate::i18n::en::filter as text;
use crate::model::schema::{Object, Schema};
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::listbox::ListWords;
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::kit::select::Picker;
use crate::ui::text::t;

/// What the parts of a builder share.
#[derive(Clone, Copy)]
pub(super) struct Builder {
    pub(super) filter: RwSignal<Filter>,
    pub(super) schema: Memo<Arc<Schema>>,
    pub(super) object: Memo<Arc<Object>>,
    pub(super) titles: Titles,
}

/// Edits a whole filter in place.
#[component]
pub fn FilterBuilder(
    /// The filter.
    filter: RwSignal<Filter>,
    /// The schema.
    schema: Memo<Arc<Schema>>,
    /// The object type filtered.
    object: Memo<Arc<Object>>,
) -> impl IntoView {
    let builder = Builder { filter, schema, object, titles: use_titles() };
    let any =
        move || filter.with(|filter| tree::count(filter) > 0 || tree::children(filter).is_some_and(|c| !c.is_empty()));
    view! {
        <div class="fb pop-body">
            <Show when=any fallback=|| view! { <p class="dim">{t(text::NOTHING)}</p> }>
                <Nodes builder address=Vec::new() />
            </Show>
            <Foot builder address=Vec::new() />
        </div>
    }
}

/// The shape of a group: what its nodes are, and whether any or all must hold. Values are left out,
/// so that typing one redraws nothing.
#[derive(Clone, PartialEq)]
struct ShapeOf {
    any: bool,
    groups: Vec<bool>,
}

fn shape(builder: Builder, address: &[usize]) -> ShapeOf {
    builder.filter.with(|filter| {
        let group = tree::at(filter, address);
        let nodes = group.and_then(tree::children).unwrap_or_default();
        ShapeOf {
            any: matches!(group, Some(Filter::Any(_))),
            groups: nodes.iter().map(|node| tree::children(node).is_some()).collect(),
        }
    })
}

/// The nodes of the group at an address.
#[component]
fn Nodes(builder: Builder, address: Vec<usize>) -> AnyView {
    let own = StoredValue::new(address);
    let shape = memo(move |_| own.with_value(|own| shape(builder, own)));
    let rows = move || {
        let ShapeOf { any, groups } = shape.get();
        let join = if any { text::OR } else { text::AND };
        let row = |(at, is_group): (usize, bool)| {
            let address: Vec<usize> = own.with_value(|own| own.iter().copied().chain([at]).collect());
            let word = t(if at == 0 { text::WHERE } else { join });
            if is_group {
                view! { <GroupBox builder address word /> }.into_any()
            } else {
                view! { <Row builder address word /> }.into_any()
            }
        };
        groups.into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    view! {
        <Joiner builder address=own.get_value() shape />
        {move || rows().into_any()}
    }
    .into_any()
}

/// Chooses between all and any, once there is something to choose between.
#[component]
fn Joiner(builder: Builder, address: Vec<usize>, shape: Memo<ShapeOf>) -> impl IntoView {
    let own = StoredValue::new(address);
    let segments = vec![
        Segment { id: "all".into(), label: t(text::MATCH_ALL), icon: None },
        Segment { id: "any".into(), label: t(text::MATCH_ANY), icon: None },
    ];
    let segments = StoredValue::new(segments);
    let value = Signal::derive(move || if shape.get().any { "any".to_owned() } else { "all".to_owned() });
    let change = Callback::new(move |id: String| {
        builder.filter.update(|filter| own.with_value(|own| tree::set_any(filter, own, id == "any")));
    });
    let label = StoredValue::new(t(text::GROUP));
    view! {
        <Show when=move || { shape.get().groups.len() > 1 }>
            <div class="row">
                <Segmented segments=segments.get_value() value on_change=change label=label.get_value() />
            </div>
        </Show>
    }
}

#[component]
fn Row(builder: Builder, address: Vec<usize>, word: String) -> impl IntoView {
    let own = StoredValue::new(address.clone());
    let remove = move |_| builder.filter.update(|filter| own.with_value(|own| tree::remove(filter, own)));
    let Builder { filter, schema, object, titles } = builder;
    view! {
        <div class="fb-row">
            <span class="join">{word}</span>
            <ConditionFields filter address schema object titles />
            <IconButton icon=Icon::Close label=t(text::REMOVE) on:click=remove />
        </div>
    }
}

#[component]
fn GroupBox(builder: Builder, address: Vec<usize>, word: String) -> impl IntoView {
    let own = StoredValue::new(address.clone());
    let remove = move |_| builder.filter.update(|filter| own.with_value(|own| tree::remove(filter, own)));
    view! {
        <div class="fb-group" role="group" aria-label=t(text::GROUP)>
            <div class="row">
                <span class="join meta dim grow">{word}</span>
                <IconButton icon=Icon::Close label=t(text::REMOVE) on:click=remove />
            </div>
            <Nodes builder address=address.clone() />
            <Foot builder address />
        </div>
    }
}

/// Buttons that add to a group.
#[component]
fn Foot(builder: Builder, address: Vec<usize>) -> impl IntoView {
    let root = address.is_empty();
    let own = StoredValue::new(address);
    let popup = Popup::new();
    let Builder { filter, schema, object, .. } = builder;
    let words =
        ListWords { label: t(text::ADD).into(), search: t(text::FIND_FIELD).into(), none: t(text::NO_FIELD).into() };
    let choices = Signal::derive(move || field_choices(&schema.get(), &object.get()));
    let add = Callback::new(move |id: String| {
        let (schema, object) = (schema.get_untracked(), object.get_untracked());
        let node = path_at(&schema, &object, &id).and_then(|path| new_condition(&schema, &object, path));
        if let Some(node) = node {
            filter.update(|filter| {
                own.with_value(|own| tree::push(filter, own, Filter::Is(node)));
            });
        }
    });
    let add_group = move |_| {
        filter.update(|filter| {
            own.with_value(|own| tree::push(filter, own, Filter::Any(Vec::new())));
        });
    };
    let clear = move |_| filter.set(Filter::default());
    view! {
        <div class="fb-foot">
            <Button label=t(text::ADD) icon=Icon::Plus small=true on:click=move |ev| popup.toggle(&ev) />
            <Button label=t(text::ADD_GROUP) icon=Icon::Group small=true on:click=add_group />
            <span class="grow"></span>
            {root.then(|| view! { <Button label=t(text::CLEAR) small=true on:click=clear /> })}
        </div>
        <Picker popup words choices chosen=Vec::new() on_pick=add />
    }
}
