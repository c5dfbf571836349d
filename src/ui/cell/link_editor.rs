//! The editor of links to other records: a list that is searched as one types.

use leptos::html::Span;
use leptos::prelude::*;

use super::choice_editor::clear_choice;
use super::editor::{Entered, Leave};
use super::edits::value_of;
use super::link_source::use_link_source;
use super::view::cell_view;
use crate::db::edit::Edit;
use crate::db::show::{Cell, Link};
use crate::i18n::en::cell as words;
use crate::model::schema::FieldKind;
use crate::model::standard;
use crate::model::value::Value;
use crate::ui::columns::Column;
use crate::ui::format::format;
use crate::ui::kit::listbox::ListWords;
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::effect;
use crate::ui::kit::select::Picker;
use crate::ui::text::t;

/// A searched list of records under the cell.
#[component]
pub fn LinkEditor(
    /// What the cell holds.
    column: Column,
    /// Its content when editing began.
    cell: Cell,
    /// Called once with what was entered.
    on_commit: Callback<Entered>,
    /// Called when editing is given up.
    on_cancel: Callback<Leave>,
) -> impl IntoView {
    let format = format();
    let target = column.kind.target().unwrap_or(standard::USER);
    let multi = matches!(column.kind, FieldKind::Relations { .. });
    let source = use_link_source(target, target != standard::USER);
    let before = StoredValue::new(value_of(&column, &cell));
    let links = RwSignal::new(if let Cell::Links(links) = &cell { links.clone() } else { Vec::new() });
    let made = StoredValue::new(Vec::<(crate::model::id::RecordId, Edit)>::new());
    let popup = Popup::new();
    let anchor = NodeRef::<Span>::new();
    anchor.on_load(move |element| {
        let place = element.closest(".is-edit").ok().flatten().unwrap_or_else(|| element.clone().into());
        popup.open_at(&place);
    });
    let done = StoredValue::new(false);
    let value_now = move || {
        let ids: Vec<_> = links.with_untracked(|links| links.iter().map(|link| link.id).collect());
        if multi { Value::refs(ids) } else { ids.first().map_or(Value::Empty, |id| Value::Ref(*id)) }
    };
    let finish = move |leave: Leave| {
        if done.try_get_value() != Some(false) {
            return;
        }
        done.set_value(true);
        let value = value_now();
        if before.with_value(|before| *before == value) {
            return on_cancel.run(leave);
        }
        let kept = links.with_untracked(|links| links.iter().map(|link| link.id).collect::<Vec<_>>());
        let also = made.get_value().into_iter().filter(|(id, _)| kept.contains(id)).map(|(_, edit)| edit).collect();
        on_commit.run(Entered { value, also, leave });
    };
    let take = move |link: Link| {
        links.update(|links| match links.iter().position(|other| other.id == link.id) {
            Some(at) if multi => {
                links.remove(at);
            }
            _ if multi => links.push(link),
            _ => *links = vec![link],
        });
    };
    let pick = Callback::new(move |id: String| {
        match source.pick(&id) {
            Some((link, create)) => {
                if let Some(create) = create {
                    made.update_value(|made| made.push((link.id, create)));
                }
                take(link);
            }
            // What is linked already may not be among what was found.
            None => links.update(|links| links.retain(|link| multi && link.id.to_string() != id)),
        }
        if !multi {
            finish(Leave::Stay);
        }
    });
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
    let may_clear = !multi && !column.required && before.with_value(|before| !before.is_empty());
    let choices = Signal::derive(move || {
        let mut choices = source.choices.get();
        choices.extend(may_clear.then(clear_choice));
        choices
    });
    let chosen = Signal::derive(move || links.get().into_iter().map(|link| link.id.to_string()).collect::<Vec<_>>());
    let shown = move || cell_view(&column, &Cell::Links(links.get()), format);
    view! {
        <span node_ref=anchor class="row grow" on:keydown=keys>
            {move || shown().into_any()}
            <Picker
                popup
                words
                choices
                chosen
                on_pick=pick
                on_query=move |text: String| source.search(text)
                busy=source.busy
                multi
            />
        </span>
    }
}
