//! Shortcuts: which keys start which command, and the one listener that starts them.

use std::collections::HashMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::chord::{self, Press};
use super::kit::focus::takes_text;
use super::kit::hooks::{Listen, use_window_event};
use crate::client::act::{Actions, actions};
use crate::client::bridge::engine;
use crate::features;
use crate::model::arrange::Arrange as _;
use crate::ui::kit::reactive::memo;
use crate::usage::event::Input;

/// How long the second key of a chord may take, in milliseconds.
const CHORD_MS: f64 = 1_500.0;
/// How long Alt is held before badges appear, in milliseconds.
const HOLD_MS: u64 = 250;

/// The shortcuts in force. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Keys {
    /// Keys by command, the user's own over the defaults. An empty list: none.
    bound: Memo<HashMap<&'static str, Vec<String>>>,
    /// Whether this is an Apple machine, where `mod` is Cmd.
    pub apple: bool,
    /// Whether shortcuts stay off (the settings page records a new one).
    pub paused: RwSignal<bool>,
}

impl Keys {
    /// The shortcuts of the workspace's settings.
    #[must_use]
    pub fn new() -> Self {
        let state = engine().state;
        let chosen = memo(move |_| state.with(|state| state.settings.keys.clone()));
        let bound = memo(move |_| chosen.with(|chosen| bindings(chosen)));
        let navigator = window().navigator();
        let agent = navigator.user_agent().unwrap_or_default();
        let apple = ["Mac OS", "iPhone", "iPad"].iter().any(|name| agent.contains(name));
        Self { bound, apple, paused: RwSignal::new(false) }
    }

    /// The keys of a command, as they are stored.
    #[must_use]
    pub fn of(self, id: &str) -> Vec<String> {
        self.bound.with(|bound| bound.get(id).cloned().unwrap_or_default())
    }

    /// The first keys of a command as people read them; `None` when it has none.
    #[must_use]
    pub fn shown(self, id: &str) -> Option<String> {
        self.bound.with(|bound| bound.get(id).and_then(|keys| Some(chord::shown(keys.first()?, self.apple))))
    }

