//! Telephone numbers typed by people, reduced to what can be compared.

use super::{Folded, fold_char};

/// Fewest digits for which one number may be the end of another. Seven is the shortest subscriber number in
/// wide use; with fewer, unrelated numbers meet.
const MIN_SUFFIX: usize = 7;

/// Appends the comparable form of a telephone number to `out`: ASCII digits, with a leading `+` when the number
/// is international (`+` or `00`). Any digit script and any separators are accepted; a trunk zero in brackets
/// after a country code ("+44 (0)20") and an extension ("ext. 12", "x12", ";ext=12", "#12") are dropped.
/// Returns the number of digits appended.
///
/// Where the two ends of the line write a number differently, the text alone cannot tell the country, so
/// numbers are compared with [`phones_match`], not by equality.
pub fn phone_digits(text: &str, out: &mut String) -> usize {
    let start = out.len();
    let mut rest = text;
    let mut bracket_zero = false;
    while let Some(c) = rest.chars().next() {
        let Folded::One(folded) = fold_char(c) else {
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let digits = out.len() - start;
        match folded {
            '0' if bracket_zero => {}
            '0'..='9' => out.push(folded),
            '+' if digits == 0 => out.push('+'),
            '(' => bracket_zero = digits > 0 && out[start..].starts_with(['+', '0']) && zero_in_brackets(rest),
            ')' => bracket_zero = false,
            '#' | 'x' | 'e' | 'д' | 'د' if digits > 0 => break,
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    if out[start..].starts_with("00") {
        out.replace_range(start..start + 2, "+");
    }
    if &out[start..] == "+" {
        out.truncate(start);
    }
    out[start..].bytes().filter(u8::is_ascii_digit).count()
}

/// Whether two results of [`phone_digits`] can be the same line.
///
/// Two international numbers must be equal. Otherwise leading zeros (the trunk prefix) are dropped from both,
/// and the shorter, if it has at least seven digits, must be the end of the longer: "020 7946 0958" matches
/// "+44 20 7946 0958", and so does "7946 0958", a number without its area code.
pub fn phones_match(a: &str, b: &str) -> bool {
    if a.starts_with('+') && b.starts_with('+') {
        return a == b && a.len() > MIN_SUFFIX;
    }
    let a = a.trim_start_matches(['+', '0']);
    let b = b.trim_start_matches(['+', '0']);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= MIN_SUFFIX && long.ends_with(short)
}

/// Whether `text`, which starts with a bracket, starts with "(0)".
fn zero_in_brackets(text: &str) -> bool {
    text.strip_prefix(['(', '（']).is_some_and(|rest| {
        let mut rest = rest.chars();
        rest.next().is_some_and(|c| fold_char(c) == Folded::One('0'))
            && rest.next().is_some_and(|c| fold_char(c) == Folded::One(')'))
    })
}
