//! A finished build in memory, and the answer to every request for it. No request touches the file
//! system, so no path can leave the folder.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};

use super::dist::{hex, is_hashed};
use super::error::{Result, refuse};
use super::files::{self, Files};
use super::headers::{self, Encoding};

/// The files of a build with their compressed forms.
pub(crate) struct Site {
    pages: BTreeMap<String, Page>,
}

struct Page {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    tag: String,
}

/// What matters of a request.
#[derive(Default)]
pub(crate) struct Ask<'a> {
    /// `GET`, `HEAD`, ...
    pub(crate) method: &'a str,
    /// The path without the query.
    pub(crate) path: &'a str,
    /// The header `accept-encoding`, empty if there is none.
    pub(crate) accept_encoding: &'a str,
    /// The header `if-none-match`, empty if there is none.
    pub(crate) if_none_match: &'a str,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Empty for `HEAD` and for 304.
    pub(crate) body: Bytes,
}

impl Site {
    /// Reads a build.
    pub(crate) fn load(folder: &Path) -> Result<Self> {
        let site = Self::new(files::read(folder)?);
        if !site.pages.contains_key("index.html") {
            return refuse(format!("{} holds no index.html: run `cargo xtask build` first", folder.display()));
        }
        Ok(site)
    }

    fn new(mut files: Files) -> Self {
        let names: Vec<String> = files.keys().filter(|name| !is_sibling(name)).cloned().collect();
        let mut pages = BTreeMap::new();
        for name in names {
            let Some(plain) = files.remove(&name) else { continue };
            let tag = hex(&Sha256::digest(&plain)[..8]);
            let page = Page {
                plain: plain.into(),
                brotli: files.remove(&format!("{name}.br")).map(Bytes::from),
                gzip: files.remove(&format!("{name}.gz")).map(Bytes::from),
                tag,
            };
            pages.insert(name, page);
        }
        Self { pages }
    }

    /// Answers a request: a file, the page for an address inside the app, or 404.
    pub(crate) fn answer(&self, ask: &Ask<'_>) -> Answer {
        if !matches!(ask.method, "GET" | "HEAD") {
            return Answer::words(405, "only GET and HEAD").with("allow", "GET, HEAD");
        }
        let Some((name, page)) = self.find(ask.path) else {
            let answer = Answer::words(404, "not found").with("cache-control", headers::ASK);
            return if ask.method == "HEAD" { answer.without_body() } else { answer };
        };
        let encoding = headers::negotiate(ask.accept_encoding, page.brotli.is_some(), page.gzip.is_some());
        let body = match encoding {
            Encoding::Brotli => page.brotli.as_ref(),
            Encoding::Gzip => page.gzip.as_ref(),
            Encoding::Plain => None,
        };
        let body = body.unwrap_or(&page.plain).clone();
        // A form of its own needs a tag of its own (RFC 9110, 8.8.3).
        let tag = format!("\"{}-{}\"", page.tag, encoding.name().unwrap_or("plain"));
        let keep = if is_hashed(name) { headers::FOR_EVER } else { headers::ASK };
        let fresh = ask.if_none_match.split(',').any(|known| known.trim() == tag);
        let mut answer = Answer::new(if fresh { 304 } else { 200 }, body.clone())
            .with("etag", &tag)
            .with("cache-control", keep)
            .with("vary", "accept-encoding");
        if fresh {
            return answer.without_body();
        }
        answer = answer.with("content-type", headers::media_type(name)).with("content-length", &body.len().to_string());
        if let Some(encoding) = encoding.name() {
            answer = answer.with("content-encoding", encoding);
        }
        if ask.method == "HEAD" { answer.without_body() } else { answer }
    }

    /// The file at a path, or the page if the path is one inside the app: its last segment has no
    /// ending.
    fn find(&self, path: &str) -> Option<(&str, &Page)> {
        let name = path.trim_start_matches('/');
        let inside = !name.rsplit('/').next().unwrap_or(name).contains('.');
        let entry = self.pages.get_key_value(name);
        let entry = entry.or_else(|| inside.then(|| self.pages.get_key_value("index.html")).flatten());
        entry.map(|(name, page)| (name.as_str(), page))
    }
}

