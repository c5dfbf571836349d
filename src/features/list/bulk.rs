//! What floats over the list while rows are selected: assign, label, edit a field, delete, export.

use leptos::prelude::*;

use super::selection::Selection;
use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::db::edit::{Edit, Target};
use crate::db::query::{Filter, Path, Query};
use crate::db::show::{Cell, Spec};
use crate::i18n::Message;
use crate::i18n::en::{commit as said, common, list as text};
use crate::model::schema::FieldKind;
use crate::model::standard;
use crate::model::value::Value;
use crate::protocol::request::Request;
use crate::ui::cell::{CellEditor, Entered, edits_for};
use crate::ui::columns::{Column, Edits};
use crate::ui::commit::{Said, commit, commit_flow};
use crate::ui::download::save_answer;
use crate::ui::keys::kbd;
use crate::ui::kit::button::Button;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::Glyph;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::{Popover, Popup};
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::select::Picker;
use crate::ui::text::{count, t, ta, word};
use crate::usage::event::Outcome;

/// The records that bulk commands are about: the selection, or else the row of the cursor.
fn target(state: ListState) -> Option<Target> {
    let total = state.live.total.get_untracked();
    if state.selection.with_untracked(|selection| selection.count(total)) > 0 {
        return Some(state.selection.with_untracked(|selection| selection.target(&state.query.get_untracked())));
    }
    state.cursor.get_untracked().and_then(|cursor| cursor.id).map(Target::one)
}

/// The bar, and the pickers behind its buttons and shortcuts.
#[component]
pub fn BulkBar(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    let total = state.live.total;
    let chosen = memo(move |_| state.selection.with(|selection| selection.count(total.get())));
    let (assign, label, field, more) = (Popup::new(), Popup::new(), Popup::new(), Popup::new());
    // The column being edited in bulk.
    let editing = RwSignal::new(None::<Column>);
    let actions = actions();
    let owner = memo(move |_| column_where(state, |column| matches!(column.kind, FieldKind::User)));
    let tags = memo(move |_| {
        column_where(state, |column| matches!(column.kind, FieldKind::Relations { target } if target == standard::TAG))
    });
    let open = move |popup: Popup| {
        if target(state).is_none() {
            return Flow::Now(Outcome::Abandoned);
        }
        open_near(popup);
        Flow::Now(Outcome::Started)
    };
    actions.on("list.bulk_assign", move |_| {
        if owner.get_untracked().is_some() { open(assign) } else { Flow::Now(Outcome::Abandoned) }
    });
    actions.on("list.bulk_tag", move |_| {
        if tags.get_untracked().is_some() { open(label) } else { Flow::Now(Outcome::Abandoned) }
    });
    actions.on("list.bulk_edit", move |_| open(field));
    actions.on("list.bulk_delete", move |_| delete(state));
    actions.on("list.export", move |_| export(state));

    let items = Signal::derive(|| {
        vec![
            MenuItem::new("export", t(text::EXPORT)).icon(Icon::Download),
            MenuItem::new("delete", t(common::DELETE))
                .icon(Icon::Trash)
                .danger()
                .keys(crate::ui::keys::kbd("list.bulk_delete")),
        ]
    });
    let pick = move |id: String| match id.as_str() {
        "export" => actions.by_hand("list.export", || export(state)),
        _ => actions.by_hand("list.bulk_delete", || delete(state)),
    };
    let clear = move |_| {
        actions.by_hand("list.clear_selection", || {
            state.selection.set(Selection::default());
            state.focus();
            Flow::DONE
        });
    };
    let undo = move |_| {
        actions.run("undo.undo", actions.last_input());
    };
    let fields = Signal::derive(move || {
        editable(state)
            .into_iter()
            .enumerate()
            .map(|(at, column)| Choice { mark: Mark::Icon(column.icon()), ..Choice::new(at.to_string(), column.label) })
            .collect::<Vec<_>>()
    });
    let pick_field = Callback::new(move |id: String| {
        let picked = id.parse::<usize>().ok().and_then(|at| editable(state).into_iter().nth(at));
        editing.set(picked);
    });
    let words = |label: Message| ListWords {
        label: t(label).into(),
        search: t(text::FIND_FIELD).into(),
        none: t(text::NO_FIELD).into(),
    };
    view! {
        <Show when=move || { chosen.get() > 0 }>
            <div class="bulk" role="toolbar" aria-label=t(text::BULK)>
                <span class="n" role="status">
                    <span class="check is-on" aria-hidden="true"><Glyph icon=Icon::Check /></span>
                    {move || ta(text::SELECTED, &[("n", count(chosen.get()))])}
                </span>
                <Show when=move || { state.selection.with(|s| matches!(s, Selection::Only(_))) && chosen.get() < total.get() }>
                    <Button
                        label=ta(text::ALL_N, &[("n", count(total.get()))])
                        on:click=move |_| { actions.run("list.select_all", actions.last_input()); }
                    />
                </Show>
                <hr />
                <Show when=move || owner.get().is_some()>
                    <Button label=t(text::ASSIGN) icon=Icon::Assign kbd=kbd("list.bulk_assign") on:click=move |ev| assign.toggle(&ev) />
                </Show>
                <Show when=move || tags.get().is_some()>
                    <Button label=t(text::LABEL) icon=Icon::Tag kbd=kbd("list.bulk_tag") on:click=move |ev| label.toggle(&ev) />
                </Show>
                <Button label=t(common::EDIT) icon=Icon::Edit on:click=move |ev| field.toggle(&ev) />
                <IconButton icon=Icon::More label=t(text::BULK_MORE) attr:aria-haspopup="menu" on:click=move |ev| more.toggle(&ev) />
                <hr />
                <Button label=t(common::UNDO) icon=Icon::Undo on:click=undo />
                <IconButton icon=Icon::Close label=t(text::CLEAR_SELECTION) kbd=kbd("list.clear_selection") on:click=clear />
            </div>
        </Show>
        <Menu popup=more label=t(text::BULK_MORE) items on_pick=pick />
        <Picker popup=field words=words(text::CHOOSE_FIELD) choices=fields chosen=Vec::new() on_pick=pick_field />
        <BulkEditor state popup=assign column=owner.into() command="list.bulk_assign" />
        <BulkEditor state popup=label column=tags.into() command="list.bulk_tag" />
        <BulkField state editing />
    }
}

