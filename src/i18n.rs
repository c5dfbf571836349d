//! Every visible string. A [`Message`] is a constant with a stable id and its English text; other
//! languages are loaded on demand and looked up by id. Numbers, dates and plural categories come
//! from the browser's `Intl` through the UI, so that no language data is compiled in.

pub mod en;
pub mod parse;
pub mod pseudo;
mod render;

use std::collections::HashMap;

pub use render::{Arg, Category, render};

/// A visible string: its id and its English text. In the text `{name}` is replaced by an argument,
/// and `{n, plural, one {# row} other {# rows}}` chooses by a number, with `#` standing for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Message {
    /// Stable name, such as `list.empty`.
    pub id: &'static str,
    /// English.
    pub text: &'static str,
}

/// Declares the messages of one area: `messages!("list": EMPTY = "Nothing here yet"; ...)`. Each
/// becomes a constant, and `ALL` lists them.
macro_rules! messages {
    ($area:literal: $($name:ident $id:literal = $text:literal;)*) => {
        $(
            #[doc = concat!("“", $text, "”")]
            pub const $name: $crate::i18n::Message =
                $crate::i18n::Message { id: concat!($area, ".", $id), text: $text };
        )*
        /// All messages of this area.
        pub const ALL: &[$crate::i18n::Message] = &[$($name),*];
    };
}
pub(crate) use messages;

/// The texts of one language; English where it has none.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    texts: HashMap<String, String>,
}

impl Catalog {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self::default()
    }

    /// A language from its file: lines of `id = text`; `\n` in a text is a line break; lines that
    /// start with `#` and empty lines are skipped.
    #[must_use]
    pub fn parse(file: &str) -> Self {
        let texts = file
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "))
            .map(|(id, text)| (id.trim().to_owned(), text.replace("\\n", "\n")))
            .collect();
        Self { texts }
    }

    /// A language made from English by a function of the text.
    #[must_use]
    pub fn generated(change: impl Fn(&str) -> String) -> Self {
        Self { texts: en::all().map(|message| (message.id.to_owned(), change(message.text))).collect() }
    }

    /// The text of a message.
    #[must_use]
    pub fn text<'a>(&'a self, message: &Message) -> &'a str {
        self.texts.get(message.id).map_or(message.text, String::as_str)
    }

    /// The text of a message known by its id only (names of standard fields); `None` where there is
    /// no such message.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&str> {
        if let Some(text) = self.texts.get(id) {
            return Some(text);
        }
        en::schema::TEXTS.binary_search_by(|(known, _)| (*known).cmp(id)).ok().map(|at| en::schema::TEXTS[at].1)
    }
}
