//! Rules about the source itself. What matters is a failing test, not a sentence in a guide.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below `folder` with this ending, as (path from the root, content), sorted.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "node_modules") {
                    walk(&path, ending, found);
                }
            } else if path.extension().is_some_and(|known| known == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no .{ending} in {folder}: this check would check nothing");
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("readable"))
    };
    found.into_iter().map(read).collect()
}

/// The part of a source file before its tests, without comments.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source
        .lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line))
}

/// Files that hold nothing but tests.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn report(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}:\n{}", offences.join("\n"));
}

/// Where a file stands: its layer's name. Pages and their parts live in feature folders but belong to
/// the UI.
fn layer<'a>(path: &'a str, source: &str) -> &'a str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let first = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
    match first {
        "features" if source.contains("leptos") || source.contains("crate::ui::") => "page",
        "ui" if inside.starts_with("ui/kit") => "kit",
        other => other,
    }
}

#[test]
fn imports_go_one_way() {
    const CORE: &[&str] = &["model", "codec", "db", "merge", "search", "usage", "interop", "i18n"];
    let allowed: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        ("model", vec!["model"]),
        ("codec", CORE.to_vec()),
        ("db", vec!["model", "db", "merge"]),
        ("merge", vec!["model", "merge"]),
        ("search", vec!["model", "search"]),
        ("usage", vec!["model", "usage"]),
        ("i18n", vec!["model", "i18n"]),
        ("interop", [CORE, &["protocol"]].concat()),
        ("protocol", [CORE, &["protocol"]].concat()),
        ("features", [CORE, &["protocol", "features"]].concat()),
        ("platform", [CORE, &["protocol", "platform"]].concat()),
        ("engine", [CORE, &["protocol", "features", "platform", "engine"]].concat()),
        ("client", [CORE, &["protocol", "features", "client"]].concat()),
        ("kit", vec!["ui"]),
        ("ui", [CORE, &["protocol", "features", "client", "ui"]].concat()),
        ("page", [CORE, &["protocol", "features", "client", "ui"]].concat()),
        ("bin", vec![]),
        ("lib", vec![]),
    ]);
    let mut offences = Vec::new();
    for (path, source) in files("src", "rs") {
        let here = layer(&path, &source);
        if path.starts_with("src/bin") {
            continue;
        }
        let may = allowed.get(here).unwrap_or_else(|| panic!("{path}: folder not listed; add it to this table"));
        for (at, line) in code(&source) {
            for (start, _) in line.match_indices("crate::") {
                let named = &line[start + "crate::".len()..];
                let module = named.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
                let of_another_feature = here == "page" && module == "features" && {
                    let feature =
                        |text: &str| text.split('/').nth(2).map(|name| name.trim_end_matches(".rs").to_owned());
                    let other = named.split("::").nth(1).unwrap_or("");
                    let other = other.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
                    let own = feature(&path).unwrap_or_default();
                    !matches!(other, "command" | "commands" | "FEATURES" | "")
                        && other != own
                        && other.starts_with(char::is_lowercase)
                };
                let known = !module.is_empty() && module.starts_with(char::is_lowercase);
                if known && (!may.contains(&module) || of_another_feature) {
                    offences.push(format!("{path}:{at}: {here} may not know {}", named.trim()));
                }
            }
        }
    }
    report("imports go one way", &offences);
}

#[test]
fn the_core_knows_no_browser_clock_or_chance() {
    let core = ["model", "codec", "db", "merge", "search", "usage", "interop", "i18n", "protocol"];
    let banned = [
        "js_sys",
        "web_sys",
        "wasm_bindgen",
        "leptos",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "std::net",
        "std::thread",
        "thread_rng",
    ];
    let mut offences = Vec::new();
    for (path, source) in files("src", "rs") {
        if core.contains(&layer(&path, &source)) && !is_test(&path) {
            for (at, line) in code(&source) {
                offences.extend(
                    banned.iter().filter(|word| line.contains(**word)).map(|word| format!("{path}:{at}: {word}")),
                );
            }
        }
    }
    report("the core is pure", &offences);
}

