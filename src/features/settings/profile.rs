//! Who uses this device: a record of the user object.

use leptos::prelude::*;

use super::line::{Line, TextSetting};
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::live::{LiveRecord, use_record};
use crate::client::time::new_record_id;
use crate::db::edit::{Edit, Target};
use crate::db::show::Cell;
use crate::i18n::en::settings as text;
use crate::model::id::{FieldId, RecordId};
use crate::model::standard::{USER, user_field};
use crate::model::value::Value;
use crate::ui::commit::{commit_flow, commit_quietly, say_fault};
use crate::ui::configure::configure_flow;
use crate::ui::kit::reactive::memo;
use crate::ui::kit::text_input::TextKind;
use crate::ui::text::t;
use crate::usage::event::Outcome;

/// The section.
#[component]
pub fn Profile() -> impl IntoView {
    let state = engine().state;
    let me = memo(move |_| state.with(|state| state.settings.me));
    let record = use_record(Signal::derive(move || Some(me.get()).filter(|me| me.0 != 0).map(|me| (USER, me))));
    let value = move |field: FieldId| {
        Signal::derive(move || {
            record.with(|record| match record {
                LiveRecord::Here(show) => match show.cell(field) {
                    Cell::Value(Value::Text(text)) => text.clone(),
                    _ => String::new(),
                },
                _ => String::new(),
            })
        })
    };
    let save = move |field: FieldId| move |text: String| change(me.get_untracked(), field, &text);
    view! {
        <Line name=t(text::NAME) note=Signal::derive(|| t(text::NAME_NOTE))>
            <TextSetting label=t(text::NAME) value=value(user_field::NAME) on_save=save(user_field::NAME) />
        </Line>
        <Line name=t(text::EMAIL) note=Signal::derive(|| t(text::EMAIL_NOTE))>
            <TextSetting
                label=t(text::EMAIL)
                value=value(user_field::EMAIL)
                on_save=save(user_field::EMAIL)
                kind=TextKind::Email
            />
        </Line>
    }
}

/// Changes the user's record, or makes one and takes it on.
fn change(me: RecordId, field: FieldId, text: &str) {
    let cell = (field, Value::text(text));
    if me.0 != 0 {
        let edit = Edit::Set { object: USER, target: Target::one(me), cells: vec![cell] };
        return actions().by_hand("settings.change", || commit_flow("settings.change", vec![edit], t(text::SAVED)));
    }
    let id = new_record_id();
    let mut cells = vec![cell, (user_field::ACTIVE, Value::Bool(true))];
    if field != user_field::NAME {
        // A user needs a name; until there is one the address stands for it.
        cells.push((user_field::NAME, Value::text(text)));
    }
    actions().by_hand("settings.change", move || {
        Flow::later(async move {
            let made = commit_quietly("settings.change", vec![Edit::Create { object: USER, id, cells }]).await;
            match made {
                Ok(_) => match configure_flow(|settings| settings.me = id) {
                    Flow::Now(outcome) => outcome,
                    Flow::Later(work) => work.await,
                },
                Err(fault) => {
                    say_fault(&fault);
                    Outcome::Failed
                }
            }
        })
    });
}
