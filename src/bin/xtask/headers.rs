//! What a browser must be told about every answer. A deployment sends the same (see README.md,
//! which a test compares with this file).

/// The content security policy, one directive a line in the order of the README.
///
/// Scripts come from the own origin only and are never inline; WebAssembly may be compiled. Style
/// *attributes* are allowed because rows of a virtual list are placed by them; style elements are
/// not. `connect-src` is where a company adds its backend's origin.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Sent with every answer. The two cross-origin policies isolate the page, which gives it precise
/// clocks and keeps other origins out of its process.
pub(crate) const ALWAYS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
];

/// For files named by their content.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For everything else: ask each time, answered by 304 when nothing changed.
pub(crate) const ASK: &str = "no-cache";

/// The media type of a path by its ending.
pub(crate) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A form of a file on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Smallest.
    Brotli,
    /// For older clients.
    Gzip,
    /// As it is.
    Plain,
}

impl Encoding {
    /// The value of `content-encoding`, if there is one to send.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

/// Chooses by `accept-encoding` (RFC 9110, 12.5.3) among the forms that exist: the client's
/// highest weight wins, and of equals the smallest form.
pub(crate) fn negotiate(accept: &str, has_brotli: bool, has_gzip: bool) -> Encoding {
    let candidates = [(Encoding::Gzip, has_gzip), (Encoding::Brotli, has_brotli)];
    let offered = candidates.into_iter().filter(|(_, exists)| *exists).map(|(encoding, _)| encoding);
    let mut best = (Encoding::Plain, 0);
    for encoding in offered {
        let weight = weight(accept, encoding.name().unwrap_or("identity"));
        if weight > 0 && weight >= best.1 {
            best = (encoding, weight);
        }
    }
    best.0
}

/// The weight of one coding in thousandths; zero when it is not accepted.
fn weight(accept: &str, coding: &str) -> u32 {
    let mut any = 0;
    for item in accept.split(',') {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or("");
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let thousandths = quality.map_or(1000, |q| q.parse::<f32>().map_or(0, |q| (q.clamp(0.0, 1.0) * 1000.0) as u32));
        if name.eq_ignore_ascii_case(coding) {
            return thousandths;
        }
        if name == "*" {
            any = thousandths;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_follows_the_client_and_the_files() {
        let check = |accept: &str, brotli, gzip, want| assert_eq!(negotiate(accept, brotli, gzip), want, "{accept}");
        check("gzip, deflate, br, zstd", true, true, Encoding::Brotli);
        check("gzip, deflate", true, true, Encoding::Gzip);
        check("gzip, br", false, true, Encoding::Gzip);
        check("gzip, br", false, false, Encoding::Plain);
        check("", true, true, Encoding::Plain);
        check("br;q=0, gzip", true, true, Encoding::Gzip);
        check("br;q=0.5, gzip;q=0.8", true, true, Encoding::Gzip);
        check("BR ; q=1.0", true, true, Encoding::Brotli);
        check("*", true, true, Encoding::Brotli);
        check("*;q=0.1, br;q=0", true, true, Encoding::Gzip);
        check("identity", true, true, Encoding::Plain);
        check("br;q=nonsense", true, false, Encoding::Plain);
    }

    #[test]
    fn media_types_are_what_browsers_insist_on() {
        assert_eq!(media_type("/app_bg-0.wasm"), "application/wasm");
        assert_eq!(media_type("/app.js"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("/manifest.webmanifest"), "application/manifest+json");
        assert_eq!(media_type("/mystery"), "application/octet-stream");
    }

    #[test]
    fn scripts_are_never_inline() {
        let scripts = POLICY.split("; ").find(|directive| directive.starts_with("script-src")).unwrap();
        assert_eq!(scripts, "script-src 'self' 'wasm-unsafe-eval'");
        assert!(POLICY.starts_with("default-src 'none'"));
    }

    #[test]
    fn the_readme_tells_hosts_the_same() {
        let readme = include_str!("../../../README.md");
        for (name, value) in ALWAYS {
            assert!(readme.to_lowercase().contains(name), "README.md lacks the header {name}");
            assert!(readme.matches(value).count() >= 2, "README.md must show `{name}: {value}` for both servers");
        }
        assert!(readme.matches(FOR_EVER).count() >= 2);
    }
}
