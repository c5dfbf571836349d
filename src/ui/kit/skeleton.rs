//! Grey shapes in the place of what is on its way. They show only after 150 ms.

use leptos::prelude::*;

/// A grey line; inside a cell it takes 60 % of its width.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! { <span class="skel" aria-hidden="true"></span> }
}

/// Rows of a list that is loading.
#[component]
pub fn SkeletonRows(
    /// How many.
    #[prop(default = 12)]
    count: usize,
    /// What is loading, for assistive technology.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let row = |_| {
        view! {
            <div class="skel-row">
                <span class="skel skel-av"></span>
                <span class="skel grow"></span>
                <span class="skel grow"></span>
                <span class="skel grow"></span>
            </div>
        }
    };
    view! {
        <div role="status" aria-busy="true" aria-label=move || label.get()>
            {(0..count).map(row).collect::<Vec<_>>()}
        </div>
    }
}
