//! Several lines of text.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::reactive::effect;
use super::field::field_context;

/// Text that grows with what is typed.
#[component]
pub fn TextArea(
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text at every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when Ctrl or Cmd and Enter are pressed.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// Shown while nothing is typed; never instead of a label.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// Name for assistive technology where there is no visible label.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Lines it has at least.
    #[prop(default = 2)]
    rows: u32,
    /// Without a frame of its own, inside a composer.
    #[prop(optional)]
    bare: bool,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// The text area itself, for the caller to focus.
    #[prop(optional)]
    node_ref: NodeRef<Textarea>,
) -> impl IntoView {
    let field = field_context();
    let bad = field.bad;
    // Where the browser cannot size it by its content (`field-sizing`), its height follows by hand.
    let grow = move || {
        let Some(area) = node_ref.get_untracked() else { return };
        let style = web_sys::HtmlElement::style(&area);
        let _ = style.set_property("block-size", "auto");
        let _ = style.set_property("block-size", &format!("{}px", area.scroll_height()));
    };
    effect(move |_| {
        value.track();
        if node_ref.get().is_some() {
            grow();
        }
    });
    if autofocus {
        node_ref.on_load(|area| {
            let _ = area.focus();
        });
    }
    let submit = move |ev: leptos::ev::KeyboardEvent| {
        let Some(on_submit) = on_submit else { return };
        if ev.key() == "Enter" && (ev.ctrl_key() || ev.meta_key()) {
            ev.prevent_default();
            on_submit.run(());
        }
    };
    view! {
        <div class:input=!bare class:is-bad=bad>
            <textarea
                node_ref=node_ref
                id=field.id
                rows=rows
                dir="auto"
                prop:value=value
                on:input=move |ev| on_input.run(event_target_value(&ev))
                on:keydown=submit
                required=field.required
                autofocus=autofocus
                placeholder=move || placeholder.as_ref().map(TextProp::get)
                aria-label=move || label.as_ref().map(TextProp::get)
                aria-invalid=move || bad.get().then_some("true")
                aria-describedby=(!field.note.is_empty()).then_some(field.note)
            ></textarea>
        </div>
    }
}
