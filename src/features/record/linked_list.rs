//! Records that lead to a record: one section for each relation, derived from the schema.

use leptos::prelude::*;

use super::state::{RecordState, leads_to};
use crate::client::live::{ListSpec, LiveRow, use_list};
use crate::db::query::{Aggregate, Figure, Function, Path, Query};
use crate::db::query::{Filter, Test};
use crate::db::show::{Cell, Link};
use crate::i18n::en::record as text;
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::{FieldKind, Object, Outcome, Role, Schema};
use crate::model::standard;
use crate::model::value::Value;
use crate::ui::cell::{cell_text, cell_view, link_avatar};
use crate::ui::columns::Column;
use crate::ui::create::creator;
use crate::ui::figures::figure_value;
use crate::ui::format::format;
use crate::ui::kit::avatar::AvatarSize;
use crate::ui::kit::flow::{For, Show};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::{Frame, IconButton};
use crate::ui::kit::reactive::memo;
use crate::ui::names;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta, word};

/// A relation that leads here, as a section: the object type and the field of its records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Incoming {
    pub(super) object: ObjectId,
    pub(super) field: FieldId,
}

/// The relations that lead to an object type. Notes and activities have tabs of their own.
pub(super) fn incoming(schema: &Schema, to: ObjectId) -> Vec<Incoming> {
    schema
        .incoming(to)
        .filter(|(object, field)| {
            object.role != Role::System && !field.archived && !matches!(object.id, standard::NOTE | standard::ACTIVITY)
        })
        .map(|(object, field)| Incoming { object: object.id, field: field.id })
        .collect()
}

/// A section of records that lead here.
#[component]
pub fn LinkedSection(
    /// What the parts of the page share.
    state: RecordState,
    /// The relation.
    link: Incoming,
    /// Rows shown before "n more".
    most: usize,
    /// Only records that are not closed yet, with the sum of their amounts: open deals.
    #[prop(optional)]
    open_only: bool,
    /// Takes no place while there is nothing in it.
    #[prop(optional)]
    hide_empty: bool,
) -> impl IntoView {
    let format = format();
    let all = RwSignal::new(false);
    let schema = state.schema.get_untracked();
    let Some(other) = schema.object(link.object).cloned() else { return ().into_any() };
    let parts = Parts::of(&schema, &other, link.field);
    let paths: Vec<Path> = parts.columns().iter().map(|column| column.path).collect();
    let money = parts.money.clone();
    let stage = parts.stage.clone();
    let aggregates: Vec<Aggregate> =
        money.iter().map(|column| Aggregate { path: column.path, function: Function::Sum }).collect();
    let object_id = other.id;
    let spec = Signal::derive(move || {
        let mut filter = leads_to(link.field, state.id.get());
        if let (true, Some(stage)) = (open_only, &stage) {
            filter = Filter::All(vec![filter, Filter::is(stage.path, Test::Outcome(Outcome::Open))]);
        }
        let query = Query { filter, ..Query::of(object_id) };
        Some(ListSpec { query, columns: paths.clone(), aggregates: aggregates.clone() })
    });
    let list = use_list(spec);
    let heading = {
        let plain = names::many(&other);
        if open_only {
            ta(text::OPEN_OF, &[("objects", word(plain.to_lowercase()))])
        } else {
            // Two relations of one type (owner, manager) are told apart by the field.
            let twice =
                incoming(&schema, state.object.get_untracked().id).iter().filter(|i| i.object == other.id).count() > 1;
            let field = other.field(link.field).map(|field| names::field(&other, field)).unwrap_or_default();
            if twice { format!("{plain}: {field}") } else { plain }
        }
    };
    let figure = move || {
        let total = format.number(f64::from(list.total.get()), 0);
        let sum = money.as_ref().and_then(|column| {
            let figure = list.figures.with(|figures| figures.first().cloned()).unwrap_or(Figure::None);
            let text = figure_value(Function::Sum, &figure, column, format);
            (!text.is_empty()).then_some(text)
        });
        match sum {
            Some(sum) if open_only => sum,
            Some(sum) => format!("{total} · {sum}"),
            None => total,
        }
    };
    let key = other.key.clone();
    let parts = StoredValue::new(parts);
    let rows = move || {
        let most = if all.get() { usize::MAX } else { most };
        list.window.get().rows.into_iter().take(most).collect::<Vec<_>>()
    };
    let row = move |row: LiveRow| {
        let (key, parts) = (key.clone(), parts.get_value());
        view! { <LinkedRow row object=object_id key=key parts=parts /> }
    };
    let left = move || (list.total.get() as usize).saturating_sub(most);
    let shows = move || !hide_empty || list.total.get() > 0;
    let add_label = ta(text::ADD_LINKED, &[("object", word(names::one(&other).to_lowercase()))]);
    let is_set = matches!(other.field(link.field).map(|field| &field.kind), Some(FieldKind::Relations { .. }));
    let add = move |_| {
        let id = state.id.get_untracked();
        let value = if is_set { Value::Refs(vec![id]) } else { Value::Ref(id) };
        creator().open(object_id, vec![(link.field, value)]);
    };
    let row = StoredValue::new(row);
    view! {
        <section class="section" class:is-gone=move || !shows()>
            <h3>
                {heading}
                <span class="more num">{figure}</span>
                <IconButton icon=Icon::Plus label=add_label frame=Frame::Small on:click=add />
            </h3>
            <For each=rows key=|row| row.id children=move |live| row.with_value(|row| row(live)) />
            <Show when=move || { left() > 0 && !all.get() }>
                <button type="button" class="meta link" on:click=move |_| all.set(true)>
                    {move || ta(text::N_MORE, &[("n", count(left() as u32))])}
                </button>
            </Show>
        </section>
    }
    .into_any()
}

