//! Every command of the registry is done once, by palette, key or pointer, and leaves its usage
//! event. A command that no step here reaches fails, unless another journey does it.

#[path = "commands/import.rs"]
mod import;

use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::{Duration, Instant};

use kontor::features::command::{Command, Place};
use kontor::features::{command, commands};
use serde_json::Value;
use thirtyfour::Key;

use crate::events::{Events, stored};
use crate::harness::{Browser, Engine, Look, PATIENCE, long_walk};
use crate::server::Server;
use crate::steps::{choose as choose_option, rows_are_shown as rows};

/// Commands that other journeys do, because they need what those set up.
const ELSEWHERE: &[(&str, &str)] = &[
    ("shell.update", "an update of the app"),
    ("record.create", "the plus of the phone"),
    ("shell.restart_engine", "an engine that does not start"),
];

/// Presses what a binding such as `mod+shift+z` or `g d` says.
fn press(browser: &Browser, keys: &str) {
    for step in keys.split(' ') {
        let mut held = Vec::new();
        let mut rest = step;
        while let Some((name, after)) =
            rest.split_once('+').filter(|(name, after)| !name.is_empty() && !after.is_empty())
        {
            held.push(match name {
                "mod" => Key::Control,
                "shift" => Key::Shift,
                "alt" => Key::Alt,
                other => panic!("{other} is not a modifier"),
            });
            rest = after;
        }
        let key = match rest {
            "arrowleft" => Key::Left.into(),
            "arrowright" => Key::Right.into(),
            "arrowup" => Key::Up.into(),
            "arrowdown" => Key::Down.into(),
            "enter" => Key::Enter.into(),
            "escape" => Key::Escape.into(),
            "delete" => Key::Delete.into(),
            "space" => ' ',
            other => {
                let letter = other.chars().next().expect("a key");
                if step.contains("shift+") { letter.to_ascii_uppercase() } else { letter }
            }
        };
        browser.key(&held, key);
    }
}

/// Opens the palette; a page that was just loaded may not listen to keys yet.
fn open_palette(browser: &Browser) {
    for _ in 0..20 {
        browser.key(&[Key::Control], 'k');
        sleep(Duration::from_millis(120));
        if browser.eval("return !!document.querySelector('dialog.palette[open] input')") == Value::Bool(true) {
            return;
        }
    }
    panic!("the palette does not open");
}

/// Starts a command from the palette.
fn by_palette(browser: &Browser, command: &Command) {
    open_palette(browser);
    browser.type_text(&format!(">{}", command.label.text));
    let option = format!(
        "const hit = [...document.querySelectorAll('.palette .pi')].find(e => e.innerText.trim().startsWith({:?}));
         if (hit) hit.click(); return !!hit",
        // Undo and redo say what they take back.
        command.label.text.split(' ').next().expect("a word")
    );
    browser.until(&format!("the palette offers {}", command.id), &option);
    browser.gone("dialog.palette");
    // A command that takes a while ends, and is counted, before the page may be left.
    browser.at_rest();
}

/// Closes what a command opened, and leaves what it put the focus in.
fn calm(browser: &Browser) {
    for _ in 0..3 {
        let open = browser.eval(
            "return !!document.querySelector('dialog[open], :popover-open')
                || !!document.activeElement?.matches('input:not([type=checkbox]), textarea, select')",
        );
        if open != Value::Bool(true) {
            return;
        }
        browser.key(&[], Key::Escape);
        sleep(Duration::from_millis(60));
        browser.eval("if (!document.querySelector('dialog[open], :popover-open')) document.activeElement?.blur()");
    }
}

/// Clicks the first element that matches.
fn click_first(browser: &Browser, css: &str) {
    browser.until(
        &format!("{css} can be clicked"),
        &format!("const e = document.querySelector({css:?}); if (e) e.click(); return !!e"),
    );
}

/// Chooses an entry of the open menu.
fn choose(browser: &Browser, item: &str) {
    browser.press_button(item);
}

/// Does all commands of a place that the palette or a key starts, each after `prepare`.
fn all_of(browser: &Browser, place: Place, without: &[&str], prepare: impl Fn(&Command)) {
    let mine = |command: &&Command| {
        command.place == place && (command.palette || !command.keys.is_empty()) && !without.contains(&command.id)
    };
    for command in commands().filter(mine) {
        prepare(command);
        match command.keys.first() {
            Some(keys) => press(browser, keys),
            None => by_palette(browser, command),
        }
        sleep(Duration::from_millis(80));
        calm(browser);
    }
}

#[test]
fn every_command_is_done_and_leaves_its_event() {
    long_walk("commands", Engine::Chromium, Look::DESK, |browser, server| {
        anywhere(browser, server);
        in_lists(browser, server);
        in_records(browser, server);
        on_the_board(browser, server);
        at_home(browser, server);
        in_settings_and_trash(browser, server);
        import::in_the_import(browser, server);
        let before = kept(browser, "import.cancel");
        before.are_numbered_from(1);
        let mut seen = before.commands;
        erase(browser, server);
        let after = kept(browser, "sample.start_empty");
        seen.extend(after.commands);
        assert_eq!(missing(&seen), Vec::<&str>::new(), "commands without an event");
    });
}

