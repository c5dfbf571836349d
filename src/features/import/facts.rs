//! How the file on screen is read: recognised program, encoding, delimiter, decimal mark, size; and
//! what its rows become.

use leptos::prelude::*;

use super::show;
use super::wizard::wizard;
use super::words;
use crate::client::bridge::engine;
use crate::i18n::en::{common, import as text};
use crate::protocol::import::{Change, Decimal, Dialect, Encoding, FilePlan, Kind};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::field::Field;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::popover::{Popover, Popup};
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::{Picker, Select};
use crate::ui::text::{count, t, ta, word};

/// The line above the mapping.
#[component]
pub fn Facts() -> impl IntoView {
    let wizard = wizard();
    let popup = Popup::new();
    let into = Popup::new();
    let facts = move || {
        let Some(file) = wizard.file_plan() else { return ().into_any() };
        let source = file.source.map(|source| {
            view! {
                <span class="row row-1 green">
                    <Glyph icon=Icon::Check size=IconSize::Small />
                    <b class="med">{source.name()}</b>
                </span>
            }
        });
        let size = ta(text::SIZE, &[("rows", count(file.rows)), ("columns", count(file.columns.len() as u32))]);
        let short = (file.short_rows > 0).then(|| ta(text::SHORT_ROWS, &[("n", count(file.short_rows))]));
        let mixed = (file.misencoded_rows > 0).then(|| ta(text::MIXED, &[("n", count(file.misencoded_rows))]));
        view! {
            {source}
            <span>{words::encoding(file.form.dialect.encoding)}</span>
            <span>{words::delimiter(file.form.dialect.delimiter)}</span>
            {decimal_of(&file).map(|decimal| view! { <span>{t(words::decimal(decimal))}</span> })}
            <span class="num">{size}</span>
            {short.map(|words| view! { <span class="amber">{words}</span> })}
            {mixed.map(|words| view! { <span class="amber">{words}</span> })}
        }
        .into_any()
    };
    let becomes = move || {
        let file = wizard.file_plan();
        engine().state.with(|state| file.map(|file| show::many(&state.schema, file.object)).unwrap_or_default())
    };
    let objects = Signal::derive(move || {
        engine().state.with(|state| {
            let choice = |object: &crate::model::schema::Object| Choice {
                mark: Mark::Icon(Icon::named(&object.icon).unwrap_or(Icon::Box)),
                ..Choice::new(object.key.clone(), show::many(&state.schema, object.id))
            };
            show::objects(&state.schema).map(choice).collect::<Vec<_>>()
        })
    });
    let chosen = Signal::derive(move || {
        let file = wizard.file_plan();
        let key = engine().state.with(|state| Some(state.schema.object(file?.object)?.key.clone()));
        key.into_iter().collect::<Vec<_>>()
    });
    let pick = Callback::new(move |key: String| {
        let object = engine().state.with_untracked(|state| state.schema.by_key(&key).map(|object| object.id));
        if let Some(object) = object {
            wizard.change("import.map", wizard.file.get_untracked(), Change::Object(object));
        }
    });
    let left_out = memo(move |_| wizard.file_plan().is_some_and(|file| file.left_out));
    let several = memo(move |_| wizard.plan.with(|plan| plan.files.len() > 1));
    let leave = move |_| {
        wizard.change("import.map", wizard.file.get_untracked(), Change::Leave(!left_out.get_untracked()));
    };
    let into_words =
        ListWords { label: t(text::BECOME).into(), search: t(common::SEARCH).into(), none: t(text::NONE_FITS).into() };
    view! {
        <div class="imp-facts">
            {move || facts().into_any()}
            <span class="grow"></span>
            <Show when=move || several.get()>
                <Button
                    label=move || t(if left_out.get() { text::TAKE_IN } else { text::LEAVE_OUT })
                    small=true
                    on:click=leave
                />
            </Show>
            <Button
                label=move || ta(text::BECOME_WHAT, &[("objects", word(becomes()))])
                small=true
                look=Look::Secondary
                on:click=move |event| into.toggle(&event)
            />
            <Picker popup=into words=into_words choices=objects chosen on_pick=pick />
            <Button label=t(text::CHANGE) small=true class="link" on:click=move |event| popup.toggle(&event) />
            <Popover popup label=t(text::CHANGE_FORMAT) class="imp-form">
                <FormatForm />
            </Popover>
        </div>
    }
}

/// The decimal mark of the file's numbers, if it has any.
fn decimal_of(file: &FilePlan) -> Option<Decimal> {
    let number = |kind: Kind| matches!(kind, Kind::Number(1..) | Kind::Percent | Kind::Money(_));
    file.columns.iter().find(|column| number(column.kind)).map(|column| column.format.decimal)
}

/// Encoding, delimiter and heading of the file.
#[component]
fn FormatForm() -> impl IntoView {
    let wizard = wizard();
    let dialect = memo(move |_| wizard.file_plan().map(|file| file.form.dialect).unwrap_or_default());
    let header = Signal::derive(move || Tick::from(wizard.file_plan().is_some_and(|file| file.form.header)));
    let set = move |dialect: Dialect| {
        wizard.change("import.answer", wizard.file.get_untracked(), Change::Dialect(dialect));
    };
    let encodings: Vec<Choice> =
        Encoding::ALL.iter().enumerate().map(|(at, one)| Choice::new(at.to_string(), words::encoding(*one))).collect();
    let delimiters: Vec<Choice> = words::DELIMITERS
        .iter()
        .map(|delimiter| Choice::new(delimiter.to_string(), words::delimiter(*delimiter)))
        .collect();
    let encoding_now = Signal::derive(move || {
        let now = dialect.get().encoding;
        let at = Encoding::ALL.iter().position(|one| *one == now)?;
        Some(Choice::new(at.to_string(), words::encoding(now)))
    });
    let delimiter_now = Signal::derive(move || {
        let now = dialect.get().delimiter;
        Some(Choice::new(now.to_string(), words::delimiter(now)))
    });
    let pick_encoding = Callback::new(move |id: Option<String>| {
        let picked = id.and_then(|id| id.parse::<usize>().ok()).and_then(|at| Encoding::ALL.get(at).copied());
        if let Some(encoding) = picked {
            set(Dialect { encoding, ..dialect.get_untracked() });
        }
    });
    let pick_delimiter = Callback::new(move |id: Option<String>| {
        if let Some(delimiter) = id.and_then(|id| id.parse().ok()) {
            set(Dialect { delimiter, ..dialect.get_untracked() });
        }
    });
    let set_header = Callback::new(move |on: bool| {
        wizard.change("import.answer", wizard.file.get_untracked(), Change::Header(on));
    });
    let words =
        |label| ListWords { label: t(label).into(), search: t(common::SEARCH).into(), none: t(text::NONE_FITS).into() };
    view! {
        <div class="col imp-fields">
            <Field label=t(text::ENCODING) required=true>
                <Select
                    words=words(text::ENCODING)
                    placeholder=String::new()
                    value=encoding_now
                    choices=Signal::stored(encodings)
                    on_change=pick_encoding
                />
            </Field>
            <Field label=t(text::DELIMITER) required=true>
                <Select
                    words=words(text::DELIMITER)
                    placeholder=String::new()
                    value=delimiter_now
                    choices=Signal::stored(delimiters)
                    on_change=pick_delimiter
                />
            </Field>
            <Checkbox value=header on_change=set_header text=t(text::HAS_HEADER) />
        </div>
    }
}
