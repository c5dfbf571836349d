//! What a cell looks like, as plain data: which parts it shows and what they say. [`cell_view`] makes a
//! view of it, a [`Painter`] draws it into elements that are there already.
//!
//! [`cell_view`]: super::view::cell_view
//! [`Painter`]: super::paint::Painter

use std::borrow::Cow;

use leptos::prelude::WithUntracked as _;

use super::text::{cell_text, duration_text};
use crate::client::bridge::engine;
use crate::db::show::{Cell, Link, Row};
use crate::i18n::en::{cell as words, list};
use crate::model::schema::{FieldKind, Outcome};
use crate::model::standard;
use crate::model::value::Value;
use crate::ui::columns::{ChoiceView, Column, hue};
use crate::ui::format::Format;
use crate::ui::kit::avatar::{AvatarSize, hue_class, initials};
use crate::ui::kit::chip::Hue;
use crate::ui::kit::icon::Icon;
use crate::ui::route::Route;
use crate::ui::text::t;

/// What a cell shows.
pub enum Face<'a> {
    /// Nothing.
    Nothing,
    /// Words or figures.
    Words {
        /// Their class.
        class: &'static str,
        /// What they say.
        text: Cow<'a, str>,
        /// Words run as their own script does; figures as the page.
        own: bool,
    },
    /// A way out of the app.
    Away {
        /// Its class.
        class: &'static str,
        /// What it says.
        text: Cow<'a, str>,
        /// Where it leads.
        href: String,
        /// Whether it opens beside the app.
        tab: bool,
    },
    /// Chips, one after the other on a line.
    Chips(Vec<ChipFace<'a>>),
    /// One chip that is all there is.
    Chip(ChipFace<'a>),
    /// Links to records.
    Links(Vec<LinkFace<'a>>),
    /// A box that is ticked or not.
    Tick(bool),
    /// Stars.
    Stars(u8),
}

/// A chip.
pub struct ChipFace<'a> {
    /// What it says.
    pub text: Cow<'a, str>,
    /// Its hue.
    pub hue: Hue,
    /// What stands before the word.
    pub icon: Option<Icon>,
}

/// A link to a record, with its mark.
pub struct LinkFace<'a> {
    /// Where it leads; `None`: nowhere.
    pub href: Option<String>,
    /// Whether it is the name of the row it stands in.
    pub name: bool,
    /// The class of its words.
    pub class: &'static str,
    /// What it says.
    pub text: Cow<'a, str>,
    /// Whether the words run as their own script does.
    pub own: bool,
    /// What stands before it.
    pub mark: MarkFace,
}

/// The mark before a link.
pub enum MarkFace {
    /// Letters on a hue.
    Letters {
        /// Its class.
        class: String,
        /// Its letters.
        letters: String,
    },
    /// The icon of an object type.
    Icon(Icon, AvatarSize),
}

/// What a cell shows.
#[must_use]
pub fn face_of<'a>(column: &'a Column, cell: &'a Cell, format: Format) -> Face<'a> {
    match cell {
        Cell::Empty if matches!(column.kind, FieldKind::Checkbox) => Face::Tick(false),
        Cell::Empty => Face::Nothing,
        Cell::Links(links) if column.kind.target() == Some(standard::TAG) => {
            Face::Chips(links.iter().map(tag_face).collect())
        }
        Cell::Links(links) if links.is_empty() => Face::Nothing,
        Cell::Links(links) => {
            let is_user = column.kind.target() == Some(standard::USER);
            Face::Links(links.iter().map(|link| link_face(link, is_user)).collect())
        }
        Cell::Value(value) => value_face(column, cell, value, format),
    }
}

fn value_face<'a>(column: &'a Column, cell: &Cell, value: &'a Value, format: Format) -> Face<'a> {
    let figure = |text: String| Face::Words { class: "num txt", text: text.into(), own: false };
    match value {
        Value::Text(text) => text_face(&column.kind, text),
        Value::Bool(yes) => Face::Tick(*yes),
        Value::Rating(stars) => Face::Stars(*stars),
        Value::Option(id) => column.choice(*id).map_or(Face::Nothing, |choice| Face::Chip(choice_face(choice))),
        Value::Options(ids) => Face::Chips(ids.iter().filter_map(|id| column.choice(*id)).map(choice_face).collect()),
        Value::Minutes(minutes) => figure(duration_text(*minutes, format)),
        _ => figure(cell_text(column, cell, format)),
    }
}

