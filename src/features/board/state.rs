//! What the parts of a board share.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::client::live::LiveList;
use crate::db::query::{Aggregate, Filter, Function, Path, Query, Test};
use crate::db::view::{Density, Layout};
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::schema::{FieldKind, Object, Outcome, Schema};
use crate::model::standard::{self, deal_field};
use crate::model::value::Value;
use crate::protocol::edit::{Edit, Target};
use crate::ui::columns::{ChoiceView, Column, choices, use_schema};
use crate::ui::commit::commit_flow;
use crate::ui::filter::tree;
use crate::ui::format::today;
use crate::ui::kit::drag::{Axis, Drag, Spot, use_drag};
use crate::ui::kit::hooks::use_phone;
use crate::ui::kit::reactive::memo;
use crate::ui::local;
use crate::ui::nav::{nav, use_query};
use crate::ui::route::Route;
use crate::ui::saved_views::ViewPage;
use crate::ui::view_state::store::{ViewStore, use_view};
use crate::ui::view_state::{CARD_FIELDS, board_field, board_fields};

/// Cards on their way.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Move {
    /// The records.
    pub(super) records: Vec<RecordId>,
    /// What the one held is called.
    pub(super) title: String,
}

/// A loss that waits for its reason.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Losing {
    pub(super) records: Vec<RecordId>,
    pub(super) choice: OptionId,
    pub(super) command: &'static str,
}

/// A board. Copy it freely.
#[derive(Clone, Copy)]
pub(super) struct BoardState {
    pub(super) schema: Memo<Arc<Schema>>,
    pub(super) object: Memo<Arc<Object>>,
    pub(super) view: ViewStore,
    pub(super) view_id: Option<RecordId>,
    /// The select field whose choices are the lanes.
    pub(super) field: Memo<FieldId>,
    /// The choices of the deciding field (pipelines), with their names.
    pub(super) pipelines: Memo<Vec<(OptionId, String)>>,
    pub(super) pipeline: RwSignal<Option<OptionId>>,
    pub(super) lanes: Memo<Vec<ChoiceView>>,
    /// Sum and weighted sum of the amount, where there is one.
    pub(super) sums: Memo<Vec<Aggregate>>,
    /// Whether some lanes close a record.
    pub(super) closes: Memo<bool>,
    /// The fields on a card.
    pub(super) columns: Memo<Arc<Vec<Column>>>,
    pub(super) compact: Memo<bool>,
    pub(super) phone: ReadSignal<bool>,
    /// The one stage a phone shows.
    pub(super) phone_stage: RwSignal<Option<OptionId>>,
    pub(super) selected: RwSignal<Vec<RecordId>>,
    pub(super) focused: RwSignal<Option<RecordId>>,
    pub(super) losing: RwSignal<Option<Losing>>,
    pub(super) drag: Drag<Move>,
    pub(super) peek: Memo<Option<RecordId>>,
    /// The lanes on screen with their cards, for moving by keyboard.
    pub(super) shown: StoredValue<BTreeMap<OptionId, LiveList>>,
}

fn depends_on(object: &Object, field: FieldId) -> Option<FieldId> {
    match &object.field(field)?.kind {
        FieldKind::Select { depends_on, .. } => *depends_on,
        _ => None,
    }
}

