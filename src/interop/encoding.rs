//! Character encodings of text files: which one a file is in, and its bytes as UTF-8.
//!
//! Single-byte code pages that agree with ASCII below 0x80 are decoded cell by cell after the file was
//! split, so that one row in another encoding does not spoil the rest. Own tables: the four code pages
//! that exports use take one kilobyte, a general library a hundred.

use serde::{Deserialize, Serialize};

/// How a file writes its characters as bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Western European Windows; ISO-8859-1 is read as this too (it differs only in control characters).
    Windows1252,
    /// Central European Windows.
    Windows1250,
    /// Cyrillic Windows.
    Windows1251,
    /// Western European ISO with the euro sign.
    Iso8859_15,
    /// Western European, old Macintosh.
    MacRoman,
}

impl Encoding {
    /// All of them, in the order a chooser shows them.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Windows1250,
        Self::Windows1251,
        Self::Iso8859_15,
        Self::MacRoman,
    ];

    /// Its name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1250 => "Windows-1250",
            Self::Windows1251 => "Windows-1251",
            Self::Iso8859_15 => "ISO-8859-15",
            Self::MacRoman => "Mac Roman",
        }
    }

    /// Whether a character takes two bytes or more, so that a file has to be decoded before it is split.
    #[must_use]
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }
}

/// Bytes 0x80 to 0xFF of the code page.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\
    \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
    àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/// Bytes 0x80 to 0xFF of the code page.
const WINDOWS_1250: &str = "€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\
    \u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
    ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
    ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";

/// Bytes 0x80 to 0xFF of the code page.
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\
    \u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї\
    АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
    абвгдежзийклмнопрстуфхцчшщъыьэюя";

/// Bytes 0x80 to 0xFF of the code page.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
    †°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
    ¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›\u{FB01}\u{FB02}\
    ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The characters of a single-byte code page above ASCII.
#[derive(Clone, Debug)]
pub(crate) struct CodePage([char; 128]);

impl CodePage {
    /// The code page of an encoding; that of Windows-1252 for the Unicode encodings, whose broken
    /// rows are read with it.
    pub(crate) fn of(encoding: Encoding) -> Self {
        let mut page = ['\u{FFFD}'; 128];
        let table = match encoding {
            Encoding::Windows1250 => WINDOWS_1250,
            Encoding::Windows1251 => WINDOWS_1251,
            Encoding::MacRoman => MAC_ROMAN,
            Encoding::Iso8859_15 => {
                for (byte, slot) in (0x80_u8..=0xFF).zip(&mut page) {
                    *slot = latin_9(byte);
                }
                return Self(page);
            }
            _ => WINDOWS_1252,
        };
        for (slot, c) in page.iter_mut().zip(table.chars()) {
            *slot = c;
        }
        Self(page)
    }

    /// The character of a byte.
    pub(crate) fn char(&self, byte: u8) -> char {
        if byte < 0x80 { char::from(byte) } else { self.0[usize::from(byte - 0x80)] }
    }

    /// Appends bytes as text.
    pub(crate) fn decode(&self, bytes: &[u8], out: &mut String) {
        out.extend(bytes.iter().map(|byte| self.char(*byte)));
    }
}

/// ISO-8859-15 is Latin-1 but for eight characters.
fn latin_9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        byte => char::from(byte),
    }
}

/// Turns UTF-16 that arrives in pieces into UTF-8. Halves of characters wait for the next piece; a
/// half that never comes becomes U+FFFD.
#[derive(Clone, Debug, Default)]
pub(crate) struct Utf16 {
    odd: Option<u8>,
    high: Option<u16>,
}

impl Utf16 {
    /// Appends a piece.
    pub(crate) fn decode(&mut self, big: bool, bytes: &[u8], out: &mut Vec<u8>) {
        let mut utf8 = [0_u8; 4];
        let mut emit = |c: char| out.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
        for &byte in bytes {
            let Some(first) = self.odd.take() else {
                self.odd = Some(byte);
                continue;
            };
            let unit = if big { u16::from_be_bytes([first, byte]) } else { u16::from_le_bytes([first, byte]) };
            if let Some(high) = self.high.take() {
                if (0xDC00..0xE000).contains(&unit) {
                    let code = 0x1_0000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(unit) - 0xDC00);
                    emit(char::from_u32(code).unwrap_or('\u{FFFD}'));
                    continue;
                }
                emit('\u{FFFD}');
            }
            if (0xD800..0xDC00).contains(&unit) {
                self.high = Some(unit);
            } else {
                emit(char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}'));
            }
        }
    }

    /// The file ended: what is left over of it.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        if self.odd.take().is_some() | self.high.take().is_some() {
            out.extend_from_slice("\u{FFFD}".as_bytes());
        }
    }
}

/// How many bytes UTF-8 text takes in UTF-16.
pub(crate) fn utf16_len(text: &[u8]) -> u64 {
    // Every lead byte starts one unit; a four-byte character takes two. Continuation bytes take none.
    2 * text.iter().map(|byte| u64::from(byte & 0xC0 != 0x80) + u64::from(*byte >= 0xF0)).sum::<u64>()
}

/// The encoding of a file by its first bytes, and how many of them are the byte order mark. `whole`
/// says that the file ends there.
#[must_use]
pub fn sniff(head: &[u8], whole: bool) -> (Encoding, usize) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => return (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => return (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => return (Encoding::Utf16Be, 2),
        _ => {}
    }
    // Text in most languages has a zero in every other byte of UTF-16.
    let pairs = head.len() / 2;
    if pairs > 1 {
        let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        if odd * 2 > pairs && even * 20 < pairs {
            return (Encoding::Utf16Le, 0);
        }
        if even * 2 > pairs && odd * 20 < pairs {
            return (Encoding::Utf16Be, 0);
        }
    }
    match core::str::from_utf8(head) {
        Ok(_) => (Encoding::Utf8, 0),
        // The sample may end in the middle of a character.
        Err(error) if error.error_len().is_none() && !whole => (Encoding::Utf8, 0),
        Err(_) if mostly_utf8(head) => (Encoding::Utf8, 0),
        Err(_) => (best_code_page(head), 0),
    }
}

