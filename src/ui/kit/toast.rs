//! Short messages that pass, with a way back.

use std::time::Duration;

use leptos::prelude::*;

use super::flow::For;
use super::button::Button;
use super::glyph::Glyph;
use super::hooks::use_timer;
use super::icon::Icon;

/// How long a message stays.
const STAYS: Duration = Duration::from_secs(8);
/// More than this many at once would be a wall.
const AT_MOST: usize = 3;

/// A message.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What it says: 30 characters at most.
    pub text: String,
    /// Its picture.
    pub icon: Icon,
    /// A button, such as Undo, and what it does.
    pub action: Option<(String, Callback<()>)>,
}

/// The messages on screen.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u32, Toast)>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Shows a message.
    pub fn push(self, toast: Toast) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.shown.update(|shown| {
            shown.push((id, toast));
            let over = shown.len().saturating_sub(AT_MOST);
            shown.drain(..over);
        });
    }

    /// Shows words with a tick.
    pub fn say(self, text: impl Into<String>) {
        self.push(Toast { text: text.into(), icon: Icon::Check, action: None });
    }

    /// Shows words with a tick and a button.
    pub fn say_with(self, text: impl Into<String>, action: impl Into<String>, react: impl Fn() + Send + Sync + 'static) {
        let action = Some((action.into(), Callback::new(move |()| react())));
        self.push(Toast { text: text.into(), icon: Icon::Check, action });
    }

    /// Takes all messages away.
    pub fn clear(self) {
        self.shown.update(Vec::clear);
    }

    fn remove(self, id: u32) {
        self.shown.try_update(|shown| shown.retain(|(other, _)| *other != id));
    }
}

/// Makes [`Toasts`] available to everything below. Call once, at the top.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    provide_context(toasts);
    toasts
}

/// The [`Toasts`] of the page.
///
/// # Panics
/// Outside of a page that called [`provide_toasts`].
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where the messages appear; a live region, so they are read aloud too.
#[component]
pub fn ToastHost(
    /// Name of the region.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="region" aria-live="polite" aria-label=move || label.get()>
            <For each=move || toasts.shown.get() key=|(id, _)| *id let:entry>
                <OneToast toasts id=entry.0 toast=entry.1 />
            </For>
        </div>
    }
}

#[component]
fn OneToast(toasts: Toasts, id: u32, toast: Toast) -> impl IntoView {
    let timer = use_timer();
    let run = move || timer.start(STAYS, move || toasts.remove(id));
    run();
    let plain = toast.action.is_none();
    let action = toast.action.map(|(label, react)| {
        let press = move |_| {
            toasts.remove(id);
            react.run(());
        };
        view! { <Button label small=true on:click=press /> }
    });
    view! {
        <div
            class="toast"
            class:is-plain=plain
            role="status"
            on:pointerenter=move |_| timer.stop()
            on:pointerleave=move |_| run()
            on:focusin=move |_| timer.stop()
            on:focusout=move |_| run()
        >
            <Glyph icon=toast.icon />
            <span>{toast.text}</span>
            {action}
        </div>
    }
}
