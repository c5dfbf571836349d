//! The disk is full, in a real browser: the room that Chromium allows is set by hand, and another
//! database of the same origin takes what is left of it.
//!
//! Chromium looks how much room there is when it writes to `IndexedDB`, and then trusts for half a
//! minute what it saw, less what it wrote since. So the room is set before the first write.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::{Browser, Engine, Look, PATIENCE, journey};
use crate::server::Server;
use crate::steps::{edit_first_cell, foot_says, rows_are_shown, settle, show, with_sample};

/// Enough for a thousand contacts, and for hardly more.
const ROOM: u32 = 16 << 20;

fn allow(browser: &Browser, server: &Server, room: u32) {
    browser.tell_chromium("Storage.overrideQuotaForOrigin", &json!({"origin": server.url(""), "quotaSize": room}));
}

/// Takes all room that is left, in ever smaller pieces.
fn fill(browser: &Browser) {
    browser.eval(
        "delete window.__filled;
         const ask = indexedDB.open('filler');
         ask.onupgradeneeded = () => ask.result.createObjectStore('noise');
         ask.onsuccess = () => {
             const noise = size => {
                 const bytes = new Uint8Array(size);
                 for (let at = 0; at < size; at += 65536)
                     crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65536)));
                 return bytes;
             };
             let key = 0;
             const put = size => {
                 if (size < 16) { ask.result.close(); window.__filled = key; return; }
                 const work = ask.result.transaction('noise', 'readwrite');
                 work.objectStore('noise').put(noise(size), key++);
                 work.oncomplete = () => put(size);
                 work.onabort = () => put(size >> 2);
             };
             put(1 << 20);
         };
         return true",
    );
    let pieces = browser.until("the room is taken", "return window.__filled");
    assert!(pieces.as_u64().unwrap_or_default() > 1, "there was no room to take");
}

/// Gives the room back.
fn free(browser: &Browser) {
    browser.eval(
        "delete window.__freed;
         indexedDB.deleteDatabase('filler').onsuccess = () => { window.__freed = true; };
         return true",
    );
    browser.until("there is room again", "return !!window.__freed");
}

/// Waits for a download that contains this.
fn arrives(folder: &Path, text: &str) {
    let start = Instant::now();
    loop {
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut contents = files.filter_map(|file| fs::read(file.path()).ok());
        if contents.any(|bytes| String::from_utf8_lossy(&bytes).contains(text)) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "no file with {text:?} was downloaded");
        sleep(Duration::from_millis(50));
    }
}

fn job_title_is(browser: &Browser, text: &str) {
    browser.until(
        &format!("the job title is {text:?}"),
        &format!("return document.querySelector('#line-0').innerText.includes({})", json!(text)),
    );
}

const NOTE: &str = "Changes cannot be saved now: What was saved before is safe. Free some space on this device";

#[test]
fn a_full_disk_is_said_and_loses_nothing_that_was_acknowledged() {
    let downloads = std::env::temp_dir().join(format!("kontor-downloads-{}", std::process::id()));
    fs::create_dir_all(&downloads).expect("a folder");
    journey("disk-full", Engine::Chromium, Look::DESK, |browser, server| {
        let to = json!({"behavior": "allow", "downloadPath": downloads});
        browser.tell_chromium("Browser.setDownloadBehavior", &to);
        browser.open(&server.url("/manifest.webmanifest"));
        allow(browser, server, ROOM);
        with_sample(browser, server);
        edit_first_cell(browser, "Job title", "Lock keeper");
        settle(browser);
        fill(browser);
        // It is said, in words, with a way out; the page goes on with what is in memory.
        edit_first_cell(browser, "Job title", "Cartographer");
        browser.read("The disk is full");
        browser.read(NOTE);
        browser.press_button("Export everything");
        arrives(&downloads, "Cartographer");
        show(browser, server, "/company");
        foot_says(browser, "167 companies");
        // Started anew while there is still no room: what was acknowledged is there.
        show(browser, server, "/person");
        job_title_is(browser, "Lock keeper");
        edit_first_cell(browser, "Job title", "Surveyor");
        browser.read(NOTE);
        // With room again, what waited is written by itself.
        free(browser);
        browser.until("the note goes", "return !document.body.innerText.includes('cannot be saved')");
        edit_first_cell(browser, "Job title", "Pilot");
        settle(browser);
        browser.reload();
        rows_are_shown(browser);
        job_title_is(browser, "Pilot");
        browser.key(&[thirtyfour::Key::Control], 'z');
        job_title_is(browser, "Surveyor");
    });
    fs::remove_dir_all(&downloads).expect("the downloads go");
}
