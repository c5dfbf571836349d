//! The commands of the import: everything a person can press in the wizard.

use std::path::PathBuf;

use serde_json::json;
use thirtyfour::Key;

use super::click_first;
use crate::harness::Browser;
use crate::server::Server;
use crate::steps::{choose, import, propose};

/// Two companies of one name.
const COMPANIES: &str = "Name,Website\nLowther,https://lowther-estates.example\nLowther,https://lowther.example\n";

/// A company that could be either, an address that is none, a column without a field, and so many
/// rows that are as they should be.
const GOOD: u32 = 40;

fn people() -> String {
    let good = (0..GOOD).map(|n| format!("Eda,Brink {n},eda{n}@tide.example,Tidewater,{}\n", 36 + n % 9));
    let head = "First name,Last name,E-mail,Company,Shoe size\n\
        Ada,Berg,ada@lowther.example,Lowther,38\nIda,Holm,ida at holm,Tidewater,39\n";
    std::iter::once(head.to_owned()).chain(good).collect()
}

fn write(name: &str, content: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("kontor-commands-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    std::fs::write(&file, content).expect("a temporary file");
    file
}

/// Waits until the dry run says how many rows can be imported.
fn can_import(browser: &Browser, rows: u32) {
    let label = format!("Import {rows} rows");
    browser.until(
        &format!("the button says {label:?}"),
        &format!(
            "return [...document.querySelectorAll('button')].some(b => b.innerText.trim() === {} && !b.disabled)",
            json!(label)
        ),
    );
}

pub(super) fn in_the_import(browser: &Browser, server: &Server) {
    // Choose, policy, run.
    propose(browser, server, &[write("companies.csv", COMPANIES)]);
    browser.press_button("Create");
    can_import(browser, 2);
    import(browser);

    propose(browser, server, &[write("people.csv", &people())]);
    can_import(browser, GOOD);
    // How the file is read: its heading is none, and is one after all.
    for rows in [GOOD + 3, GOOD + 2] {
        browser.press_button("Change");
        browser.see(":popover-open input[type=checkbox]");
        click_first(browser, ":popover-open input[type=checkbox]");
        browser.read(&format!("{rows} rows"));
        browser.key(&[], Key::Escape);
        browser.gone(":popover-open input[type=checkbox]");
    }
    can_import(browser, GOOD);
    // Where a column goes.
    click_first(browser, "button.map[aria-label^='Where Shoe size goes']");
    choose(browser, "Do not import");
    browser.see("button.map.is-skip[aria-label^='Where Shoe size goes']");
    // One name that fits two: decided once.
    browser.read("name fits several");
    click_first(browser, ".imp-unclear label:first-of-type input[type=radio]");
    can_import(browser, GOOD + 1);
    // The rows that cannot be imported, as a file; then one of them is put right.
    browser.press_button("Error file");
    click_first(browser, ".imp-td.is-bad button");
    browser.see(".imp-fix input");
    browser.fill(".imp-fix input", "ida@holm.example");
    browser.key(&[], Key::Enter);
    can_import(browser, GOOD + 2);
    // Given up after all.
    browser.press_button("Cancel");
    browser.see("#import-files, .drop");
    let _removed = std::fs::remove_dir_all(write("over", "").parent().expect("a folder"));
}
