//! A card of the home page: a heading, a figure, lines.

use leptos::prelude::*;

/// A card with a heading.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into)]
    title: String,
    /// At the end of the heading: a figure or a link.
    #[prop(optional, into)]
    more: ViewFn,
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            <h2>
                <span>{title}</span>
                <span class="more">{more.run()}</span>
            </h2>
            {children()}
        </section>
    }
}