/// What a row of a linked record shows: a line under its name, an amount, a choice, a telephone.
#[derive(Clone, PartialEq, Debug)]
struct Parts {
    subtitle: Option<Column>,
    money: Option<Column>,
    stage: Option<Column>,
    phone: Option<Column>,
}

impl Parts {
    fn of(schema: &Schema, object: &Object, except: FieldId) -> Self {
        let column = |wanted: &dyn Fn(&FieldKind) -> bool| {
            let field =
                object.fields.iter().find(|field| !field.archived && field.id != except && wanted(&field.kind))?;
            Column::of_field(schema, object, field.id)
        };
        let closes = |kind: &FieldKind| kind.options().iter().any(|choice| choice.outcome != Outcome::Open);
        Self {
            subtitle: object
                .subtitle
                .filter(|field| *field != except)
                .and_then(|field| Column::of_field(schema, object, field)),
            money: column(&|kind| *kind == FieldKind::Money),
            stage: column(&closes),
            phone: column(&|kind| *kind == FieldKind::Phone),
        }
    }

    fn columns(&self) -> Vec<&Column> {
        [&self.subtitle, &self.money, &self.stage, &self.phone].into_iter().flatten().collect()
    }
}

#[component]
fn LinkedRow(row: LiveRow, object: ObjectId, key: String, parts: Parts) -> impl IntoView {
    let format = format();
    let href = Route::Record(key, row.id).path();
    let row = row.row;
    let person = object == standard::PERSON;
    move || {
        let row = row.get();
        let cell = |wanted: &Option<Column>| {
            let column = wanted.as_ref()?;
            let at = parts.columns().iter().position(|other| other.path == column.path)?;
            let cell = row.cells.get(at).cloned().unwrap_or_default();
            (cell != Cell::Empty).then(|| (column.clone(), cell))
        };
        let link = Link { object, id: row.id, title: row.title.clone(), deleted: false };
        let under = cell(&parts.subtitle).map(|(column, cell)| cell_text(&column, &cell, format));
        let amount = cell(&parts.money)
            .map(|(column, cell)| view! { <span class="num">{cell_text(&column, &cell, format)}</span> });
        let stage = cell(&parts.stage).map(|(column, cell)| cell_view(&column, &cell, format));
        let call = cell(&parts.phone).filter(|_| person).and_then(|(column, cell)| {
            let Cell::Value(Value::Text(number)) = cell else { return None };
            let href = crate::ui::cell::outside_href(&column.kind, &number)?;
            let label = ta(text::CALL_NAMED, &[("name", word(&row.title))]);
            Some(view! {
                <a class="ibtn" href=href aria-label=label data-tip=t(text::CALL)>
                    <crate::ui::kit::glyph::Glyph icon=Icon::Phone />
                </a>
            })
        });
        view! {
            <div class="rel">
                {link_avatar(&link, AvatarSize::S24)}
                <a class="col grow" href=href.clone()>
                    <span class="clip med" dir="auto">{row.title.clone()}</span>
                    {under.map(|under| view! { <span class="meta dim clip" dir="auto">{under}</span> })}
                </a>
                {stage}
                {amount}
                {call}
            </div>
        }
    }
}

/// The Related tab: every relation that leads here.
#[component]
pub fn Related(
    /// What the parts of the page share.
    state: RecordState,
) -> impl IntoView {
    let links = memo(move |_| state.schema.with(|schema| state.object.with(|object| incoming(schema, object.id))));
    move || {
        let links = links.get();
        if links.is_empty() {
            return view! { <p class="dim tl-none">{t(text::NOTHING_RELATED)}</p> }.into_any();
        }
        links.into_iter().map(|link| view! { <LinkedSection state link most=20 /> }).collect::<Vec<_>>().into_any()
    }
}
