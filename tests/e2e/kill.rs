//! The browser is killed in the middle of edits, again and again: what was acknowledged is there
//! afterwards, and no edit is there by halves.
//!
//! A script on the page (`kill.js`) edits and says on the console what it finds and what is
//! acknowledged. The console ends in a pipe to this process: what got here was acknowledged before
//! the kill. No driver stands between, so that two hundred kills take minutes.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, sleep};
use std::time::Duration;

use kontor::protocol::codec;
use kontor::protocol::request::{Request, ToEngine};

use crate::browser::chromium_arguments;
use crate::harness::{Engine, Look, PATIENCE, journey, say, setting};
use crate::processes::descendants;
use crate::server::Copy;
use crate::steps::{settle, with_sample};

/// So many kills without `KONTOR_KILLS`.
const KILLS: u32 = 200;

/// The number of a question that the page itself never asks.
const QUESTION: u32 = 4_000_000_000;

fn script() -> String {
    let ask = codec::encode(&ToEngine { id: QUESTION, request: Request::CancelJob });
    include_str!("kill.js").replace("QUESTION", &QUESTION.to_string()).replace("ASK", &format!("{ask:?}"))
}

/// A browser without a driver, and what its page says on the console.
struct Run {
    process: Child,
    said: Receiver<String>,
}

impl Run {
    fn start(profile: &Path, address: &str) -> Self {
        let mut process = Command::new(setting("KONTOR_CHROMIUM"))
            .args(chromium_arguments(profile, Look::DESK))
            .args(["--remote-debugging-port=0", address])
            .env("HOME", profile)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let pipe = process.stderr.take().expect("a pipe");
        let (say, said) = channel();
        thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                // The receiver may have heard enough.
                let _unheard = say.send(line);
            }
        });
        Self { process, said }
    }

    /// Waits until the page says something that begins so, and returns the rest of it.
    fn hear(&self, mark: &str, where_: &str) -> String {
        loop {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) => {
                    if let Some(rest) = after(&line, mark) {
                        return rest;
                    }
                }
                Err(error) => panic!("the page does not say {mark:?}: {error} ({where_})"),
            }
        }
    }

    /// Kills every process at once, as a power cut would; returns what else was said until then.
    fn kill(mut self) -> Vec<String> {
        let tree = descendants(self.process.id()).into_iter().chain([self.process.id()]);
        let killed = Command::new("kill").arg("-9").args(tree.map(|id| id.to_string())).stderr(Stdio::null()).status();
        assert!(killed.is_ok(), "kill");
        let _ended = self.process.wait();
        // Ends when no process holds the other end of the pipe any more.
        self.said.iter().collect()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        for id in descendants(self.process.id()).into_iter().chain([self.process.id()]) {
            let _ended = Command::new("kill").args(["-9", &id.to_string()]).stderr(Stdio::null()).status();
        }
        let _ended = self.process.wait();
    }
}

/// What stands between a mark and the end of what was said on the console.
fn after(line: &str, mark: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{mark} "))?;
    Some(rest.split('"').next().unwrap_or_default().to_owned())
}

/// The number in a name whose two words bear the same; 0 for a name of before the first edit.
fn number(name: &str, where_: &str) -> u32 {
    let Some((first, last)) = name.strip_prefix("Ada").and_then(|rest| rest.split_once(" Love")) else { return 0 };
    assert_eq!(first, last, "half an edit ({where_})");
    first.parse().expect("a number")
}

/// Milliseconds that look random: a multiplicative generator from the seed.
fn moments(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::from_fn(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some((state >> 33) % 400)
    })
}

#[test]
fn no_kill_loses_or_halves_an_edit() {
    let wish = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let kills = wish("KONTOR_KILLS").map_or(KILLS, |kills| kills as u32);
    let seed = wish("KONTOR_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    let copy = Copy::of(&setting("KONTOR_DIST"));
    journey("kill", Engine::Chromium, Look::DESK, |browser, server| {
        copy.before_the_page(&script());
        server.deploy(&copy.dist());
        with_sample(browser, server);
        settle(browser);
        let profile = browser.leave();
        let address = server.url("/person#kill");
        let (mut acknowledged, mut edits) = (0, 0);
        for (at, wait) in (0..=kills).zip(moments(seed)) {
            let here = format!("seed {seed}, kill {at}");
            let run = Run::start(&profile, &address);
            // Both what was ready at the start and what was loaded.
            let shown = number(&run.hear("first", &here), &here);
            assert!(shown >= acknowledged, "{acknowledged} was acknowledged, {shown} is shown at first ({here})");
            let found = number(&run.hear("found", &here), &here);
            assert!(found >= acknowledged, "{acknowledged} was acknowledged, {found} is there ({here})");
            if at == kills {
                break;
            }
            let first: u32 = run.hear("acknowledged", &here).parse().expect("a number");
            sleep(Duration::from_millis(wait));
            let rest = run.kill();
            let last = rest.iter().rev().find_map(|line| after(line, "acknowledged")?.parse().ok());
            acknowledged = last.unwrap_or(first);
            edits += acknowledged + 1 - first;
        }
        say(&format!("{kills} kills with seed {seed}: {edits} acknowledged edits, all there, none by halves"));
    });
}
