//! Every page, empty and with data, on a desk and on a phone, light and dark, and in the languages
//! made from English: nothing that axe calls serious or critical, nothing untranslated, nothing wider
//! than the screen.

use std::fs;

use kontor::i18n::en;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::{Browser, Engine, Look, long_walk, setting};
use crate::server::Server;
use crate::steps::{choose, with_nothing};

/// Name and address of every page that needs no record.
const PAGES: [(&str, &str); 15] = [
    ("home", "/"),
    ("people", "/person"),
    ("deals", "/deal"),
    ("activities", "/activity"),
    ("board", "/deal/board"),
    ("trash", "/trash"),
    ("import", "/import"),
    ("search", "/search?q=vale"),
    ("profile", "/settings/profile"),
    ("workspace", "/settings/workspace"),
    ("display", "/settings/display"),
    ("keyboard", "/settings/keys"),
    ("storage", "/settings/storage"),
    ("about", "/settings/about"),
    ("nowhere", "/nowhere"),
];

/// Goes to a page of the app and waits until lists and figures have arrived and nothing moves.
fn visit(browser: &Browser, path: &str) {
    browser.go(path);
    browser.see("main");
    browser.at_rest();
}

/// Shows every page, with everything on it that opens, and looks at each.
fn every_page(browser: &Browser, with_data: bool, mut look: impl FnMut(&str, &Browser)) {
    for (page, path) in PAGES {
        visit(browser, path);
        look(page, browser);
    }
    if !with_data {
        return;
    }
    visit(browser, "/person");
    let link = browser.until(
        "a person has a page",
        "return [...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).find(h => /^.person.[0-9a-f]{32}/.test(h))",
    );
    let record = link.as_str().unwrap_or_default().to_owned();
    let peek = format!("/person?peek={}", record.rsplit('/').next().unwrap_or_default());
    for (page, path) in [("record", &record), ("peek", &peek)] {
        browser.go(path);
        browser.see("[role=tablist]");
        browser.at_rest();
        look(page, browser);
    }
    visit(browser, "/person");
    browser.key(&[Key::Control], 'k');
    browser.see("[role=dialog], dialog[open]");
    browser.at_rest();
    look("palette", browser);
}

fn with_data(browser: &Browser, server: &Server) {
    browser.open(&server.url("/"));
    browser.press_button("Load sample data");
    browser.gone(".welcome");
}

/// What axe finds serious or critical with these options: rule, place and why.
fn offences(browser: &Browser, axe: &str, options: &str) -> Vec<String> {
    let there = browser.eval("delete window.__found; return !!window.axe");
    if there.as_bool() != Some(true) {
        browser.eval(&format!("{axe}; return true"));
    }
    browser.eval(&format!(
        "axe.run(document, {{ resultTypes: ['violations'], {options} }}).then(
             found => window.__found = found.violations
                 .filter(rule => ['serious', 'critical'].includes(rule.impact))
                 .flatMap(rule => rule.nodes.slice(0, 3).map(node =>
                     `${{rule.id}}: ${{node.html.slice(0, 160)}} ${{node.failureSummary.slice(0, 200)}}`)),
             error => window.__found = [String(error)]);
         return true"
    ));
    browser.until("axe has looked", "return !!window.__found");
    texts(&browser.eval("return window.__found"))
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|text| Some(text.as_str()?.to_owned())).collect()
}

/// In the light by every rule; in the dark, where nothing but colours differs, by those about colours (their stricter variants are no part of what axe checks by itself).
fn in_both_themes(browser: &Browser, axe: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (theme, options) in [("light", ""), ("dark", "runOnly: ['color-contrast', 'link-in-text-block']")] {
        browser.eval(&format!("document.documentElement.dataset.theme = '{theme}'; return true"));
        // Colours fade into each other.
        browser.at_rest();
        all.extend(offences(browser, axe, options).iter().map(|what| format!("{theme}: {what}")));
    }
    all
}

