//! Saved views: the switcher in the page bar, saving, renaming, pinning, sharing, deleting.

use std::sync::Arc;

use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::client::time::new_record_id;
use crate::db::edit::{Edit, Target};
use crate::db::view::Layout;
use crate::i18n::en::{commit as said, common, list as text};
use crate::model::id::{OptionId, RecordId};
use crate::model::schema::Object;
use crate::model::standard::{VIEW, view_field};
use crate::model::value::Value;
use crate::ui::commit::{Said, commit, commit_quietly, say_done, say_fault};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::Field;
use crate::ui::kit::flow::Show;
use crate::ui::kit::glyph::{Glyph, IconSize};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::icon_button::IconButton;
use crate::ui::kit::menu::{Menu, MenuItem};
use crate::ui::kit::popover::Popup;
use crate::ui::kit::reactive::effect;
use crate::ui::kit::text_input::TextInput;
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::text::{t, ta, word};
use crate::ui::view_state::store::ViewStore;
use crate::usage::event::Outcome;

/// A list or board, as far as its saved views are concerned. Copy it freely.
#[derive(Clone, Copy)]
pub struct ViewPage {
    /// The object type.
    pub object: Memo<Arc<Object>>,
    /// The view on screen.
    pub view: ViewStore,
    /// The saved view it comes from; `None`: the default.
    pub view_id: Option<RecordId>,
    /// Whether it is a board.
    pub board: bool,
}

impl ViewPage {
    /// Where the default list or board is.
    fn home(self) -> Route {
        let key = self.object.with_untracked(|object| object.key.clone());
        if self.board { Route::Board(key) } else { Route::List(key) }
    }
}

/// What the dialog that asks for a name is open for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Naming {
    /// A new view of what is on screen.
    New,
    /// The view on screen.
    Rename,
}

/// Asks for a name; shared by the switcher and the save button.
#[derive(Clone, Copy)]
pub struct ViewActions(RwSignal<Option<Naming>>);

/// Registers the commands of views and draws their dialog.
#[component]
pub fn ViewDialogs(
    /// The page.
    page: ViewPage,
) -> impl IntoView {
    let naming = use_naming();
    let actions = actions();
    actions.on("views.save", move |_| ask_name(naming, Naming::New));
    actions.on("views.rename", move |_| match page.view_id {
        Some(_) => ask_name(naming, Naming::Rename),
        None => ask_name(naming, Naming::New),
    });
    actions.on("views.update", move |_| update(page, naming));
    actions.on("views.pin", move |_| set_flag(page, "views.pin", view_field::PINNED));
    actions.on("views.delete", move |_| delete(page));
    let draft = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    effect(move |_| {
        if let Some(naming) = naming.0.get() {
            let now = page.view.saved.get_untracked().map(|view| view.name).unwrap_or_default();
            draft.set(if naming == Naming::Rename { now } else { String::new() });
            error.set(None);
        }
    });
    let save = Callback::new(move |()| {
        let name = draft.get_untracked().trim().to_owned();
        if name.is_empty() {
            return error.set(Some(t(text::NAME_NEEDED)));
        }
        match naming.0.get_untracked() {
            Some(Naming::Rename) => rename(page, name),
            Some(Naming::New) => save_new(page, name),
            None => {}
        }
        naming.0.set(None);
    });
    let title = move || t(if naming.0.get() == Some(Naming::Rename) { text::RENAME_VIEW } else { text::SAVE_VIEW });
    let foot = move || {
        view! {
            <Button label=t(common::CANCEL) on:click=move |_| naming.0.set(None) />
            <Button label=t(common::SAVE) look=Look::Primary submit=true />
        }
    };
    view! {
        <Dialog
            open=Signal::derive(move || naming.0.get().is_some())
            on_close=move |()| naming.0.set(None)
            title=title
            close_label=t(common::CLOSE)
            on_submit=save
            footer=foot
        >
            <Field label=t(text::VIEW_NAME) error required=true>
                <TextInput value=draft on_input=move |text| { draft.set(text); error.set(None); } autofocus=true />
            </Field>
        </Dialog>
    }
}

