//! Folding of text and telephone numbers for search and matching.
//!
//! Two strings that a person would call "the same letters" fold to the same string: case, accents, width,
//! Persian and Arabic spelling variants, digit scripts, joiners and typographic quotes and dashes are removed.
//! Folding never decides sort order (that is [`super::collate`]) and is never shown.
//!
//! A letter is looked up in small generated tables (`table`, about 1.5 kB); whatever they do not cover is
//! lower-cased by the standard library.

mod phone;
mod table;
#[cfg(test)]
mod tests;

pub use phone::{phone_digits, phones_match};

/// Letters and ligatures that fold to something other than the base of their canonical decomposition, and so
/// come from no table of Unicode: what a person without that key types instead.
const SPELLED_OUT: [(char, &str); 28] = [
    ('ß', "ss"),
    ('ẞ', "ss"),
    ('Æ', "ae"),
    ('æ', "ae"),
    ('Œ', "oe"),
    ('œ', "oe"),
    ('Þ', "th"),
    ('þ', "th"),
    ('Ǽ', "ae"),
    ('ǽ', "ae"),
    ('Ǣ', "ae"),
    ('ǣ', "ae"),
    ('Ĳ', "ij"),
    ('ĳ', "ij"),
    ('Ǆ', "dz"),
    ('ǅ', "dz"),
    ('ǆ', "dz"),
    ('Ǉ', "lj"),
    ('ǈ', "lj"),
    ('ǉ', "lj"),
    ('Ǌ', "nj"),
    ('ǋ', "nj"),
    ('ǌ', "nj"),
    ('Ǳ', "dz"),
    ('ǲ', "dz"),
    ('ǳ', "dz"),
    ('Ƕ', "hv"),
    ('ƕ', "hv"),
];

/// What one character folds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// Nothing: a mark, a joiner, a direction sign.
    Nothing,
    /// One character, the usual case.
    One(char),
    /// Two or three ASCII letters.
    Many(&'static str),
    /// One character whose lower case, by the standard library, is more than one.
    Lower(char),
}

/// Folds one character. Pure; the same for every locale.
pub fn fold_char(c: char) -> Folded {
    let code = u32::from(c);
    match code {
        0..=0x7F => Folded::One(c.to_ascii_lowercase()),
        0x80..=0x24F => latin(c, code),
        0x300..=0x36F | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF => Folded::Nothing,
        0x370..=0x3FF => offset(c, table::GREEK[(code - 0x370) as usize], 0x370),
        0x400..=0x4FF => offset(c, table::CYRILLIC[(code - 0x400) as usize], 0x400),
        0x591..=0x6FF => arabic_or_hebrew(c, code),
        0x1E00..=0x1EFF => match table::LATIN_ADDITIONAL[(code - 0x1E00) as usize] {
            0 if c == 'ẞ' => Folded::Many("ss"),
            0 => lower(c),
            ascii => Folded::One(char::from(ascii)),
        },
        0x1F00..=0x1FFF => offset(c, table::GREEK_EXTENDED[(code - 0x1F00) as usize], 0x370),
        0x2000..=0x20FF => general_punctuation(c, code),
        0x3000 => Folded::One(' '),
        0xFB00 => Folded::Many("ff"),
        0xFB01 => Folded::Many("fi"),
        0xFB02 => Folded::Many("fl"),
        0xFB03 => Folded::Many("ffi"),
        0xFB04 => Folded::Many("ffl"),
        0xFB05 | 0xFB06 => Folded::Many("st"),
        0xFF01..=0xFF5E => Folded::One(char::from((code - 0xFF01 + 0x21) as u8).to_ascii_lowercase()),
        _ => lower(c),
    }
}

/// Appends the folded form of `text` to `out`, which the caller owns and reuses.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match fold_char(c) {
            Folded::Nothing => {}
            Folded::One(one) => out.push(one),
            Folded::Many(many) => out.push_str(many),
            Folded::Lower(c) => out.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
        }
    }
}

/// The folded form of `text` as a new string. In loops use [`fold_into`].
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Whether `c` is a mark that sits on the letter before it, in the scripts whose marks only colour a letter
/// (Latin, Greek, Cyrillic, Hebrew, Arabic); vowel signs of Indic scripts are letters of their own here.
pub const fn is_combining_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5BD}'
            | '\u{5BF}'
            | '\u{5C1}'..='\u{5C2}'
            | '\u{5C4}'..='\u{5C5}'
            | '\u{5C7}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E4}'
            | '\u{6E7}'..='\u{6E8}'
            | '\u{6EA}'..='\u{6ED}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20F0}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

fn latin(c: char, code: u32) -> Folded {
    match code {
        0xA0 => return Folded::One(' '),
        0xAD => return Folded::Nothing,
        0xB4 => return Folded::One('\''),
        0xAA => return Folded::One('a'),
        0xBA => return Folded::One('o'),
        0xB2 => return Folded::One('2'),
        0xB3 => return Folded::One('3'),
        0xB9 => return Folded::One('1'),
        0x80..=0xBF => return lower(c),
        _ => {}
    }
    match table::LATIN[(code - 0xC0) as usize] {
        0 => SPELLED_OUT.iter().find(|(from, _)| *from == c).map_or_else(|| lower(c), |(_, to)| Folded::Many(to)),
        ascii => Folded::One(char::from(ascii)),
    }
}

/// A table entry is 0 (not covered) or the distance of the folded letter from the start of its block.
fn offset(c: char, entry: u8, block: u32) -> Folded {
    if is_combining_mark(c) {
        return Folded::Nothing;
    }
    match entry {
        0 => lower(c),
        distance => char::from_u32(block + u32::from(distance)).map_or(Folded::One(c), Folded::One),
    }
}

fn arabic_or_hebrew(c: char, code: u32) -> Folded {
    if is_combining_mark(c) {
        return Folded::Nothing;
    }
    Folded::One(match code {
        // Tatweel stretches a word; Arabic letter mark only sets direction.
        0x640 | 0x61C => return Folded::Nothing,
        0x622 | 0x623 | 0x625 | 0x671 => 'ا',
        0x624 => 'و',
        0x626 | 0x649 | 0x64A | 0x6D2 | 0x6D3 => 'ی',
        0x643 | 0x6AA => 'ک',
        0x629 | 0x6BE | 0x6C0..=0x6C3 | 0x6D5 => 'ه',
        0x660..=0x669 => char::from((code - 0x660) as u8 + b'0'),
        0x6F0..=0x6F9 => char::from((code - 0x6F0) as u8 + b'0'),
        _ => c,
    })
}

fn general_punctuation(c: char, code: u32) -> Folded {
    Folded::One(match code {
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0x20D0..=0x20F0 => {
            return Folded::Nothing;
        }
        0x2000..=0x200A | 0x202F | 0x205F => ' ',
        0x2010..=0x2015 => '-',
        0x2018..=0x201B | 0x2032 => '\'',
        0x201C..=0x201F | 0x2033 => '"',
        0x2070 => '0',
        0x2074..=0x2079 => char::from((code - 0x2070) as u8 + b'0'),
        0x2080..=0x2089 => char::from((code - 0x2080) as u8 + b'0'),
        _ => c,
    })
}

fn lower(c: char) -> Folded {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one == c => Folded::One(c),
        // The lower case may be a letter of the tables: the sign for angstrom becomes å, then a.
        (Some(one), None) => match fold_char(one) {
            Folded::Lower(_) => Folded::One(one),
            folded => folded,
        },
        _ => Folded::Lower(c),
    }
}