    /// Commands that these keys would start too, apart from `id`, where both could be meant.
    #[must_use]
    pub fn conflicts(self, id: &str, keys: &str) -> Vec<&'static str> {
        let Some(own) = features::command(id) else { return Vec::new() };
        let clash = |other: &str| {
            let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
            other == keys || begins(other, keys) || begins(keys, other)
        };
        self.bound.with(|bound| {
            features::commands()
                .filter(|command| command.id != id && meet(command.place, own.place))
                .filter(|command| bound.get(command.id).is_some_and(|all| all.iter().any(|other| clash(other))))
                .map(|command| command.id)
                .collect()
        })
    }

    /// What a key press means after `pending`: commands to try, the most recent screen's first, and
    /// whether a longer shortcut begins with it.
    fn look_up(self, typed: &str, actions: Actions) -> (Vec<&'static str>, bool) {
        self.bound.with_untracked(|bound| {
            let mut found: Vec<(u32, &'static str)> = Vec::new();
            let mut longer = false;
            for command in features::commands() {
                let (Some(keys), Some(rank)) = (bound.get(command.id), actions.rank(command.id)) else { continue };
                if keys.iter().any(|keys| keys == typed) {
                    found.push((rank, command.id));
                }
                longer |= keys.iter().any(|keys| keys.strip_prefix(typed).is_some_and(|rest| rest.starts_with(' ')));
            }
            found.arrange_by(|a, b| b.cmp(a));
            (found.into_iter().map(|(_, id)| id).collect(), longer)
        })
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether two places can be on screen together.
fn meet(a: features::command::Place, b: features::command::Place) -> bool {
    use features::command::Place::{Anywhere, List, Record};
    a == b || a == Anywhere || b == Anywhere || matches!((a, b), (List, Record) | (Record, List))
}

fn bindings(chosen: &[(String, String)]) -> HashMap<&'static str, Vec<String>> {
    let mut bound = HashMap::new();
    for command in features::commands() {
        let own: Vec<&str> = chosen.iter().filter(|(id, _)| id == command.id).map(|(_, keys)| keys.as_str()).collect();
        let keys = if own.is_empty() { command.keys.to_vec() } else { own };
        bound.insert(command.id, keys.into_iter().filter(|keys| !keys.is_empty()).map(str::to_owned).collect());
    }
    bound
}

/// The shortcuts in force.
///
/// # Panics
/// Outside of the app: `app` provides them before anything else.
#[must_use]
pub fn keys() -> Keys {
    expect_context::<Keys>()
}

/// The first keys of a command as people read them; empty when it has none.
#[must_use]
pub fn kbd(id: &str) -> String {
    untrack(|| keys().shown(id)).unwrap_or_default()
}

/// Listens to the keyboard and the pointer until the owner goes: starts commands, shows badges while
/// Alt is held, and takes note of what people use.
pub fn listen() {
    let (keys, actions) = (keys(), actions());
    let pending = StoredValue::new((String::new(), 0.0_f64));
    let badges = super::kit::hooks::use_timer();

    use_window_event::<PointerEvent>("pointerdown", Listen { capture: true, ..Listen::default() }, move |event| {
        actions.note_input(if event.pointer_type() == "touch" { Input::Touch } else { Input::Mouse });
        show_badges(false);
    });
    use_window_event::<KeyboardEvent>("keydown", Listen { capture: true, ..Listen::default() }, move |event| {
        actions.note_input(Input::Keyboard);
        badges.stop();
        if event.key() == "Alt" && !event.repeat() {
            badges.start(core::time::Duration::from_millis(HOLD_MS), || show_badges(true));
        } else if event.key() != "Alt" {
            show_badges(false);
        }
    });
    use_window_event::<KeyboardEvent>("keyup", Listen { may_prevent: true, ..Listen::default() }, move |event| {
        if event.key() == "Alt" {
            badges.stop();
            if badges_shown() {
                // Or the browser would go to its menu.
                event.prevent_default();
            }
            show_badges(false);
        }
    });
    use_window_event::<web_sys::Event>("blur", Listen::default(), move |_| {
        badges.stop();
        show_badges(false);
    });
    use_window_event::<KeyboardEvent>("keydown", Listen { may_prevent: true, ..Listen::default() }, move |event| {
        if event.default_prevented() || event.is_composing() || keys.paused.get_untracked() {
            return;
        }
        let Some(step) = step_of(&event, keys.apple) else { return };
        if in_text(&event) && chord::edits_text(&step) {
            return;
        }
        let pressed = matches!(step.as_str(), "enter" | "space") && on_control(&event);
        if pressed || (event.repeat() && !may_repeat(&step)) {
            return;
        }
        let now = event.time_stamp();
        let (before, at) = pending.get_value();
        pending.set_value((String::new(), 0.0));
        let chord = if before.is_empty() || now - at > CHORD_MS { step.clone() } else { format!("{before} {step}") };
        let (mut found, mut longer) = keys.look_up(&chord, actions);
        if found.is_empty() && !longer && chord != step {
            (found, longer) = keys.look_up(&step, actions);
        }
        if longer {
            let start = if chord.contains(' ') && found.is_empty() { step } else { chord };
            pending.set_value((start, now));
            event.prevent_default();
            return;
        }
        for id in found {
            if actions.run(id, Input::Keyboard) {
                event.prevent_default();
                return;
            }
        }
    });
}

/// The step a keyboard event stands for.
#[must_use]
pub fn step_of(event: &KeyboardEvent, apple: bool) -> Option<String> {
    // AltGr types characters such as `[`; its Ctrl and Alt are no modifiers.
    let graph = event.get_modifier_state("AltGraph");
    let (key, code) = (event.key(), event.code());
    let press = Press {
        key: &key,
        code: &code,
        ctrl: event.ctrl_key() && !graph,
        meta: event.meta_key(),
        alt: event.alt_key() && !graph,
        shift: event.shift_key(),
    };
    chord::step(press, apple)
}

fn in_text(event: &KeyboardEvent) -> bool {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| takes_text(&element))
}

/// Whether the focus is on something that Enter or Space presses.
fn on_control(event: &KeyboardEvent) -> bool {
    const PRESSED: &str = "a[href], button, summary, input, select, [role=button], [role=option], [role=menuitem]";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(PRESSED).unwrap_or(false))
}

/// Held down, these go on; everything else happens once.
fn may_repeat(step: &str) -> bool {
    matches!(
        step,
        "j" | "k" | "[" | "]" | "arrowup" | "arrowdown" | "arrowleft" | "arrowright" | "mod+z" | "mod+shift+z"
    )
}

fn root() -> Option<Element> {
    document().document_element()
}

fn badges_shown() -> bool {
    root().is_some_and(|root| root.has_attribute("data-badges"))
}

/// Shows or hides the key of every control that carries one in `data-key`.
fn show_badges(on: bool) {
    let Some(root) = root() else { return };
    let _unchanged = root.toggle_attribute_with_force("data-badges", on);
}