/// Whether more characters beyond ASCII are whole UTF-8 sequences than stray bytes: a UTF-8 file into
/// which rows of another encoding were pasted.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    whole > stray
}

/// Accented letters and signs that are common where each code page is at home.
const HOME: [(Encoding, &str); 4] = [
    (Encoding::Windows1252, "äöüßéèêëàâçîïôûùñáíóúãõåøæœÄÖÜÉÈÀÇÑÅØÆ€–—’‘“”„…°§«»¿¡®™£"),
    (Encoding::Windows1250, "ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžýáéíóúČĎĚŇŘŠŤŮŽöüőűŐŰăâîşţäô€–—’“”„…°§"),
    (Encoding::MacRoman, "äöüßéèêëàâçîïôûùñáíóúãõåøæÄÖÜÉ–—’‘“”…"),
    (Encoding::Windows1251, "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯёЁіїєґ№«»–—"),
];

/// The single-byte code page in which the bytes above ASCII make the most sense.
fn best_code_page(bytes: &[u8]) -> Encoding {
    let mut best = (Encoding::Windows1252, i64::MIN);
    for (encoding, home) in HOME {
        let page = CodePage::of(encoding);
        let score = plausibility(bytes, &page, home, encoding == Encoding::Windows1251);
        if score > best.1 {
            best = (encoding, score);
        }
    }
    let controls = bytes.iter().any(|byte| (0x80..0xA0).contains(byte));
    // The euro sign of ISO-8859-15 stands where Windows has the sign for any currency.
    let latin_9 = !controls && bytes.iter().any(|byte| matches!(byte, 0xA4 | 0xA6 | 0xA8 | 0xBC | 0xBD));
    if best.0 == Encoding::Windows1252 && latin_9 { Encoding::Iso8859_15 } else { best.0 }
}

fn plausibility(bytes: &[u8], page: &CodePage, home: &str, cyrillic: bool) -> i64 {
    let mut score = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte < 0x80 {
            continue;
        }
        let c = page.char(byte);
        let before = at.checked_sub(1).map_or(' ', |i| page.char(bytes[i]));
        let after = bytes.get(at + 1).map_or(' ', |b| page.char(*b));
        let latin_beside = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
        score += match () {
            () if c.is_control() => -4,
            // Cyrillic words stand alone; a Cyrillic letter between Latin ones is a misread accent.
            () if cyrillic && c.is_alphabetic() && latin_beside => -4,
            () if cyrillic && c.is_alphabetic() => 2,
            // A capital inside a word of small letters is a misread one.
            () if before.is_lowercase() && c.is_uppercase() => -2,
            () if home.contains(c) && !(c.is_alphabetic() && !latin_beside && before.is_alphabetic()) => 2,
            () if c.is_alphabetic() => 0,
            // A sign in the middle of a word.
            () if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() && c != '’' => -2,
            () => -1,
        };
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
        let page = CodePage::of(encoding);
        let byte = |c: char| (0..=255).find(|b| page.char(*b) == c).expect("in the code page");
        match encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.chars().map(byte).collect(),
        }
    }

    #[test]
    fn each_encoding_is_told_by_ordinary_text() {
        let texts = [
            (Encoding::Utf8, "name,city\nMüller,Köln\n"),
            (Encoding::Utf8, "имя,город\nИван,Тверь\n"),
            (Encoding::Utf16Le, "name,city\nMüller,Köln\n"),
            (Encoding::Utf16Be, "name,city\nMüller,Köln\n"),
            (Encoding::Windows1252, "Name;Ort\nMüller;Köln\nGroß;Gießen\nLefèvre;Orléans\n"),
            (Encoding::Windows1252, "name,note\nAnna,it’s – “fine”\nBjørn,Ålesund\n"),
            (Encoding::Windows1250, "jméno;město\nDvořák;Plzeň\nŽižka;Tábor\nŁukasz;Gdańsk\n"),
            (Encoding::Windows1250, "Wąsik;Łódź\nKowalczyk;Świętochłowice\n"),
            (Encoding::Windows1251, "имя;город\nИван Петров;Тверь\nОльга;Нижний Новгород\n"),
            (Encoding::MacRoman, "Name;Ort\nMüller;Köln\nLefèvre;Orléans\n"),
            (Encoding::Iso8859_15, "Preis;Ort\n12 €;Köln\n"),
        ];
        for (encoding, text) in texts {
            assert_eq!(sniff(&encode(text, encoding), true).0, encoding, "{text}");
        }
    }

    #[test]
    fn utf16_survives_any_cut() {
        let text = "a€😀\u{FEFF}z";
        let bytes = encode(text, Encoding::Utf16Le);
        for cut in 0..bytes.len() {
            let (mut decoder, mut out) = (Utf16::default(), Vec::new());
            decoder.decode(false, &bytes[..cut], &mut out);
            decoder.decode(false, &bytes[cut..], &mut out);
            decoder.finish(&mut out);
            assert_eq!(String::from_utf8(out).as_deref(), Ok(text), "{cut}");
        }
        assert_eq!(utf16_len(text.as_bytes()), bytes.len() as u64);
    }

    #[test]
    fn half_a_character_at_the_end_of_a_sample_is_no_fault() {
        let head = &"Ж".repeat(9).into_bytes()[..17];
        assert_eq!(sniff(head, false).0, Encoding::Utf8);
    }
}
