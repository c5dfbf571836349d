//! Going from page to page. Works from event handlers and tasks as well as from components.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::route::Route;
use crate::ui::kit::reactive::{effect, memo};

type Go = Box<dyn Fn(&str, NavigateOptions)>;

/// The way around the app. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Nav {
    go: StoredValue<Option<Go>, LocalStorage>,
    /// The page on screen.
    pub route: RwSignal<Route>,
    /// The full address on screen, query included.
    pub address: RwSignal<String>,
}

impl Nav {
    /// Before the router is there.
    #[must_use]
    pub fn new() -> Self {
        Self {
            go: StoredValue::new_local(None),
            route: RwSignal::new(Route::parse(&window().location().pathname().unwrap_or_default())),
            address: RwSignal::new(String::new()),
        }
    }

    /// Connects it to the router; call inside of it, once.
    pub fn connect(self) {
        let navigate = use_navigate();
        self.go.set_value(Some(Box::new(move |path, options| navigate(path, options))));
        let location = use_location();
        effect(move |_| {
            let path = location.pathname.get();
            let search = location.search.get();
            let route = Route::parse(&path);
            if self.route.with_untracked(|now| *now != route) {
                self.route.set(route);
            }
            self.address.set(if search.is_empty() { path } else { format!("{path}?{search}") });
        });
    }

    fn open(self, path: &str, replace: bool) {
        // The app scrolls inside its panes, never the window.
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.go.with_value(|go| {
            if let Some(go) = go {
                go(path, options);
            }
        });
    }

    /// Goes to a page.
    pub fn go(self, route: &Route) {
        self.open(&route.path(), false);
    }

    /// Goes to an address inside the app.
    pub fn go_to(self, path: &str) {
        self.open(path, false);
    }

    /// Shows another page in place of this one: Back does not return here.
    pub fn replace(self, path: &str) {
        self.open(path, true);
    }

    /// Sets or takes away a parameter of the query, such as `peek`; the page stays.
    pub fn set_query(self, key: &str, value: Option<&str>, replace: bool) {
        let location = window().location();
        let search = location.search().unwrap_or_default();
        let Ok(params) = web_sys::UrlSearchParams::new_with_str(&search) else { return };
        match value {
            Some(value) => params.set(key, value),
            None => params.delete(key),
        }
        let query = params.to_string().as_string().unwrap_or_default();
        let path = location.pathname().unwrap_or_default();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        self.open(&address, replace);
    }

    /// One page back, or to `otherwise` when the app was opened here.
    pub fn back_or(self, otherwise: &Route) {
        let Ok(history) = window().history() else { return self.go(otherwise) };
        if history.length().unwrap_or(0) > 1 && history.back().is_ok() {
            return;
        }
        self.go(otherwise);
    }
}

impl Default for Nav {
    fn default() -> Self {
        Self::new()
    }
}

/// The way around the app.
///
/// # Panics
/// Outside of the app: `app` provides it before anything else.
#[must_use]
pub fn nav() -> Nav {
    expect_context::<Nav>()
}

/// A parameter of the query, as it changes. Only inside components.
#[must_use]
pub fn use_query(key: &'static str) -> Memo<Option<String>> {
    let map = use_query_map();
    memo(move |_| map.with(|map| map.get(key)))
}
