//! Shortcuts as text: steps separated by blanks, each step its modifiers and key joined by `+`, in
//! the order `mod+alt+shift+key`, lower case: `mod+shift+z`, `g d`, `?`.

/// A key press, as the keyboard reports it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// `KeyboardEvent.code`: the place of the key on the keyboard.
    pub code: &'a str,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Cmd (or the Windows key) is held.
    pub meta: bool,
    /// Alt is held.
    pub alt: bool,
    /// Shift is held.
    pub shift: bool,
}

/// The step a key press stands for; `None` for a modifier alone and for what shortcuts never use.
/// `apple` decides which key `mod` is.
#[must_use]
pub fn step(press: Press<'_>, apple: bool) -> Option<String> {
    let (modified, other) = if apple { (press.meta, press.ctrl) } else { (press.ctrl, press.meta) };
    if other {
        return None;
    }
    let key = key_name(press)?;
    let letter = key.chars().count() == 1;
    let alphabetic = letter && key.chars().all(char::is_alphabetic);
    let mut out = String::new();
    if modified {
        out.push_str("mod+");
    }
    // With Alt a Mac types another character; the place of the key tells which one was meant.
    if press.alt {
        out.push_str("alt+");
    }
    // Shift is part of the character itself for `?` and the like.
    if press.shift && (!letter || alphabetic) {
        out.push_str("shift+");
    }
    out.push_str(&key);
    Some(out)
}

fn key_name(press: Press<'_>) -> Option<String> {
    if matches!(press.key, "Control" | "Shift" | "Alt" | "AltGraph" | "Meta" | "Dead" | "Unidentified" | "Process") {
        return None;
    }
    if press.key == " " {
        return Some("space".into());
    }
    // On keyboards of other scripts, and with Alt on a Mac, letters go by their place.
    let foreign = !press.key.is_ascii();
    if foreign || press.alt {
        if let Some(letter) = press.code.strip_prefix("Key") {
            return Some(letter.to_lowercase());
        }
        if let Some(digit) = press.code.strip_prefix("Digit") {
            return Some(digit.to_owned());
        }
    }
    Some(press.key.to_lowercase())
}

/// How a shortcut is written for people: `Ctrl ⇧ Z`, `G D`, steps and caps separated by blanks.
#[must_use]
pub fn shown(keys: &str, apple: bool) -> String {
    let caps: Vec<String> = keys.split(' ').flat_map(|step| parts(step)).map(|part| cap(part, apple)).collect();
    caps.join(" ")
}

/// The modifiers and the key of a step. The key itself may be `+`.
fn parts(step: &str) -> Vec<&str> {
    let mut rest = step;
    let mut parts = Vec::new();
    while let Some((first, after)) = rest.split_once('+') {
        if first.is_empty() || after.is_empty() {
            break;
        }
        parts.push(first);
        rest = after;
    }
    parts.push(rest);
    parts
}

fn cap(part: &str, apple: bool) -> String {
    let (mac, other) = match part {
        "mod" => ("⌘", "Ctrl"),
        "alt" => ("⌥", "Alt"),
        "shift" => ("⇧", "⇧"),
        "enter" => ("↵", "↵"),
        "escape" => ("Esc", "Esc"),
        "space" => ("␣", "␣"),
        "delete" => ("⌦", "Del"),
        "backspace" => ("⌫", "⌫"),
        "tab" => ("⇥", "⇥"),
        "arrowup" => ("↑", "↑"),
        "arrowdown" => ("↓", "↓"),
        "arrowleft" => ("←", "←"),
        "arrowright" => ("→", "→"),
        key => return key.to_uppercase(),
    };
    if apple { mac } else { other }.to_owned()
}

/// Whether the step belongs to the text field that has the focus, so that shortcuts stay off.
#[must_use]
pub fn edits_text(step: &str) -> bool {
    let Some(rest) = step.strip_prefix("mod+") else { return step != "escape" };
    let rest = rest.strip_prefix("shift+").unwrap_or(rest);
    let rest = rest.strip_prefix("alt+").unwrap_or(rest);
    matches!(
        rest,
        "a" | "c"
            | "v"
            | "x"
            | "y"
            | "z"
            | "backspace"
            | "delete"
            | "home"
            | "end"
            | "arrowup"
            | "arrowdown"
            | "arrowleft"
            | "arrowright"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press<'a>(key: &'a str, code: &'a str) -> Press<'a> {
        Press { key, code, ..Press::default() }
    }

    #[test]
    fn presses_become_steps() {
        let shift = |key, code| Press { shift: true, ..press(key, code) };
        let ctrl = |key, code| Press { ctrl: true, ..press(key, code) };
        assert_eq!(step(press("g", "KeyG"), false).as_deref(), Some("g"));
        assert_eq!(step(shift("?", "Slash"), false).as_deref(), Some("?"));
        assert_eq!(step(shift("F", "KeyF"), false).as_deref(), Some("shift+f"));
        assert_eq!(step(ctrl("k", "KeyK"), false).as_deref(), Some("mod+k"));
        assert_eq!(step(ctrl("k", "KeyK"), true), None, "Ctrl is not Cmd");
        assert_eq!(step(Press { shift: true, ..ctrl("Z", "KeyZ") }, false).as_deref(), Some("mod+shift+z"));
        assert_eq!(step(press(" ", "Space"), false).as_deref(), Some("space"));
        assert_eq!(step(press("п", "KeyG"), false).as_deref(), Some("g"), "Cyrillic keyboard");
        let alt = Press { alt: true, ..press("ArrowRight", "ArrowRight") };
        assert_eq!(step(alt, false).as_deref(), Some("alt+arrowright"));
        assert_eq!(step(press("Shift", "ShiftLeft"), false), None);
    }

    #[test]
    fn steps_are_written_for_people() {
        assert_eq!(shown("mod+shift+z", false), "Ctrl ⇧ Z");
        assert_eq!(shown("mod+k", true), "⌘ K");
        assert_eq!(shown("g d", false), "G D");
        assert_eq!(shown("?", false), "?");
        assert_eq!(shown("mod++", false), "Ctrl +");
    }

    #[test]
    fn a_text_field_keeps_what_edits_text() {
        for own in ["a", "?", "mod+z", "mod+shift+z", "mod+a", "mod+shift+arrowleft", "delete"] {
            assert!(edits_text(own), "{own}");
        }
        for ours in ["escape", "mod+k", "mod+enter"] {
            assert!(!edits_text(ours), "{ours}");
        }
    }

    /// Every default shortcut is written in the one form presses are turned into.
    #[test]
    fn default_shortcuts_are_in_normal_form() {
        for command in crate::features::commands() {
            for step in command.keys.iter().flat_map(|keys| keys.split(' ')) {
                let parts = parts(step);
                let order: Vec<_> = ["mod", "alt", "shift"].into_iter().filter(|m| parts.contains(m)).collect();
                assert_eq!(parts[..parts.len() - 1], order, "{}: {step}", command.id);
                assert_eq!(step, step.to_lowercase(), "{}", command.id);
            }
        }
    }
}
