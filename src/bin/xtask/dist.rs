//! From what Trunk wrote to what is deployed: files named by their content, and a service worker
//! that knows every one of them with its hash.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::error::{Result, refuse};
use super::files::Files;

const INDEX: &str = "index.html";
const WORKER: &str = "sw.js";
const VERSION_META: &str = "<meta name=\"kontor-version\" content=\"dev\">";
const WORKER_VERSION: &str = "const VERSION = \"dev\";";
const WORKER_FILES: &str = "const FILES = [];";

/// Renames, fills in the version and the list of files. The result is complete but for the
/// compressed siblings.
pub(crate) fn assemble(trunk: Files) -> Result<Files> {
    let mut files = name_by_content(trunk)?;
    let Some(worker) = files.remove(WORKER) else { return refuse("the build has no sw.js") };
    let version = version(&files, &worker);
    let Some(index) = files.get_mut(INDEX) else { return refuse("the build has no index.html") };
    let meta = VERSION_META.replace("dev", &version);
    *index = fill(index, INDEX, VERSION_META, &meta)?;
    let worker = fill(&worker, WORKER, WORKER_VERSION, &WORKER_VERSION.replace("dev", &version))?;
    let worker = fill(&worker, WORKER, WORKER_FILES, &format!("const FILES = {};", precache(&files)))?;
    files.insert(WORKER.to_string(), worker);
    Ok(files)
}

/// True for a name that carries the hash of its content: such a file never changes.
pub(crate) fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, ending)) = name.split_once('.') else { return false };
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    !ending.is_empty() && hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The name before [`assemble`]: `app-0123456789abcdef.js` as `app.js`.
pub(crate) fn plain_name(path: &str) -> String {
    if !is_hashed(path) {
        return path.to_string();
    }
    let (stem, ending) = path.split_once('.').unwrap_or((path, ""));
    format!("{}.{ending}", &stem[..stem.len() - "-0123456789abcdef".len()])
}

/// Undoes [`assemble`], for tests that need a second version of a build: plain names, an empty
/// service worker, no compressed siblings.
pub(crate) fn unname(build: Files) -> Files {
    let names: Vec<String> = build.keys().filter(|name| is_hashed(name)).cloned().collect();
    let mut files = Files::new();
    for (name, content) in build {
        if matches!(name.rsplit_once('.'), Some((_, "br" | "gz"))) {
            continue;
        }
        let content = names.iter().fold(content, |content, name| rename(&content, name, &plain_name(name)));
        let content = match name.as_str() {
            INDEX => blank(&content, "<meta name=\"kontor-version\" content=\"", "\">", VERSION_META),
            WORKER => {
                let content = blank(&content, "const VERSION = \"", "\";", WORKER_VERSION);
                blank(&content, "const FILES = [[", "]];", WORKER_FILES)
            }
            _ => content,
        };
        files.insert(plain_name(&name), content);
    }
    files
}

/// Replaces the first text from `start` to `end` by `marker`.
fn blank(content: &[u8], start: &str, end: &str, marker: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(content);
    let place = text.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    place.map_or_else(|| content.to_vec(), |(before, after)| format!("{before}{marker}{after}").into_bytes())
}

/// Files whose address is known from outside keep their names: the page, the service worker, the
/// manifest, icons; and the snippets of wasm-bindgen, which import each other relatively.
fn keeps_name(path: &str) -> bool {
    matches!(path, INDEX | WORKER | "manifest.webmanifest") || path.contains('/')
}

/// Renames in the order of reference: a file gets its name when all that it mentions have theirs,
/// because the mention is part of its content.
fn name_by_content(mut waiting: Files) -> Result<Files> {
    let mut done = Files::new();
    let mut renamed: Vec<(String, String)> = Vec::new();
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.keys().filter(|path| !keeps_name(path)).cloned().collect();
        let free = waiting
            .iter()
            .find(|(path, content)| names.iter().all(|name| name == *path || !mentions(content, name)))
            .map(|(path, _)| path.clone());
        let Some((path, content)) = free.and_then(|path| waiting.remove_entry(&path)) else {
            return refuse(format!("these files mention each other in a circle: {}", names.join(", ")));
        };
        let content = renamed.iter().fold(content, |content, (old, new)| rename(&content, old, new));
        let name = if keeps_name(&path) { path.clone() } else { hashed(&path, &content) };
        renamed.push((path, name.clone()));
        done.insert(name, content);
    }
    Ok(done)
}

/// `app_bg.wasm` as `app_bg-0123456789abcdef.wasm`.
fn hashed(path: &str, content: &[u8]) -> String {
    let hash = hex(&Sha256::digest(content)[..8]);
    match path.split_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{path}-{hash}"),
    }
}

fn mentions(content: &[u8], name: &str) -> bool {
    std::str::from_utf8(content).is_ok_and(|text| places(text, name).next().is_some())
}

fn rename(content: &[u8], old: &str, new: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(content) else { return content.to_vec() };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in places(text, old) {
        out.push_str(&text[from..at]);
        out.push_str(new);
        from = at + old.len();
    }
    out.push_str(&text[from..]);
    out.into_bytes()
}

