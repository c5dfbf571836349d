//! The app is updated: the version that runs goes on until the user agrees, and no page is ever made
//! of two versions, not even while a deployment is only half there.

use std::fs;
use std::path::Path;

use crate::harness::{Browser, Engine, Look, journey, setting};
use crate::server::Copy;
use crate::steps::{shell_is_kept, with_sample};

/// The version of the page and of its style sheet: `[name, 1 if the sheet is the newer one]`.
const VERSION: &str = "return document.querySelector('meta[name=kontor-version]').content + ' '
    + (getComputedStyle(document.documentElement).getPropertyValue('--kontor-next').trim() || '0')";

fn version(browser: &Browser) -> (String, bool) {
    let said = browser.until("the page has a version", VERSION);
    let (name, sheet) = said.as_str().and_then(|said| said.split_once(' ')).expect("two words");
    (name.to_owned(), sheet == "1")
}

/// Has the browser look for a new version, and waits until it has looked.
fn look_for_update(browser: &Browser) {
    browser.eval(
        "delete window.__looked;
         const settled = worker => new Promise(done => {
             if (!worker) return done();
             const end = () => ['installed', 'redundant'].includes(worker.state) && done();
             worker.addEventListener('statechange', end); end();
         });
         navigator.serviceWorker.getRegistration().then(found => found.update())
             .then(found => settled(found.installing), () => 0).then(() => window.__looked = true);
         return true",
    );
    browser.until("the browser has looked for a new version", "return !!window.__looked");
}

#[test]
fn an_update_waits_for_the_user() {
    let (old, new) = (setting("KONTOR_DIST"), setting("KONTOR_DIST_NEXT"));
    // The old files with the new service worker: what a server holds in the middle of a deployment.
    let half = Copy::of(&old);
    half.put("sw.js", &fs::read(Path::new(&new).join("sw.js")).expect("sw.js"));
    journey("update", Engine::Chromium, Look::DESK, |browser, server| {
        with_sample(browser, server);
        shell_is_kept(browser);
        let (first, newer) = version(browser);
        assert!(!newer);
        // Half deployed: the list of the new version does not fit the files that are there.
        server.deploy(&half.dist());
        look_for_update(browser);
        browser.reload();
        browser.see(".grid-row[id]");
        assert_eq!(version(browser), (first.clone(), false));
        let offered = browser.eval("return document.documentElement.dataset.update === 'ready'");
        assert_eq!(offered.as_bool(), Some(false), "half a version is not offered");
        // All there: downloaded, offered, and not used before the user agrees.
        server.deploy(&new);
        look_for_update(browser);
        browser.read("A new version is ready.");
        browser.reload();
        browser.see(".grid-row[id]");
        assert_eq!(version(browser), (first.clone(), false));
        browser.press_button("Update");
        browser.until("the new version runs", &format!("{VERSION} !== '{first} 0'"));
        let (second, newer) = version(browser);
        assert!(newer && second != first, "page and sheet are both new");
        browser.see(".grid-row[id]");
        // And it is complete: it starts without a server.
        server.stop();
        browser.reload();
        browser.see(".grid-row[id]");
        assert_eq!(version(browser), (second, true));
    });
}
