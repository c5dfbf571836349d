//! Creating records from anywhere: the commands, the sheet of the phone that offers them, and the
//! form they open.

use leptos::prelude::*;

use super::kit::dialog::{Dialog, DialogShape};
use super::kit::glyph::Glyph;
use super::names;
use super::pages;
use super::text::t;
use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::features::record::create_form::CreateForm;
use crate::i18n::en::{common, create as text};
use crate::model::id::{FieldId, ObjectId};
use crate::model::schema::{Object, Role};
use crate::model::value::Value;

/// What the form is opened for.
#[derive(Clone, PartialEq, Debug)]
pub struct Blank {
    /// The object type of the new record.
    pub object: ObjectId,
    /// Cells that are filled in beforehand: the company a deal is for, the stage of a column.
    pub cells: Vec<(FieldId, Value)>,
}

/// Opens the form. Copy it freely; there is one.
#[derive(Clone, Copy)]
pub struct Creator {
    /// What is being created.
    pub blank: RwSignal<Option<Blank>>,
}

impl Creator {
    /// Nothing is being created.
    #[must_use]
    pub fn new() -> Self {
        Self { blank: RwSignal::new(None) }
    }

    /// Opens the form for a record of the object type, some cells filled in.
    pub fn open(self, object: ObjectId, cells: Vec<(FieldId, Value)>) {
        self.blank.set(Some(Blank { object, cells }));
    }
}

impl Default for Creator {
    fn default() -> Self {
        Self::new()
    }
}

/// Opens the form that creates records.
///
/// # Panics
/// Outside of the app: `app` provides it before anything else.
#[must_use]
pub fn creator() -> Creator {
    expect_context::<Creator>()
}

/// Registers the commands that create records.
fn register(creator: Creator) {
    let objects: Vec<(ObjectId, &'static str)> = engine().state.with_untracked(|state| {
        state.schema.objects.iter().map(|object| (object.id, pages::create_command(&object.key))).collect()
    });
    for (object, command) in objects.into_iter().filter(|(_, command)| *command != "record.create") {
        actions().on(command, move |_| {
            creator.open(object, Vec::new());
            Flow::DONE
        });
    }
}

/// The form, while it is open.
#[component]
pub fn CreateDialog() -> impl IntoView {
    let creator = creator();
    register(creator);
    let close = move |()| creator.blank.set(None);
    move || creator.blank.get().map(|blank| view! { <CreateForm blank on_close=close /> })
}

/// The phone's sheet behind the round button: what to create.
#[component]
pub fn CreateSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog
            open
            on_close=move |()| open.set(false)
            title=t(text::CHOOSE)
            close_label=t(common::CLOSE)
            shape=DialogShape::Bottom
            light=true
        >
            <Choices open />
        </Dialog>
    }
}

#[component]
fn Choices(open: RwSignal<bool>) -> impl IntoView {
    let choice = move |object: &Object| {
        let id = object.id;
        let choose = move |_| {
            open.set(false);
            actions().by_hand("record.create", move || {
                // The sheet gives the focus back first.
                request_animation_frame(move || creator().open(id, Vec::new()));
                Flow::DONE
            });
        };
        view! {
            <button type="button" class="mi" on:click=choose>
                <Glyph icon=pages::icon_of(&object.icon) />
                <span class="clip">{names::one(object)}</span>
            </button>
        }
    };
    let choices: Vec<_> = engine().state.with_untracked(|state| {
        state.schema.objects.iter().filter(|object| object.role == Role::Main).map(choice).collect()
    });
    view! { <div class="col">{choices}</div> }
}