fn axe_finds_nothing(name: &str, look: Look) {
    let axe = fs::read_to_string(setting("KONTOR_AXE")).expect("axe-core");
    long_walk(&format!("axe-{name}"), Engine::Chromium, look, |browser, server| {
        let mut all = Vec::new();
        let mut look_at = |page: &str, browser: &Browser| {
            all.extend(in_both_themes(browser, &axe).iter().map(|what| format!("{page}, {what}")));
        };
        browser.open(&server.url("/"));
        browser.see(".welcome");
        look_at("start", browser);
        with_nothing(browser, server);
        every_page(browser, false, |page, browser| look_at(&format!("{page}, empty"), browser));
        server.move_on();
        with_data(browser, server);
        every_page(browser, true, look_at);
        assert!(all.is_empty(), "{}", all.join("\n"));
    });
}

#[test]
fn axe_on_a_desk() {
    axe_finds_nothing("desk", Look::DESK);
}

#[test]
fn axe_on_a_phone() {
    axe_finds_nothing("phone", Look::PHONE);
}

/// Texts that were not translated, and how much wider than the screen the page is. With `known`, only
/// texts of that list count: the rest may be what people wrote.
const UNTRANSLATED: &str = r"
const translated = /[\u00c0-\u024f\u0600-\u06ff]/;
// The user's name, and what `Intl` writes: it knows no language that is made up.
const given = /^(Me|Mon|Sat|Sun|[\d.,]+ (byte|kB|MB|GB)|[A-Z]{3} .*)$/;
const plain = text => /[A-Za-z]{2}/.test(text) && !translated.test(text) && !given.test(text.trim());
const counts = text => plain(text) && (!KNOWN || KNOWN.includes(text.trim()));
// Names of keys, initials, sizes; and what people wrote, which says so by its direction.
const theirs = e => e.closest('.kbd, kbd, .av, .mono, code, pre, noscript, script, style, svg, [dir=auto], body [dir=ltr]');
const found = new Set();
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; node = walk.nextNode();) {
    const e = node.parentElement;
    if (counts(node.data) && !theirs(e) && e.getClientRects().length) found.add('text: ' + node.data.trim());
}
for (const name of ['aria-label', 'title', 'placeholder', 'data-tip', 'data-hint']) {
    for (const e of document.querySelectorAll(`[${name}]`)) {
        const text = e.getAttribute(name);
        if (counts(text) && !theirs(e)) found.add(name + ': ' + text);
    }
}
const wider = document.documentElement.scrollWidth - innerWidth;
if (wider > 1) found.add('wider than the screen by ' + wider);
return [...found]";

fn speak(browser: &Browser, server: &Server, language: &str) {
    browser.open(&server.url("/settings/display"));
    browser.press_button("Language: As the browser");
    choose(browser, language);
    browser.until("the language changes", "return document.documentElement.lang !== 'en'");
}

fn nothing_escapes_translation(name: &str, look: Look, language: &str) {
    // One word may be a name in English as well: of a tag, a product, a stage of the sample data.
    let known: Vec<&str> = en::all().map(|message| message.text).filter(|text| text.contains(' ')).collect();
    long_walk(&format!("language-{name}"), Engine::Chromium, look, |browser, server| {
        let mut all = Vec::new();
        let mut look_at = |page: &str, browser: &Browser, known: &Value| {
            let found = browser.eval(&UNTRANSLATED.replace("KNOWN", &known.to_string()));
            all.extend(texts(&found).iter().map(|what| format!("{page}: {what}")));
        };
        with_nothing(browser, server);
        speak(browser, server, language);
        every_page(browser, false, |page, browser| look_at(page, browser, &Value::Null));
        server.move_on();
        with_data(browser, server);
        speak(browser, server, language);
        let known = json!(known);
        every_page(browser, true, |page, browser| look_at(page, browser, &known));
        assert!(all.is_empty(), "{}", all.join("\n"));
    });
}

const LONGER: &str = "[Éñĝļîšĥ]";
const RIGHT_TO_LEFT: &str = "هنگلیسح";

#[test]
fn longer_words_on_a_desk() {
    nothing_escapes_translation("longer-desk", Look::DESK, LONGER);
}

#[test]
fn longer_words_on_a_phone() {
    nothing_escapes_translation("longer-phone", Look::PHONE, LONGER);
}

#[test]
fn right_to_left_on_a_desk() {
    nothing_escapes_translation("right-to-left-desk", Look::DESK, RIGHT_TO_LEFT);
}

#[test]
fn right_to_left_on_a_phone() {
    nothing_escapes_translation("right-to-left-phone", Look::PHONE, RIGHT_TO_LEFT);
}