/// Makes [`ViewActions`] available to the parts of a list.
pub fn provide_naming() {
    provide_context(ViewActions(RwSignal::new(None)));
}

fn use_naming() -> ViewActions {
    expect_context::<ViewActions>()
}

fn ask_name(naming: ViewActions, what: Naming) -> Flow {
    naming.0.set(Some(what));
    Flow::Now(Outcome::Started)
}

/// The switcher: the name of the view on screen, and all others behind it.
#[component]
pub fn ViewSwitcher(
    /// The page.
    page: ViewPage,
) -> impl IntoView {
    let engine = engine();
    let naming = use_naming();
    let popup = Popup::new();
    let name = move || match page.view.saved.get() {
        Some(view) => view.name,
        None => t(text::EVERYTHING),
    };
    let pinned = Signal::derive(move || page.view.saved.get().is_some_and(|view| view.pinned));
    let items = Signal::derive(move || {
        let object = page.object.get();
        let mut items = vec![MenuItem {
            heading: Some(t(text::VIEWS)),
            ..MenuItem::new("all", ta(text::ALL_OF, &[("objects", word(names::many(&object).to_lowercase()))]))
                .checked(page.view_id.is_none())
        }];
        engine.state.with(|all| {
            for view in all.views.iter().filter(|view| view.object == object.id) {
                items
                    .push(MenuItem::new(view.id.to_string(), view.name.clone()).checked(page.view_id == Some(view.id)));
            }
        });
        items.push(MenuItem::new("new", t(text::SAVE_AS)).icon(Icon::Plus).separated());
        if let Some(saved) = page.view.saved.get() {
            items.push(MenuItem {
                disabled: !page.view.changed.get(),
                ..MenuItem::new("update", t(text::UPDATE_VIEW)).icon(Icon::Check)
            });
            items.push(MenuItem::new("rename", t(text::RENAME_VIEW)).icon(Icon::Edit));
            items.push(MenuItem::new("pin", t(if saved.pinned { text::UNPIN } else { text::PIN })).icon(Icon::Pin));
            items.push(
                MenuItem::new("share", t(if saved.shared { text::UNSHARE } else { text::SHARE })).icon(Icon::People),
            );
            items.push(MenuItem::new("delete", t(text::DELETE_VIEW)).icon(Icon::Trash).danger().separated());
        }
        items
    });
    let pick = move |id: String| {
        let run = |command: &'static str, work: Box<dyn FnOnce() -> Flow>| actions().by_hand(command, work);
        match id.as_str() {
            "all" => go(page, None),
            "new" => run("views.save", Box::new(move || ask_name(naming, Naming::New))),
            "update" => run("views.update", Box::new(move || update(page, naming))),
            "rename" => run("views.rename", Box::new(move || ask_name(naming, Naming::Rename))),
            "pin" => run("views.pin", Box::new(move || set_flag(page, "views.pin", view_field::PINNED))),
            "share" => run("views.update", Box::new(move || set_flag(page, "views.update", view_field::SHARED))),
            "delete" => run("views.delete", Box::new(move || delete(page))),
            id => go(page, id.parse().ok()),
        }
    };
    let pin = move |_| actions().by_hand("views.pin", move || set_flag(page, "views.pin", view_field::PINNED));
    view! {
        <span class="sep" aria-hidden="true">"/"</span>
        <button
            type="button"
            class="btn btn-tight is-named"
            aria-haspopup="menu"
            on:click=move |ev| popup.toggle(&ev)
        >
            <span class="clip">{move || name().into_any()}</span>
            {move || page.view.changed.get().then(|| view! { <span class="unsaved" title=t(text::UNSAVED)>"•"<span class="sr">{t(text::UNSAVED)}</span></span> })}
            <Glyph icon=Icon::Down size=IconSize::Small />
        </button>
        <Menu popup label=t(text::VIEWS) items on_pick=pick />
        <Show when=move || page.view_id.is_some()>
            <IconButton icon=Icon::Star label=t(text::PIN) pressed=pinned on:click=pin />
        </Show>
    }
}

