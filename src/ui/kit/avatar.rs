//! The letters that stand for a person or a company.

use leptos::prelude::*;

use super::glyph::Glyph;
use super::icon::Icon;

/// Shape and so the kind of what an avatar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A person.
    #[default]
    Round,
    /// A company or anything else.
    Square,
}

/// Edge of an avatar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 16 px, one letter.
    S16,
    /// 20 px, one letter.
    #[default]
    S20,
    /// 24 px, two letters.
    S24,
    /// 32 px, two letters.
    S32,
    /// 40 px, two letters.
    S40,
}

impl AvatarSize {
    /// The class that makes it so large; nothing for the usual size.
    pub const fn class(self) -> &'static str {
        match self {
            Self::S16 => " av-16",
            Self::S20 => "",
            Self::S24 => " av-24",
            Self::S32 => " av-32",
            Self::S40 => " av-40",
        }
    }
}

/// The class of the hue that belongs to a key (an id or a name): the same wherever it is shown.
pub fn hue_class(key: &str) -> &'static str {
    const HUES: [&str; 5] = [" av-a", " av-b", " av-c", " av-d", " av-e"];
    // FNV-1a, 32 bit: stable across versions, unlike the standard hasher.
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    HUES[(hash >> 8) as usize % HUES.len()]
}

/// The first letters of the first and last word of a name, at most `count` of them.
pub fn initials(name: &str, count: usize) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).take(count).flat_map(char::to_uppercase).collect()
}

/// An icon where others have letters. What stands beside it names it.
#[component]
pub fn Mark(
    /// The picture.
    icon: Icon,
    /// Its size.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    view! { <span class=format!("av av-co{}", size.class()) aria-hidden="true"><Glyph icon /></span> }
}

/// Letters on a hue. It stands beside the name, so it says nothing to assistive technology.
#[component]
pub fn Avatar(
    /// The name its letters come from.
    #[prop(into)]
    name: Signal<String>,
    /// What its hue comes from; the name, if nothing is given.
    #[prop(optional, into)]
    key: Signal<String>,
    /// Its shape.
    #[prop(optional)]
    shape: Shape,
    /// Its size.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let count = if matches!(size, AvatarSize::S16 | AvatarSize::S20) { 1 } else { 2 };
    let class = move || {
        let hue = key.with(|key| if key.is_empty() { name.with(|name| hue_class(name)) } else { hue_class(key) });
        let square = if shape == Shape::Square { " av-co" } else { "" };
        format!("av{square}{}{hue}", size.class())
    };
    view! {
        <span class=class aria-hidden="true">
            {move || name.with(|name| initials(name, count))}
        </span>
    }
}
