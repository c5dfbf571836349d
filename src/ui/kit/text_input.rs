//! One line of text.

use leptos::html::Input;
use leptos::prelude::*;

use super::field::field_context;
use super::glyph::Glyph;
use super::icon::Icon;

/// What is typed, which decides the phone's keyboard and what a browser offers to fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Anything.
    #[default]
    Plain,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    Url,
    /// Words to look for.
    Search,
}

impl TextKind {
    const fn input_type(self) -> &'static str {
        match self {
            // Not `email` and `url`: browsers trim and refuse what a person has typed.
            Self::Plain | Self::Email | Self::Url => "text",
            Self::Phone => "tel",
            Self::Search => "search",
        }
    }

    const fn mode(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Url => "url",
            Self::Search => "search",
        }
    }
}

/// A line of text. The value is whatever is typed; the caller parses it.
#[component]
pub fn TextInput(
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text at every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// A picture before the text.
    #[prop(optional)]
    icon: Option<Icon>,
    /// A word or unit after the text.
    #[prop(optional, into)]
    affix: Option<TextProp>,
    /// Shown while nothing is typed; never instead of a label.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// Name for assistive technology where there is no visible label.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it can be typed into.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Right-aligned, with figures of one width.
    #[prop(optional)]
    numeric: bool,
    /// The input itself, for the caller to focus or select.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    let field = field_context();
    let bad = field.bad;
    let spell = if kind == TextKind::Plain && !numeric { "true" } else { "false" };
    let mode = if numeric { "decimal" } else { kind.mode() };
    if autofocus {
        node_ref.on_load(|input| {
            let _ = input.focus();
        });
    }
    view! {
        <div class="input" class:is-bad=bad class:is-num=numeric>
            {icon.map(|icon| view! { <Glyph icon /> })}
            <input
                node_ref=node_ref
                id=field.id
                type=kind.input_type()
                inputmode=mode
                autocomplete="off"
                spellcheck=spell
                dir=if numeric || kind != TextKind::Plain { "ltr" } else { "auto" }
                prop:value=value
                on:input=move |ev| on_input.run(event_target_value(&ev))
                disabled=disabled
                required=field.required
                autofocus=autofocus
                placeholder=move || placeholder.as_ref().map(TextProp::get)
                aria-label=move || label.as_ref().map(TextProp::get)
                aria-invalid=move || bad.get().then_some("true")
                aria-describedby=(!field.note.is_empty()).then_some(field.note)
            />
            {affix.map(|affix| view! { <span class="affix">{move || affix.get()}</span> })}
        </div>
    }
}
