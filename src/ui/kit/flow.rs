//! Conditions and lists in views, compiled once.
//!
//! They stand in for Leptos' own, which are compiled anew for every place where they are used. Only
//! a thin shell is generic here; what does the work sees boxed functions and views without a type.

use std::hash::Hash;
use std::sync::Arc;

use leptos::children::ViewFn;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::view::keyed::keyed;

use super::identity::Identity;
use super::reactive::memo;

/// When something is shown.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(holds: F) -> Self {
        Self(Box::new(holds))
    }
}

/// Shows its children while a condition holds.
#[component]
pub fn Show(
    /// What is shown.
    children: ChildrenFn,
    /// While this is true.
    #[prop(into)]
    when: Condition,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let holds = memo(move |_| (when.0)());
    move || if holds.get() { Either::Left(children()) } else { Either::Right(fallback.run()) }
}

/// An item that is drawn if it is new.
struct Item {
    key: Identity,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Shows a list; an item whose key was there before keeps its elements.
#[component]
pub fn For<I, T, K, V>(
    /// The items.
    each: impl Fn() -> I + Send + 'static,
    /// What tells an item from the others.
    key: impl Fn(&T) -> K + Send + 'static,
    /// Draws an item.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    I: IntoIterator<Item = T> + 'static,
    T: Send + 'static,
    K: Hash + 'static,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    list(Box::new(move || {
        let item = |item| {
            let (key, children) = (Identity::of(&key(&item)), Arc::clone(&children));
            Item { key, draw: Box::new(move || children(item).into_any()) }
        };
        each().into_iter().map(item).collect()
    }))
}

/// Every item has an owner of its own, which lives as long as its elements.
fn list(items: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    let parent = Owner::current().unwrap_or_default();
    let draw = move |_, item: Item| {
        let owner = parent.with(Owner::new);
        let view = owner.with(item.draw);
        (drop, leptos::tachys::reactive_graph::OwnedView::new_with_owner(view, owner))
    };
    (move || keyed(items(), |item: &Item| item.key.clone(), draw.clone())).into_any()
}
