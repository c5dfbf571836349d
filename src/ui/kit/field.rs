//! Label, hint and error around one control.

use leptos::context::Provider;
use leptos::prelude::*;

use super::glyph::{Glyph, IconSize};
use super::hooks::unique_id;
use super::icon::Icon;

/// What a [`Field`] tells the control inside it.
#[derive(Clone)]
pub struct FieldContext {
    /// Id that the control takes, so that the label belongs to it.
    pub id: String,
    /// Id of the text that explains the control or says what is wrong.
    pub note: String,
    /// Whether what was typed is refused.
    pub bad: Signal<bool>,
    /// Whether something must be typed.
    pub required: bool,
}

/// The id and state that a control inside a [`Field`] takes over, or fresh ones outside of one.
pub fn field_context() -> FieldContext {
    use_context::<FieldContext>().unwrap_or_else(|| FieldContext {
        id: unique_id("control"),
        note: String::new(),
        bad: Signal::from(false),
        required: false,
    })
}

/// A labelled control. Put exactly one control of the kit inside.
#[component]
pub fn Field(
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// A line of help under the control.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with the value, in words; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether something must be typed.
    #[prop(optional)]
    required: bool,
    /// More class names: `span` takes the whole width of a `.fields` grid.
    #[prop(optional)]
    class: &'static str,
    /// The control.
    children: Children,
) -> impl IntoView {
    let id = unique_id("field");
    let note = format!("{id}-note");
    let bad = Signal::derive(move || error.with(Option::is_some));
    let context = FieldContext { id: id.clone(), note: note.clone(), bad, required };
    let note_id = note.clone();
    let below = move || match error.get() {
        Some(error) => view! {
            <span class="error" id=note_id.clone() role="alert">
                <Glyph icon=Icon::Warning size=IconSize::Small />
                {error}
            </span>
        }
        .into_any(),
        None => hint
            .clone()
            .map(|hint| view! { <span class="hint" id=note.clone()>{move || hint.get()}</span> })
            .into_any(),
    };
    view! {
        <div class=format!("field {class}") class:is-bad=bad class:is-required=required>
            <label for=id>{move || label.get()}</label>
            <Provider value=context>{children()}</Provider>
            {move || below().into_any()}
        </div>
    }
}
