//! Without a mouse, and with a thumb: the whole of a small task by keyboard alone, and every screen of
//! the phone used.

use serde_json::json;
use thirtyfour::Key;

use crate::harness::{Browser, Engine, Look, long_walk};
use crate::steps::{first_cell, foot_says, rows_are_shown};

/// Presses Tab until the focus is on what says this.
fn tab_to(browser: &Browser, name: &str) {
    let script = format!(
        "const e = document.activeElement;
         return (e.getAttribute('aria-label') || e.innerText || '').trim().startsWith({})",
        json!(name)
    );
    for _ in 0..40 {
        if browser.eval(&script).as_bool() == Some(true) {
            return;
        }
        browser.key(&[], Key::Tab);
    }
    panic!("Tab does not reach {name:?}");
}

fn is_at(browser: &Browser, path: &str) {
    browser.until(&format!("{path} is shown"), &format!("return location.pathname === {}", json!(path)));
}

#[test]
fn by_keyboard_alone() {
    long_walk("keyboard", Engine::Chromium, Look::DESK, |browser, server| {
        browser.open(&server.url("/"));
        browser.see(".welcome");
        tab_to(browser, "Load sample data");
        browser.key(&[], Key::Enter);
        browser.gone(".welcome");
        // To the board and to the list.
        browser.type_text("gd");
        is_at(browser, "/deal/board");
        browser.see(".dcard");
        browser.type_text("gp");
        is_at(browser, "/person");
        rows_are_shown(browser);
        // Down and up, and along to a cell; edit it.
        let title = first_cell(browser, "Job title");
        for key in [Key::Down, Key::Down, Key::Up, Key::Right, Key::Right, Key::Right] {
            browser.key(&[], key);
        }
        browser.until(
            "the first row is the one",
            "const at = document.querySelector('[role=grid]').getAttribute('aria-activedescendant');
             return !!at && !!document.getElementById(at)?.closest('#line-0')",
        );
        browser.key(&[], Key::Enter);
        browser.see(".is-edit input");
        browser.key(&[Key::Control], 'a');
        browser.type_text("Bell founder");
        browser.key(&[], Key::Enter);
        browser.until("it shows", "return document.querySelector('#line-0').innerText.includes('Bell founder')");
        browser.key(&[Key::Control], 'z');
        browser.until("and is undone", "return !document.querySelector('#line-0').innerText.includes('Bell founder')");
        assert_eq!(first_cell(browser, "Job title"), title);
        // A new person.
        browser.type_text("cp");
        browser.see("[role=dialog] input, dialog input");
        browser.type_text("Ottilie");
        browser.key(&[], Key::Tab);
        browser.type_text("Winterbourne");
        browser.key(&[Key::Control], Key::Enter);
        browser.gone("[role=dialog] input, dialog input");
        browser.read("Ottilie Winterbourne");
        // Found by the palette, which opens the page of the person.
        browser.key(&[Key::Control], 'k');
        browser.see("[role=dialog] input, dialog input");
        browser.type_text("Ottilie Winter");
        browser.until(
            "the person is found",
            "return [...document.querySelectorAll('[role=option]')].some(o => o.innerText.includes('Winterbourne'))",
        );
        browser.key(&[], Key::Enter);
        browser.until("the page opens", "return /^.person.[0-9a-f]{32}$/.test(location.pathname)");
        // Commands by name.
        browser.key(&[Key::Control], 'k');
        browser.see("[role=dialog] input, dialog input");
        browser.type_text(">Go to People");
        browser.key(&[], Key::Enter);
        is_at(browser, "/person");
        foot_says(browser, "1,001 people");
    });
}

/// Taps the first thing found, once it is this.
fn choose_first(browser: &Browser, title: &str) {
    browser.until(
        &format!("{title} is found"),
        &format!(
            "const hit = document.querySelector('[role=option]');
             if (!hit || !hit.innerText.includes({})) return false;
             hit.click(); return true",
            json!(title)
        ),
    );
}

/// Waits until nothing moves: a sheet that slides in would be tapped in another place.
fn at_rest(browser: &Browser) {
    browser.until("nothing moves", "return document.getAnimations().every(a => a.playState !== 'running')");
}

/// A thumb taps the bottom bar.
fn tap(browser: &Browser, name: &str) {
    browser.press_button(name);
}

#[test]
fn with_a_thumb() {
    long_walk("phone", Engine::Chromium, Look::PHONE, |browser, server| {
        browser.open(&server.url("/"));
        tap(browser, "Load sample data");
        browser.gone(".welcome");
        // A list, a record, a field.
        tap(browser, "Contacts");
        browser.click(".ph-row");
        tap(browser, "Edit Job title");
        browser.fill(".is-edit input", "Wheelwright");
        browser.key(&[], Key::Enter);
        browser.gone(".is-edit input");
        browser.read("Wheelwright");
        tap(browser, "Timeline");
        browser.read("created this");
        tap(browser, "Back");
        browser.read("Wheelwright");
        // A deal, with the plus.
        tap(browser, "New record");
        at_rest(browser);
        tap(browser, "Deal");
        browser.see("[role=dialog] input[required], dialog input[required]");
        at_rest(browser);
        browser.fill("[role=dialog] input[required], dialog input[required]", "Oars for the regatta");
        tap(browser, "Save");
        browser.gone("[role=dialog] input[required], dialog input[required]");
        browser.read("Oars for the regatta");
        // The board, stage by stage.
        tap(browser, "Deals");
        browser.see("[role=tab]");
        tap(browser, "Won");
        browser.until(
            "the lane of won deals is the one shown",
            "const lanes = [...document.querySelectorAll('.lane')].filter(lane => lane.getClientRects().length);
             return lanes.length === 1 && lanes[0].getAttribute('aria-label').startsWith('Won')",
        );
        // The rest is behind More.
        browser.click(".ph-tabs > :last-child");
        at_rest(browser);
        tap(browser, "Search");
        browser.see("[role=dialog] input, dialog input");
        browser.type_text("Oars for");
        choose_first(browser, "Oars for the regatta");
        browser.until("the deal opens", "return /^.deal.[0-9a-f]{32}$/.test(location.pathname)");
        for (name, path, sign) in
            [("Import", "/import", "#import-files"), ("Trash", "/trash", "main"), ("Settings", "/settings", "main")]
        {
            browser.click(".ph-tabs > :last-child");
            at_rest(browser);
            tap(browser, name);
            browser.until(
                &format!("{name} is shown"),
                &format!(
                    "return location.pathname.startsWith({}) && !!document.querySelector({})",
                    json!(path),
                    json!(sign)
                ),
            );
            let wider = browser.eval("return document.documentElement.scrollWidth - innerWidth");
            assert!(wider.as_f64().unwrap_or(0.0) <= 1.0, "{name} is wider than the screen by {wider}");
        }
    });
}
