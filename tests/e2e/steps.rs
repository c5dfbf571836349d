//! What several journeys do: begin, open a list, edit a cell, import files, read the foot of a list.

use std::path::PathBuf;

use serde_json::json;
use thirtyfour::Key;

use crate::harness::Browser;
use crate::server::Server;

/// True when a list shows rows, on a desk or on a phone.
const ROWS: &str = "return document.querySelectorAll('.grid-row[id] [data-name] .txt').length > 5";

/// Begins with a thousand sample contacts and shows the list of people.
pub(crate) fn with_sample(browser: &Browser, server: &Server) {
    browser.open(&server.url("/"));
    browser.press_button("Load sample data");
    // The greeting of the home page replaces the welcome when the data is there.
    browser.gone(".welcome");
    show(browser, server, "/person");
}

/// Begins with nothing.
pub(crate) fn with_nothing(browser: &Browser, server: &Server) {
    browser.open(&server.url("/"));
    browser.press_button("Start with empty pages");
    browser.gone(".welcome");
}

/// Opens a list and waits for its rows.
pub(crate) fn show(browser: &Browser, server: &Server, path: &str) {
    browser.open(&server.url(path));
    rows_are_shown(browser);
}

/// Waits for the rows of a list.
pub(crate) fn rows_are_shown(browser: &Browser) {
    browser.until("rows are shown", ROWS);
}

/// The text of the cell in the first row under a heading.
pub(crate) fn first_cell(browser: &Browser, heading: &str) -> String {
    let script = format!(
        "const heads = [...document.querySelectorAll('.grid-head [role=columnheader]')];
         const at = heads.findIndex(head => head.innerText.trim().startsWith({heading:?}));
         const row = document.querySelector('#line-0');
         const cell = row && row.querySelectorAll('[role=gridcell]')[at];
         return cell ? cell.innerText.trim() : ''"
    );
    browser.until(&format!("the first row has a {heading}"), &script).as_str().unwrap_or_default().to_owned()
}

/// Edits the cell under a heading in the first row, by double click and keyboard.
pub(crate) fn edit_first_cell(browser: &Browser, heading: &str, text: &str) {
    let script = format!(
        "const heads = [...document.querySelectorAll('.grid-head [role=columnheader]')];
         const at = heads.findIndex(head => head.innerText.trim().startsWith({heading:?}));
         const cell = document.querySelector('#line-0').querySelectorAll('[role=gridcell]')[at];
         const box = cell.getBoundingClientRect();
         const place = {{bubbles: true, clientX: box.x + 20, clientY: box.y + 10}};
         cell.dispatchEvent(new MouseEvent('click', place));
         cell.dispatchEvent(new MouseEvent('dblclick', place));
         return true"
    );
    browser.until("the cell can be edited", &script);
    browser.fill(".is-edit input", text);
    browser.key(&[], Key::Enter);
    browser.gone(".is-edit input");
    browser
        .until("the new text shows", &format!("return document.querySelector('#line-0').innerText.includes({text:?})"));
}

/// Waits until what was edited is durable. Storage works in turn: a transaction that begins now ends
/// after those that the engine began.
pub(crate) fn settle(browser: &Browser) {
    std::thread::sleep(std::time::Duration::from_millis(200));
    browser.eval(
        "delete window.__settled;
         const ask = indexedDB.open('kontor');
         ask.onsuccess = () => {
             const work = ask.result.transaction([...ask.result.objectStoreNames], 'readwrite');
             work.oncomplete = () => { ask.result.close(); window.__settled = true; };
         };
         return true",
    );
    browser.until("what was edited is durable", "return !!window.__settled");
}

/// Waits until the service worker keeps the whole shell.
pub(crate) fn shell_is_kept(browser: &Browser) {
    browser.until(
        "the service worker keeps the shell",
        "navigator.serviceWorker.getRegistration()
             .then(found => window.__kept = found?.active?.state === 'activated');
         return !!window.__kept",
    );
}

/// Hands files to the wizard and waits until it is ready to import them.
pub(crate) fn propose(browser: &Browser, server: &Server, files: &[PathBuf]) {
    browser.open(&server.url("/import"));
    browser.choose_files("#import-files", files);
    browser.until("the import is ready", &format!("const b = {IMPORT}; return !!b && !b.disabled"));
}

const IMPORT: &str =
    "[...document.querySelectorAll('button')].find(b => /^Import [\\d,.]+ rows?/.test(b.innerText.trim()))";

/// Imports what the wizard proposes and waits until it is done.
pub(crate) fn import(browser: &Browser) {
    browser.until("it can be imported", &format!("const b = {IMPORT}; if (b) b.click(); return !!b"));
    browser.read("Undo the import");
}

/// Waits until the foot of the list says this; white space, the currency (which the browser's
/// language decides) and empty calculations aside.
pub(crate) fn foot_says(browser: &Browser, text: &str) {
    browser.until(
        &format!("the foot says {text:?}"),
        &format!(
            "const foot = document.querySelector('.grid-foot');
             return !!foot && foot.innerText.replace(/Calculate|[$€£]/g, '').replace(/\\s+/g, ' ').trim() === {}",
            json!(text)
        ),
    );
}

/// Chooses from the list that is open.
pub(crate) fn choose(browser: &Browser, option: &str) {
    browser.until(
        &format!("{option} can be chosen"),
        &format!(
            "const all = [...document.querySelectorAll('[role=option]')].filter(o => o.getClientRects().length);
             const hit = all.find(o => o.innerText.trim() === {0}); if (hit) hit.click(); return !!hit",
            json!(option)
        ),
    );
}
