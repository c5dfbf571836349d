//! Durations.

use super::number::{Marks, number};
use super::{Unreadable, digit};

/// A duration in whole minutes: `90`, `90 min`, `1:30`, `1h 30`, `1.5 h`. A bare number is minutes.
pub fn minutes(text: &str, marks: Marks) -> Result<u32, Unreadable> {
    let text = text.trim().to_lowercase();
    if let Some((hours, rest)) = text.split_once(':') {
        let (hours, rest) = (whole(hours)?, whole(rest)?);
        return if rest < 60 { total(f64::from(hours) * 60.0 + f64::from(rest)) } else { Err(Unreadable::Duration) };
    }
    let Some(at) = text.find('h') else {
        let (bare, unit) = split_unit(&text);
        return if is_minute(unit) { total(amount(bare, marks)?) } else { Err(Unreadable::Duration) };
    };
    let hours = amount(&text[..at], marks)?;
    let after = text[at..].trim_start_matches(|c: char| c.is_alphabetic() || c == '.');
    let unit = text[at..text.len() - after.len()].trim_end_matches('.');
    if !"hours".starts_with(unit) && unit != "hr" && unit != "hrs" {
        return Err(Unreadable::Duration);
    }
    let (rest, unit) = split_unit(after);
    match (rest, is_minute(unit)) {
        ("", _) if unit.is_empty() => total(hours * 60.0),
        (rest, true) => total(hours * 60.0 + f64::from(whole(rest)?)),
        _ => Err(Unreadable::Duration),
    }
}

/// A text and the word at its end.
fn split_unit(text: &str) -> (&str, &str) {
    let bare = text.trim().trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    (bare.trim(), text.trim()[bare.len()..].trim_end_matches('.'))
}

fn is_minute(unit: &str) -> bool {
    "minutes".starts_with(unit) || unit == "mins"
}

fn amount(text: &str, marks: Marks) -> Result<f64, Unreadable> {
    number(text, marks).map_err(|_e| Unreadable::Duration)
}

fn whole(text: &str) -> Result<u32, Unreadable> {
    let digits: Option<String> = text.trim().chars().map(|c| digit(c).and_then(|d| char::from_digit(d, 10))).collect();
    digits.and_then(|digits| digits.parse().ok()).ok_or(Unreadable::Duration)
}

fn total(minutes: f64) -> Result<u32, Unreadable> {
    let rounded = minutes.round();
    if (0.0..=f64::from(u32::MAX)).contains(&rounded) { Ok(rounded as u32) } else { Err(Unreadable::Duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        let cases = [
            ("90", 90),
            ("90 min", 90),
            ("90m", 90),
            ("90 minutes", 90),
            ("1:30", 90),
            ("1h 30", 90),
            ("1h30m", 90),
            ("1 h 30 min", 90),
            ("1.5h", 90),
            ("1,5 h", 90),
            ("2 hours", 120),
            ("2 hrs", 120),
            ("0", 0),
            ("0:05", 5),
        ];
        for (text, wanted) in cases {
            assert_eq!(minutes(text, Marks::COMMA_POINT), Ok(wanted), "{text}");
        }
        for bad in ["", "h", "-5", "1:75", "1:2:3", "abc", "5 days", "1h x", "5 house", "h 30"] {
            assert_eq!(minutes(bad, Marks::COMMA_POINT), Err(Unreadable::Duration), "{bad}");
        }
    }
}
