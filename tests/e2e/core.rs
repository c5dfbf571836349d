//! The core journeys, in every browser: first run, edit and reload, offline start, two tabs, undo
//! across a reload.

use thirtyfour::{Key, WindowHandle};

use crate::harness::{Browser, Engine, Look, journey, journey_alone, say};
use crate::server::Server;
use crate::steps::{
    edit_first_cell, first_cell, foot_says, rows_are_shown, settle, shell_is_kept, show, with_nothing, with_sample,
};

fn first_run(engine: Engine) {
    journey("first-run", engine, Look::DESK, |browser, server| {
        browser.open(&server.url("/deal"));
        browser.open(&server.url("/"));
        browser.see(".welcome");
        browser.press_button("Load sample data");
        browser.gone(".welcome");
        browser.read("Overdue");
        show(browser, server, "/person");
        foot_says(browser, "1,000 people");
        show(browser, server, "/company");
        foot_says(browser, "167 companies");
    });
}

fn edit_and_reload(engine: Engine) {
    journey("edit-and-reload", engine, Look::DESK, |browser, server| {
        with_sample(browser, server);
        edit_first_cell(browser, "Job title", "Harbour pilot");
        settle(browser);
        browser.reload();
        rows_are_shown(browser);
        // The page that was ready at the start may be older by one edit for a moment.
        browser.until(
            "the edit is still there",
            "return document.querySelector('#line-0').innerText.includes('Harbour pilot')",
        );
    });
}

fn offline_start(engine: Engine) {
    journey("offline-start", engine, Look::DESK, |browser, server| {
        with_sample(browser, server);
        shell_is_kept(browser);
        let name = first_cell(browser, "Name");
        settle(browser);
        server.stop();
        start_again(browser, server, engine);
        rows_are_shown(browser);
        assert_eq!(first_cell(browser, "Name"), name);
        edit_first_cell(browser, "Job title", "Islander");
        browser.until("the last view is back", "return location.pathname === '/person'");
    });
}

/// A cold start at the last view, as far as the browser can be made to do it.
fn start_again(browser: &mut Browser, server: &Server, engine: Engine) {
    match engine {
        // From the icon: the address says nothing, the app knows where it was.
        Engine::Chromium => browser.restart_as_app(&server.url("/")),
        // Apps cannot be installed: the address is in the history.
        Engine::Firefox => {
            browser.restart();
            browser.open(&server.url("/person"));
        }
        // Under automation it keeps nothing beyond its end: the page at least has to be a new one.
        Engine::WebKit => {
            browser.open("about:blank");
            browser.open(&server.url("/person"));
        }
    }
}

fn two_tabs(engine: Engine) {
    journey("two-tabs", engine, Look::DESK, |browser, server| {
        with_sample(browser, server);
        let (first, second) = browser.new_tab();
        show(browser, server, "/person");
        browser.switch(&first);
        edit_first_cell(browser, "Job title", "Lighthouse keeper");
        browser.switch(&second);
        browser.until(
            "the other tab shows the edit",
            "return document.querySelector('#line-0').innerText.includes('Lighthouse keeper')",
        );
        edit_first_cell(browser, "Job title", "Ferryman");
        browser.switch(&first);
        browser.until(
            "and the first that of the other",
            "return document.querySelector('#line-0').innerText.includes('Ferryman')",
        );
    });
}

fn undo_outlives_a_reload(engine: Engine) {
    journey("undo-reload", engine, Look::DESK, |browser, server| {
        with_sample(browser, server);
        let before = first_cell(browser, "Job title");
        edit_first_cell(browser, "Job title", "Figurehead carver");
        settle(browser);
        browser.reload();
        rows_are_shown(browser);
        // The page that was ready at the start may be older by one edit for a moment.
        browser.until(
            "the edit is still there",
            "return document.querySelector('#line-0').innerText.includes('Figurehead carver')",
        );
        browser.key(&[Key::Control], 'z');
        browser.until(
            "the edit is undone",
            "return !document.querySelector('#line-0').innerText.includes('Figurehead carver')",
        );
        assert_eq!(first_cell(browser, "Job title"), before);
        settle(browser);
        browser.reload();
        rows_are_shown(browser);
        browser.key(&[Key::Control, Key::Shift], 'z');
        browser.until(
            "and done again, after another reload",
            "return document.querySelector('#line-0').innerText.includes('Figurehead carver')",
        );
    });
}