/// Commands of the registry that are neither in `seen` nor done elsewhere.
fn missing(seen: &BTreeSet<u16>) -> Vec<&'static str> {
    for (id, _) in ELSEWHERE {
        assert!(command(id).is_some(), "{id} is not a command any more");
    }
    let known =
        |command: &&Command| seen.contains(&command.number) || ELSEWHERE.iter().any(|(id, _)| *id == command.id);
    commands().filter(|command| !known(command)).map(|command| command.id).collect()
}

/// The start page, and every command that works on every screen.
fn anywhere(browser: &Browser, server: &Server) {
    browser.open(&server.url("/"));
    browser.see(".welcome");
    browser.press_button("Load sample data");
    browser.gone(".welcome");
    let home = server.url("/");
    // Undo and redo come where there is something to undo; sample data is loaded by now.
    let later = ["undo.undo", "undo.redo", "sample.load", "search.open_hit"];
    all_of(browser, Place::Anywhere, &later, |_| {
        if browser.eval("return location.pathname") != Value::String("/".into()) {
            browser.open(&home);
        }
        browser.see("main");
    });
    browser.open(&home);
    open_palette(browser);
    browser.type_text("an");
    click_first(browser, ".palette .pi");
    browser.gone("dialog.palette");
    click_first(browser, "a.nav.is-last, a.is-last");
    // The sheet behind the phone's round button is the one place that asks what to create.
    browser.open(&home);
}

fn in_lists(browser: &Browser, server: &Server) {
    let list = server.url("/person");
    let open = || {
        browser.open(&list);
        rows(browser);
    };
    open();
    // Those of a saved view come below; they need one.
    let later = ["views.save", "views.update", "views.rename", "views.pin", "views.delete", "list.bulk_delete"];
    all_of(browser, Place::List, &later, |command| {
        if browser.eval("return location.pathname + location.search") != Value::String("/person".into()) {
            open();
        }
        browser.key(&[], 'j');
        if command.id.starts_with("list.bulk") || command.id == "list.export" {
            browser.key(&[], 'x');
        }
    });
    open();
    browser.key(&[], 'j');
    press(browser, "delete");
    browser.key(&[Key::Control], 'z');
    sleep(Duration::from_millis(150));
    browser.key(&[Key::Control, Key::Shift], 'Z');
    sleep(Duration::from_millis(150));
    browser.key(&[Key::Control], 'z');
    click_first(browser, ".grid-head .th:nth-of-type(3) button");
    browser.eval("document.querySelector('.grid-head .th-split').focus()");
    browser.key(&[], Key::Right);
    click_first(browser, ".grid-head .th:nth-of-type(3) .th-menu");
    choose(browser, "Move towards the end");
    click_first(browser, ".grid-foot button");
    click_first(browser, ":popover-open [role^=menuitem]:last-of-type");
    // A view, saved, changed, renamed, pinned, opened, deleted.
    by_palette(browser, command("views.save").expect("a command"));
    browser.see("dialog[open] input");
    browser.type_text("Spring round");
    browser.key(&[], Key::Enter);
    browser.read("Spring round");
    click_first(browser, ".grid-head .th:nth-of-type(2) button");
    by_palette(browser, command("views.update").expect("a command"));
    by_palette(browser, command("views.pin").expect("a command"));
    by_palette(browser, command("views.rename").expect("a command"));
    browser.see("dialog[open] input");
    browser.type_text("Autumn round");
    browser.key(&[], Key::Enter);
    browser.read("Autumn round");
    open();
    open_palette(browser);
    browser.type_text("/Autumn");
    click_first(browser, ".palette .pi");
    browser.gone("dialog.palette");
    browser.until("the view is open", "return location.pathname.split('/').length > 2");
    rows(browser);
    by_palette(browser, command("views.delete").expect("a command"));
    calm(browser);
}

fn in_records(browser: &Browser, server: &Server) {
    let open = |path: &str| {
        browser.open(&server.url(path));
        rows(browser);
        browser.key(&[], 'j');
        browser.key(&[], Key::Enter);
        browser.until("a record is open", "return location.pathname.split('/').length === 3");
        browser.see("[role=tablist]");
    };
    let later = ["record.delete", "record.restore", "record.stage"];
    open("/person");
    all_of(browser, Place::Record, &later, |_| {
        let here = browser.eval("return location.pathname.split('/').length === 3");
        if here != Value::Bool(true) {
            open("/person");
        }
        // Telephone, mail program and map are outside of what can be driven here.
        browser.eval("window.open = () => window; return 1");
    });
    open("/person");
    click_first(browser, "[role=tab]:nth-of-type(2)");
    browser.press_button("All types");
    choose(browser, "Changes");
    press(browser, "t");
    browser.type_text("Bring the chart");
    browser.key(&[Key::Control], Key::Enter);
    click_first(browser, "[role=tab]:nth-of-type(3)");
    click_first(browser, ".task [role=checkbox], .task input[type=checkbox]");
    by_palette(browser, command("record.delete").expect("a command"));
    browser.read("This record is in the trash.");
    by_palette(browser, command("record.restore").expect("a command"));
    open("/deal");
    press(browser, "s");
    calm(browser);
}

