//! Files that are no lists, or bad ones: a clear word, or a faithful import.

use std::fs;
use std::path::PathBuf;

use crate::harness::{Browser, Engine, Look, journey};
use crate::server::Server;
use crate::steps::{foot_says, import, propose, with_nothing};

fn write(name: &str, content: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("kontor-files-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    fs::write(&file, content).expect("a file");
    file
}

/// Hands over a file that cannot be imported, and reads why.
fn is_refused(browser: &Browser, server: &Server, name: &str, content: &[u8], why: &str) {
    browser.open(&server.url("/import"));
    browser.choose_files("#import-files", &[write(name, content)]);
    browser.read(&format!("{name}: {why}"));
    browser.see("#import-files, .drop, main");
}

#[test]
fn bad_files_are_answered_in_words() {
    journey("bad-files", Engine::Chromium, Look::DESK, |browser, server| {
        with_nothing(browser, server);
        let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
        is_refused(browser, server, "picture.csv", &binary, "this is not a text file.");
        is_refused(browser, server, "nothing.csv", b"", "the file is empty.");

        let unclosed = b"First name,E-mail\nAda,ada@x.example\n\"Bert,bert@x.example\nCleo,cleo@x.example\n";
        propose(browser, server, &[write("unclosed.csv", unclosed)]);
        browser.read("a quote opens here and is never closed");
        browser.read("Import 2 rows");

        let ragged = b"First name,Last name,E-mail\nAda,Short\nBert,Long,b@x.example,more\nCleo,Fine,c@x.example\n";
        propose(browser, server, &[write("ragged.csv", ragged)]);
        browser.read("1 row is short: the rest is taken as empty");
        browser.read("more cells than columns");
        browser.read("Import 2 rows");

        let twice = b"First name,Name,Name,E-mail\nAda,One,Two,ada@x.example\n";
        propose(browser, server, &[write("twice.csv", twice)]);
        browser.read("Name (2)");

        let formula =
            b"First name,Last name,E-mail\n=cmd|' /C calc'!A0,Formula,f@x.example\n<b>Bold</b>,Markup,m@x.example\n";
        propose(browser, server, &[write("formula.csv", formula)]);
        import(browser);
        browser.open(&server.url("/person"));
        foot_says(browser, "2 people");
        browser.read("=cmd|' /C calc'!A0 Formula");
        browser.read("<b>Bold</b> Markup");
    });
}
