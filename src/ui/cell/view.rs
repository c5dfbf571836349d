//! How a value of each kind is shown.

use leptos::prelude::*;

use super::text::{cell_text, duration_text};
use crate::client::bridge::engine;
use crate::db::show::{Cell, Link};
use crate::i18n::en::cell as words;
use crate::model::schema::{FieldKind, Outcome};
use crate::model::standard;
use crate::model::value::Value;
use crate::ui::columns::{ChoiceView, Column, hue};
use crate::ui::format::Format;
use crate::ui::kit::avatar::{Avatar, AvatarSize, Mark, Shape};
use crate::ui::kit::chip::{Chip, Hue};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::route::Route;
use crate::ui::text::t;

/// Shows a cell on one line.
pub fn cell_view(column: &Column, cell: &Cell, format: Format) -> AnyView {
    match cell {
        Cell::Empty => match column.kind {
            FieldKind::Checkbox => tick(false),
            _ => ().into_any(),
        },
        Cell::Links(links) => links_view(column, links),
        Cell::Value(value) => value_view(column, value, format),
    }
}

fn value_view(column: &Column, value: &Value, format: Format) -> AnyView {
    match value {
        Value::Text(text) => text_view(&column.kind, text),
        Value::Bool(yes) => tick(*yes),
        Value::Rating(stars) => stars_view(*stars),
        Value::Option(id) => column.choice(*id).map(choice_view).into_any(),
        Value::Options(ids) => {
            let chips = ids.iter().filter_map(|id| column.choice(*id)).map(choice_view).collect::<Vec<_>>();
            view! { <span class="chips is-line">{chips}</span> }.into_any()
        }
        Value::Minutes(minutes) => view! { <span class="num txt">{duration_text(*minutes, format)}</span> }.into_any(),
        _ => {
            let text = cell_text(column, &Cell::Value(value.clone()), format);
            view! { <span class="num txt">{text}</span> }.into_any()
        }
    }
}

fn text_view(kind: &FieldKind, text: &str) -> AnyView {
    let href = outside_href(kind, text);
    let shown = match kind {
        FieldKind::Link => {
            let bare = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
            bare.trim_end_matches('/').to_owned()
        }
        // One line in a cell; the record page shows all of it.
        FieldKind::LongText => text.split_whitespace().take(40).collect::<Vec<_>>().join(" "),
        _ => text.to_owned(),
    };
    let Some(href) = href else { return view! { <span class="txt" dir="auto">{shown}</span> }.into_any() };
    let away = matches!(kind, FieldKind::Link);
    let class = if matches!(kind, FieldKind::Phone) { "link txt num" } else { "link txt" };
    view! {
        <a
            class=class
            href=href
            dir="ltr"
            target=away.then_some("_blank")
            rel=away.then_some("noopener noreferrer")
            on:click=|ev| ev.stop_propagation()
        >
            {shown}
        </a>
    }
    .into_any()
}

/// Where a link, telephone number or e-mail address leads outside of the app; `None` for other text
/// and for addresses that are not safe to follow.
#[must_use]
pub fn outside_href(kind: &FieldKind, text: &str) -> Option<String> {
    match kind {
        FieldKind::Email => text.contains('@').then(|| format!("mailto:{}", text.trim())),
        FieldKind::Phone => {
            let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            (digits.len() > 2).then(|| format!("tel:{digits}"))
        }
        FieldKind::Link => match text.split_once("://") {
            Some(("http" | "https", _)) => Some(text.to_owned()),
            Some(_) => None,
            None => (!text.contains(':') && text.contains('.')).then(|| format!("https://{text}")),
        },
        _ => None,
    }
}

fn tick(on: bool) -> AnyView {
    let label = t(if on { words::YES } else { words::NO });
    view! {
        <span class="check" class:is-on=on role="img" aria-label=label>
            {on.then(|| view! { <Glyph icon=Icon::Check /> })}
        </span>
    }
    .into_any()
}

fn stars_view(stars: u8) -> AnyView {
    let label = crate::ui::text::ta(words::STARS, &[("n", crate::ui::text::count(u32::from(stars)))]);
    let star = |_| view! { <span class="is-on"><Glyph icon=Icon::Star /></span> };
    view! { <span class="rating" role="img" aria-label=label>{(0..stars).map(star).collect::<Vec<_>>()}</span> }
        .into_any()
}

fn choice_view(choice: &ChoiceView) -> AnyView {
    let (text, hue) = (choice.label.clone(), choice.hue);
    match choice.outcome {
        Outcome::Open => view! { <Chip text hue=hue /> }.into_any(),
        Outcome::Won => view! { <Chip text hue=hue icon=Icon::Check /> }.into_any(),
        Outcome::Lost => view! { <Chip text hue=hue icon=Icon::Close /> }.into_any(),
    }
}

fn links_view(column: &Column, links: &[Link]) -> AnyView {
    if column.kind.target() == Some(standard::TAG) {
        let chips = links.iter().map(tag_view).collect::<Vec<_>>();
        return view! { <span class="chips is-line">{chips}</span> }.into_any();
    }
    let is_user = column.kind.target() == Some(standard::USER);
    let many = links.len() > 1;
    let one = |link: &Link| {
        let title = if link.title.is_empty() { t(words::GONE) } else { link.title.clone() };
        let class = if link.deleted {
            "txt del"
        } else if is_user {
            "txt"
        } else {
            "txt mute"
        };
        let avatar = link_avatar(link, if is_user { AvatarSize::S20 } else { AvatarSize::S16 });
        if is_user || link.title.is_empty() {
            return view! { <span class="cell">{avatar}<span class=class>{title}</span></span> }.into_any();
        }
        let href = record_href(link);
        view! {
            <a class="cell is-link" href=href tabindex="-1" on:click=|ev| ev.stop_propagation()>
                {avatar}
                <span class=class dir="auto">{title}</span>
            </a>
        }
        .into_any()
    };
    let cells = links.iter().map(one).collect::<Vec<_>>();
    if many { view! { <span class="row">{cells}</span> }.into_any() } else { cells.into_any() }
}

fn tag_view(link: &Link) -> AnyView {
    let (id, text) = (link.id, link.title.clone());
    let found = engine().state.with_untracked(|state| state.tags.iter().find(|(tag, _)| tag.id == id).map(|tag| tag.1));
    view! { <Chip text hue=found.map_or(Hue::Grey, hue) /> }.into_any()
}

/// The mark of what a link leads to: letters for people (round) and companies (square), the icon of the
/// object type for the rest.
pub fn link_avatar(link: &Link, size: AvatarSize) -> AnyView {
    let (name, key) = (link.title.clone(), link.id.to_string());
    let shape = match link.object {
        standard::PERSON | standard::USER | standard::LEAD => Shape::Round,
        standard::COMPANY => Shape::Square,
        other => {
            let icon = engine().state.with_untracked(|state| {
                state.schema.object(other).map_or(Icon::Box, |object| crate::ui::pages::icon_of(&object.icon))
            });
            return view! { <Mark icon size /> }.into_any();
        }
    };
    view! { <Avatar name=name key=key shape=shape size=size /> }.into_any()
}

/// The address of the record a link leads to.
#[must_use]
pub fn record_href(link: &Link) -> String {
    let key = engine().state.with_untracked(|state| state.schema.object(link.object).map(|object| object.key.clone()));
    key.map_or_else(|| "/".into(), |key| Route::Record(key, link.id).path())
}
