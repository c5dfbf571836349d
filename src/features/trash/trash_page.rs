//! The trash: deleted records of every object type, the last one first.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::row::{Gone, Row};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::live::{ListSpec, LiveList, use_list};
use crate::db::edit::{Edit, Target};
use crate::db::query::{Meta, Path, Query, Scope, Sort};
use crate::db::show::Cell;
use crate::i18n::en::{commit as said, trash as text};
use crate::model::arrange::Arrange as _;
use crate::model::id::{ObjectId, RecordId};
use crate::model::schema::{Object, Role};
use crate::model::value::Value;
use crate::ui::commit::{commit, commit_flow};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::empty_state::EmptyState;
use crate::ui::kit::flow::Show;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::kit::virtual_list::VirtualList;
use crate::ui::names;
use crate::ui::page_bar::PageBar;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta};

/// Records of one object type held at most.
const HELD: u32 = 1_000;
/// Height of a line in pixels, as in the style sheet (`--row-phone`).
const ROW: f64 = 60.0;

/// Deleted records of one object type.
#[derive(Clone)]
struct Bin {
    object: Object,
    list: LiveList,
}

fn query_of(object: ObjectId) -> Query {
    let sort = vec![Sort { path: Path::Meta(Meta::Updated), descending: true }];
    Query { sort, scope: Scope::Trash, ..Query::of(object) }
}

fn use_bin(object: Object) -> Bin {
    let query = query_of(object.id);
    let columns = vec![Path::Meta(Meta::Updated), Path::Meta(Meta::UpdatedBy)];
    let list = use_list(Signal::derive(move || {
        Some(ListSpec { query: query.clone(), columns: columns.clone(), aggregates: Vec::new() })
    }));
    effect(move |_| {
        let total = list.total.get();
        if total > 0 {
            list.show(0..total.min(HELD));
        }
    });
    Bin { object, list }
}

/// The page.
#[component]
pub fn TrashPage() -> impl IntoView {
    let objects: Vec<Object> = engine().state.with_untracked(|state| {
        state.schema.objects.iter().filter(|object| object.role != Role::System).cloned().collect()
    });
    let bins = StoredValue::new(objects.into_iter().map(use_bin).collect::<Vec<_>>());
    let kind = RwSignal::new(None::<ObjectId>);
    let selected = RwSignal::new(BTreeSet::<(ObjectId, RecordId)>::new());
    let shown = memo(move |_| bins.with_value(|bins| gather(bins, kind.get())));
    let total = memo(move |_| {
        let kind = kind.get();
        bins.with_value(|bins| {
            bins.iter()
                .filter(|bin| kind.is_none_or(|kind| bin.object.id == kind))
                .map(|bin| bin.list.total.get())
                .sum::<u32>()
        })
    });
    let ready = memo(move |_| bins.with_value(|bins| bins.iter().all(|bin| bin.list.ready.get())));
    register(bins, kind, selected);
    let press = |id: &'static str| {
        let actions = actions();
        actions.run(id, actions.last_input());
    };
    let end = move || {
        view! {
            <Show when=move || selected.with(|selected| !selected.is_empty())>
                <Button
                    label=move || ta(text::RESTORE_SOME, &[("n", count(selected.with(BTreeSet::len) as u32))])
                    look=Look::Primary
                    icon=Icon::Restore
                    class="is-named"
                    on:click=move |_| press("trash.restore")
                />
            </Show>
            <Show when=move || { total.get() > 0 }>
                <Button
                    label=t(text::RESTORE_ALL)
                    icon=Icon::Restore
                    class="is-named"
                    on:click=move |_| press("trash.restore_all")
                />
            </Show>
        }
    };
    let body = move || {
        if !ready.get() {
            return ().into_any();
        }
        if total.get() == 0 && kind.get().is_none() {
            return view! { <EmptyState icon=Icon::Trash title=t(text::EMPTY) text=t(text::EMPTY_TEXT) /> }.into_any();
        }
        view! { <List shown selected total /> }.into_any()
    };
    view! {
        <PageBar title=Signal::derive(|| t(text::TITLE)) end back=Route::Home />
        <Kinds bins kind />
        <p class="trash-note">{t(text::NOTE)}</p>
        {move || body().into_any()}
    }
}

/// The records of the bins, the last one deleted first.
fn gather(bins: &[Bin], kind: Option<ObjectId>) -> Vec<Gone> {
    let mut all: Vec<Gone> = bins
        .iter()
        .filter(|bin| kind.is_none_or(|kind| bin.object.id == kind))
        .flat_map(|bin| {
            let rows = bin.list.window.get().rows;
            rows.into_iter().map(|row| {
                let row = row.row.get();
                Gone {
                    object: bin.object.id,
                    key: bin.object.key.clone(),
                    kind: names::one(&bin.object),
                    id: row.id,
                    title: row.title,
                    at: match row.cells.first() {
                        Some(Cell::Value(Value::DateTime(at))) => *at,
                        _ => 0,
                    },
                    who: match row.cells.get(1) {
                        Some(Cell::Links(links)) => links.first().map(|link| link.title.clone()).unwrap_or_default(),
                        _ => String::new(),
                    },
                }
            })
        })
        .collect();
    all.arrange_by(|a, b| b.at.cmp(&a.at).then(a.id.cmp(&b.id)));
    all
}