/// Milliseconds from the key that ends an edit in one window until it hears from another that the new
/// text is there: the way back is counted, so that one clock tells.
fn delay(browser: &Browser, from: &WindowHandle, to: &WindowHandle, text: &str) -> f64 {
    browser.switch(to);
    browser.eval(&format!(
        "const said = new BroadcastChannel('seen');
         const watch = new MutationObserver(() => {{
             if (!document.querySelector('#line-0').innerText.includes({text:?})) return;
             watch.disconnect();
             said.postMessage({text:?});
         }});
         watch.observe(document.body, {{ subtree: true, childList: true, characterData: true }});
         return true"
    ));
    browser.switch(from);
    browser.eval(
        "let sent;
         window.__delay = 0;
         addEventListener('keydown', e => { if (e.key === 'Enter') sent = performance.now(); }, true);
         new BroadcastChannel('seen').onmessage = () => { window.__delay = performance.now() - sent; };
         return true",
    );
    edit_first_cell(browser, "Job title", text);
    let delay = browser.until("the other window shows the edit", "return window.__delay");
    delay.as_f64().expect("milliseconds")
}

/// Both windows are in sight: what nobody sees, browsers draw when they please.
#[test]
fn tabs_agree_within_a_tenth_of_a_second() {
    journey_alone("tabs-agree", Engine::Chromium, Look::DESK, |browser, server| {
        with_sample(browser, server);
        let (first, second) = browser.new_window();
        show(browser, server, "/person");
        let mut delays: Vec<f64> = (0..4)
            .flat_map(|round| {
                let there = delay(browser, &first, &second, &format!("Keeper {round}"));
                let back = delay(browser, &second, &first, &format!("Ferryman {round}"));
                [there, back]
            })
            .collect();
        delays.sort_by(f64::total_cmp);
        let middle = delays[delays.len() / 2];
        say(&format!("tabs agree after {middle:.0} ms (at best {:.0}, at worst {:.0})", delays[0], delays[7]));
        assert!(middle <= 100.0, "{delays:?}");
    });
}

/// The last page must not stay frozen in the middle of a transaction: it would lock the next one out.
fn leaving_at_once(engine: Engine) {
    journey("leaving-at-once", engine, Look::DESK, |browser, server| {
        with_nothing(browser, server);
        for path in ["/person", "/deal", "/settings/profile", "/company"] {
            browser.open(&server.url(path));
            browser.see(".side-foot, main .bar");
        }
        browser.eval("history.back(); return true");
        browser.until("the page before is back", "return location.pathname === '/settings/profile'");
        browser.see("main");
        browser.read("Profile");
    });
}

macro_rules! in_every_browser {
    ($($name:ident: $chromium:ident $firefox:ident $webkit:ident;)*) => { $(
        #[test]
        fn $chromium() {
            $name(Engine::Chromium);
        }

        #[test]
        fn $firefox() {
            $name(Engine::Firefox);
        }

        #[test]
        fn $webkit() {
            $name(Engine::WebKit);
        }
    )* };
}

in_every_browser! {
    first_run: first_run_in_chromium first_run_in_firefox first_run_in_webkit;
    edit_and_reload: edit_and_reload_in_chromium edit_and_reload_in_firefox edit_and_reload_in_webkit;
    offline_start: offline_start_in_chromium offline_start_in_firefox offline_start_in_webkit;
    two_tabs: two_tabs_in_chromium two_tabs_in_firefox two_tabs_in_webkit;
    undo_outlives_a_reload: undo_in_chromium undo_in_firefox undo_in_webkit;
    leaving_at_once: leaving_in_chromium leaving_in_firefox leaving_in_webkit;
}
