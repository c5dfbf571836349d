//! A field of a form: the input that fits its kind, with label and error.

use leptos::prelude::*;

use super::date_editor::{iso_of, read_iso};
use super::draft::{draft_of, read_draft, words_for};
use super::edits::value_of;
use super::link_source::use_link_source;
use crate::client::bridge::engine;
use crate::db::edit::Edit;
use crate::db::show::{Cell, Link};
use crate::i18n::en::cell as words;
use crate::model::id::{OptionId, RecordId};
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::columns::{ChoiceView, Column};
use crate::ui::format::format;
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::date_input::DateInput;
use crate::ui::kit::field::Field;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::multi_select::MultiSelect;
use crate::ui::kit::rating::Rating;
use crate::ui::kit::select::Select;
use crate::ui::kit::text_area::TextArea;
use crate::ui::kit::text_input::{TextInput, TextKind};
use crate::ui::text::t;

/// A field of a form. What is typed and cannot be read stays, with the reason under it, and the cell
/// keeps what it was.
#[component]
pub fn FormInput(
    /// The field.
    column: Column,
    /// Its content; links carry their titles.
    cell: RwSignal<Cell>,
    /// What is wrong with it, said by the form.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether it cannot be read as it stands.
    unreadable: RwSignal<bool>,
    /// Linked records that have to be made first.
    made: RwSignal<Vec<(RecordId, Edit)>>,
    /// The choice that decides what is offered here.
    #[prop(into)]
    parent: Signal<Option<OptionId>>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let own = RwSignal::new(None::<String>);
    let wrong = Signal::derive(move || own.get().or_else(|| error.get()));
    let label = column.label.clone();
    let required = column.required;
    let wide = matches!(column.kind, FieldKind::LongText);
    let tick = matches!(column.kind, FieldKind::Checkbox);
    let input = move || input(column, cell, own, unreadable, made, parent, autofocus);
    if tick {
        return view! { <div class="field is-tick">{input()}</div> }.into_any();
    }
    view! {
        <Field label=label error=wrong required=required class=if wide { "span" } else { "" }>
            {input()}
        </Field>
    }
    .into_any()
}

fn input(
    column: Column,
    cell: RwSignal<Cell>,
    own: RwSignal<Option<String>>,
    unreadable: RwSignal<bool>,
    made: RwSignal<Vec<(RecordId, Edit)>>,
    parent: Signal<Option<OptionId>>,
    autofocus: bool,
) -> AnyView {
    match column.kind.clone() {
        FieldKind::LongText => {
            let value = Signal::derive(move || text_of(&cell.get()));
            let change = move |text: String| cell.set(cell_of(kept(&text)));
            view! { <TextArea value on_input=change rows=3 autofocus /> }.into_any()
        }
        FieldKind::Text | FieldKind::Link | FieldKind::Phone | FieldKind::Email => {
            let kind = match column.kind {
                FieldKind::Link => TextKind::Url,
                FieldKind::Phone => TextKind::Phone,
                FieldKind::Email => TextKind::Email,
                _ => TextKind::Plain,
            };
            let value = Signal::derive(move || text_of(&cell.get()));
            let change = move |text: String| cell.set(cell_of(kept(&text)));
            view! { <TextInput value on_input=change kind autofocus /> }.into_any()
        }
        FieldKind::Number { .. } | FieldKind::Percent | FieldKind::Money | FieldKind::Duration => {
            typed_input(&column, cell, own, unreadable, autofocus)
        }
        FieldKind::Date | FieldKind::DateTime => {
            let with_time = matches!(column.kind, FieldKind::DateTime);
            let draft = RwSignal::new(iso_of(&value_of(&column, &cell.get_untracked())));
            let change = move |text: String| {
                cell.set(cell_of(read_iso(&text, with_time)));
                draft.set(text);
            };
            view! { <DateInput value=draft on_input=change with_time autofocus /> }.into_any()
        }
        FieldKind::Checkbox => {
            let value = Signal::derive(move || Tick::from(cell.get() == Cell::Value(Value::Bool(true))));
            view! { <Checkbox value on_change=move |on| cell.set(Cell::Value(Value::Bool(on))) text=column.label /> }
                .into_any()
        }
        FieldKind::Rating { max } => {
            let value =
                Signal::derive(move || if let Cell::Value(Value::Rating(stars)) = cell.get() { stars } else { 0 });
            let change =
                move |stars: u8| cell.set(if stars == 0 { Cell::Empty } else { Cell::Value(Value::Rating(stars)) });
            view! { <Rating value on_change=change label=column.label max /> }.into_any()
        }
        FieldKind::Select { .. } => select_input(&column, cell, parent),
        FieldKind::MultiSelect { .. } => multi_input(&column, cell),
        FieldKind::Relation { .. } | FieldKind::Relations { .. } | FieldKind::User => link_input(&column, cell, made),
    }
}

