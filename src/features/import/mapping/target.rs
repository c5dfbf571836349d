//! The choice of where a column goes.

use leptos::prelude::*;

use super::row::ColumnHere;
use crate::client::bridge::engine;
use crate::features::import::show;
use crate::features::import::wizard::wizard;
use crate::features::import::words;
use crate::i18n::en::{common, import as text};
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::{FieldKind, Schema};
use crate::model::standard;
use crate::protocol::import::{Change, ColumnPlan, Kind, NewKind, Target};
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::select::Picker;
use crate::ui::names;
use crate::ui::text::{t, ta, word};

/// The field that opens the list of targets.
#[component]
pub fn TargetPicker(
    /// The column.
    here: ColumnHere,
) -> impl IntoView {
    let wizard = wizard();
    let popup = Popup::new();
    let state = engine().state;
    let target =
        memo(move |_| here.plan.with(|plan| plan.as_ref().map(|plan| plan.target.clone()).unwrap_or_default()));
    let asks = memo(move |_| here.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.ask.is_some())));
    let words = memo(move |_| state.with(|state| show::target(&state.schema, here.object.get(), &target.get())));
    let icon = memo(move |_| state.with(|state| show::target_icon(&state.schema, here.object.get(), &target.get())));
    // Made only while the list is open.
    let choices = Signal::derive(move || {
        if !popup.is_open() {
            return Vec::new();
        }
        let plan = here.plan.get();
        state.with(|state| plan.map(|plan| choices(&state.schema, here.object.get(), &plan)).unwrap_or_default())
    });
    let chosen = Signal::derive(move || vec![id_of(&target.get())]);
    let pick = Callback::new(move |id: String| {
        let name = here.name();
        if let Some(target) = target_of(&id, &name) {
            wizard.change("import.map", here.file, Change::Target { column: here.at, target });
        }
    });
    let label = ta(text::WHERE_TO, &[("column", word(here.name()))]);
    let list =
        ListWords { label: label.clone().into(), search: t(common::SEARCH).into(), none: t(text::NONE_FITS).into() };
    view! {
        <button
            type="button"
            class="map"
            class:is-ask=move || asks.get()
            class:is-skip=move || target.get() == Target::Skip
            aria-haspopup="listbox"
            aria-expanded=move || popup.is_open().to_string()
            aria-label=move || format!("{label}: {}", words.get())
            on:click=move |event| popup.toggle(&event)
        >
            <Glyph icon />
            <span class="clip">{words}</span>
            <Glyph icon=Icon::Down />
        </button>
        <Picker popup words=list choices chosen on_pick=pick />
    }
}

fn choices(schema: &Schema, object: ObjectId, plan: &ColumnPlan) -> Vec<Choice> {
    let Some(known) = schema.object(object) else { return Vec::new() };
    let with_icon = |id: String, label: String, icon: Icon| Choice { mark: Mark::Icon(icon), ..Choice::new(id, label) };
    let guess = guess(plan.kind);
    let mut all = vec![
        with_icon("skip".into(), t(text::DO_NOT_IMPORT), Icon::Minus),
        Choice {
            note: t(words::new_kind(guess)),
            ..with_icon(
                format!("new:{}", new_id(guess)),
                ta(text::NEW_FIELD, &[("name", word(plan.name.clone()))]),
                Icon::Plus,
            )
        },
    ];
    if object == standard::PERSON || object == standard::LEAD {
        all.push(with_icon("name".into(), t(text::FULL_NAME), Icon::Person));
    }
    for field in known.fields.iter().filter(|field| !field.archived) {
        let note = field.kind.target().map(|target| show::one(schema, target)).unwrap_or_default();
        let label = names::field(known, field);
        let icon = show::kind_icon(&field.kind);
        all.push(Choice { note, ..with_icon(format!("field:{}", field.id.0), label.clone(), icon) });
        if field.kind == FieldKind::Money {
            let label = ta(text::CURRENCY_OF, &[("field", word(label))]);
            all.push(with_icon(format!("currency:{}", field.id.0), label, Icon::Money));
        }
    }
    let others = NEW_KINDS.iter().filter(|(kind, _)| *kind != guess);
    all.extend(others.map(|(kind, id)| with_icon(format!("new:{id}"), show::new_field_as(*kind), Icon::Plus)));
    all
}

/// What a new field can hold, with the word that names it in a choice.
const NEW_KINDS: [(NewKind, &str); 12] = [
    (NewKind::Text, "text"),
    (NewKind::LongText, "long"),
    (NewKind::Number(2), "number"),
    (NewKind::Percent, "percent"),
    (NewKind::Money, "money"),
    (NewKind::Date, "date"),
    (NewKind::DateTime, "moment"),
    (NewKind::Checkbox, "box"),
    (NewKind::Select, "select"),
    (NewKind::Link, "link"),
    (NewKind::Phone, "phone"),
    (NewKind::Email, "email"),
];

fn new_id(kind: NewKind) -> String {
    match kind {
        NewKind::Number(decimals) => format!("number.{decimals}"),
        other => NEW_KINDS.iter().find(|(kind, _)| *kind == other).map_or("text", |(_, id)| id).to_owned(),
    }
}

fn guess(kind: Kind) -> NewKind {
    match kind {
        Kind::Empty | Kind::Text => NewKind::Text,
        Kind::LongText => NewKind::LongText,
        Kind::Choice => NewKind::Select,
        Kind::Number(decimals) => NewKind::Number(decimals),
        Kind::Percent => NewKind::Percent,
        Kind::Money(_) => NewKind::Money,
        Kind::Date => NewKind::Date,
        Kind::DateTime => NewKind::DateTime,
        Kind::Checkbox => NewKind::Checkbox,
        Kind::Email => NewKind::Email,
        Kind::Phone => NewKind::Phone,
        Kind::Link => NewKind::Link,
    }
}

fn id_of(target: &Target) -> String {
    match target {
        Target::Skip => "skip".into(),
        Target::FullName => "name".into(),
        Target::Field(id) => format!("field:{}", id.0),
        Target::CurrencyOf(id) => format!("currency:{}", id.0),
        Target::New { kind, .. } => format!("new:{}", new_id(*kind)),
    }
}

fn target_of(id: &str, label: &str) -> Option<Target> {
    Some(match id.split_once(':') {
        None if id == "skip" => Target::Skip,
        None if id == "name" => Target::FullName,
        Some(("field", number)) => Target::Field(FieldId(number.parse().ok()?)),
        Some(("currency", number)) => Target::CurrencyOf(FieldId(number.parse().ok()?)),
        Some(("new", kind)) => {
            let kind = match kind.strip_prefix("number.") {
                Some(decimals) => NewKind::Number(decimals.parse().ok()?),
                None => NEW_KINDS.iter().find(|(_, known)| *known == kind)?.0,
            };
            Target::New { label: label.to_owned(), kind, source_id: false }
        }
        _ => return None,
    })
}
