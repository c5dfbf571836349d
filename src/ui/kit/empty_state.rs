//! What a page says when it has nothing to show.

use leptos::prelude::*;

use super::glyph::{Glyph, IconSize};
use super::icon::Icon;

/// A picture, a sentence, a line, and what to do next.
#[component]
pub fn EmptyState(
    /// The picture.
    icon: Icon,
    /// The sentence.
    #[prop(into)]
    title: TextProp,
    /// A line that explains it.
    #[prop(optional, into)]
    text: Option<TextProp>,
    /// The buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="art"><Glyph icon size=IconSize::Huge /></div>
            <h2>{move || title.get()}</h2>
            {text.map(|text| view! { <p>{move || text.get()}</p> })}
            {children.map(|children| view! { <div class="acts">{children()}</div> })}
        </div>
    }
}