/// Opens a picker at the bar, or at the row one stands on.
fn open_near(popup: Popup) {
    let found = [".bulk", ".grid-row.is-focus", ".ph-bar"]
        .into_iter()
        .find_map(|selector| document().query_selector(selector).ok().flatten());
    match found {
        Some(anchor) => popup.open_at(&anchor),
        None => popup.open_at_point(0.0, 0.0),
    }
}

/// The list behind Assign and Label.
#[component]
fn BulkEditor(state: ListState, popup: Popup, column: Signal<Option<Column>>, command: &'static str) -> impl IntoView {
    let engine = engine();
    let choices = Signal::derive(move || {
        let is_user = column.get().is_some_and(|column| matches!(column.kind, FieldKind::User));
        engine.state.with(|all| {
            if is_user {
                let user = |link: &crate::db::show::Link| Choice {
                    mark: Mark::Person,
                    ..Choice::new(link.id.to_string(), link.title.clone())
                };
                all.users.iter().map(user).collect::<Vec<_>>()
            } else {
                let tag = |(link, hue): &(crate::db::show::Link, crate::model::schema::Hue)| Choice {
                    mark: Mark::Dot(crate::ui::columns::hue(*hue)),
                    ..Choice::new(link.id.to_string(), link.title.clone())
                };
                all.tags.iter().map(tag).collect()
            }
        })
    });
    let typed = RwSignal::new(String::new());
    let offered = Signal::derive(move || {
        let wanted = typed.get().trim().to_owned();
        let mut fitting: Vec<Choice> = choices
            .get()
            .into_iter()
            .filter(|choice| choice.label.to_lowercase().contains(&wanted.to_lowercase()))
            .collect();
        let is_tag = column.get().is_some_and(|column| matches!(column.kind, FieldKind::Relations { .. }));
        let exact = fitting.iter().any(|choice| choice.label.to_lowercase() == wanted.to_lowercase());
        if is_tag && !wanted.is_empty() && !exact {
            let label = ta(crate::i18n::en::cell::CREATE_NAMED, &[("name", word(&wanted))]);
            fitting.push(Choice { mark: Mark::Icon(Icon::Plus), ..Choice::new(format!("+{wanted}"), label) });
        }
        fitting
    });
    let pick = Callback::new(move |id: String| {
        let (Some(target), Some(Column { edits: Edits::Field(field), kind, .. })) =
            (target(state), column.get_untracked())
        else {
            return;
        };
        let object = state.object.with_untracked(|object| object.id);
        let mut edits = Vec::new();
        let record = match id.strip_prefix('+') {
            Some(name) => {
                let id = crate::client::time::new_record_id();
                let cells = vec![(standard::tag_field::NAME, Value::text(name))];
                edits.push(Edit::Create { object: standard::TAG, id, cells });
                Some(id)
            }
            None => id.parse().ok(),
        };
        let Some(record) = record else { return };
        edits.push(if matches!(kind, FieldKind::User) {
            Edit::Set { object, target, cells: vec![(field, Value::Ref(record))] }
        } else {
            Edit::Elements { object, target, field, add: Value::Refs(vec![record]), remove: Value::Empty }
        });
        commit(command, edits, said::CHANGED);
    });
    let words = ListWords {
        label: t(if command == "list.bulk_assign" { text::ASSIGN } else { text::LABEL }).into(),
        search: t(crate::i18n::en::cell::FIND).into(),
        none: t(crate::i18n::en::cell::NOTHING_FITS).into(),
    };
    view! {
        <Picker
            popup
            words
            choices=offered
            chosen=Vec::new()
            on_pick=pick
            on_query=move |text: String| typed.set(text)
        />
    }
}

