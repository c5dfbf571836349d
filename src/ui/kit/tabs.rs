//! Tabs: one of several panels.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::flow::For;
use super::reactive::memo;
use super::hooks::is_rtl;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What it stands for; unique among its siblings.
    pub id: String,
    /// What it says.
    pub label: String,
    /// A number after the words.
    pub count: Option<String>,
}

/// The ids under which a tab and its panel know each other.
pub fn tab_ids(group: &str, id: &str) -> (String, String) {
    (format!("{group}-tab-{id}"), format!("{group}-panel-{id}"))
}

/// A row of tabs. Give the panel `role="tabpanel"` and the ids of [`tab_ids`].
#[component]
pub fn Tabs(
    /// A name for the ids of tabs and panels, unique on the page.
    group: &'static str,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// Id of the open one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the id of the one chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// What the tabs are about, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Class of the row: `tabs`, or `ph-strip` for the stages of a phone's board.
    #[prop(default = "tabs")]
    class: &'static str,
) -> impl IntoView {
    let keys = move |ev: KeyboardEvent| {
        let key = ev.key();
        let count = tabs.with_untracked(Vec::len);
        let now = tabs.with_untracked(|tabs| tabs.iter().position(|tab| tab.id == value.get_untracked()));
        let Some(now) = now else { return };
        let forth = (key == "ArrowRight") != is_rtl();
        let next = match key.as_str() {
            "ArrowRight" | "ArrowLeft" if forth => (now + 1) % count,
            "ArrowRight" | "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        let id = tabs.with_untracked(|tabs| tabs[next].id.clone());
        on_change.run(id.clone());
        queue_microtask(move || {
            let tab = document().get_element_by_id(&tab_ids(group, &id).0);
            if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = tab.focus();
            }
        });
    };
    view! {
        <div class=class role="tablist" aria-label=move || label.get() on:keydown=keys>
            <For each=move || tabs.get() key=|tab| tab.id.clone() let:tab>
                {
                    let (own, panel) = tab_ids(group, &tab.id);
                    let id = StoredValue::new(tab.id.clone());
                    let on = memo(move |_| value.with(|value| id.with_value(|id| id == value)));
                    // By id, so that a new count does not replace the tab that has the focus.
                    let now = memo(move |_| {
                        let now = tabs.with(|tabs| tabs.iter().find(|now| id.with_value(|id| *id == now.id)).cloned());
                        now.unwrap_or_else(|| tab.clone())
                    });
                    view! {
                        <button
                            type="button"
                            role="tab"
                            id=own
                            aria-controls=move || on.get().then(|| panel.clone())
                            aria-selected=move || on.get().to_string()
                            tabindex=move || if on.get() { "0" } else { "-1" }
                            on:click=move |_| on_change.run(id.get_value())
                        >
                            {move || now.get().label}
                            {move || now.get().count.map(|count| view! { <small>{count}</small> })}
                        </button>
                    }
                }
            </For>
        </div>
    }
}