#[test]
fn nothing_is_left_half_done() {
    let banned = ["todo!", "unimplemented!", "dbg!", "FIXME", "// TODO", "// XXX"];
    let mut offences = Vec::new();
    for (path, source) in files("src", "rs") {
        for (at, line) in source.lines().enumerate() {
            let found = banned.iter().filter(|word| line.contains(**word));
            offences.extend(found.map(|word| format!("{path}:{}: {word}", at + 1)));
        }
        for (at, line) in code(&source) {
            if line.contains(".unwrap()") && !is_test(&path) {
                offences.push(format!("{path}:{at}: unwrap outside tests"));
            }
            if line.contains("#[allow(")
                && !line.contains("reason")
                && !source.lines().nth(at).is_some_and(|next| next.contains("reason"))
            {
                offences.push(format!("{path}:{at}: allow without a reason"));
            }
        }
    }
    report("nothing is left half done", &offences);
}

#[test]
fn files_hold_one_idea() {
    let mut offences = Vec::new();
    for (path, source) in files("src", "rs") {
        let lines = source.lines().count();
        if lines > 650 && !path.ends_with("words.rs") && !path.contains("/en/schema") {
            offences.push(format!("{path}: {lines} lines"));
        }
        if path.ends_with("/mod.rs") {
            offences.push(format!("{path}: write {}.rs beside the folder", path.trim_end_matches("/mod.rs")));
        }
        if !source.starts_with("//!") && !is_test(&path) {
            offences.push(format!("{path}: says nothing of what it is for"));
        }
    }
    report("files hold one idea", &offences);
}

#[test]
fn every_folder_is_in_the_crate_docs() {
    let docs = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let docs: String = docs.lines().filter(|line| line.starts_with("//!")).collect();
    let mut offences = Vec::new();
    for entry in fs::read_dir(root().join("src")).expect("src").flatten() {
        let name = entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        if !matches!(name.as_str(), "lib" | "bin")
            && !docs.contains(&format!("`{name}`"))
            && !docs.contains(&format!("`{name}::"))
        {
            offences.push(name);
        }
    }
    report("modules that the crate docs do not name", &offences);
}

/// Declarations of a style sheet, comments taken out: (line, text).
fn declarations(css: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut comment = false;
    for (at, line) in css.lines().enumerate() {
        let mut kept = String::new();
        let mut rest = line;
        loop {
            if comment {
                match rest.find("*/") {
                    Some(end) => {
                        comment = false;
                        rest = &rest[end + 2..];
                    }
                    None => break,
                }
            }
            match rest.find("/*") {
                Some(start) => {
                    kept.push_str(&rest[..start]);
                    comment = true;
                    rest = &rest[start + 2..];
                }
                None => {
                    kept.push_str(rest);
                    break;
                }
            }
        }
        out.push((at + 1, kept));
    }
    out
}

/// The first raw length in px, but for none at all and hairlines.
fn raw_pixels(text: &str) -> Option<&str> {
    text.match_indices("px").find_map(|(end, _)| {
        let start = text[..end].rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
        let number = &text[start..end];
        (!number.is_empty() && !matches!(number, "0" | "1")).then(|| &text[start..end + 2])
    })
}

#[test]
fn colours_and_lengths_stand_in_the_tokens_alone() {
    let mut offences = Vec::new();
    for (path, css) in files("style", "css") {
        if path.ends_with("tokens.css") {
            continue;
        }
        for (at, line) in declarations(&css) {
            let condition = line.trim_start().starts_with('@');
            if let Some(length) = raw_pixels(&line).filter(|_| !condition) {
                offences.push(format!("{path}:{at}: {length}"));
            }
            let hash = line.match_indices('#').any(|(start, _)| {
                let digits = line[start + 1..].chars().take_while(char::is_ascii_hexdigit).count();
                let after_colon = line[..start].contains(':');
                after_colon && matches!(digits, 3 | 4 | 6 | 8)
            });
            if hash || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|colour| line.contains(colour)) {
                offences.push(format!("{path}:{at}: a colour: {}", line.trim()));
            }
        }
    }
    report("colours and lengths stand in style/tokens.css alone", &offences);
}

