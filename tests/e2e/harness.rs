//! A browser with a profile of its own, driven through `WebDriver`, and a server that can be stopped.
//!
//! From the environment: `KONTOR_DIST` (the build),
//! `KONTOR_XTASK` (serves a folder), `KONTOR_ARTIFACTS` (where failures leave pictures),
//! `KONTOR_CHROMIUM`, `KONTOR_CHROMEDRIVER`, `KONTOR_FIREFOX`, `KONTOR_GECKODRIVER`,
//! `KONTOR_MINIBROWSER`, `KONTOR_WEBKITDRIVER`.

use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key};
use tokio::runtime::{Builder, Runtime};

/// How long something on screen may take before a journey fails. Generous: two busy cores.
const PATIENCE: Duration = Duration::from_secs(30);

fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`, which sets it"))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("bound").port()
}

/// A build of the app, served until this is dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::serve(&setting("KONTOR_DIST"), free_port())
    }

    fn serve(dist: &str, port: u16) -> Self {
        let child = Command::new(setting("KONTOR_XTASK"))
            .args(["serve", "--dist", dist, "--port", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("server starts");
        let server = Self { child, port };
        wait_for_port(port);
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Takes the network away: connections are refused from now on.
    pub(crate) fn stop(&mut self) {
        // It may have ended already.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn wait_for_port(port: u16) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < PATIENCE, "nothing listens on port {port}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Which browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// What the browser is to look like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dark: bool,
}

impl Look {
    pub(crate) const DESK: Self = Self { width: 1440, height: 900, dark: false };
    pub(crate) const PHONE: Self = Self { width: 390, height: 844, dark: false };

    pub(crate) fn dark(self) -> Self {
        Self { dark: true, ..self }
    }
}

/// One browser at a time: more would only wait for each other on two cores.
static TURN: Mutex<()> = Mutex::new(());

/// Runs a journey in a browser. On a panic leaves a picture and the page's messages, and goes on.
pub(crate) fn journey(name: &str, engine: Engine, look: Look, steps: impl FnOnce(&mut Browser, &mut Server)) {
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut server = Server::start();
    let mut browser = Browser::new(engine, look);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| steps(&mut browser, &mut server)));
    if let Err(panic) = result {
        browser.keep_evidence(name);
        std::panic::resume_unwind(panic);
    }
}

/// A browser that a journey drives.
pub(crate) struct Browser {
    engine: Engine,
    look: Look,
    profile: PathBuf,
    session: Option<Session>,
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
        let mut browser = Self { engine, look, profile, session: None };
        browser.start();
        browser
    }

    fn start(&mut self) {
        let port = free_port();
        let program = match self.engine {
            Engine::Chromium => "KONTOR_CHROMEDRIVER",
            Engine::Firefox => "KONTOR_GECKODRIVER",
            Engine::WebKit => "KONTOR_WEBKITDRIVER",
        };
        let argument = if self.engine == Engine::Firefox {
            vec!["--port".into(), port.to_string()]
        } else {
            vec![format!("--port={port}")]
        };
        let process = Command::new(setting(program))
            .args(argument)
            .env("HOME", &self.profile)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("driver starts");
        wait_for_port(port);
        let runtime = Builder::new_current_thread().enable_all().build().expect("runtime");
        let address = format!("http://127.0.0.1:{port}");
        let driver = runtime.block_on(async {
            let driver = WebDriver::new(&address, self.capabilities()).await?;
            driver.set_window_rect(0, 0, self.look.width, self.look.height).await?;
            driver.set_script_timeout(PATIENCE * 4).await?;
            WebDriverResult::Ok(driver)
        });
        self.session = Some(Session { runtime, driver: driver.expect("session starts"), process });
    }

    fn capabilities(&self) -> Capabilities {
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
                    format!("--user-data-dir={profile}"),
                    format!("--window-size={},{}", self.look.width, self.look.height),
                ];
                if self.look.dark {
                    arguments.push("--force-dark-mode".into());
                }
                let mut options = json!({"binary": setting("KONTOR_CHROMIUM"), "args": arguments});
                if self.look.width < 700 {
                    // A window is never that narrow; a phone is emulated.
                    options["mobileEmulation"] = json!({
                        "deviceMetrics": {"width": self.look.width, "height": self.look.height, "pixelRatio": 2.0, "touch": true}
                    });
                }
                json!({"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}})
            }
            Engine::Firefox => json!({"browserName": "firefox", "moz:firefoxOptions": {
                "binary": setting("KONTOR_FIREFOX"),
                "args": ["-headless", "-profile", profile],
                "prefs": {"intl.accept_languages": "en-GB", "ui.systemUsesDarkTheme": i32::from(self.look.dark)},
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
        self.start();
    }

    fn end(&mut self) {
        if let Some(mut session) = self.session.take() {
            let _quit = session.runtime.block_on(session.driver.quit());
            let _driver = session.process.kill();
            let _ended = session.process.wait();
        }
    }

    /// Takes a picture.
    pub(crate) fn picture(&self, name: &str) {
        let folder = PathBuf::from(setting("KONTOR_ARTIFACTS"));
        fs::create_dir_all(&folder).expect("artifacts folder");
        let file = folder.join(format!("{name}-{:?}.png", self.engine));
        self.block("picture", self.session().driver.screenshot(&file));
    }

    fn keep_evidence(&self, name: &str) {
        let Some(session) = &self.session else { return };
        let folder = PathBuf::from(setting("KONTOR_ARTIFACTS"));
        let _made = fs::create_dir_all(&folder);
        let file = folder.join(format!("{name}-{:?}", self.engine));
        session.runtime.block_on(async {
            let _picture = session.driver.screenshot(&file.with_extension("png")).await;
            let messages = session.driver.browser_log().await.map(|log| format!("{log:#?}"));
            let page = session.driver.source().await.unwrap_or_default();
            let text = format!("{}\n\n{page}", messages.unwrap_or_else(|error| error.to_string()));
            let _written = fs::write(file.with_extension("log"), text);
        });
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.end();
        let _removed = fs::remove_dir_all(&self.profile);
    }
}