fn on_the_board(browser: &Browser, server: &Server) {
    browser.open(&server.url("/deal/board"));
    browser.see(".dcard");
    // The first arrow finds the first card.
    browser.key(&[], Key::Right);
    for keys in ["x", "x", "alt+arrowright", "alt+arrowleft"] {
        press(browser, keys);
        sleep(Duration::from_millis(250));
    }
    by_palette(browser, command("board.compact").expect("a command"));
    click_first(browser, ".lane-head [aria-haspopup=menu]");
    choose(browser, "Fold Prospecting");
    browser.press_button("New in Qualified");
    calm(browser);
    browser.press_button("Renewals");
    browser.press_button("Sales");
    browser.see(".dcard");
    // Dragged to where deals are won, and to where they are lost, which asks why.
    browser.at_rest();
    let won = "document.querySelector('.lane[aria-label=Won]').innerText";
    let before = browser.eval(&format!("return {won}"));
    browser.drag(".dcard", "[data-drop=won]");
    browser.until("one more is won", &format!("return {won} !== {before}"));
    browser.at_rest();
    browser.drag(".dcard", "[data-drop=lost]");
    browser.see("dialog[open] .reasons button");
    // For a moment after it is let go, a click still belongs to the drag.
    browser.until(
        "a reason is given",
        "const asks = document.querySelector('dialog[open]');
         asks?.querySelector('.reasons button').click();
         return !asks",
    );
    // Another field on the cards; then lanes from another field, and from stages again.
    let more = ".bar [aria-haspopup=menu][aria-label=More]";
    click_first(browser, more);
    browser.press_button("Fields on cards");
    choose_option(browser, "Probability");
    browser.key(&[], Key::Escape);
    calm(browser);
    for (field, lane) in [("Source", "Campaign"), ("Stage", "Qualified")] {
        click_first(browser, more);
        browser.press_button(field);
        browser.see(&format!(".lane[aria-label^='{lane}']"));
    }
    browser.see(".dcard");
    browser.eval("document.querySelector('.dcard').focus()");
    press(browser, "enter");
}

fn at_home(browser: &Browser, server: &Server) {
    browser.open(&server.url("/"));
    click_first(browser, ".line [role=checkbox], .line input[type=checkbox]");
    sleep(Duration::from_millis(200));
    click_first(browser, ".line a");
}

fn in_settings_and_trash(browser: &Browser, server: &Server) {
    browser.open(&server.url("/settings/display"));
    browser.press_button("Dark");
    // A shortcut of two keys in its place, and the default back.
    browser.open(&server.url("/settings/keys"));
    click_first(browser, ".set button[aria-label='Change the shortcut of “Go to Trash”']");
    browser.read("Press keys");
    browser.type_text("qt");
    browser.see(".set button[aria-label='Put the default back']");
    click_first(browser, ".set button[aria-label='Put the default back']");
    browser.gone(".set button[aria-label='Put the default back']");
    browser.open(&server.url("/settings/storage"));
    browser.press_button("Ask the browser");
    browser.until(
        "the browser has answered",
        "const said = document.body.innerText;
         return said.includes('The browser refused') || said.includes('The browser promised')",
    );
    browser.open(&server.url("/person"));
    rows(browser);
    for _ in 0..2 {
        browser.key(&[], 'j');
        browser.key(&[], 'x');
    }
    press(browser, "delete");
    browser.open(&server.url("/trash"));
    browser.see(".trash-note");
    sleep(Duration::from_millis(300));
    click_first(browser, "main [role=checkbox], main input[type=checkbox]");
    by_palette(browser, command("trash.restore").expect("a command"));
    browser.open(&server.url("/person"));
    rows(browser);
    browser.key(&[], 'j');
    press(browser, "delete");
    browser.open(&server.url("/trash"));
    browser.see(".trash-note");
    sleep(Duration::from_millis(300));
    by_palette(browser, command("trash.restore_all").expect("a command"));
    calm(browser);
}

/// What is stored once the event of the command that came last is; within a second, if all is well.
fn kept(browser: &Browser, last: &str) -> Events {
    let number = command(last).expect("a command").number;
    let start = Instant::now();
    loop {
        let events = stored(browser);
        if events.commands.contains(&number) {
            return events;
        }
        assert!(start.elapsed() < PATIENCE, "{last} leaves no event");
        sleep(Duration::from_millis(100));
    }
}

/// Erasing takes the events along; what comes after it is written again.
fn erase(browser: &Browser, server: &Server) {
    browser.open(&server.url("/settings/storage"));
    browser.press_button("Erase…");
    browser.see("dialog[open] input");
    browser.type_text("erase");
    browser.press_button("Erase for good");
    browser.see(".welcome");
    browser.press_button("Start with empty pages");
    browser.gone(".welcome");
}