/// Saves what was changed: into the view on screen, or as a new one.
#[component]
pub fn SaveButton(
    /// The page.
    page: ViewPage,
) -> impl IntoView {
    let naming = use_naming();
    let label = t(if page.view_id.is_some() { text::UPDATE_VIEW } else { text::SAVE_AS });
    view! {
        <Button
            label=label
            small=true
            look=Look::Soft
            on:click=move |_| {
                let command = if page.view_id.is_some() { "views.update" } else { "views.save" };
                actions().by_hand(command, move || update(page, naming));
            }
        />
    }
}

fn go(page: ViewPage, view: Option<RecordId>) {
    let key = page.object.with_untracked(|object| object.key.clone());
    actions().by_hand("views.open", || {
        nav().go(&match view {
            Some(id) => Route::View(key, id),
            None => page.home(),
        });
        Flow::DONE
    });
}

fn update(page: ViewPage, naming: ViewActions) -> Flow {
    let Some(id) = page.view_id else { return ask_name(naming, Naming::New) };
    let definition = page.view.now.with_untracked(crate::db::view::ViewDef::to_text);
    let cells = vec![(view_field::DEFINITION, Value::text(&definition))];
    crate::ui::commit::commit_flow(
        "views.update",
        vec![Edit::Set { object: VIEW, target: Target::one(id), cells }],
        said::SAVED,
    )
}

fn rename(page: ViewPage, name: String) {
    let Some(id) = page.view_id else { return };
    let cells = vec![(view_field::NAME, Value::text(&name))];
    commit("views.rename", vec![Edit::Set { object: VIEW, target: Target::one(id), cells }], said::SAVED);
}

fn set_flag(page: ViewPage, command: &'static str, field: crate::model::id::FieldId) -> Flow {
    let Some(saved) = page.view.saved.get_untracked() else { return Flow::Now(Outcome::Abandoned) };
    let now = if field == view_field::PINNED { saved.pinned } else { saved.shared };
    let edit = Edit::Set { object: VIEW, target: Target::one(saved.id), cells: vec![(field, Value::Bool(!now))] };
    crate::ui::commit::commit_flow(command, vec![edit], said::SAVED)
}

fn delete(page: ViewPage) -> Flow {
    let Some(id) = page.view_id else { return Flow::Now(Outcome::Abandoned) };
    nav().replace(&page.home().path());
    crate::ui::commit::commit_flow(
        "views.delete",
        vec![Edit::Delete { object: VIEW, target: Target::one(id) }],
        said::DELETED,
    )
}

/// Saves what is on screen as a new view and goes there.
fn save_new(page: ViewPage, name: String) {
    let id = new_record_id();
    let key: String = page.object.with_untracked(|object| object.key.clone());
    let definition = page.view.now.with_untracked(crate::db::view::ViewDef::to_text);
    let me = engine().state.with_untracked(|state| state.settings.me);
    let layout = page.view.now.with_untracked(|view| OptionId(if view.layout == Layout::List { 1 } else { 2 }));
    let mut cells = vec![
        (view_field::NAME, Value::text(&name)),
        (view_field::OBJECT, Value::text(&key)),
        (view_field::LAYOUT, Value::Option(layout)),
        (view_field::DEFINITION, Value::text(&definition)),
        (view_field::PINNED, Value::Bool(true)),
    ];
    if me != RecordId(0) {
        cells.push((view_field::OWNER, Value::Ref(me)));
    }
    actions().by_hand("views.save", move || {
        Flow::later(async move {
            match commit_quietly("views.save", vec![Edit::Create { object: VIEW, id, cells }]).await {
                Ok(done) => {
                    // The changes live on in the new view.
                    if let Some(base) = page.view.base.try_get_untracked() {
                        page.view.now.try_set(base);
                    }
                    say_done(&done, Said::Words(name));
                    nav().go(&Route::View(key, id));
                    Outcome::Done
                }
                Err(fault) => {
                    say_fault(&fault);
                    Outcome::Failed
                }
            }
        })
    });
}
