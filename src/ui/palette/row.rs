//! One line of the palette.

use leptos::prelude::*;

use super::entry::{Entry, label_of, object_name};
use crate::db::view::Layout;
use crate::i18n::en::palette as text;
use crate::protocol::show::Hit;
use crate::ui::keys::keys;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::marked::Marked;
use crate::ui::matching::{fit, marks};
use crate::ui::pages;
use crate::ui::record_mark::record_mark;
use crate::ui::text::{t, ta, word};

/// A line: picture, words with the match set off, and at its end the kind or the keys.
#[component]
pub fn Row(
    /// What it offers.
    entry: Entry,
    /// The words that were typed.
    words: String,
) -> impl IntoView {
    match entry {
        Entry::Record(hit) => view! { <Record hit words /> }.into_any(),
        Entry::View(view, _) => {
            let icon = if view.view.layout == Layout::List { Icon::List } else { Icon::Board };
            line(icon, view.name, &words, t(text::VIEW).into_any())
        }
        Entry::Command(command) => {
            let caps = keys().shown(command.id).unwrap_or_default();
            let caps: Vec<_> =
                caps.split_whitespace().map(|cap| view! { <span class="kbd">{cap.to_owned()}</span> }).collect();
            line(pages::icon_of(command.icon), label_of(command), &words, caps.into_any())
        }
        Entry::All(query) => {
            let label = ta(text::ALL_RESULTS, &[("text", word(query))]);
            line(Icon::Search, label, "", ().into_any())
        }
    }
}

fn line(icon: Icon, label: String, words: &str, tail: AnyView) -> AnyView {
    let ranges = fit(&label, words).map(|fit| fit.ranges).unwrap_or_default();
    view! {
        <Glyph icon />
        <span class="clip">
            <Marked text=label ranges />
        </span>
        <span class="tail">{tail}</span>
    }
    .into_any()
}

#[component]
fn Record(hit: Hit, words: String) -> impl IntoView {
    let kind = object_name(&hit);
    let picture = record_mark(&hit);
    let title = marks(&hit.title, &words);
    // The field that matched says more than the subtitle when the match lies there.
    let second = match &hit.matched {
        Some((_, matched)) if title.is_empty() => matched.clone(),
        _ => hit.subtitle.clone(),
    };
    let ranges = marks(&second, &words);
    let deleted = hit.deleted.then(|| view! { <span class="sub">{t(text::DELETED)}</span> });
    view! {
        {picture}
        <span class="clip">
            <Marked text=hit.title ranges=title />
            <span class="sub">
                <Marked text=second ranges />
            </span>
            {deleted}
        </span>
        <span class="tail">{kind}</span>
    }
}