/// The board of an object type, for as long as the component lives.
pub(super) fn use_board(object: ObjectId, view_id: Option<RecordId>) -> BoardState {
    let schema = use_schema();
    let object = memo(move |before: Option<&Arc<Object>>| {
        let found = schema.with(|schema| schema.object(object).cloned().map(Arc::new));
        found.or_else(|| before.cloned()).unwrap_or_else(|| Arc::new(standard_fallback(object)))
    });
    let view = use_view(schema, object, view_id, true);
    let field = memo(move |_| {
        let wanted = view.now.with(|view| view.layout);
        object.with(|object| match wanted {
            Layout::Board(id) if board_fields(object).any(|field| field.id == id) => id,
            _ => board_field(object),
        })
    });
    let pipelines = memo(move |_| {
        let object = object.get();
        let by = depends_on(&object, field.get()).and_then(|by| object.field(by));
        let named = by.map(|by| choices(&object, by)).unwrap_or_default();
        named.into_iter().filter(|choice| !choice.archived).map(|choice| (choice.id, choice.label)).collect::<Vec<_>>()
    });
    let key = object.with_untracked(|object| object.key.clone());
    let kept = local::get(&format!("pipeline.{key}")).and_then(|text| text.parse().ok()).map(OptionId);
    let known = pipelines.with_untracked(|list| kept.filter(|id| list.iter().any(|(known, _)| known == id)));
    let pipeline = RwSignal::new(known.or_else(|| pipelines.with_untracked(|list| list.first().map(|(id, _)| *id))));
    let lanes = memo(move |_| {
        let (object, chosen) = (object.get(), pipeline.get());
        let all = object.field(field.get()).map(|field| choices(&object, field)).unwrap_or_default();
        let belongs = |choice: &ChoiceView| choice.parent.is_none() || choice.parent == chosen;
        all.into_iter().filter(|choice| !choice.archived && belongs(choice)).collect::<Vec<_>>()
    });
    let sums = memo(move |_| object.with(|object| sums_of(object, field.get())));
    let closes = memo(move |_| lanes.with(|lanes| lanes.iter().any(|lane| lane.outcome == Outcome::Won)));
    let asked = use_query("peek");
    let state_of_drop: StoredValue<Option<BoardState>> = StoredValue::new(None);
    let drag = use_drag(Axis::Block, move |moved: Move, spot: Spot| {
        if let Some(state) = state_of_drop.get_value() {
            state.drop_at(moved, &spot);
        }
    });
    let state = BoardState {
        schema,
        object,
        view,
        view_id,
        field,
        pipelines,
        pipeline,
        lanes,
        sums,
        closes,
        columns: memo(move |_| {
            let (schema, object) = (schema.get(), object.get());
            let chosen = view.now.with(|view| view.columns.clone());
            let fields = chosen.into_iter().skip(1).take(CARD_FIELDS);
            Arc::new(fields.filter_map(|column| Column::new(&schema, &object, column.path)).collect())
        }),
        compact: memo(move |_| view.now.with(|view| view.density == Density::Compact)),
        phone: use_phone(),
        phone_stage: RwSignal::new(lanes.with_untracked(|lanes| lanes.first().map(|lane| lane.id))),
        selected: RwSignal::new(Vec::new()),
        focused: RwSignal::new(None),
        losing: RwSignal::new(None),
        drag,
        peek: memo(move |_| asked.get().and_then(|id| id.parse().ok())),
        shown: StoredValue::new(BTreeMap::new()),
    };
    state_of_drop.set_value(Some(state));
    state
}

/// Shown for the moment until the schema is here.
fn standard_fallback(id: ObjectId) -> Object {
    let schema = standard::schema();
    schema.object(id).or_else(|| schema.object(standard::DEAL)).cloned().unwrap_or_else(|| schema.objects[0].clone())
}

fn sums_of(object: &Object, stage: FieldId) -> Vec<Aggregate> {
    let Some(amount) = object.fields.iter().find(|field| field.kind == FieldKind::Money && !field.archived) else {
        return Vec::new();
    };
    let path = Path::Field(amount.id);
    let mut sums = vec![Aggregate { path, function: Function::Sum }];
    if let Some(weight) =
        object.fields.iter().find(|field| field.kind == FieldKind::Percent && field.key == "probability")
    {
        sums.push(Aggregate { path, function: Function::WeightedSum { weight: weight.id, stage } });
    }
    sums
}

impl BoardState {
    /// The page, as far as its saved views are concerned.
    pub(super) fn page(self) -> ViewPage {
        ViewPage { object: self.object, view: self.view, view_id: self.view_id, board: true }
    }

    /// The records of one lane.
    pub(super) fn query_of(self, choice: OptionId) -> Query {
        let is = Filter::is(Path::Field(self.field.get()), Test::Equals(Value::Option(choice)));
        self.query(is)
    }

    /// The records of all lanes that do not close one.
    pub(super) fn query_of_open(self) -> Query {
        let field = Path::Field(self.field.get());
        let open = self.lanes.with(|lanes| {
            let open = lanes.iter().filter(|lane| lane.outcome == Outcome::Open);
            open.map(|lane| Value::Option(lane.id)).collect::<Vec<_>>()
        });
        self.query(Filter::is(field, Test::AnyOf(open)))
    }

    fn query(self, filter: Filter) -> Query {
        let object = self.object.with(|object| object.id);
        let (chosen, sort) = self.view.now.with(|view| (tree::effective(&view.filter), view.sort.clone()));
        Query { filter: filter.and(chosen), sort, ..Query::of(object) }
    }

