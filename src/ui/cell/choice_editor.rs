//! The editor of select and multi-select fields: a list to choose from by typing.

use leptos::html::Span;
use leptos::prelude::*;

use super::editor::{Entered, Leave};
use super::edits::value_of;
use super::view::cell_view;
use crate::db::show::Cell;
use crate::i18n::en::cell as words;
use crate::model::id::OptionId;
use crate::model::schema::FieldKind;
use crate::model::value::Value;
use crate::ui::columns::{ChoiceView, Column};
use crate::ui::format::format;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::{Choice, ListWords, Mark};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::effect;
use crate::ui::kit::select::Picker;
use crate::ui::text::t;

/// The id of the entry that empties the cell.
const CLEAR: &str = "-";

/// A list of choices under the cell.
#[component]
pub fn ChoiceEditor(
    /// What the cell holds.
    column: Column,
    /// Its content when editing began.
    cell: Cell,
    /// The choice that decides what is offered.
    parent: Option<OptionId>,
    /// Called once with what was entered.
    on_commit: Callback<Entered>,
    /// Called when editing is given up.
    on_cancel: Callback<Leave>,
) -> impl IntoView {
    let format = format();
    let multi = matches!(column.kind, FieldKind::MultiSelect { .. });
    let before = StoredValue::new(value_of(&column, &cell));
    let now = RwSignal::new(chosen_ids(&before.get_value()));
    let offered: Vec<Choice> = column
        .choices
        .iter()
        .filter(|choice| now.get_untracked().contains(&choice.id) || is_offered(choice, parent))
        .map(|choice| Choice {
            mark: Mark::Dot(choice.hue),
            ..Choice::new(choice.id.0.to_string(), choice.label.clone())
        })
        .chain((!multi && !column.required && before.with_value(|b| !b.is_empty())).then(clear_choice))
        .collect();
    let popup = Popup::new();
    let anchor = NodeRef::<Span>::new();
    anchor.on_load(move |element| {
        let place = element.closest(".is-edit").ok().flatten().unwrap_or_else(|| element.clone().into());
        popup.open_at(&place);
    });
    let done = StoredValue::new(false);
    let finish = move |leave: Leave| {
        if done.try_get_value() != Some(false) {
            return;
        }
        done.set_value(true);
        let ids = now.get_untracked();
        let value = if multi { Value::options(ids) } else { ids.first().map_or(Value::Empty, |id| Value::Option(*id)) };
        if before.with_value(|before| *before == value) {
            on_cancel.run(leave);
        } else {
            on_commit.run(Entered { leave, ..Entered::value(value) });
        }
    };
    let pick = Callback::new(move |id: String| {
        let picked = id.parse().ok().map(OptionId);
        now.update(|now| match picked {
            Some(id) if multi => toggle(now, id),
            Some(id) => *now = vec![id],
            None => now.clear(),
        });
        if !multi {
            finish(Leave::Stay);
        }
    });
    // Closed by Escape or a press elsewhere: several choices are kept, a single one was not made.
    effect(move |was_open: Option<bool>| {
        let open = popup.is_open();
        if was_open == Some(true) && !open {
            finish(Leave::Stay);
        }
        open
    });
    let keys = move |ev: leptos::ev::KeyboardEvent| {
        if ev.key() == "Tab" {
            ev.prevent_default();
            ev.stop_propagation();
            popup.close();
            finish(Leave::Along { back: ev.shift_key() });
        }
    };
    let words = ListWords {
        label: column.label.clone().into(),
        search: t(words::FIND).into(),
        none: t(words::NOTHING_FITS).into(),
    };
    let chosen = Signal::derive(move || now.get().into_iter().map(|id| id.0.to_string()).collect::<Vec<_>>());
    let shown = move || {
        let ids = now.get();
        let value = if multi { Value::options(ids) } else { ids.first().map_or(Value::Empty, |id| Value::Option(*id)) };
        cell_view(&column, &Cell::Value(value), format)
    };
    view! {
        <span node_ref=anchor class="row grow" on:keydown=keys>
            {move || shown().into_any()}
            <Picker popup words choices=offered chosen on_pick=pick multi />
        </span>
    }
}

pub(super) fn clear_choice() -> Choice {
    Choice { mark: Mark::Icon(Icon::Close), ..Choice::new(CLEAR, t(words::CLEAR)) }
}

fn is_offered(choice: &ChoiceView, parent: Option<OptionId>) -> bool {
    !choice.archived && (parent.is_none() || choice.parent.is_none() || choice.parent == parent)
}

fn chosen_ids(value: &Value) -> Vec<OptionId> {
    match value {
        Value::Option(id) => vec![*id],
        Value::Options(ids) => ids.clone(),
        _ => Vec::new(),
    }
}

fn toggle(now: &mut Vec<OptionId>, id: OptionId) {
    match now.iter().position(|other| *other == id) {
        Some(at) => {
            now.remove(at);
        }
        None => now.push(id),
    }
}
