//! Reaching somebody: call, mail, message, map, copied link, for records that carry the fields.

use leptos::prelude::*;

use super::state::RecordState;
use crate::client::act::{Flow, actions};
use crate::db::show::Cell;
use crate::i18n::Message;
use crate::i18n::en::record as text;
use crate::model::schema::{Field, FieldKind};
use crate::model::value::Value;
use crate::ui::cell::outside_href;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::{Frame, IconButton};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::toast::use_toasts;
use crate::ui::text::t;
use crate::usage::event::Outcome;

/// One way to reach somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Way {
    pub(super) command: &'static str,
    pub(super) label: Message,
    pub(super) icon: Icon,
    /// Where it leads; empty: it copies the address of the record.
    pub(super) href: String,
}

/// The ways a record offers.
pub(super) fn ways(state: RecordState) -> Vec<Way> {
    let object = state.object.get();
    let text_of = |field: &Field| match state.cell(field.id) {
        Cell::Value(Value::Text(text)) => Some(text),
        _ => None,
    };
    let first = |wanted: fn(&FieldKind) -> bool| {
        object
            .fields
            .iter()
            .filter(|field| wanted(&field.kind))
            .find_map(|field| Some((field.kind.clone(), text_of(field)?)))
    };
    let phones: Vec<&Field> = object.fields.iter().filter(|field| field.kind == FieldKind::Phone).collect();
    // A mobile telephone, the later one, takes messages.
    let mobile = phones.iter().rev().find_map(|field| text_of(field));
    let mut ways = Vec::new();
    if let Some(href) = first(|kind| *kind == FieldKind::Phone).and_then(|(kind, text)| outside_href(&kind, &text)) {
        ways.push(Way { command: "record.call", label: text::CALL, icon: Icon::Phone, href });
    }
    if let Some(href) = first(|kind| *kind == FieldKind::Email).and_then(|(kind, text)| outside_href(&kind, &text)) {
        ways.push(Way { command: "record.mail", label: text::MAIL, icon: Icon::Mail, href });
    }
    if let Some(href) = mobile.and_then(|text| outside_href(&FieldKind::Phone, &text)) {
        ways.push(Way {
            command: "record.message",
            label: text::MESSAGE,
            icon: Icon::Message,
            href: href.replace("tel:", "sms:"),
        });
    }
    let address: Vec<String> =
        object.fields.iter().filter(|field| field.group.as_deref() == Some("address")).filter_map(text_of).collect();
    if !address.is_empty() {
        let query = js_sys::encode_uri_component(&address.join(", "));
        let href = format!("https://www.openstreetmap.org/search?query={query}");
        ways.push(Way { command: "record.map", label: text::MAP, icon: Icon::Map, href });
    }
    ways.push(Way { command: "record.copy_link", label: text::COPY_LINK, icon: Icon::Link, href: String::new() });
    ways
}

/// Goes one of the ways.
pub(super) fn go(state: RecordState, way: &Way) -> Flow {
    if way.href.is_empty() {
        return copy_link(state);
    }
    let target = if way.href.starts_with("https:") { "_blank" } else { "_self" };
    match window().open_with_url_and_target_and_features(&way.href, target, "noopener") {
        Ok(_) => Flow::DONE,
        Err(_) => Flow::Now(Outcome::Failed),
    }
}

fn copy_link(state: RecordState) -> Flow {
    let origin = window().location().origin().unwrap_or_default();
    let path = state
        .object
        .with_untracked(|object| crate::ui::route::Route::Record(object.key.clone(), state.id.get_untracked()).path());
    let copied = window().navigator().clipboard().write_text(&format!("{origin}{path}"));
    Flow::later(async move {
        match wasm_bindgen_futures::JsFuture::from(copied).await {
            Ok(_) => {
                use_toasts().say(t(text::COPIED));
                Outcome::Done
            }
            Err(_) => Outcome::Failed,
        }
    })
}

/// Registers the commands of the ways.
pub(super) fn register(state: RecordState) {
    for command in ["record.call", "record.mail", "record.message", "record.map", "record.copy_link"] {
        actions().on(command, move |_| {
            let way = untrack(|| ways(state)).into_iter().find(|way| way.command == command);
            way.map_or(Flow::Now(Outcome::Abandoned), |way| go(state, &way))
        });
    }
}

/// The ways as buttons.
#[component]
pub fn ContactButtons(
    /// What the parts of the page share.
    state: RecordState,
    /// Whether the buttons are outlined.
    #[prop(optional)]
    line: bool,
) -> impl IntoView {
    let all = memo(move |_| ways(state));
    let button = move |way: Way| {
        let (command, icon, label) = (way.command, way.icon, t(way.label));
        let frame = if line { Frame::Line } else { Frame::Bare };
        let press = move |_| {
            let way = way.clone();
            actions().by_hand(command, move || go(state, &way));
        };
        view! { <IconButton icon label frame on:click=press /> }
    };
    move || all.get().into_iter().map(button).collect::<Vec<_>>()
}
