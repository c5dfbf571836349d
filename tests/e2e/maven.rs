//! The Maven set: four files dropped together import with what the wizard proposes, and the screens
//! show every truth that `import.md` states.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::Key;

use crate::harness::{Browser, Engine, Look, journey, say};
use crate::server::Server;
use crate::steps::{choose, foot_says, import, propose, show, with_nothing};

const NAMES: [&str; 4] = ["accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv"];

/// The folder beside the project; `None`, said in words, where it is absent.
fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = root.ancestors().map(|folder| folder.join("shared/data/maven")).find(|folder| folder.is_dir());
    if found.is_none() {
        say("SKIPPED: the import of the Maven set, because shared/data/maven is not beside the project");
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    NAMES.iter().map(|name| folder.join(name)).collect()
}

/// A copy in which each deal of the product `GTX Pro` spells it otherwise.
fn misspelled(folder: &Path) -> PathBuf {
    let copy = std::env::temp_dir().join(format!("kontor-maven-{}", std::process::id()));
    fs::create_dir_all(&copy).expect("a folder");
    for name in NAMES {
        let text = fs::read_to_string(folder.join(name)).expect(name);
        let text = if name == "sales_pipeline.csv" { text.replace(",GTX Pro,", ",GTXPro,") } else { text };
        fs::write(copy.join(name), text).expect(name);
    }
    copy
}

/// Opens the filter with a first condition.
fn filter(browser: &Browser, field: &str, comparison: &str) {
    browser.press_button("Filter");
    browser.press_button("Add filter");
    choose(browser, field);
    browser.until(
        "the comparison can be chosen",
        "const b = document.querySelector('.fb-row button[aria-label^=Comparison]'); if (b) b.click(); return !!b",
    );
    choose(browser, comparison);
}

/// Fills a date of the condition.
fn date(browser: &Browser, at: usize, day: &str) {
    // What is typed into a date field depends on the language of the browser.
    let script = format!(
        "const input = document.querySelectorAll('.fb-value input[type=date]')[{at}];
         if (!input) return false;
         Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, {});
         input.dispatchEvent(new Event('input', {{bubbles: true}}));
         input.dispatchEvent(new Event('change', {{bubbles: true}}));
         return true",
        json!(day)
    );
    browser.until("the date can be filled", &script);
}

fn clear(browser: &Browser) {
    browser.press_button("Clear filters");
    foot_says(browser, "8,800 deals sum 10,005,534");
    browser.key(&[], Key::Escape);
}

/// How many cards a lane of the board holds, and their sum if it shows one.
fn lane(browser: &Browser, stage: &str, number: &str, sum: &str) {
    let script = format!(
        "const lane = [...document.querySelectorAll('.board [aria-label]')].find(e => e.getAttribute('aria-label').startsWith({0}));
         const said = lane ? lane.innerText.replace(/[$€£]/g, '').split(/\\s+/) : [];
         return said.includes({1}) && ({2} === '' || said.includes({2}))",
        json!(stage),
        json!(number),
        json!(sum)
    );
    browser.until(&format!("{stage} has {number} deals {sum}"), &script);
}

fn truths_are_on_screen(browser: &Browser, server: &Server) {
    show(browser, server, "/deal");
    foot_says(browser, "8,800 deals sum 10,005,534");
    filter(browser, "Closed on", "between");
    let quarters = [
        ("2017-01-01", "2017-03-31", "647 deals sum 1,134,672"),
        ("2017-04-01", "2017-06-30", "2,032 deals sum 3,086,111"),
        ("2017-07-01", "2017-09-30", "2,047 deals sum 2,982,255"),
        ("2017-10-01", "2017-12-31", "1,985 deals sum 2,802,496"),
    ];
    for (first, last, said) in quarters {
        date(browser, 0, first);
        date(browser, 1, last);
        foot_says(browser, said);
    }
    clear(browser);
    filter(browser, "Company", "is empty");
    foot_says(browser, "1,425 deals sum –");
    clear(browser);
    filter(browser, "Closed on", "is empty");
    foot_says(browser, "2,089 deals sum –");
    clear(browser);
    for (path, said) in [("/company", "85 companies"), ("/product", "7 products sum 42,165")] {
        show(browser, server, path);
        foot_says(browser, said);
    }
    browser.open(&server.url("/deal/board"));
    lane(browser, "Prospecting", "500", "");
    lane(browser, "Engaging", "1,589", "");
    lane(browser, "Won", "4,238", "10,005,534");
    lane(browser, "Lost", "2,473", "0");
}

fn imports(engine: Engine) {
    let Some(folder) = folder() else { return };
    journey("import-maven", engine, Look::DESK, |browser, server| {
        with_nothing(browser, server);
        propose(browser, server, &files(&folder));
        browser.press_button("accounts.csv");
        browser.read("Make it “technology” in all 12 rows");
        import(browser);
        truths_are_on_screen(browser, server);
        // All of it in one step: back, and there again.
        show(browser, server, "/deal");
        browser.key(&[Key::Control], 'z');
        browser.read("Undone: Import");
        browser.read("First a company, then its deals");
        browser.key(&[Key::Control, Key::Shift], 'z');
        foot_says(browser, "8,800 deals sum 10,005,534");
    });
}

#[test]
fn it_imports_in_chromium() {
    imports(Engine::Chromium);
}

#[test]
fn it_imports_in_firefox() {
    imports(Engine::Firefox);
}

#[test]
fn it_imports_in_webkit() {
    imports(Engine::WebKit);
}

#[test]
fn a_misspelled_product_is_mended() {
    let Some(folder) = folder() else { return };
    let copy = misspelled(&folder);
    journey("import-misspelled", Engine::Chromium, Look::DESK, |browser, server| {
        with_nothing(browser, server);
        propose(browser, server, &files(&copy));
        browser.press_button("sales_pipeline.csv");
        browser.until(
            "the right spelling is offered for all 1,480 deals",
            "const said = [...document.querySelectorAll('.imp-value')].map(e => e.innerText.replace(/\\s+/g, ' '));
             return said.some(text => text.startsWith('“GTXPro” in 1,480 rows → GTX Pro'))",
        );
        import(browser);
        truths_are_on_screen(browser, server);
    });
    fs::remove_dir_all(&copy).expect("the copy goes");
}
