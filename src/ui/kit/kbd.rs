//! A key or chord, as shown beside what it does.

use leptos::prelude::*;

/// The keys of a shortcut, one cap each: `Ctrl ↵` is written as two caps.
#[component]
pub fn Kbd(
    /// The keys, separated by blanks.
    #[prop(into)]
    keys: TextProp,
    /// Without a frame, for menus.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    if plain {
        return view! { <span class="kbd-plain" aria-hidden="true">{move || keys.get()}</span> }.into_any();
    }
    let caps = move || {
        let keys = keys.get();
        let caps: Vec<_> = keys.split_whitespace().map(|key| view! { <span class="kbd">{key.to_owned()}</span> }).collect();
        caps
    };
    view! { <span class="row row-05" aria-hidden="true">{move || caps().into_any()}</span> }.into_any()
}
