//! Bad luck: no storage, storage of a newer version, damaged storage, an engine that stops.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::events::stored;
use crate::harness::{Browser, Engine, Look, PATIENCE, journey, setting};
use crate::server::Copy;
use crate::steps::{edit_first_cell, foot_says, rows_are_shown, settle, show, with_sample};

#[test]
fn without_storage_it_says_so_and_works() {
    let copy = Copy::of(&setting("KONTOR_DIST"));
    copy.before_the_engine("Object.defineProperty(self, 'indexedDB', { value: undefined });");
    journey("no-storage", Engine::Chromium, Look::DESK, |browser, server| {
        server.deploy(&copy.dist());
        browser.open(&server.url("/"));
        browser.read("This browser keeps nothing, so all is gone when this tab closes.");
        browser.read("Export everything");
        browser.press_button("Load sample data");
        browser.gone(".welcome");
        browser.read("Overdue");
    });
}

#[test]
fn newer_storage_is_left_alone() {
    journey("newer-storage", Engine::Chromium, Look::DESK, |browser, server| {
        // A page of the same origin that opens nothing itself.
        browser.open(&server.url("/manifest.webmanifest"));
        browser.eval(
            "const ask = indexedDB.open('kontor', 99);
             ask.onsuccess = () => { ask.result.close(); window.__made = true };
             return true",
        );
        browser.until("newer storage is there", "return !!window.__made");
        browser.open(&server.url("/"));
        browser.read("Saved by a newer Kontor");
        browser.read("nothing was changed");
    });
}

/// Turns a bit in the first value of an area; whether there was one.
fn damage(browser: &Browser, area: &str) {
    browser.eval(&format!(
        "delete window.__damaged;
         const ask = indexedDB.open('kontor');
         ask.onsuccess = () => {{
             const work = ask.result.transaction('{area}', 'readwrite');
             const cursor = work.objectStore('{area}').openCursor();
             let done = 0;
             cursor.onsuccess = () => {{
                 if (!cursor.result || done++) return;
                 const bytes = new Uint8Array(cursor.result.value).slice();
                 bytes[bytes.length - 3] ^= 1;
                 cursor.result.update(bytes);
             }};
             work.oncomplete = () => {{ ask.result.close(); window.__damaged = done > 0; }};
         }};
         return true"
    ));
    browser.until(&format!("a value in {area} is damaged"), "return window.__damaged === true");
}

#[test]
fn damaged_storage_is_set_aside() {
    journey("damaged", Engine::Chromium, Look::DESK, |browser, server| {
        with_sample(browser, server);
        settle(browser);
        damage(browser, "frames");
        browser.open(&server.url("/deal"));
        browser.read("One part of the storage could not be read and was set aside.");
        browser.read("Export everything");
        // The rest is there.
        rows_are_shown(browser);
        show(browser, server, "/person");
        foot_says(browser, "1,000 people");
    });
}

/// A build whose engine panics when told to: by an exception that nobody catches, which is what a
/// panic in the engine comes to.
fn that_can_panic() -> Copy {
    let copy = Copy::of(&setting("KONTOR_DIST"));
    copy.before_the_engine(
        "self.addEventListener('message', event => {
             if (event.data !== 'panic') return;
             event.stopImmediatePropagation();
             setTimeout(() => { throw new Error('panic') });
         });",
    );
    copy
}

/// Remembers the engine that the page speaks to.
const KNOW_THE_ENGINE: &str = "const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...all) { window.__engine = this; return post.apply(this, all) };
    return true";

const PANIC: &str = "window.__dead = window.__engine; window.__engine.postMessage('panic'); return true";

#[test]
fn a_panic_keeps_the_draft() {
    let copy = that_can_panic();
    journey("panic", Engine::Chromium, Look::DESK, |browser, server| {
        server.deploy(&copy.dist());
        with_sample(browser, server);
        browser.eval(KNOW_THE_ENGINE);
        browser.eval(
            "window.__notices = '';
             new MutationObserver(() => window.__notices += document.querySelector('main').parentElement.innerText)
                 .observe(document.body, { subtree: true, childList: true });
             return true",
        );
        browser.click("#line-0 [data-name]");
        browser.see("textarea");
        browser.fill("textarea", "A note that is not yet saved");
        browser.until("the engine is known", "return !!window.__engine");
        browser.eval(PANIC);
        browser.until(
            "it is said that the engine stopped",
            "return window.__notices.includes('The engine stopped and is being started again.')",
        );
        browser.until("another engine answers", "return window.__engine !== window.__dead");
        let draft = browser.eval("return document.querySelector('textarea').value");
        assert_eq!(draft.as_str(), Some("A note that is not yet saved"));
        browser.key(&[thirtyfour::Key::Control], thirtyfour::Key::Enter);
        browser.until("the note is saved", "return document.querySelector('textarea').value === ''");
        settle(browser);
        browser.reload();
        browser.read("A note that is not yet saved");
    });
}

/// After a deployment that went wrong, say: the script of the engine is not to be had.
#[test]
fn an_engine_that_does_not_start_is_started_again_by_hand() {
    let copy = that_can_panic();
    journey("engine-gone", Engine::Chromium, Look::DESK, |browser, server| {
        server.deploy(&copy.dist());
        with_sample(browser, server);
        browser.eval(KNOW_THE_ENGINE);
        browser.eval(
            "const Real = Worker;
             window.__lost = true;
             window.Worker = class extends Real {
                 constructor(address, options) { super(window.__lost ? '/lost.js' : address, options); }
             };
             return true",
        );
        edit_first_cell(browser, "Job title", "Harbour master");
        settle(browser);
        browser.eval(PANIC);
        browser.read("The engine keeps stopping. What was saved is safe.");
        browser.eval("window.__lost = false; return true");
        browser.press_button("Start it again");
        browser.until("the note goes", "return !document.body.innerText.includes('The engine keeps stopping')");
        edit_first_cell(browser, "Job title", "Dredger");
        let number = kontor::features::command("shell.restart_engine").expect("a command").number;
        let start = Instant::now();
        while !stored(browser).commands.contains(&number) {
            assert!(start.elapsed() < PATIENCE, "no event of starting it again");
            sleep(Duration::from_millis(100));
        }
        settle(browser);
        browser.reload();
        rows_are_shown(browser);
        browser.until("the edit is there", "return document.querySelector('#line-0').innerText.includes('Dredger')");
    });
}
