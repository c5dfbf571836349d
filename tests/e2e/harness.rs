//! A browser with a profile of its own, driven through `WebDriver`.
//!
//! From the environment: `KONTOR_ARTIFACTS` (where failures leave pictures), `KONTOR_CHROMIUM`,
//! `KONTOR_CHROMEDRIVER`, `KONTOR_FIREFOX`, `KONTOR_GECKODRIVER`, `KONTOR_MINIBROWSER`,
//! `KONTOR_WEBKITDRIVER`; and what [`crate::server`] needs.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key};
use tokio::runtime::{Builder, Runtime};

use crate::server::{Server, free_port, wait_for_port};

/// How long something on screen may take before a journey fails. Generous: two busy cores.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`, which sets it"))
}

/// Which browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// The size of the window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    width: u32,
    height: u32,
}

impl Look {
    pub(crate) const DESK: Self = Self { width: 1440, height: 900 };
    pub(crate) const PHONE: Self = Self { width: 390, height: 844 };
}

/// One browser at a time: more would only wait for each other on two cores.
static TURN: Mutex<()> = Mutex::new(());

/// Runs a journey in a browser and says how long it took. On a panic leaves a picture and the page's
/// messages, and goes on.
pub(crate) fn journey(name: &str, engine: Engine, look: Look, steps: impl FnOnce(&mut Browser, &mut Server)) {
    if let Err(panic) = attempt(name, engine, look, steps) {
        std::panic::resume_unwind(panic);
    }
}

/// Like [`journey`], but tried a second time, and that said, when it fails: for long walks over many
/// screens, where a click can miss what still moves. Never for journeys about data being safe.
pub(crate) fn long_walk(name: &str, engine: Engine, look: Look, steps: impl Fn(&mut Browser, &mut Server)) {
    if attempt(name, engine, look, &steps).is_err() {
        say(&format!("{name}, {engine:?}: FAILED ONCE, second attempt"));
        journey(&format!("{name}-again"), engine, look, &steps);
    }
}

fn attempt(
    name: &str,
    engine: Engine,
    look: Look,
    steps: impl FnOnce(&mut Browser, &mut Server),
) -> std::thread::Result<()> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let start = Instant::now();
    let mut server = Server::start();
    let mut browser = Browser::new(engine, look);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| steps(&mut browser, &mut server)));
    if result.is_err() {
        browser.keep_evidence(name);
    }
    say(&format!("{name}, {engine:?}: {:.1} s", start.elapsed().as_secs_f64()));
    result
}

/// Says something even if the test passes, when nothing else is shown.
pub(crate) fn say(line: &str) {
    // With nobody to read it, it need not be said.
    let _unheard = writeln!(std::io::stdout().lock(), "    {line}");
}

/// A browser that a journey drives.
pub(crate) struct Browser {
    engine: Engine,
    look: Look,
    profile: PathBuf,
    session: Option<Session>,
    /// What driver and browser wrote, the console of the page among it.
    said: Arc<Mutex<Vec<String>>>,
}

struct Session {
    runtime: Runtime,
    driver: WebDriver,
    process: Child,
}

impl Browser {
    fn new(engine: Engine, look: Look) -> Self {
        let profile = env::temp_dir().join(format!("kontor-e2e-{}-{}", std::process::id(), free_port()));
        fs::create_dir_all(&profile).expect("profile folder");
        let mut browser = Self { engine, look, profile, session: None, said: Arc::default() };
        browser.start(None);
        browser
    }

