//! How sure a proposal is, as five bars.

use leptos::prelude::*;

use crate::i18n::en::import as text;
use crate::ui::text::{count, ta};

/// Up to two bars of five are a doubt.
const LOW: u8 = 2;

/// Five bars, so many of them filled.
#[component]
pub fn Sure(
    /// 0 to 5.
    level: u8,
) -> impl IntoView {
    let bars = (0..5).map(|bar| view! { <i class:on=bar < level></i> }).collect::<Vec<_>>();
    let label = ta(text::SURE, &[("n", count(u32::from(level)))]);
    view! {
        <span class="sure" class:is-low=level <= LOW role="img" aria-label=label>
            {bars}
        </span>
    }
}