/// Text as it is being typed: blanks at its end are kept until it is saved.
fn kept(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn cell_of(value: Value) -> Cell {
    if value.is_empty() { Cell::Empty } else { Cell::Value(value) }
}

fn text_of(cell: &Cell) -> String {
    if let Cell::Value(Value::Text(text)) = cell { text.clone() } else { String::new() }
}

fn words(label: &str) -> ListWords {
    ListWords { label: label.to_owned().into(), search: t(words::FIND).into(), none: t(words::NOTHING_FITS).into() }
}

fn typed_input(
    column: &Column,
    cell: RwSignal<Cell>,
    own: RwSignal<Option<String>>,
    unreadable: RwSignal<bool>,
    autofocus: bool,
) -> AnyView {
    let format = format();
    let currency = engine().state.with_untracked(|state| state.settings.currency);
    let draft = RwSignal::new(draft_of(&column.kind, &value_of(column, &cell.get_untracked()), format));
    let kind = StoredValue::new(column.kind.clone());
    let unit = match column.kind {
        FieldKind::Percent => Some("%".to_owned()),
        FieldKind::Money => Some(currency.to_string()),
        _ => None,
    };
    let change = move |text: String| {
        match kind.with_value(|kind| read_draft(kind, &text, currency, format)) {
            Ok(value) => {
                own.set(None);
                unreadable.set(false);
                cell.set(cell_of(value));
            }
            Err(why) => {
                // Said once it is left; half a number is no mistake yet.
                unreadable.set(true);
                if own.with_untracked(Option::is_some) {
                    own.set(Some(t(words_for(why))));
                }
            }
        }
        draft.set(text);
    };
    let left = move |_| {
        // The form may be closing.
        let Some(draft) = draft.try_get_untracked() else { return };
        let read = kind.with_value(|kind| read_draft(kind, &draft, currency, format));
        own.set(read.err().map(|why| t(words_for(why))));
    };
    view! {
        <span class="contents" on:focusout=left>
            <TextInput value=draft on_input=change numeric=true affix=unit.unwrap_or_default() autofocus />
        </span>
    }
    .into_any()
}

fn as_choice(choice: &ChoiceView) -> Choice {
    Choice { mark: Mark::Dot(choice.hue), ..Choice::new(choice.id.0.to_string(), choice.label.clone()) }
}

fn select_input(column: &Column, cell: RwSignal<Cell>, parent: Signal<Option<OptionId>>) -> AnyView {
    let all = column.choices.clone();
    let offered = {
        let all = all.clone();
        Signal::derive(move || {
            let parent = parent.get();
            let fits = |choice: &&ChoiceView| {
                !choice.archived && (parent.is_none() || choice.parent.is_none() || choice.parent == parent)
            };
            all.iter().filter(fits).map(as_choice).collect::<Vec<_>>()
        })
    };
    let value = Signal::derive(move || match cell.get() {
        Cell::Value(Value::Option(id)) => all.iter().find(|choice| choice.id == id).map(as_choice),
        _ => None,
    });
    let change = move |id: Option<String>| {
        let id = id.and_then(|id| id.parse().ok()).map(OptionId);
        cell.set(id.map_or(Cell::Empty, |id| Cell::Value(Value::Option(id))));
    };
    view! { <Select words=words(&column.label) placeholder="" value choices=offered on_change=change /> }.into_any()
}

fn multi_input(column: &Column, cell: RwSignal<Cell>) -> AnyView {
    let all = column.choices.clone();
    let choices: Vec<Choice> = all.iter().filter(|choice| !choice.archived).map(as_choice).collect();
    let value = Signal::derive(move || match cell.get() {
        Cell::Value(Value::Options(ids)) => {
            all.iter().filter(|choice| ids.contains(&choice.id)).map(as_choice).collect()
        }
        _ => Vec::new(),
    });
    let change = move |ids: Vec<String>| {
        let ids = ids.iter().filter_map(|id| id.parse().ok()).map(OptionId).collect();
        cell.set(cell_of(Value::options(ids)));
    };
    view! {
        <MultiSelect words=words(&column.label) add_label=t(words::ADD) remove_label=t(words::REMOVE) value choices on_change=change />
    }
    .into_any()
}

fn link_input(column: &Column, cell: RwSignal<Cell>, made: RwSignal<Vec<(RecordId, Edit)>>) -> AnyView {
    let Some(target) = column.kind.target() else { return ().into_any() };
    let is_user = matches!(column.kind, FieldKind::User);
    let source = use_link_source(target, !is_user);
    let mark = if is_user || target == crate::model::standard::PERSON { Mark::Person } else { Mark::Company };
    let as_choice =
        move |link: &Link| Choice { mark: mark.clone(), ..Choice::new(link.id.to_string(), link.title.clone()) };
    let links = move || if let Cell::Links(links) = cell.get() { links } else { Vec::new() };
    let take = move |id: &str| -> Option<Link> {
        let known = if let Cell::Links(links) = cell.get_untracked() { links } else { Vec::new() };
        if let Some(link) = known.into_iter().find(|link| link.id.to_string() == id) {
            return Some(link);
        }
        let (link, create) = source.pick(id)?;
        if let Some(create) = create {
            made.update(|made| made.push((link.id, create)));
        }
        Some(link)
    };
    let put = move |links: Vec<Link>| cell.set(if links.is_empty() { Cell::Empty } else { Cell::Links(links) });
    let search = move |text: String| source.search(text);
    if matches!(column.kind, FieldKind::Relations { .. }) {
        let value = Signal::derive(move || links().iter().map(&as_choice).collect::<Vec<_>>());
        let change = move |ids: Vec<String>| put(ids.iter().filter_map(|id| take(id)).collect());
        return view! {
            <MultiSelect
                words=words(&column.label) add_label=t(words::ADD) remove_label=t(words::REMOVE)
                value choices=source.choices on_change=change on_query=search
            />
        }
        .into_any();
    }
    let value = Signal::derive(move || links().first().map(&as_choice));
    let change = move |id: Option<String>| put(id.and_then(|id| take(&id)).into_iter().collect());
    view! {
        <Select
            words=words(&column.label) placeholder="" value choices=source.choices
            on_change=change on_query=search busy=source.busy
        />
    }
    .into_any()
}
