//! A browser with a profile of its own, driven through `WebDriver`.
//!
//! From the environment: `KONTOR_CHROMIUM`, `KONTOR_CHROMEDRIVER`, `KONTOR_FIREFOX`,
//! `KONTOR_GECKODRIVER`, `KONTOR_MINIBROWSER`, `KONTOR_WEBKITDRIVER`.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::json;
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;
use tokio::runtime::{Builder, Runtime};

use crate::harness::{Engine, Look, PATIENCE, setting};
use crate::server::{free_port, wait_for_port};

/// How Chromium is started.
pub(crate) fn chromium_arguments(profile: &Path, look: Look) -> Vec<String> {
    vec![
        "--headless".into(),
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
        format!("--user-data-dir={}", profile.display()),
        format!("--window-size={},{}", look.width, look.height),
    ]
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
    /// A browser with an empty profile.
    pub(crate) fn new(engine: Engine, look: Look) -> Self {
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
            Engine::Firefox => vec![format!("--port={port}"), "--websocket-port=0".into()],
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

    /// Which browser it is.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.session().driver
    }

    fn session(&self) -> &Session {
        self.session.as_ref().expect("the browser runs")
    }

    /// Waits for what the driver is asked for.
    pub(crate) fn ask<T>(&self, work: impl Future<Output = WebDriverResult<T>>) -> WebDriverResult<T> {
        self.session().runtime.block_on(work)
    }

    /// The same, for what cannot go wrong.
    pub(crate) fn block<T>(&self, what: &str, work: impl Future<Output = WebDriverResult<T>>) -> T {
        match self.ask(work) {
            Ok(value) => value,
            Err(error) => panic!("{what}: {error}"),
        }
    }

    fn capabilities(&self, app: Option<&str>) -> Capabilities {
        let profile = self.profile.join("profile");
        fs::create_dir_all(&profile).expect("profile folder");
        let profile = profile.to_string_lossy().into_owned();
        let value = match self.engine {
            Engine::Chromium => {
                let mut arguments = chromium_arguments(&self.profile.join("profile"), self.look);
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

    /// Ends the browser in an orderly way; returns its profile, which goes with this.
    pub(crate) fn leave(&mut self) -> PathBuf {
        self.end();
        self.profile.join("profile")
    }

    fn end(&mut self) {
        if let Some(mut session) = self.session.take() {
            let _quit = session.runtime.block_on(session.driver.quit());
            let _driver = session.process.kill();
            let _ended = session.process.wait();
        }
    }

    /// Leaves a picture of the page, and what was said, in the folder of artifacts.
    pub(crate) fn keep_evidence(&self, name: &str) {
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

impl Drop for Browser {
    fn drop(&mut self) {
        self.end();
        let _removed = fs::remove_dir_all(&self.profile);
    }
}
