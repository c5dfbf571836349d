//! The browser is killed in the middle of edits, again and again: what was acknowledged is there
//! afterwards, and no edit is there by halves.
//!
//! A script on the page renames the first person over and over: each edit sets two cells, first and
//! last name, to the same number. It listens to what the engine answers, so that it knows what was
//! acknowledged, and says so on the console, which ends in a pipe to this process: what got here was
//! acknowledged before the kill.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{Browser, Engine, Look, journey, say};
use crate::steps::{show, with_sample};

/// So many kills without `KONTOR_KILLS`.
const KILLS: u32 = 25;

const EDITS: &str = r"
const post = Worker.prototype.postMessage;
const asked = new Map();
let heard;
// Numbers on the wire are postcard's: seven bits a byte, lowest first.
const number = (bytes, at) => {
    for (let sum = 0, shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        sum |= (byte & 127) << shift;
        if (byte < 128) return [sum, at];
    }
};
// An answer is `0, id, 0 if it went well`.
const hear = ({ data }) => {
    const bytes = new Uint8Array(data);
    if (bytes[0] !== 0) return;
    const [id, at] = number(bytes, 1);
    if (bytes[at] === 0 && asked.has(id)) console.log('acknowledged ' + asked.get(id));
};
Worker.prototype.postMessage = function (message, ...more) {
    if (heard !== this) { heard = this; this.addEventListener('message', hear); }
    const bytes = new Uint8Array(message);
    const named = /Ada(\d+)/.exec(String.fromCharCode(...bytes));
    if (named) asked.set(number(bytes, 0)[0], named[1]);
    return post.call(this, message, ...more);
};
const moment = () => new Promise(done => setTimeout(done, 3));
const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
(async () => {
    for (let n = START; ; n++) {
        const cell = document.querySelector('#line-0 [data-col=\'0\']');
        for (const event of ['click', 'dblclick']) cell.dispatchEvent(new MouseEvent(event, { bubbles: true }));
        let input;
        while (!(input = document.querySelector('.is-edit input'))) await moment();
        value.set.call(input, `Ada${n} Love${n}`);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        while (document.querySelector('.is-edit input')) await moment();
    }
})();
return true";

/// The two numbers in the name of the first person; `None` before the first edit.
fn numbers(browser: &Browser) -> Option<(u32, u32)> {
    let name = browser
        .until("the first name", "return document.querySelector('#line-0 [data-name] .txt')?.innerText")
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let (first, last) = name.split_once(' ')?;
    Some((first.strip_prefix("Ada")?.parse().ok()?, last.strip_prefix("Love")?.parse().ok()?))
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
    let setting = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let kills = setting("KONTOR_KILLS").map_or(KILLS, |kills| kills as u32);
    let seed = setting("KONTOR_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    journey("kill", Engine::Chromium, Look::DESK, |browser, server| {
        with_sample(browser, server);
        assert_eq!(numbers(browser), None);
        let (mut last, mut edits) = (0, 0);
        for (at, wait) in (0..kills).zip(moments(seed)) {
            browser.forget_said();
            browser.eval(&EDITS.replace("START", &(last + 1).to_string()));
            let start = Instant::now();
            while browser.last_said("acknowledged ").is_none() {
                assert!(start.elapsed() < Duration::from_secs(20), "no edit is acknowledged (seed {seed}, kill {at})");
                sleep(Duration::from_millis(1));
            }
            sleep(Duration::from_millis(wait));
            browser.kill_and_restart();
            let acknowledged: u32 = browser.last_said("acknowledged ").expect("said").parse().expect("a number");
            show(browser, server, "/person");
            let found = numbers(browser);
            let (first, second) = found.unwrap_or_else(|| panic!("all edits are gone (seed {seed}, kill {at})"));
            assert_eq!(first, second, "half an edit (seed {seed}, kill {at})");
            assert!(
                first >= acknowledged,
                "{acknowledged} was acknowledged, {first} is there (seed {seed}, kill {at})"
            );
            edits += acknowledged - last;
            last = first;
        }
        say(&format!("{kills} kills with seed {seed}: {edits} acknowledged edits, all there, none by halves"));
    });
}
