//! The component kit: small, accessible parts without business rules and without words of their own.
//!
//! Conventions that hold for every part:
//! - Labels are passed in, already translated. A label is a `TextProp`: a string or a closure that
//!   returns one, so that a change of language reaches it.
//! - Values go in as signals and come out through callbacks; a part keeps no copy that matters.
//! - Event listeners and attributes can be put on a part as on an element: `<Button on:click=...>`.
//! - Computed measures go through `style:name=`, never through a `style="..."` attribute, which a
//!   strict content security policy refuses.
//! - Generic machinery is compiled once: memos and effects are made by `reactive`, `<Show>` and `<For>`
//!   come from `flow`. A closure with a name that is a child of an element is written
//!   `{move || name().into_any()}`: only a closure that the macro sees is put behind a box, and only views
//!   without a type share what draws them again.
//! - Whatever opens over the page gives the focus back to where it was when it closes.
//!
//! [`geometry`], [`icon`], [`identity`] and [`window`] are plain data and arithmetic, tested natively; the rest
//! needs the browser.

pub mod geometry;
pub mod icon;
pub mod identity;
pub mod window;

macro_rules! components {
    ($($name:ident),* $(,)?) => {
        $(#[cfg(feature = "ui")] pub mod $name;)*
    };
}

components!(
    avatar,
    banner,
    button,
    checkbox,
    chip,
    date_input,
    dialog,
    dom,
    drag,
    empty_state,
    field,
    flow,
    focus,
    glyph,
    hooks,
    icon_button,
    kbd,
    listbox,
    menu,
    multi_select,
    number_input,
    popover,
    progress,
    rating,
    reactive,
    segmented,
    select,
    skeleton,
    splitter,
    switch,
    tabs,
    text_area,
    text_input,
    toast,
    tooltip,
    virtual_list,
);
