//! One link of the sidebar.

use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::ui::format::format;
use crate::ui::keys::keys;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::shell::Side;

/// A link with an icon, a name and perhaps a count.
#[component]
pub fn NavItem(
    /// Where it leads.
    route: Route,
    /// Its picture.
    icon: Icon,
    /// Its name.
    #[prop(into)]
    label: String,
    /// The command that following it counts as.
    command: &'static str,
    /// How many records it leads to, once known.
    #[prop(optional, into)]
    count: Option<Signal<Option<u32>>>,
    /// Lit only on this very page, not on the pages below it.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let (nav, keys, side) = (nav(), keys(), expect_context::<Side>());
    let href = route.path();
    let here = memo(move |_| nav.route.with(|now| if exact { *now == route } else { belongs(now, &route) }));
    let name = StoredValue::new(label.clone());
    let narrow_name = move || side.narrow.get().then(|| name.get_value());
    let figure = move || {
        let count = count?.get()?;
        Some(view! { <span class="count">{format().number(f64::from(count), 0)}</span> })
    };
    view! {
        <a
            class="nav"
            href=href
            aria-current=move || here.get().then_some("page")
            aria-label=narrow_name
            data-tip=narrow_name
            data-key=move || keys.shown(command)
            on:click=move |_| actions().by_hand(command, || Flow::DONE)
        >
            <Glyph icon />
            <span class="clip">{label}</span>
            {move || figure().into_any()}
        </a>
    }
}

/// Whether a page lies below the page a link leads to.
fn belongs(now: &Route, link: &Route) -> bool {
    match (now, link) {
        (Route::Settings(_), Route::Settings(_)) => true,
        (Route::View(..), Route::List(_) | Route::Board(_)) => false,
        (now, Route::List(key) | Route::Board(key)) => now.object() == Some(key),
        (now, link) => now == link,
    }
}