#[test]
fn styles_know_start_and_end_not_left_and_right() {
    let banned = [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "text-align:left",
        "text-align:right",
        "float: left",
        "float: right",
    ];
    let mut offences = Vec::new();
    for (path, css) in files("style", "css") {
        for (at, line) in declarations(&css) {
            let line = line.trim();
            let physical = line.starts_with("left:")
                || line.starts_with("right:")
                || line.contains("; left:")
                || line.contains("; right:");
            if physical || banned.iter().any(|word| line.contains(word)) {
                offences.push(format!("{path}:{at}: {line}"));
            }
        }
    }
    report("logical properties only, so that right-to-left works", &offences);
}

/// See `src/ui/kit/reactive.rs` and `src/ui/kit/flow.rs`: each use of Leptos' own is compiled anew.
#[test]
fn memos_effects_and_lists_are_compiled_once() {
    const OURS: [&str; 2] = ["src/ui/kit/reactive.rs", "src/ui/kit/flow.rs"];
    // Its rows are recycled, not keyed, and it runs in every frame of scrolling.
    const OWN_LIST: &str = "src/ui/kit/virtual_list.rs";
    let mut offences = Vec::new();
    for (path, source) in files("src", "rs") {
        if !matches!(layer(&path, &source), "kit" | "ui" | "page") || OURS.contains(&path.as_str()) {
            continue;
        }
        let imports = |part: &str| source.lines().any(|line| line.contains("flow::") && line.contains(part));
        for (at, line) in code(&source) {
            for (banned, instead) in [("Memo::new(", "reactive::memo"), ("Effect::new(", "reactive::effect")] {
                if line.contains(banned) {
                    offences.push(format!("{path}:{at}: {instead} instead of {banned}"));
                }
            }
            for part in ["Show", "For"] {
                let tag = line.trim_start().strip_prefix('<').and_then(|rest| rest.strip_prefix(part));
                let used = tag.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
                if used && !imports(part) && path != OWN_LIST {
                    offences.push(format!("{path}:{at}: flow::{part} instead of Leptos' own"));
                }
            }
        }
    }
    report("generic machinery stands behind ui::kit::reactive and ui::kit::flow", &offences);
}

/// See `src/ui/kit.rs`: a closure that is a child by its name alone is compiled into machinery of its own.
#[test]
fn closures_with_names_are_called_where_they_are_children() {
    let mut offences = Vec::new();
    for (path, source) in files("src", "rs") {
        if !matches!(layer(&path, &source), "kit" | "ui" | "page") {
            continue;
        }
        let mut closures: Vec<&str> = Vec::new();
        for (at, line) in code(&source) {
            if line.starts_with('}') {
                closures.clear();
            }
            let offence = |name: &&str| {
                let child = format!("{{{name}}}");
                line.find(&child).is_some_and(|start| !line[..start].ends_with(['=', '"']))
            };
            if let Some(name) = closures.iter().copied().find(offence) {
                offences.push(format!("{path}:{at}: {{move || {name}().into_any()}} instead of {{{name}}}"));
            }
            if let Some((name, value)) = line.trim_start().strip_prefix("let ").and_then(|line| line.split_once(" = "))
            {
                closures.retain(|known| *known != name);
                if value.starts_with("move || ") {
                    closures.push(name);
                }
            }
        }
    }
    report("a closure that is a child is called in a closure that the macro sees", &offences);
}

/// Every command is dispatched somewhere; that each leaves its event is seen in tests/e2e/commands.rs.
#[test]
fn every_command_is_answered() {
    let sources: String = files("src", "rs")
        .into_iter()
        .filter(|(path, _)| !path.ends_with("/commands.rs"))
        .map(|(_, source)| source)
        .collect();
    let offences: Vec<_> = kontor::features::commands()
        .filter(|command| !sources.contains(&format!("\"{}\"", command.id)))
        .map(|command| command.id.to_owned())
        .collect();
    report("commands that nothing answers", &offences);
}
