//! A view definition as text: how it is kept in the saved view's record and in addresses (URLs).
//! A version tag, then postcard in URL-safe base64 (RFC 4648, section 5, without padding).

use super::ViewDef;

/// Starts every text of this version. A later shape of [`ViewDef`] gets another one, and this one
/// keeps being read.
const VERSION_1: &str = "1.";

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl ViewDef {
    /// As text.
    ///
    /// # Panics
    /// Never in practice: a view consists of numbers, strings and lists, which postcard encodes.
    #[must_use]
    pub fn to_text(&self) -> String {
        let bytes = postcard::to_allocvec(self).expect("a view holds only what postcard encodes");
        let mut text = String::from(VERSION_1);
        for chunk in bytes.chunks(3) {
            let word = chunk.iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
            for place in 0..=chunk.len() {
                text.push(char::from(ALPHABET[(word >> (18 - 6 * place)) as usize & 63]));
            }
        }
        text
    }

    /// Back from text; `None` for anything that [`to_text`](Self::to_text) never wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(VERSION_1)?;
        let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
        for chunk in digits.as_bytes().chunks(4) {
            let mut word = 0_u32;
            for digit in chunk {
                let value = ALPHABET.iter().position(|known| known == digit)?;
                word = (word << 6) | value as u32;
            }
            word <<= 6 * (4 - chunk.len());
            let count = chunk.len().checked_sub(1).filter(|count| *count > 0)?;
            bytes.extend((0..count).map(|place| (word >> (16 - 8 * place)) as u8));
        }
        let (view, rest) = postcard::take_from_bytes(&bytes).ok()?;
        rest.is_empty().then_some(view)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Column, Density, Layout};
    use super::*;
    use crate::db::query::{Filter, Function, Meta, Path, Sort, Test};
    use crate::model::id::FieldId;
    use crate::model::value::Value;

    fn sample() -> ViewDef {
        let path = Path::Through(FieldId(3), FieldId(4));
        let any = Filter::Any(vec![Filter::is(path, Test::Contains("Käse & Brot".into())), Filter::default()]);
        ViewDef {
            layout: Layout::Board(FieldId(3)),
            filter: Filter::All(vec![Filter::is(path, Test::AnyOf(vec![Value::Text("a".into())])), any]),
            sort: vec![Sort { path: Path::Meta(Meta::Updated), descending: true }],
            group: Some(Path::Field(FieldId(9))),
            columns: vec![Column { path, width: 180, footer: Some(Function::Sum) }],
            density: Density::Compact,
        }
    }

    #[test]
    fn round_trips_and_is_safe_in_an_address() {
        for view in [ViewDef::default(), sample()] {
            let text = view.to_text();
            assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{text}");
            assert_eq!(ViewDef::from_text(&text), Some(view));
        }
    }

    /// Saved views are read for ever: this text was written by the first version.
    #[test]
    fn the_first_version_stays_readable() {
        assert_eq!(ViewDef::default().to_text(), "1.AAAAAAAAAQ");
        assert_eq!(ViewDef::from_text("1.AAAAAAAAAQ"), Some(ViewDef::default()));
    }

    #[test]
    fn anything_else_is_refused() {
        let good = sample().to_text();
        for bad in ["", "1.", "2.AAAAAAAAAQ", "AAAAAAAAAQ", "1.AAAAAAAAAQAAAA", "1.!!!!", &good[..good.len() - 3]] {
            assert_eq!(ViewDef::from_text(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "1\\.[A-Za-z0-9_-]{0,40}") {
            let _ = ViewDef::from_text(&text);
        }
    }
}
