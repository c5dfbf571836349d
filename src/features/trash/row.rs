//! One deleted record.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::i18n::en::trash as text;
use crate::model::id::{ObjectId, RecordId};
use crate::protocol::show::Hit;
use crate::ui::format::format;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::checkbox::{Checkbox, Tick};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::record_mark::record_mark;
use crate::ui::route::Route;
use crate::ui::text::{t, ta, word};

/// A deleted record.
#[derive(Clone, PartialEq, Debug)]
pub struct Gone {
    /// Its object type.
    pub object: ObjectId,
    /// The key of its object type.
    pub key: String,
    /// What one record of its type is called.
    pub kind: String,
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// When it was deleted: milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who deleted it.
    pub who: String,
}

/// A line: tick, name, kind, when and by whom, way back.
#[component]
pub fn Row(
    /// All of them.
    shown: Memo<Vec<Gone>>,
    /// Which one.
    at: Signal<usize>,
    /// Those that are ticked.
    selected: RwSignal<BTreeSet<(ObjectId, RecordId)>>,
    /// Called with the one to restore.
    restore: Callback<(ObjectId, RecordId)>,
) -> impl IntoView {
    let gone = memo(move |_| shown.with(|shown| shown.get(at.get()).cloned()));
    move || gone.get().map(|gone| view! { <Line gone selected restore /> })
}

#[component]
fn Line(
    gone: Gone,
    selected: RwSignal<BTreeSet<(ObjectId, RecordId)>>,
    restore: Callback<(ObjectId, RecordId)>,
) -> impl IntoView {
    let Gone { object, key, kind, id, title, at, who } = gone;
    let who_deleted = if who.is_empty() {
        format().date_time(at)
    } else {
        ta(text::BY, &[("when", word(format().date_time(at))), ("who", word(who))])
    };
    let mark =
        record_mark(&Hit { object, id, title: title.clone(), subtitle: String::new(), matched: None, deleted: true });
    let title = if title.is_empty() { t(text::UNTITLED) } else { title };
    let label = ta(text::SELECT, &[("title", word(title.clone()))]);
    let tick = Signal::derive(move || Tick::from(selected.with(|selected| selected.contains(&(object, id)))));
    let toggle = move |on: bool| {
        selected.update(|selected| {
            if on {
                selected.insert((object, id));
            } else {
                selected.remove(&(object, id));
            }
        });
    };
    view! {
        <div class="ph-row gone" role="listitem" class:is-sel=move || tick.get() == Tick::On>
            <Checkbox value=tick on_change=toggle label />
            {mark}
            <a class="col grow" href=Route::Record(key, id).path()>
                <span class="clip txt med">{title}</span>
                <span class="clip meta dim">{kind} " · " {who_deleted}</span>
            </a>
            <Button
                label=t(text::RESTORE)
                look=Look::Secondary
                small=true
                icon=Icon::Restore
                on:click=move |_| restore.run((object, id))
            />
        </div>
    }
}
