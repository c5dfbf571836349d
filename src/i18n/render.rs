//! Messages with their arguments filled in.

/// A plural category of the Unicode plural rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Category {
    /// Only where the language has it.
    Zero,
    /// Singular.
    One,
    /// Only where the language has it.
    Two,
    /// Only where the language has it.
    Few,
    /// Only where the language has it.
    Many,
    /// What every language has.
    Other,
}

impl Category {
    fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// An argument of a message.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    /// Put in as it is.
    Text(String),
    /// A number: how it is written here, and its plural category.
    Number(String, Category),
}

impl Arg {
    fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text, _) => text,
        }
    }
}

/// Fills in the arguments. A placeholder without an argument stays as it is, so that the mistake is
/// seen and nothing is lost.
#[must_use]
pub fn render(template: &str, args: &[(&str, Arg)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    fill(template, args, None, &mut out);
    out
}

fn fill(template: &str, args: &[(&str, Arg)], number: Option<&str>, out: &mut String) {
    let mut rest = template;
    while let Some(at) = rest.find(['{', '#']) {
        out.push_str(&rest[..at]);
        if rest[at..].starts_with('#') {
            out.push_str(number.unwrap_or("#"));
            rest = &rest[at + 1..];
            continue;
        }
        let Some(end) = closing(&rest[at..]) else {
            out.push_str(&rest[at..]);
            return;
        };
        let inside = &rest[at + 1..at + end];
        match inside.split_once(", plural,") {
            Some((name, forms)) => plural(name.trim(), forms, args, out),
            None => match args.iter().find(|(known, _)| *known == inside) {
                Some((_, arg)) => out.push_str(arg.shown()),
                None => out.push_str(&rest[at..=at + end]),
            },
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
}

/// Position of the brace that closes the one `text` starts with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn plural(name: &str, forms: &str, args: &[(&str, Arg)], out: &mut String) {
    let Some((_, Arg::Number(shown, category))) = args.iter().find(|(known, _)| *known == name) else {
        return;
    };
    let form = form_of(forms, category.name()).or_else(|| form_of(forms, "other")).unwrap_or("#");
    fill(form, args, Some(shown), out);
}

fn form_of<'a>(forms: &'a str, category: &str) -> Option<&'a str> {
    let mut rest = forms;
    loop {
        let open = rest.find('{')?;
        let end = closing(&rest[open..])?;
        if rest[..open].trim() == category {
            return Some(&rest[open + 1..open + end]);
        }
        rest = &rest[open + end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, args: &[(&str, Arg)], expect: &str) {
        assert_eq!(render(template, args), expect);
    }

    #[test]
    fn arguments_are_filled_in() {
        let text = |text: &str| Arg::Text(text.into());
        let number = |n: &str, category| Arg::Number(n.into(), category);
        check("Hello", &[], "Hello");
        check("Hello {name}!", &[("name", text("Ann"))], "Hello Ann!");
        check("{a}{b}{a}", &[("a", text("x")), ("b", text("{a}"))], "x{a}x");
        check("{missing} #", &[], "{missing} #");
        check("open { brace", &[], "open { brace");
        let rows = "{n, plural, one {# row} other {# rows}} left";
        check(rows, &[("n", number("1", Category::One))], "1 row left");
        check(rows, &[("n", number("2,000", Category::Many))], "2,000 rows left");
        let nested = "{n, plural, one {# of {all}} other {# of {all}}}";
        check(nested, &[("n", number("3", Category::Other)), ("all", text("9"))], "3 of 9");
    }
}