    /// Cells a new record in that lane starts with.
    pub(super) fn starting_cells(self, lane: Option<OptionId>) -> Vec<(FieldId, Value)> {
        let object = self.object.get_untracked();
        let field = self.field.get_untracked();
        let mut cells = Vec::new();
        if let (Some(by), Some(pipeline)) = (depends_on(&object, field), self.pipeline.get_untracked()) {
            cells.push((by, Value::Option(pipeline)));
        }
        let first = self.lanes.with_untracked(|lanes| lanes.first().map(|lane| lane.id));
        cells.extend(lane.or(first).map(|lane| (field, Value::Option(lane))));
        cells
    }

    /// Shows another pipeline.
    pub(super) fn choose_pipeline(self, id: Option<OptionId>) {
        self.pipeline.set(id);
        self.selected.set(Vec::new());
        self.phone_stage.set(self.lanes.with_untracked(|lanes| lanes.first().map(|lane| lane.id)));
        let key = self.object.with_untracked(|object| format!("pipeline.{}", object.key));
        if let Some(id) = id {
            local::set(&key, &id.0.to_string());
        }
    }

    /// What a card takes along: everything selected, when it is one of them.
    pub(super) fn taken_with(self, id: RecordId, title: &str) -> Move {
        let selected = self.selected.get_untracked();
        let records = if selected.contains(&id) { selected } else { vec![id] };
        Move { records, title: title.to_owned() }
    }

    fn drop_at(self, moved: Move, spot: &Spot) {
        let lanes = self.lanes.get_untracked();
        let (choice, command) = match spot.zone.as_str() {
            "won" => (lanes.iter().find(|lane| lane.outcome == Outcome::Won), "board.win"),
            "lost" => (lanes.iter().find(|lane| lane.outcome == Outcome::Lost), "board.lose"),
            zone => (lanes.iter().find(|lane| zone == format!("lane-{}", lane.id.0)), "board.move"),
        };
        if let Some(choice) = choice {
            self.move_to(moved.records, choice.id, command);
        }
    }

    /// Moves records to a lane; a lost one asks for the reason first.
    pub(super) fn move_to(self, records: Vec<RecordId>, choice: OptionId, command: &'static str) {
        let outcome =
            self.lanes.with_untracked(|lanes| lanes.iter().find(|lane| lane.id == choice).map(|lane| lane.outcome));
        let asks = self.reason_field().is_some() && outcome == Some(Outcome::Lost);
        if asks {
            self.losing.set(Some(Losing { records, choice, command }));
        } else {
            self.put(records, choice, command, None);
        }
    }

    /// The select field that says why something was lost, where there is one.
    pub(super) fn reason_field(self) -> Option<FieldId> {
        self.object.with_untracked(|object| {
            let field = object.by_key("lost_reason")?;
            matches!(field.kind, FieldKind::Select { .. }).then_some(field.id)
        })
    }

    /// Changes the lane, with what goes along with it.
    pub(super) fn put(self, records: Vec<RecordId>, choice: OptionId, command: &'static str, reason: Option<OptionId>) {
        let object = self.object.get_untracked();
        let outcome =
            self.lanes.with_untracked(|lanes| lanes.iter().find(|lane| lane.id == choice).map(|lane| lane.outcome));
        let mut cells = vec![(self.field.get_untracked(), Value::Option(choice))];
        if let (Some(field), Some(reason)) = (self.reason_field(), reason) {
            cells.push((field, Value::Option(reason)));
        }
        if object.id == standard::DEAL {
            let closed = if outcome == Some(Outcome::Open) { Value::Empty } else { Value::Date(today()) };
            cells.push((deal_field::CLOSED_ON, closed));
        }
        let edit = Edit::Set { object: object.id, target: Target::Records(records), cells };
        let said = match outcome {
            Some(Outcome::Won) => crate::i18n::en::board::WON,
            Some(Outcome::Lost) => crate::i18n::en::board::LOST,
            _ => crate::i18n::en::board::MOVED,
        };
        actions().by_hand(command, move || commit_flow(command, vec![edit], said));
        self.selected.set(Vec::new());
    }

    /// Opens the record's page.
    pub(super) fn open(self, id: RecordId) {
        let key = self.object.with_untracked(|object| object.key.clone());
        actions().by_hand("board.open", || {
            nav().go(&Route::Record(key, id));
            Flow::DONE
        });
    }

    /// Shows the record in the panel over the board.
    pub(super) fn peek_at(self, id: RecordId) {
        actions().by_hand("board.open", || {
            nav().set_query("peek", Some(&id.to_string()), self.peek.get_untracked().is_some());
            Flow::DONE
        });
    }
}