fn register(
    bins: StoredValue<Vec<Bin>>,
    kind: RwSignal<Option<ObjectId>>,
    selected: RwSignal<BTreeSet<(ObjectId, RecordId)>>,
) {
    actions().on("trash.restore", move |_| {
        let mut edits: Vec<Edit> = Vec::new();
        for (object, id) in selected.get_untracked() {
            match edits.last_mut() {
                Some(Edit::Restore { object: same, target: Target::Records(ids) }) if *same == object => ids.push(id),
                _ => edits.push(Edit::Restore { object, target: Target::one(id) }),
            }
        }
        selected.set(BTreeSet::new());
        if edits.is_empty() { Flow::DONE } else { commit_flow("trash.restore", edits, said::RESTORED) }
    });
    actions().on("trash.restore_all", move |_| {
        let kind = kind.get_untracked();
        let edits: Vec<Edit> = bins.with_value(|bins| {
            let wanted = bins.iter().filter(|bin| bin.list.total.get_untracked() > 0);
            wanted
                .filter(|bin| kind.is_none_or(|kind| bin.object.id == kind))
                .map(|bin| Edit::Restore {
                    object: bin.object.id,
                    target: Target::Found { query: Box::new(query_of(bin.object.id)), except: Vec::new() },
                })
                .collect()
        });
        selected.set(BTreeSet::new());
        if edits.is_empty() { Flow::DONE } else { commit_flow("trash.restore_all", edits, said::RESTORED) }
    });
}

/// Which object types are shown; only those that have something in the trash.
#[component]
fn Kinds(bins: StoredValue<Vec<Bin>>, kind: RwSignal<Option<ObjectId>>) -> impl IntoView {
    let segments = memo(move |_| {
        let segment = |id: String, label: String| Segment { id, label, icon: None };
        let mut all = vec![segment(String::new(), t(text::ALL_KINDS))];
        bins.with_value(|bins| {
            let full = bins.iter().filter(|bin| bin.list.total.get() > 0);
            all.extend(full.map(|bin| segment(bin.object.id.0.to_string(), names::many(&bin.object))));
        });
        all
    });
    let value = Signal::derive(move || kind.get().map(|id| id.0.to_string()).unwrap_or_default());
    view! {
        <Show when=move || { segments.with(Vec::len) > 2 }>
            <div class="bar-2">
                <Segmented
                    segments
                    value
                    on_change=move |id: String| kind.set(id.parse().ok().map(ObjectId))
                    label=t(text::KINDS)
                />
            </div>
        </Show>
    }
}

#[component]
fn List(shown: Memo<Vec<Gone>>, selected: RwSignal<BTreeSet<(ObjectId, RecordId)>>, total: Memo<u32>) -> impl IntoView {
    let all = move || shown.with(|shown| shown.iter().map(|gone| (gone.object, gone.id)).collect::<BTreeSet<_>>());
    let tick = Signal::derive(move || {
        let (some, every) = (selected.with(BTreeSet::len), shown.with(Vec::len));
        match some {
            0 => Tick::Off,
            some if some >= every => Tick::On,
            _ => Tick::Some,
        }
    });
    let toggle_all = move |on: bool| selected.set(if on { all() } else { BTreeSet::new() });
    let restore = Callback::new(move |(object, id): (ObjectId, RecordId)| {
        selected.update(|selected| {
            selected.remove(&(object, id));
        });
        commit("trash.restore", vec![Edit::Restore { object, target: Target::one(id) }], said::RESTORED);
    });
    let cut = move || {
        let held = shown.with(Vec::len) as u32;
        let total = total.get();
        (held < total).then(|| {
            let words = ta(text::MORE, &[("n", count(held)), ("all", count(total))]);
            view! { <p class="trash-note">{words}</p> }
        })
    };
    let row = move |at: Signal<usize>| view! { <Row shown at selected restore /> };
    view! {
        <div class="trash-note">
            <Checkbox value=tick on_change=toggle_all text=t(text::SELECT_ALL) />
        </div>
        {move || cut().into_any()}
        <VirtualList
            count=Signal::derive(move || shown.with(Vec::len))
            row_height=Signal::derive(|| ROW)
            row
            attr:role="list"
            attr:aria-label=t(text::TITLE)
        />
    }
}