fn text_face<'a>(kind: &FieldKind, text: &'a str) -> Face<'a> {
    let shown: Cow<'a, str> = match kind {
        FieldKind::Link => {
            let bare = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
            bare.trim_end_matches('/').into()
        }
        // One line in a cell; the record page shows all of it.
        FieldKind::LongText => text.split_whitespace().take(40).collect::<Vec<_>>().join(" ").into(),
        _ => text.into(),
    };
    let Some(href) = outside_href(kind, text) else { return Face::Words { class: "txt", text: shown, own: true } };
    let class = if matches!(kind, FieldKind::Phone) { "link txt num" } else { "link txt" };
    Face::Away { class, text: shown, href, tab: matches!(kind, FieldKind::Link) }
}

fn choice_face(choice: &ChoiceView) -> ChipFace<'_> {
    let icon = match choice.outcome {
        Outcome::Open => None,
        Outcome::Won => Some(Icon::Check),
        Outcome::Lost => Some(Icon::Close),
    };
    ChipFace { text: choice.label.as_str().into(), hue: choice.hue, icon }
}

fn tag_face(link: &Link) -> ChipFace<'_> {
    let id = link.id;
    let found = engine().state.with_untracked(|state| state.tags.iter().find(|(tag, _)| tag.id == id).map(|tag| tag.1));
    ChipFace { text: link.title.as_str().into(), hue: found.map_or(Hue::Grey, hue), icon: None }
}

fn link_face(link: &Link, is_user: bool) -> LinkFace<'_> {
    let gone = link.title.is_empty();
    let class = match (link.deleted, is_user) {
        (true, _) => "txt del",
        (false, true) => "txt",
        (false, false) => "txt mute",
    };
    let leads = !is_user && !gone;
    LinkFace {
        href: leads.then(|| record_href(link)),
        name: false,
        class,
        text: if gone { t(words::GONE).into() } else { link.title.as_str().into() },
        own: leads,
        mark: mark_face(link, if is_user { AvatarSize::S20 } else { AvatarSize::S16 }),
    }
}

/// The name of a row: a link, so that it can be opened in a tab of its own. `key` is the object type's.
#[must_use]
pub fn name_face<'a>(row: &'a Row, column: &Column, key: &str) -> Face<'a> {
    let link = Link { object: column.object, id: row.id, title: row.title.clone(), deleted: false };
    let unnamed = row.title.is_empty();
    Face::Links(vec![LinkFace {
        href: Some(Route::Record(key.to_owned(), row.id).path()),
        name: true,
        class: if unnamed { "txt dim" } else { "txt med" },
        text: if unnamed { t(list::UNNAMED).into() } else { row.title.as_str().into() },
        own: true,
        mark: mark_face(&link, AvatarSize::S20),
    }])
}

/// The mark of what a link leads to: letters for people (round) and companies (square), the icon of the
/// object type for the rest.
#[must_use]
pub fn mark_face(link: &Link, size: AvatarSize) -> MarkFace {
    let square = match link.object {
        standard::PERSON | standard::USER | standard::LEAD => "",
        standard::COMPANY => " av-co",
        other => {
            let icon = engine().state.with_untracked(|state| {
                state.schema.object(other).map_or(Icon::Box, |object| crate::ui::pages::icon_of(&object.icon))
            });
            return MarkFace::Icon(icon, size);
        }
    };
    let letters = initials(&link.title, if matches!(size, AvatarSize::S16 | AvatarSize::S20) { 1 } else { 2 });
    MarkFace::Letters { class: format!("av{square}{}{}", size.class(), hue_class(&link.id.to_string())), letters }
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

/// The address of the record a link leads to.
#[must_use]
pub fn record_href(link: &Link) -> String {
    engine().state.with_untracked(|state| {
        let key = state.schema.object(link.object).map(|object| object.key.clone());
        key.map_or_else(|| "/".into(), |key| Route::Record(key, link.id).path())
    })
}
