//! The object types of the workspace, each with its number of records.

use leptos::prelude::*;

use super::item::NavItem;
use crate::client::bridge::engine;
use crate::client::live::use_totals;
use crate::db::query::Query;
use crate::model::schema::{Object, Role};
use crate::ui::kit::flow::For;
use crate::ui::kit::reactive::memo;
use crate::ui::names;
use crate::ui::pages;

/// Links to the lists of all main object types.
#[component]
pub fn Objects() -> impl IntoView {
    let state = engine().state;
    let objects = memo(move |_| state.with(|state| main_objects(&state.schema.objects)));
    let totals = use_totals(Signal::derive(move || {
        objects.with(|objects| objects.iter().map(|object| Query::of(object.id)).collect())
    }));
    view! {
        <For each=move || objects.get().into_iter().enumerate() key=|(at, object)| (*at, object.clone().id) let:entry>
            {
                let (at, object) = entry;
                view! {
                    <NavItem
                        route=pages::home_of(&object.key)
                        icon=pages::icon_of(&object.icon)
                        label=names::many(&object)
                        command=pages::go_command(&object.key)
                        count=Signal::derive(move || totals.with(|totals| totals.get(at).copied()))
                    />
                }
            }
        </For>
    }
}

fn main_objects(objects: &[Object]) -> Vec<Object> {
    objects.iter().filter(|object| object.role == Role::Main).cloned().collect()
}
