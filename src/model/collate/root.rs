//! An order without a collator: good enough for English, and for tests.

use super::{CollationTable, Strength};
use crate::model::fold::{Folded, fold_char};
use std::cmp::Ordering;

/// White space and signs in the order of the Unicode root collation; digits and letters follow.
const SIGNS: &str = "\t\n\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

impl CollationTable {
    /// A table for when no collator can be asked: signs, digits, letters; accents and case as the collation of
    /// English has them; other scripts by code point.
    pub fn root() -> Self {
        let mut table = Self::new();
        let letters = ('\u{A1}'..='\u{17F}').chain('\u{391}'..='\u{3C9}').chain('\u{400}'..='\u{45F}');
        table.learn(letters.map(String::from), &mut root_order);
        table
    }
}

/// The rule behind [`CollationTable::root`].
fn root_order(a: &str, b: &str, strength: Strength) -> Ordering {
    let (a, b) = (Levels::of(a), Levels::of(b));
    let mut order = a.base.cmp(&b.base);
    if strength >= Strength::Accent {
        order = order.then_with(|| a.accent.cmp(&b.accent));
    }
    if strength >= Strength::Variant {
        order = order.then_with(|| a.variant.cmp(&b.variant));
    }
    order
}

#[derive(Default)]
struct Levels {
    base: Vec<(u8, u32)>,
    accent: Vec<u32>,
    variant: Vec<bool>,
}

impl Levels {
    fn of(text: &str) -> Self {
        let mut levels = Self::default();
        for c in text.chars() {
            let mut base = [0; 4];
            let base: &str = match fold_char(c) {
                // A letter of its own in the root collation, though its decomposition has a breve.
                _ if matches!(c, 'й' | 'Й') => "й",
                Folded::Nothing => continue,
                // Signs fold to others that sort elsewhere.
                Folded::One(_) | Folded::Lower(_) if !c.is_alphanumeric() => c.encode_utf8(&mut base),
                Folded::One(one) => one.encode_utf8(&mut base),
                Folded::Many(many) => many,
                Folded::Lower(c) => c.encode_utf8(&mut base),
            };
            let lower = c.to_lowercase().next().unwrap_or(c);
            for (nth, letter) in base.chars().enumerate() {
                levels.base.push(class(letter));
                let plain = nth > 0 || lower == letter;
                levels.accent.push(if plain { 0 } else { lower.into() });
                levels.variant.push(lower != c);
            }
        }
        levels
    }
}

/// Signs before digits before letters.
fn class(c: char) -> (u8, u32) {
    let code = u32::from(c);
    match SIGNS.chars().position(|sign| sign == c) {
        Some(at) => (0, at as u32),
        None if c == '\u{FFFF}' => (9, code),
        None if c.is_alphabetic() => (3, code),
        None if c.is_numeric() => (2, code),
        None => (1, code),
    }
}
