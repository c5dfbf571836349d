//! What one does on a page, and what one waits for.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Key, WindowHandle};

use crate::browser::Browser;
use crate::harness::PATIENCE;

impl Browser {
    /// Opens an address.
    pub(crate) fn open(&self, url: &str) {
        self.block(url, self.driver().goto(url));
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) {
        self.block("reload", self.driver().refresh());
    }

    /// Runs a script and returns what it returns.
    pub(crate) fn eval(&self, script: &str) -> Value {
        let result = self.block(script, self.driver().execute(script, Vec::new()));
        result.json().clone()
    }

    /// Waits until the script returns something that is not false, null, zero or empty.
    pub(crate) fn until(&self, what: &str, script: &str) -> Value {
        let start = Instant::now();
        loop {
            let result = self.ask(self.driver().execute(script, Vec::new()));
            if let Ok(result) = result {
                let value = result.json().clone();
                let empty = match &value {
                    Value::Null => true,
                    Value::Bool(yes) => !yes,
                    Value::Number(number) => number.as_f64() == Some(0.0),
                    Value::String(text) => text.is_empty(),
                    Value::Array(list) => list.is_empty(),
                    Value::Object(_) => false,
                };
                if !empty {
                    return value;
                }
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain until {what}\n  {script}");
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Waits until an element is there and visible.
    pub(crate) fn see(&self, css: &str) {
        let script =
            format!("const e = document.querySelector({}); return !!e && e.getClientRects().length > 0", json!(css));
        self.until(&format!("{css} is visible"), &script);
    }

    /// Waits until no element matches, or none is visible.
    pub(crate) fn gone(&self, css: &str) {
        let script = format!(
            "return [...document.querySelectorAll({})].every(e => e.getClientRects().length === 0)",
            json!(css)
        );
        self.until(&format!("{css} is gone"), &script);
    }

    /// Waits until the page's visible text contains this.
    pub(crate) fn read(&self, text: &str) {
        let script =
            format!("return document.body.innerText.replace(/[\\u00a0\\u202f]/g, ' ').includes({})", json!(text));
        self.until(&format!("the page says {text:?}"), &script);
    }

    fn element(&self, css: &str) -> WebElement {
        self.see(css);
        self.block(css, self.driver().find(By::Css(css)))
    }

    /// Clicks an element, once it is there.
    pub(crate) fn click(&self, css: &str) {
        let start = Instant::now();
        loop {
            let element = self.element(css);
            match self.ask(element.click()) {
                Ok(()) => return,
                // It moved, or was replaced, between being found and being clicked.
                Err(error) => assert!(start.elapsed() < PATIENCE, "{css}: {error}"),
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Clicks the button, link, tab, option or menu item with this accessible text.
    pub(crate) fn press_button(&self, name: &str) {
        let script = format!(
            "const name = {};
             const all = document.querySelectorAll('button, a, [role=button], [role=menuitem], [role=option], [role=tab], [role=radio], label, summary');
             const said = e => (e.getAttribute('aria-label') || e.innerText || '').trim();
             const seen = [...all].filter(e => e.getClientRects().length > 0 && !e.disabled);
             const hit = seen.find(e => said(e) === name) || seen.find(e => said(e).split('\\n')[0] === name);
             document.querySelectorAll('[data-e2e]').forEach(e => e.removeAttribute('data-e2e'));
             if (hit) hit.setAttribute('data-e2e', '');
             return !!hit",
            json!(name)
        );
        self.until(&format!("there is a button {name:?}"), &script);
        self.click("[data-e2e]");
    }

    /// Types into an element, replacing what it holds.
    pub(crate) fn fill(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.block(css, async {
            element.click().await?;
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(text).await
        });
    }

    /// Types where the focus is.
    pub(crate) fn type_text(&self, text: &str) {
        self.block(text, self.driver().action_chain().send_keys(text).perform());
    }

    /// Presses a key where the focus is, with modifiers held.
    pub(crate) fn key(&self, modifiers: &[Key], key: impl Into<char>) {
        let key = key.into();
        self.block("key", async {
            let mut chain = self.driver().action_chain();
            for modifier in modifiers {
                chain = chain.key_down(modifier.clone());
            }
            chain = chain.key_down(key).key_up(key);
            for modifier in modifiers {
                chain = chain.key_up(modifier.clone());
            }
            chain.perform().await
        });
    }

    /// Hands files to a file input.
    pub(crate) fn choose_files(&self, css: &str, files: &[PathBuf]) {
        let list: Vec<_> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
        let script = format!("const e = document.querySelector({}); return !!e", json!(css));
        self.until(&format!("{css} is there"), &script);
        let element = self.block(css, self.driver().find(By::Css(css)));
        self.block(css, element.send_keys(list.join("\n")));
    }

    /// Opens a second tab and moves to it; returns a name for going back.
    pub(crate) fn new_tab(&self) -> (WindowHandle, WindowHandle) {
        self.block("new tab", async {
            let driver = &self.driver();
            let old = driver.window().await?;
            let new = driver.new_tab().await?;
            driver.switch_to_window(new.clone()).await?;
            Ok((old, new))
        })
    }

    /// Opens a second window and moves to it; returns names for going back and forth.
    pub(crate) fn new_window(&self) -> (WindowHandle, WindowHandle) {
        self.block("new window", async {
            let driver = self.driver();
            let old = driver.window().await?;
            let new = driver.new_window().await?;
            driver.switch_to_window(new.clone()).await?;
            Ok((old, new))
        })
    }

    /// Moves to a tab or a window.
    pub(crate) fn switch(&self, tab: &WindowHandle) {
        self.block("switch", self.driver().switch_to_window(tab.clone()));
    }

    /// Goes to another page of the app as a link on the page does, without loading it anew.
    pub(crate) fn go(&self, path: &str) {
        let script = format!(
            "history.pushState(null, '', {}); dispatchEvent(new PopStateEvent('popstate')); return true",
            json!(path)
        );
        self.eval(&script);
    }

    /// Waits until the page has come to rest: nothing moves, nothing is being fetched, and nothing has
    /// changed for a while.
    pub(crate) fn at_rest(&self) {
        self.until(
            "the page is at rest",
            "if (!window.__rest) {
                 window.__rest = { since: performance.now() };
                 new MutationObserver(() => { window.__rest.since = performance.now(); })
                     .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
             }
             const moves = document.getAnimations().some(a => a.playState === 'running'
                 && Number.isFinite(a.effect?.getComputedTiming().endTime));
             if (moves || document.querySelector('.skel, [aria-busy=true]')) window.__rest.since = performance.now();
             return performance.now() - window.__rest.since > 120",
        );
    }

    /// Says something to Chromium that `WebDriver` has no words for.
    pub(crate) fn tell_chromium(&self, command: &str, parameters: &Value) {
        self.block(command, self.driver().cdp().send_raw(command, parameters));
    }

    /// Drags with the mouse from the middle of an element, over a step, to that of another that may
    /// appear only then.
    pub(crate) fn drag(&self, from: &str, to: &str) {
        let from = self.element(from);
        let driver = self.driver();
        self.block("drag begins", async {
            driver.action_chain().move_to_element_center(&from).click_and_hold().move_by_offset(12, 12).perform().await
        });
        let to = self.element(to);
        self.block(
            "drag ends",
            driver.action_chain().move_to_element_center(&to).move_by_offset(2, 2).release().perform(),
        );
    }
}