impl Answer {
    fn new(status: u16, body: Bytes) -> Self {
        let headers = headers::ALWAYS.iter().map(|&(name, value)| (name, value.to_string())).collect();
        Self { status, headers, body }
    }

    fn words(status: u16, words: &'static str) -> Self {
        Self::new(status, Bytes::from_static(words.as_bytes())).with("content-type", "text/plain; charset=utf-8")
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    fn without_body(mut self) -> Self {
        self.body = Bytes::new();
        self
    }
}

fn is_sibling(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "br" | "gz")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = "app-0123456789abcdef.js";

    fn site() -> Site {
        let file = |name: &str, content: &str| (name.to_string(), content.as_bytes().to_vec());
        Site::new(Files::from([
            file("index.html", "<p>page"),
            file(APP, "script"),
            file(&format!("{APP}.br"), "b"),
            file(&format!("{APP}.gz"), "gg"),
            file("sw.js", "worker"),
        ]))
    }

    fn get(path: &str, accept_encoding: &str) -> Answer {
        site().answer(&Ask { method: "GET", path, accept_encoding, if_none_match: "" })
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
        answer.headers.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn hashed_files_are_kept_and_the_rest_is_asked_for() {
        assert_eq!(header(&get(&format!("/{APP}"), ""), "cache-control"), headers::FOR_EVER);
        for path in ["/", "/index.html", "/sw.js", "/deals/17"] {
            assert_eq!(header(&get(path, ""), "cache-control"), headers::ASK, "{path}");
        }
    }

    #[test]
    fn addresses_inside_the_app_get_the_page_and_missing_files_do_not() {
        for path in ["/", "/deals", "/deals/17", "/people/x?"] {
            let answer = get(path, "");
            assert_eq!((answer.status, &answer.body[..]), (200, &b"<p>page"[..]), "{path}");
        }
        for path in ["/gone-0123456789abcdef.js", "/a/b.png", "/../Cargo.toml", "/app.js.br"] {
            assert_eq!(get(path, "").status, 404, "{path}");
        }
    }

    #[test]
    fn the_compressed_form_is_sent_with_its_own_tag() {
        let path = format!("/{APP}");
        let (brotli, gzip, plain) = (get(&path, "gzip, br"), get(&path, "gzip"), get(&path, ""));
        assert_eq!((&brotli.body[..], header(&brotli, "content-encoding")), (&b"b"[..], "br"));
        assert_eq!((&gzip.body[..], header(&gzip, "content-encoding")), (&b"gg"[..], "gzip"));
        assert_eq!((&plain.body[..], header(&plain, "content-encoding")), (&b"script"[..], ""));
        assert_eq!(header(&brotli, "content-length"), "1");
        assert_ne!(header(&brotli, "etag"), header(&gzip, "etag"));
        assert!([&brotli, &gzip, &plain].iter().all(|answer| header(answer, "vary") == "accept-encoding"));
    }

    #[test]
    fn a_known_tag_is_answered_by_304() {
        let site = site();
        let tag = header(&get("/", ""), "etag").to_string();
        let again = site.answer(&Ask { method: "GET", path: "/", if_none_match: &tag, ..Ask::default() });
        assert_eq!((again.status, again.body.len()), (304, 0));
        let other = site.answer(&Ask { method: "GET", path: "/", if_none_match: "\"x\"", ..Ask::default() });
        assert_eq!(other.status, 200);
    }

    #[test]
    fn head_has_the_headers_of_get_and_no_body() {
        let get = get("/sw.js", "");
        let head = site().answer(&Ask { method: "HEAD", path: "/sw.js", ..Ask::default() });
        assert_eq!((head.status, &head.headers, head.body.len()), (200, &get.headers, 0));
        assert_eq!(site().answer(&Ask { method: "POST", path: "/", ..Ask::default() }).status, 405);
    }

    #[test]
    fn every_answer_carries_the_security_headers() {
        for path in ["/", "/sw.js", "/none.png"] {
            let answer = get(path, "br");
            for (name, value) in headers::ALWAYS {
                assert_eq!(header(&answer, name), value, "{path}");
            }
        }
    }
}
