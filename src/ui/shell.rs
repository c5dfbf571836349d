//! The frame around every page.

use leptos::prelude::*;

use super::bottom_bar::BottomBar;
use super::create::CreateDialog;
use super::keys;
use super::kit::toast::ToastHost;
use super::local;
use super::nav::nav;
use super::notices::Notices;
use super::palette::Palette;
use super::route::Route;
use super::router::Pages;
use super::shell_commands;
use super::shortcut_sheet::ShortcutSheet;
use super::sidebar::Sidebar;
use super::text::t;
use crate::features::import::drop_anywhere::DropAnywhere;
use crate::i18n::en::shell as text;
use crate::ui::kit::flow::Show;
use crate::ui::kit::reactive::memo;

/// Width of the sidebar in pixels, unless the user pulled it.
pub const SIDE: f64 = 220.0;
/// Width of the collapsed sidebar.
pub const SIDE_MIN: f64 = 48.0;
/// The widest it can be pulled.
pub const SIDE_MAX: f64 = 420.0;
/// Pulled narrower than this, it collapses.
const SNAPS: f64 = 140.0;

/// How the sidebar stands. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Side {
    /// Its width when open, in pixels.
    pub width: RwSignal<f64>,
    /// Whether it is collapsed.
    pub narrow: RwSignal<bool>,
}

impl Side {
    fn remembered() -> Self {
        let width = local::get("side").and_then(|width| width.parse().ok()).unwrap_or(SIDE);
        Self {
            width: RwSignal::new(f64::clamp(width, SNAPS, SIDE_MAX)),
            narrow: RwSignal::new(local::get("side_narrow").is_some()),
        }
    }

    /// Pulls it to a width: below a limit it collapses.
    pub fn pull(self, width: f64) {
        self.narrow.set(width < SNAPS);
        if width >= SNAPS {
            self.width.set(width);
        }
    }

    /// Remembers how it stands.
    pub fn keep(self) {
        local::set("side", &self.width.get_untracked().round().to_string());
        if self.narrow.get_untracked() {
            local::set("side_narrow", "1");
        } else {
            local::remove("side_narrow");
        }
    }

    /// Collapses or expands it.
    pub fn toggle(self) {
        self.narrow.update(|narrow| *narrow = !*narrow);
        self.keep();
    }
}

/// The frame: sidebar, sheet, bottom bar, and what floats above them.
#[component]
pub fn Shell() -> impl IntoView {
    let side = Side::remembered();
    provide_context(side);
    shell_commands::register(side);
    keys::listen();
    shell_commands::keep_when_hidden();
    let nav = nav();
    let bare = memo(move |_| nav.route.with(|route| *route == Route::Start));
    let width = move || (!side.narrow.get()).then(|| format!("{}px", side.width.get().round()));
    view! {
        <div class="app" class:is-narrow=move || side.narrow.get() class:is-bare=bare style=("--side-now", width)>
            <a class="skip" href="#main" on:click=move |event| {
                event.prevent_default();
                focus_main();
            }>{t(text::SKIP)}</a>
            <Sidebar />
            <main class="sheet" id="main" tabindex="-1">
                <Notices />
                <Pages />
            </main>
            <Show when=move || !bare.get()>
                <BottomBar />
            </Show>
        </div>
        <Palette />
        <ShortcutSheet />
        <CreateDialog />
        <DropAnywhere />
        <ToastHost label=t(text::MESSAGES) />
    }
}

/// Moves the focus to the page.
pub fn focus_main() {
    use wasm_bindgen::JsCast as _;
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        // An element with a tabindex takes the focus.
        let _taken = main.focus();
    }
}

/// Moves the focus to the page when what had it is gone, so that the keyboard does not start over
/// at the top of the document.
pub fn focus_main_if_lost() {
    request_animation_frame(|| {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if lost {
            focus_main();
        }
    });
}
