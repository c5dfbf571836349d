//! The start of the interface: the worker first, then what every screen reaches for, then the page.

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use super::boot::Boot;
use super::create::Creator;
use super::format::Format;
use super::keys::Keys;
use super::kit::toast::provide_toasts;
use super::kit::tooltip::TooltipHost;
use super::nav::{Nav, nav};
use super::recent::Recent;
use super::remembered;
use super::shell::Shell;
use super::text::{Texts, locale_for};
use super::theme;
use super::update::Update;
use crate::client::act::Actions;
use crate::client::bridge::{Engine, Health, engine};
use crate::features::import::wizard::Wizard;
use crate::protocol::settings::{DateStyle, NumberStyle};
use crate::protocol::show::State;
use crate::ui::kit::reactive::{effect, memo};

/// What builds the interface anew when it changes: language and formats are not tracked piece by
/// piece.
#[derive(Clone, PartialEq)]
struct Look {
    locale: String,
    dates: DateStyle,
    numbers: NumberStyle,
}

/// Starts everything.
pub fn start() {
    // What this owner provides is found from every component, event handler and task.
    let root = Owner::new();
    root.set();
    let handle = root.clone();
    mount_to_body(move || {
        // In here tasks can run already, and nothing is drawn yet.
        handle.with(provide);
        view! { <App root=handle /> }
    });
    // The page lives as long as its root.
    core::mem::forget(root);
}

/// The workspace as it was drawn before the engine said how it is.
#[derive(Clone, Copy)]
struct Recalled(StoredValue<Option<State>>);

/// The engine first, then what every screen reaches for.
fn provide() {
    let wish = theme::last_locale();
    let engine = Engine::start(locale_for(&wish).tag);
    provide_context(engine);
    provide_context(Recalled(StoredValue::new(remembered::recall(engine))));
    provide_context(Actions::new(engine));
    provide_texts(&wish);
    provide_toasts();
    // Before the address is read.
    resume();
    provide_context(Nav::new());
    provide_context(Keys::new());
    provide_context(Recent::new());
    provide_context(Creator::new());
    provide_context(Update::new());
    provide_context(Wizard::new());
}

/// An installed app opens where it was left.
fn resume() {
    let location = window().location();
    let installed = window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|m| m.matches());
    let at_start = location.pathname().is_ok_and(|path| path == "/");
    if !(installed && at_start) {
        return;
    }
    if let (Some(last), Ok(history)) = (super::local::get("last"), window().history()) {
        // Refused only for another origin; a remembered path has none.
        let _refused = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&last));
    }
}

fn provide_texts(wish: &str) {
    let locale = locale_for(wish);
    theme::apply_locale(locale);
    provide_context(Texts::new(locale));
    let settings = engine().state.with_untracked(|state| state.settings.clone());
    provide_context(Format::new(&settings, locale.tag));
}

#[component]
fn App(root: Owner) -> impl IntoView {
    let engine = engine();
    let ready = memo(move |_| !matches!(engine.health.get(), Health::Refused(_)) && is_open(engine));
    remembered::keep_when_hidden(engine);
    // Should the workspace have changed since it was remembered, all is drawn anew.
    let Recalled(recalled) = expect_context::<Recalled>();
    let drawn = RwSignal::new(0_u32);
    effect(move |_| {
        if engine.health.with(|health| *health == Health::Ready) {
            let recalled = recalled.try_update_value(Option::take).flatten();
            let wrong = recalled.is_some_and(|then| engine.state.with_untracked(|now| !remembered::holds(&then, now)));
            if wrong {
                drawn.set(drawn.get_untracked() + 1);
            }
        }
    });
    let look = memo(move |_| {
        engine.state.with(|state| Look {
            locale: state.settings.locale.clone(),
            dates: state.settings.dates,
            numbers: state.settings.numbers,
        })
    });
    let theme = memo(move |_| engine.state.with(|state| state.settings.theme));
    effect(move |_| {
        if ready.get() {
            theme::apply_theme(theme.get());
        }
    });
    let page = move || {
        if !ready.get() {
            return view! { <Boot /> }.into_any();
        }
        drawn.track();
        let wish = look.with(|look| look.locale.clone());
        theme::remember_locale(&wish);
        root.with(|| provide_texts(&wish));
        view! { <Shell /> }.into_any()
    };
    view! {
        <Router>
            <Connect />
            // One route for all: the pages read the address as data (`Route`), and the router keeps
            // history, links and the address bar.
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/*any") view=|| () />
            </FlatRoutes>
            {move || page().into_any()}
            <TooltipHost />
        </Router>
    }
}

/// Whether the workspace was opened at least once.
fn is_open(engine: Engine) -> bool {
    engine.state.with(|state| !state.schema.objects.is_empty())
}

#[component]
fn Connect() -> impl IntoView {
    nav().connect();
}
