//! A cell as a view, for places that are drawn once: the record page, cards, editors.

use leptos::prelude::*;

use super::face::{ChipFace, Face, LinkFace, MarkFace, face_of, mark_face};
use crate::db::show::{Cell, Link};
use crate::i18n::en::cell as words;
use crate::ui::columns::Column;
use crate::ui::format::Format;
use crate::ui::kit::avatar::{AvatarSize, Mark};
use crate::ui::kit::chip::Chip;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::text::{count, t, ta};

/// Shows a cell on one line.
pub fn cell_view(column: &Column, cell: &Cell, format: Format) -> AnyView {
    match face_of(column, cell, format) {
        Face::Nothing => ().into_any(),
        Face::Words { class, text, own } => {
            view! { <span class=class dir=own.then_some("auto")>{text.into_owned()}</span> }.into_any()
        }
        Face::Away { class, text, href, tab } => view! {
            <a
                class=class
                href=href
                dir="ltr"
                target=tab.then_some("_blank")
                rel=tab.then_some("noopener noreferrer")
                on:click=|ev| ev.stop_propagation()
            >
                {text.into_owned()}
            </a>
        }
        .into_any(),
        Face::Chip(chip) => chip_view(chip),
        Face::Chips(chips) => {
            let chips = chips.into_iter().map(chip_view).collect::<Vec<_>>();
            view! { <span class="chips is-line">{chips}</span> }.into_any()
        }
        Face::Links(links) => {
            let many = links.len() > 1;
            let links = links.into_iter().map(link_view).collect::<Vec<_>>();
            if many { view! { <span class="row">{links}</span> }.into_any() } else { links.into_any() }
        }
        Face::Tick(on) => view! {
            <span class="check" class:is-on=on role="img" aria-label=tick_label(on)>
                {on.then(|| view! { <Glyph icon=Icon::Check /> })}
            </span>
        }
        .into_any(),
        Face::Stars(stars) => {
            let star = |_| view! { <span class="is-on"><Glyph icon=Icon::Star /></span> };
            let drawn = (0..stars).map(star).collect::<Vec<_>>();
            view! { <span class="rating" role="img" aria-label=stars_label(stars)>{drawn}</span> }.into_any()
        }
    }
}

/// What a box says.
pub(super) fn tick_label(on: bool) -> String {
    t(if on { words::YES } else { words::NO })
}

/// What stars say.
pub(super) fn stars_label(stars: u8) -> String {
    ta(words::STARS, &[("n", count(u32::from(stars)))])
}

fn chip_view(chip: ChipFace<'_>) -> AnyView {
    let (text, hue) = (chip.text.into_owned(), chip.hue);
    match chip.icon {
        None => view! { <Chip text hue=hue /> }.into_any(),
        Some(icon) => view! { <Chip text hue=hue icon=icon /> }.into_any(),
    }
}

fn link_view(link: LinkFace<'_>) -> AnyView {
    let (class, text, own) = (link.class, link.text.into_owned(), link.own);
    let inside = view! { {mark_view(link.mark)} <span class=class dir=own.then_some("auto")>{text}</span> };
    match link.href {
        None => view! { <span class="cell">{inside}</span> }.into_any(),
        Some(href) => view! {
            <a class="cell is-link" href=href tabindex="-1" on:click=|ev| ev.stop_propagation()>
                {inside}
            </a>
        }
        .into_any(),
    }
}

fn mark_view(mark: MarkFace) -> AnyView {
    match mark {
        MarkFace::Letters { class, letters } => {
            view! { <span class=class aria-hidden="true">{letters}</span> }.into_any()
        }
        MarkFace::Icon(icon, size) => view! { <Mark icon size /> }.into_any(),
    }
}

/// The mark of what a link leads to: letters for people (round) and companies (square), the icon of the
/// object type for the rest.
pub fn link_avatar(link: &Link, size: AvatarSize) -> AnyView {
    mark_view(mark_face(link, size))
}
