//! One style sheet out of many: follows `@import`, keeps layers, drops comments.

use std::path::{Component, Path, PathBuf};

use super::error::{At as _, Result, refuse};

/// Reads `entry` and everything that it imports into one sheet.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    resolve(entry, &mut Vec::new(), &|path| std::fs::read_to_string(path).at(path))
}

fn resolve(path: &Path, open: &mut Vec<PathBuf>, read: &dyn Fn(&Path) -> Result<String>) -> Result<String> {
    if open.iter().any(|outer| outer == path) {
        return refuse(format!("{} imports itself", path.display()));
    }
    open.push(path.to_path_buf());
    let text = strip(&read(path)?);
    let mut sheet = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find("@import") {
        sheet.push_str(&rest[..start]);
        let Some(length) = rest[start..].find(';') else {
            return refuse(format!("{}: an @import without a semicolon", path.display()));
        };
        let import = rest[start + "@import".len()..start + length].trim();
        let Some((file, layer)) = parse(import) else {
            return refuse(format!("{}: cannot bundle `@import {import}`", path.display()));
        };
        let inner = resolve(&join(path, file), open, read)?;
        match layer {
            Some(name) => {
                sheet.push_str("@layer ");
                sheet.push_str(name);
                sheet.push('{');
                sheet.push_str(&inner);
                sheet.push('}');
            }
            None => sheet.push_str(&inner),
        }
        rest = &rest[start + length + 1..];
    }
    sheet.push_str(rest);
    open.pop();
    Ok(sheet)
}

/// `url("a.css") layer(kit)` or `"a.css"`: the file and its layer. Media and support conditions
/// are not used in `style/`, and refused instead of lost.
fn parse(import: &str) -> Option<(&str, Option<&str>)> {
    let import = import.strip_prefix("url(").unwrap_or(import);
    let quote = import.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (file, rest) = import[1..].split_once(quote)?;
    let rest = rest.trim_start_matches(')').trim();
    if rest.is_empty() {
        return Some((file, None));
    }
    let layer = rest.strip_prefix("layer(")?.strip_suffix(')')?;
    Some((file, Some(layer)))
}

fn join(from: &Path, file: &str) -> PathBuf {
    let mut path = from.parent().unwrap_or(Path::new("")).to_path_buf();
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}

/// Drops comments and the indentation, and leaves strings alone.
fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut line_start = true;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        if matches!(c, '"' | '\'') {
            let length = string_length(rest, c);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            line_start = false;
            continue;
        }
        if !(c.is_whitespace() && line_start) {
            out.push(c);
            line_start = c == '\n';
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Bytes of the string at the start of `text`, both quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, &str)], want: std::result::Result<&str, &str>) {
        let read = |path: &Path| match files.iter().find(|(name, _)| Path::new(name) == path) {
            Some((_, text)) => Ok((*text).to_string()),
            None => refuse(format!("no {}", path.display())),
        };
        let got = resolve(Path::new(files[0].0), &mut Vec::new(), &read);
        match (got, want) {
            (Ok(sheet), Ok(want)) => assert_eq!(sheet, want),
            (Err(error), Err(want)) => assert!(error.to_string().contains(want), "{error}"),
            (got, want) => panic!("{got:?} is not {want:?}"),
        }
    }

    #[test]
    fn imports_keep_their_place_and_layer() {
        check(
            &[
                ("s/main.css", "@layer a, b;\n@import url(\"a.css\") layer(a);\n@import 'kit/b.css' layer(b.c);\np{}"),
                ("s/a.css", "/* x */ :root{--u:\"/*\\\"*/\"}"),
                ("s/kit/b.css", "@import \"../c.css\";\nb{}"),
                ("s/c.css", "  c{}"),
            ],
            Ok("@layer a, b;\n@layer a{:root{--u:\"/*\\\"*/\"}}\n@layer b.c{c{}\nb{}}\np{}"),
        );
    }

    #[test]
    fn what_cannot_be_bundled_is_refused() {
        check(&[("m.css", "@import \"m.css\";")], Err("imports itself"));
        check(&[("m.css", "@import \"x.css\";")], Err("no x.css"));
        check(&[("m.css", "@import \"m.css\" print;")], Err("cannot bundle"));
        check(&[("m.css", "@import \"m.css\"")], Err("semicolon"));
    }
}
