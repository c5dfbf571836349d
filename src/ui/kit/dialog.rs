//! The dialog, which holds everything else back until it is answered.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::flow::Show;
use super::focus::{focus_first, return_focus_on_cleanup};
use super::hooks::unique_id;
use super::icon::Icon;
use super::icon_button::IconButton;

/// Shape of a dialog. On a phone every dialog is a sheet at the bottom edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogShape {
    /// 420 px wide.
    #[default]
    Normal,
    /// 640 px wide.
    Large,
    /// A sheet at the bottom edge, with a grip.
    Bottom,
}

impl DialogShape {
    const fn class(self) -> &'static str {
        match self {
            Self::Normal => "dialog",
            Self::Large => "dialog dialog-l",
            Self::Bottom => "dialog bottom",
        }
    }
}

/// A native modal dialog: it traps the focus, gives it back, and Escape closes it. A press outside
/// never does, so that nothing typed is lost by it, unless `light` says that nothing is typed.
#[component]
pub fn Dialog(
    /// Whether it is open. It is the caller's to set; closing is asked for through `on_close`.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when Escape or the closing button asks to close it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its heading and name.
    #[prop(into)]
    title: TextProp,
    /// Name of the closing button.
    #[prop(into)]
    close_label: TextProp,
    /// Its shape.
    #[prop(optional)]
    shape: DialogShape,
    /// Whether a press outside closes it.
    #[prop(optional)]
    light: bool,
    /// Called when Enter submits what is in it.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// The buttons at its foot.
    #[prop(optional, into)]
    footer: ViewFn,
    /// Its content, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let parts = StoredValue::new((title, close_label, footer, children));
    let inner = move || {
        let (title, close_label, footer, children) = parts.get_value();
        view! { <Modal on_close title close_label shape light on_submit footer children /> }
    };
    view! { <Show when=move || open.get()>{inner()}</Show> }
}

#[component]
fn Modal(
    on_close: Callback<()>,
    title: TextProp,
    close_label: TextProp,
    shape: DialogShape,
    light: bool,
    on_submit: Option<Callback<()>>,
    footer: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<DialogElement>::new();
    let heading = unique_id("dialog");
    let named_by = heading.clone();
    return_focus_on_cleanup(move || node.try_get_untracked().flatten().map(HtmlElement::from));
    node.on_load(|dialog| {
        let _ = dialog.show_modal();
        // The heading's closing button comes first in the document but last in mind.
        if let Ok(Some(body)) = dialog.query_selector(".content") {
            let body: HtmlElement = body.unchecked_into();
            focus_first(&body);
        }
    });
    let outside = move |ev: leptos::ev::PointerEvent| {
        let on_backdrop = match (ev.target(), node.get_untracked()) {
            (Some(target), Some(dialog)) => target == web_sys::EventTarget::from(dialog),
            _ => false,
        };
        if light && on_backdrop {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=node
            class=shape.class()
            aria-labelledby=named_by
            on:cancel=move |ev: leptos::ev::Event| {
                ev.prevent_default();
                on_close.run(());
            }
            on:keydown=move |ev| {
                // Shortcuts of the page behind stay off.
                ev.stop_propagation();
                if ev.key() == "Escape" {
                    ev.prevent_default();
                    on_close.run(());
                }
                let submits = ev.key() == "Enter" && (ev.ctrl_key() || ev.meta_key());
                if let Some(on_submit) = on_submit.filter(|_| submits) {
                    ev.prevent_default();
                    on_submit.run(());
                }
            }
            on:pointerdown=outside
        >
            <form
                novalidate
                on:submit=move |ev| {
                    ev.prevent_default();
                    if let Some(on_submit) = on_submit {
                        on_submit.run(());
                    }
                }
            >
                <div class="sheet-grip"></div>
                <header>
                    <h2 class="grow" id=heading>{move || title.get()}</h2>
                    <IconButton icon=Icon::Close label=close_label on:click=move |_| on_close.run(()) />
                </header>
                <div class="content" tabindex="-1">{children()}</div>
                <footer>{footer.run()}</footer>
            </form>
        </dialog>
    }
}
