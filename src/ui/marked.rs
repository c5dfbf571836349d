//! A text with the parts that fit a query set off.

use leptos::prelude::*;

/// The text with its ranges marked.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// Byte ranges to mark, in order, not overlapping.
    ranges: Vec<(usize, usize)>,
) -> impl IntoView {
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end) in ranges {
        // A range that does not fit the text (it changed meanwhile) marks nothing.
        let (Some(before), Some(hit)) = (text.get(at..start), text.get(start..end)) else { break };
        parts.push(view! { <span>{before.to_owned()}</span> }.into_any());
        parts.push(view! { <mark>{hit.to_owned()}</mark> }.into_any());
        at = end;
    }
    let rest = text.get(at..).unwrap_or_default().to_owned();
    view! {
        {parts}
        {rest}
    }
}
