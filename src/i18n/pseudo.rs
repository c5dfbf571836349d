//! Languages made from English to find strings and layouts that escape translation: one accented and
//! longer, one right to left. Placeholders are left alone.

/// `[Ñéŵ þéŕšöñ one two]`: accents on every letter, brackets around, and about 40 % longer.
#[must_use]
pub fn accented(text: &str) -> String {
    let filler = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    let mut out = String::from("[");
    outside_placeholders(text, &mut out, |c| match c {
        'a' => 'á',
        'c' => 'ç',
        'd' => 'ð',
        'e' => 'é',
        'g' => 'ĝ',
        'h' => 'ĥ',
        'i' => 'î',
        'k' => 'ķ',
        'l' => 'ļ',
        'n' => 'ñ',
        'o' => 'ö',
        'r' => 'ŕ',
        's' => 'š',
        't' => 'ţ',
        'u' => 'û',
        'w' => 'ŵ',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Á',
        'C' => 'Ç',
        'E' => 'É',
        'I' => 'Î',
        'N' => 'Ñ',
        'O' => 'Ö',
        'S' => 'Š',
        'U' => 'Û',
        other => other,
    });
    let wanted = text.chars().count() * 2 / 5;
    let mut added = 0;
    for word in filler.iter().cycle() {
        if added >= wanted {
            break;
        }
        out.push(' ');
        out.push_str(word);
        added += word.len() + 1;
    }
    out.push(']');
    out
}

/// English letters replaced by Arabic ones of the same rough shape of word, so that text runs right
/// to left in earnest.
#[must_use]
pub fn right_to_left(text: &str) -> String {
    const LETTERS: &[char] = &[
        'ا', 'ب', 'چ', 'د', 'ه', 'ف', 'گ', 'ح', 'ی', 'ج', 'ک', 'ل', 'م', 'ن', 'و', 'پ', 'ق', 'ر', 'س', 'ت', 'ع', 'ژ',
        'ش', 'خ', 'ذ', 'ز',
    ];
    let mut out = String::new();
    outside_placeholders(text, &mut out, |c| {
        if c.is_ascii_alphabetic() { LETTERS[usize::from(c.to_ascii_lowercase() as u8 - b'a')] } else { c }
    });
    out
}

/// Applies `change` to the characters a reader sees: not to placeholders, nor to the keywords of a
/// plural.
fn outside_placeholders(text: &str, out: &mut String, change: impl Fn(char) -> char) {
    let mut depth = 0_u32;
    let mut plural = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' => {
                depth += 1;
                if depth == 1 {
                    plural = text[at..].split('}').next().is_some_and(|inside| inside.contains(", plural,"));
                }
                out.push(c);
            }
            '}' => {
                depth = depth.saturating_sub(1);
                out.push(c);
            }
            _ if depth == 0 || (plural && depth == 2) => out.push(change(c)),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Arg, Catalog, Category, en, render};

    #[test]
    fn placeholders_and_plurals_still_work() {
        let rows = "{n, plural, one {# row} other {# rows}} in {place}";
        let args = [("n", Arg::Number("2".into(), Category::Other)), ("place", Arg::Text("here".into()))];
        assert_eq!(render(&accented(rows), &args), "[2 ŕöŵš îñ here one two three four five]");
        assert!(render(&right_to_left(rows), &args).contains("here"));
    }

    #[test]
    fn every_message_changes() {
        for catalog in [Catalog::generated(accented), Catalog::generated(right_to_left)] {
            for message in en::all() {
                let letters =
                    message.text.split(['{', '}']).step_by(2).any(|part| part.chars().any(char::is_alphabetic));
                if letters {
                    assert_ne!(catalog.text(&message), message.text, "{}", message.id);
                }
            }
        }
    }
}
