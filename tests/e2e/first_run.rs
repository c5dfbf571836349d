//! First run: an empty profile, sample data, a list.

use crate::harness::{Engine, Look, journey};

fn first_run(engine: Engine) {
    journey("first-run", engine, Look::DESK, |browser, server| {
        browser.open(&server.url("/"));
        browser.press_button("Load sample data");
        browser.open(&server.url("/person"));
        browser.see("[role=row]");
    });
}

#[test]
fn first_run_chromium() {
    first_run(Engine::Chromium);
}
