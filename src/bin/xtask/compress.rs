//! Brotli and gzip siblings of every file that gains by them, made once at build time.

use std::io::Write as _;

use super::files::Files;

/// Compresses at the highest level: a build is made once and downloaded often.
pub(crate) fn brotli(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
        writer.write_all(content).expect("writing to memory cannot fail");
    }
    out
}

/// The gzip form, for clients without brotli.
pub(crate) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content).expect("writing to memory cannot fail");
    writer.finish().expect("writing to memory cannot fail")
}

/// Adds `name.br` and `name.gz` where they are smaller than the file.
pub(crate) fn add_siblings(files: &mut Files) {
    let mut siblings = Files::new();
    for (name, content) in files.iter().filter(|(name, _)| gains(name)) {
        for (ending, packed) in [("br", brotli(content)), ("gz", gzip(content))] {
            if packed.len() < content.len() {
                siblings.insert(format!("{name}.{ending}"), packed);
            }
        }
    }
    files.append(&mut siblings);
}

/// Pictures are compressed already.
fn gains(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "html" | "js" | "css" | "wasm" | "svg" | "json" | "webmanifest" | "txt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn siblings_unpack_to_the_file() {
        let text = b"pipeline ".repeat(400);
        let mut files = Files::from([
            ("a.js".to_string(), text.clone()),
            ("tiny.js".to_string(), b"x".to_vec()),
            ("a.png".to_string(), text.clone()),
        ]);
        add_siblings(&mut files);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.js", "a.js.br", "a.js.gz", "a.png", "tiny.js"]);
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(&files["a.js.br"][..], 4096).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        flate2::read::GzDecoder::new(&files["a.js.gz"][..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
    }
}
