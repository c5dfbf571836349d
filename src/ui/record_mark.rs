//! What stands before the name of a record.

use leptos::prelude::*;

use super::kit::avatar::{Avatar, Shape};
use super::kit::glyph::Glyph;
use super::kit::icon::Icon;
use super::pages;
use crate::client::bridge::engine;
use crate::model::standard;
use crate::protocol::show::Hit;

/// Letters for people and companies, the icon of the object type for the rest.
pub fn record_mark(hit: &Hit) -> AnyView {
    let (name, key) = (hit.title.clone(), hit.id.to_string());
    match hit.object {
        standard::PERSON | standard::USER | standard::LEAD => view! { <Avatar name key /> }.into_any(),
        standard::COMPANY => view! { <Avatar name key shape=Shape::Square /> }.into_any(),
        _ => view! { <Glyph icon=icon_of(hit) /> }.into_any(),
    }
}

fn icon_of(hit: &Hit) -> Icon {
    engine().state.with_untracked(|state| {
        state.schema.object(hit.object).map_or(Icon::Box, |object| pages::icon_of(&object.icon))
    })
}
