//! Journeys: each in a browser with a profile and a server of its own.
//!
//! From the environment: `KONTOR_ARTIFACTS` (where failures leave pictures), and what
//! [`crate::browser`] and [`crate::server`] need.

use std::env;
use std::io::Write as _;
use std::time::{Duration, Instant};

pub(crate) use crate::browser::Browser;
use crate::server::Server;
use crate::turn::{self, Turn};

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
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Look {
    pub(crate) const DESK: Self = Self { width: 1440, height: 900 };
    pub(crate) const PHONE: Self = Self { width: 390, height: 844 };
}

/// Runs a journey in a browser, beside another, and says how long it took. On a panic leaves a picture
/// and the page's messages, and goes on.
pub(crate) fn journey(name: &str, engine: Engine, look: Look, steps: impl FnOnce(&mut Browser, &mut Server)) {
    finish(attempt(name, turn::beside_others(), || Browser::new(engine, look), steps));
}

/// Like [`journey`], while no other runs: for what looks at the clock.
pub(crate) fn journey_alone(name: &str, engine: Engine, look: Look, steps: impl FnOnce(&mut Browser, &mut Server)) {
    finish(attempt(name, turn::alone(), || Browser::new(engine, look), steps));
}

/// Like [`journey`], but tried a second time, and that said, when it fails: for long walks over many
/// screens, where a click can miss what still moves. Never for journeys about data being safe.
pub(crate) fn long_walk(name: &str, engine: Engine, look: Look, steps: impl Fn(&mut Browser, &mut Server)) {
    if attempt(name, turn::beside_others(), || Browser::new(engine, look), &steps).is_err() {
        say(&format!("{name}, {engine:?}: FAILED ONCE, second attempt"));
        journey(&format!("{name}-again"), engine, look, &steps);
    }
}

fn finish(result: std::thread::Result<()>) {
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

fn attempt(
    name: &str,
    turn: Turn,
    browser: impl FnOnce() -> Browser,
    steps: impl FnOnce(&mut Browser, &mut Server),
) -> std::thread::Result<()> {
    let start = Instant::now();
    let mut server = Server::start();
    let mut browser = browser();
    let ready = start.elapsed();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| steps(&mut browser, &mut server)));
    if result.is_err() {
        browser.keep_evidence(name);
    }
    let engine = browser.engine();
    drop((browser, server));
    let (all, ready) = (start.elapsed().as_secs_f64(), ready.as_secs_f64());
    say(&format!("{name}, {engine:?}: {all:.1} s ({ready:.1} s until the browser was there)"));
    drop(turn);
    result
}

/// Says something even if the test passes, when nothing else is shown.
pub(crate) fn say(line: &str) {
    // With nobody to read it, it need not be said.
    let _unheard = writeln!(std::io::stdout().lock(), "    {line}");
}