    fn start(&mut self, app: Option<&str>) {
        let port = free_port();
        let program = match self.engine {
            Engine::Chromium => "KONTOR_CHROMEDRIVER",
            Engine::Firefox => "KONTOR_GECKODRIVER",
            Engine::WebKit => "KONTOR_WEBKITDRIVER",
        };
        let arguments = match self.engine {
            Engine::Chromium => vec![format!("--port={port}"), "--enable-chrome-logs".into()],
            Engine::Firefox => vec!["--port".into(), port.to_string()],
            Engine::WebKit => vec![format!("--port={port}")],
        };
        let mut process = Command::new(setting(program))
            .args(arguments)
            .env("HOME", &self.profile)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("driver starts");
        let (said, pipe) = (self.said.clone(), process.stderr.take().expect("a pipe"));
        thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                said.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        });
        wait_for_port(port);
        let runtime = Builder::new_current_thread().enable_all().build().expect("runtime");
        let address = format!("http://127.0.0.1:{port}");
        let driver = runtime.block_on(async {
            let driver = WebDriver::new(&address, self.capabilities(app)).await?;
            driver.set_window_rect(0, 0, self.look.width, self.look.height).await?;
            driver.set_script_timeout(PATIENCE * 4).await?;
            WebDriverResult::Ok(driver)
        });
        self.session = Some(Session { runtime, driver: driver.expect("session starts"), process });
    }

    fn capabilities(&self, app: Option<&str>) -> Capabilities {
        let profile = self.profile.join("profile");
        fs::create_dir_all(&profile).expect("profile folder");
        let profile = profile.to_string_lossy().into_owned();
        let value = match self.engine {
            Engine::Chromium => {
                let mut arguments = vec![
                    "--headless".to_owned(),
                    "--no-sandbox".into(),
                    "--disable-gpu".into(),
                    "--disable-quic".into(),
                    "--disable-dev-shm-usage".into(),
                    "--no-first-run".into(),
                    "--disable-background-networking".into(),
                    "--disable-component-update".into(),
                    "--disable-sync".into(),
                    "--lang=en-GB".into(),
                    "--enable-logging=stderr".into(),
                    format!("--user-data-dir={profile}"),
                    format!("--window-size={},{}", self.look.width, self.look.height),
                ];
                arguments.extend(app.map(|url| format!("--app={url}")));
                let mut options = json!({"binary": setting("KONTOR_CHROMIUM"), "args": arguments});
                if self.look.width < 700 {
                    // A window is never that narrow; a phone is emulated.
                    options["mobileEmulation"] = json!({
                        "deviceMetrics": {"width": self.look.width, "height": self.look.height, "pixelRatio": 2.0, "touch": true}
                    });
                }
                json!({"browserName": "chrome", "goog:chromeOptions": options})
            }
            Engine::Firefox => json!({"browserName": "firefox", "moz:firefoxOptions": {
                "binary": setting("KONTOR_FIREFOX"),
                "args": ["-headless", "-profile", profile],
                "prefs": {"intl.accept_languages": "en-GB"},
            }}),
            Engine::WebKit => json!({"browserName": "MiniBrowser", "webkitgtk:browserOptions": {
                "binary": setting("KONTOR_MINIBROWSER"), "args": ["--automation"],
            }}),
        };
        let mut capabilities = Capabilities::new();
        for (name, value) in value.as_object().into_iter().flatten() {
            capabilities.set(name, value.clone()).expect("JSON");
        }
        capabilities
    }

    fn session(&self) -> &Session {
        self.session.as_ref().expect("the browser runs")
    }

    fn block<T>(&self, what: &str, work: impl Future<Output = WebDriverResult<T>>) -> T {
        match self.session().runtime.block_on(work) {
            Ok(value) => value,
            Err(error) => panic!("{what}: {error}"),
        }
    }

    /// Opens an address.
    pub(crate) fn open(&self, url: &str) {
        self.block(url, self.session().driver.goto(url));
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) {
        self.block("reload", self.session().driver.refresh());
    }

    /// Runs a script and returns what it returns.
    pub(crate) fn eval(&self, script: &str) -> Value {
        let result = self.block(script, self.session().driver.execute(script, Vec::new()));
        result.json().clone()
    }

    /// Waits until the script returns something that is not false, null, zero or empty.
    pub(crate) fn until(&self, what: &str, script: &str) -> Value {
        let start = Instant::now();
        loop {
            let result = self.session().runtime.block_on(self.session().driver.execute(script, Vec::new()));
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
        self.block(css, self.session().driver.find(By::Css(css)))
    }

    /// Clicks an element, once it is there.
    pub(crate) fn click(&self, css: &str) {
        let start = Instant::now();
        loop {
            let element = self.element(css);
            match self.session().runtime.block_on(element.click()) {
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
        self.block(text, self.session().driver.action_chain().send_keys(text).perform());
    }

    /// Presses a key where the focus is, with modifiers held.
    pub(crate) fn key(&self, modifiers: &[Key], key: impl Into<char>) {
        let key = key.into();
        self.block("key", async {
            let mut chain = self.session().driver.action_chain();
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
        let element = self.block(css, self.session().driver.find(By::Css(css)));
        self.block(css, element.send_keys(list.join("\n")));
    }

    /// Opens a second tab and moves to it; returns a name for going back.
    pub(crate) fn new_tab(&self) -> (thirtyfour::WindowHandle, thirtyfour::WindowHandle) {
        self.block("new tab", async {
            let driver = &self.session().driver;
            let old = driver.window().await?;
            let new = driver.new_tab().await?;
            driver.switch_to_window(new.clone()).await?;
            Ok((old, new))
        })
    }

    /// Moves to a tab.
    pub(crate) fn switch(&self, tab: &thirtyfour::WindowHandle) {
        self.block("switch", self.session().driver.switch_to_window(tab.clone()));
    }

    /// Ends the browser in an orderly way and starts it again with the same profile.
    pub(crate) fn restart(&mut self) {
        self.end();
        self.start(None);
    }

    /// The same, but started from the icon of the installed app: Chromium alone can do this here.
    pub(crate) fn restart_as_app(&mut self, url: &str) {
        self.end();
        self.start(Some(url));
    }

    /// Kills every process of the browser at once, as a power cut would, and starts it again.
    pub(crate) fn kill_and_restart(&mut self) {
        let mut session = self.session.take().expect("the browser runs");
        let tree = descendants(session.process.id());
        let killed = Command::new("kill").arg("-9").args(tree.iter().map(u32::to_string)).status();
        assert!(killed.is_ok_and(|status| status.success()), "kill");
        let _driver = session.process.kill();
        let _ended = session.process.wait();
        // The driver is dead: nothing to say goodbye to.
        let _quit = session.runtime.block_on(async { session.driver.leak() });
        self.start(None);
    }

    /// Forgets what was said so far.
    pub(crate) fn forget_said(&self) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What the page said last on its console after this mark.
    pub(crate) fn last_said(&self, mark: &str) -> Option<String> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let line = said.iter().rev().find_map(|line| line.split_once(mark))?;
        Some(line.1.split('"').next().unwrap_or_default().to_owned())
    }

    fn end(&mut self) {
        if let Some(mut session) = self.session.take() {
            let _quit = session.runtime.block_on(session.driver.quit());
            let _driver = session.process.kill();
            let _ended = session.process.wait();
        }
    }

    /// Starts over with an empty profile.
    pub(crate) fn erase(&mut self) {
        self.end();
        fs::remove_dir_all(&self.profile).expect("the profile goes");
        fs::create_dir_all(&self.profile).expect("profile folder");
        self.start(None);
    }

    fn keep_evidence(&self, name: &str) {
        let Some(session) = &self.session else { return };
        let folder = PathBuf::from(setting("KONTOR_ARTIFACTS"));
        let _made = fs::create_dir_all(&folder);
        let file = folder.join(format!("{name}-{:?}", self.engine));
        session.runtime.block_on(async {
            let _picture = session.driver.screenshot(&file.with_extension("png")).await;
            let page = session.driver.source().await.unwrap_or_default();
            let said = self.said.lock().unwrap_or_else(PoisonError::into_inner).join("\n");
            let _written = fs::write(file.with_extension("log"), format!("{said}\n\n{page}"));
        });
    }
}

/// The processes that a process started, and those that they started.
fn descendants(root: u32) -> Vec<u32> {
    let parent = |id: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // `id (name) state parent ...`; a name may hold anything.
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    let names = fs::read_dir("/proc").expect("/proc").flatten().map(|entry| entry.file_name());
    let all: Vec<(u32, u32)> =
        names.filter_map(|name| name.to_str()?.parse().ok()).filter_map(|id| Some((id, parent(id)?))).collect();
    let mut tree = vec![root];
    let mut at = 0;
    while at < tree.len() {
        let now = tree[at];
        tree.extend(all.iter().filter(|(_, parent)| *parent == now).map(|(id, _)| *id));
        at += 1;
    }
    tree.split_off(1)
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.end();
        let _removed = fs::remove_dir_all(&self.profile);
    }
}