/// One field, edited in all selected records at once.
#[component]
fn BulkField(state: ListState, editing: RwSignal<Option<Column>>) -> impl IntoView {
    let popup = Popup::new();
    effect(move |_| {
        if editing.with(Option::is_some) {
            open_near(popup);
        } else {
            popup.close();
        }
    });
    effect(move |was: Option<bool>| {
        let open = popup.is_open();
        if was == Some(true) && !open {
            editing.set(None);
        }
        open
    });
    let body = move || {
        let column = editing.get()?;
        let edited = column.clone();
        let done = move |entered: Entered| {
            if let Some(target) = target(state) {
                let edits =
                    state.object.with_untracked(|object| edits_for(object, &edited, target, &Value::Empty, &entered));
                if !edits.is_empty() {
                    commit("list.bulk_edit", edits, said::CHANGED);
                }
            }
            editing.set(None);
        };
        let label = column.label.clone();
        Some(view! {
            <div class="pop-body">
                <span class="label">{label}</span>
                <div class="bulk-edit is-edit"><div class="editor">
                    <CellEditor column cell=Cell::Empty parent=None on_commit=done on_cancel=move |_| editing.set(None) />
                </div></div>
            </div>
        })
    };
    view! { <Popover popup label=t(text::CHOOSE_FIELD)>{body()}</Popover> }
}

/// The first column of the object type that fits.
fn column_where(state: ListState, fits: impl Fn(&Column) -> bool) -> Option<Column> {
    let (schema, object) = (state.schema.get(), state.object.get());
    object.fields.iter().filter_map(|field| Column::of_field(&schema, &object, field.id)).find(fits)
}

/// The fields that can be edited in bulk: not what names a record, nor what must be unique.
fn editable(state: ListState) -> Vec<Column> {
    let (schema, object) = (state.schema.get(), state.object.get());
    let fields =
        object.fields.iter().filter(|field| !field.archived && !field.unique && !object.title.contains(&field.id));
    fields.filter_map(|field| Column::of_field(&schema, &object, field.id)).collect()
}

fn delete(state: ListState) -> Flow {
    let Some(target) = target(state) else { return Flow::Now(Outcome::Abandoned) };
    let object = state.object.with_untracked(|object| object.id);
    state.selection.set(Selection::default());
    state.focus();
    commit_flow("list.bulk_delete", vec![Edit::Delete { object, target }], Said::Counted(said::DELETED))
}

/// The rows selected, or all that are found, as they are shown.
fn export(state: ListState) -> Flow {
    let query = state.query.get_untracked();
    let query = match state.selection.get_untracked() {
        Selection::Only(ids) if !ids.is_empty() => {
            Query { filter: Filter::Among(ids.into_iter().collect()), text: String::new(), ..query }
        }
        Selection::AllBut(ids) if !ids.is_empty() => {
            let rest = Filter::Not(Box::new(Filter::Among(ids.into_iter().collect())));
            Query { filter: query.filter.clone().and(rest), ..query }
        }
        _ => query,
    };
    let columns: Vec<Path> = state.columns.with_untracked(|columns| columns.iter().map(|column| column.path).collect());
    let spec = Spec::List { query, columns, window: 0..u32::MAX, aggregates: Vec::new() };
    Flow::later(save_answer(Request::ExportCsv(Box::new(spec))))
}