/// Where `name` stands as the last segment of an address in quotes.
fn places<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        matches!(before, Some('/' | '"' | '\'' | '`')) && matches!(after, Some('"' | '\'' | '`'))
    })
}

/// One short name for the whole of a build, the text of the service worker included.
fn version(files: &Files, worker: &[u8]) -> String {
    let mut hash = Sha256::new();
    for (name, content) in files {
        hash.update(name);
        hash.update(Sha256::digest(content));
    }
    hash.update(worker);
    hex(&hash.finalize()[..6])
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // a String takes everything
        text
    })
}

/// The list for the service worker: `[["/app-….js","sha256-…"],…]`.
fn precache(files: &Files) -> String {
    let rows: Vec<String> =
        files.iter().map(|(name, content)| format!("[\"/{name}\",\"{}\"]", integrity(content))).collect();
    format!("[{}]", rows.join(","))
}

/// The hash of a file as subresource integrity writes it.
fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

fn fill(content: &[u8], file: &str, marker: &str, value: &str) -> Result<Vec<u8>> {
    let text = String::from_utf8_lossy(content);
    if text.matches(marker).count() != 1 {
        return refuse(format!("{file} must contain `{marker}` once"));
    }
    Ok(text.replace(marker, value).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build() -> Files {
        [
            ("index.html", "<meta name=\"kontor-version\" content=\"dev\"><script src=\"/boot.js\"></script><link href=\"/main.css\">"),
            ("boot.js", "import init from \"./app.js\"; new URL(\"./app_bg.wasm\")"),
            ("app.js", "new URL('app_bg.wasm'); // my-app.js"),
            ("app_bg.wasm", "\0asm"),
            ("main.css", "p{}"),
            ("manifest.webmanifest", "{}"),
            ("icons/mark.svg", "<svg/>"),
            ("sw.js", "const VERSION = \"dev\";\nconst FILES = [];\n"),
        ]
        .map(|(name, content)| (name.to_string(), content.as_bytes().to_vec()))
        .into()
    }

    fn text(files: &Files, start: &str) -> (String, String) {
        let (name, content) = files.iter().find(|(name, _)| name.starts_with(start)).expect(start);
        (name.clone(), String::from_utf8_lossy(content).into_owned())
    }

    #[test]
    fn every_mention_follows_its_file() {
        let files = assemble(build()).unwrap();
        let (wasm, _) = text(&files, "app_bg-");
        let (app, app_text) = text(&files, "app-");
        let (boot, boot_text) = text(&files, "boot-");
        let (_, index) = text(&files, "index.html");
        assert!(is_hashed(&wasm) && is_hashed(&app) && is_hashed(&boot));
        assert_eq!(app_text, format!("new URL('{wasm}'); // my-app.js"));
        assert_eq!(boot_text, format!("import init from \"./{app}\"; new URL(\"./{wasm}\")"));
        assert!(index.contains(&format!("src=\"/{boot}\"")), "{index}");
        assert!(files.contains_key("icons/mark.svg") && files.contains_key("manifest.webmanifest"));
    }

    #[test]
    fn the_worker_lists_every_other_file_with_its_hash() {
        let files = assemble(build()).unwrap();
        let (_, worker) = text(&files, "sw.js");
        for (name, content) in files.iter().filter(|(name, _)| *name != "sw.js") {
            assert!(worker.contains(&format!("[\"/{name}\",\"{}\"]", integrity(content))), "{name}: {worker}");
        }
        assert!(!worker.contains("\"/sw.js\""));
        // echo -n 'p{}' | openssl dgst -sha256 -binary | base64
        assert_eq!(integrity(b"p{}"), "sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y=");
    }

    #[test]
    fn a_change_anywhere_is_another_version() {
        let version_of = |files: Files| {
            let (_, index) = text(&assemble(files).unwrap(), "index.html");
            index.split('"').nth(3).unwrap().to_string()
        };
        let first = version_of(build());
        assert_eq!(first.len(), 12);
        assert_eq!(first, version_of(build()));
        for path in build().keys() {
            let mut other = build();
            other.get_mut(path).unwrap().push(b' ');
            assert_ne!(first, version_of(other), "{path}");
        }
    }

    #[test]
    fn a_circle_or_a_missing_marker_is_refused() {
        let mut circle = build();
        circle.insert("app_bg.wasm".into(), b"\"boot.js\"".to_vec());
        assert!(assemble(circle).unwrap_err().to_string().contains("circle"));
        let mut unmarked = build();
        unmarked.insert("sw.js".into(), b"const FILES = [];".to_vec());
        assert!(assemble(unmarked).is_err());
    }

    #[test]
    fn unname_undoes_assemble() {
        assert_eq!(unname(assemble(build()).unwrap()), build());
    }

    #[test]
    fn only_a_content_hash_counts_as_hashed() {
        for yes in ["/app-0123456789abcdef.js", "app_bg-ffffffffffffffff.wasm"] {
            assert!(is_hashed(yes), "{yes}");
        }
        for no in ["/index.html", "/deals/a-0123456789abcdef", "/app-0123456789ABCDEF.js", "/x-0123.js", "/"] {
            assert!(!is_hashed(no), "{no}");
        }
    }
}
