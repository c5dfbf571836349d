//! The view on screen: a saved one or the default, with the changes that were not saved yet. They are
//! part of the address, so that Back, reload and a copied link keep them, and this browser remembers
//! the last ones for when one comes back through the navigation.

use std::sync::Arc;

use leptos::prelude::*;

use super::{default_board, default_view, repaired};
use crate::client::bridge::engine;
use crate::db::view::ViewDef;
use crate::model::id::RecordId;
use crate::model::schema::{Object, Schema};
use crate::protocol::show::SavedView;
use crate::ui::kit::reactive::{effect, memo};
use crate::ui::local;
use crate::ui::nav::nav;
use crate::ui::route::Route;

/// The query parameter that carries unsaved changes.
const PARAMETER: &str = "d";

/// The view of a page. Copy it freely.
#[derive(Clone, Copy)]
pub struct ViewStore {
    /// The view on screen.
    pub now: RwSignal<ViewDef>,
    /// The saved view it comes from; `None`: the default.
    pub saved: Memo<Option<SavedView>>,
    /// What it is without unsaved changes.
    pub base: Memo<ViewDef>,
    /// Whether there are unsaved changes.
    pub changed: Memo<bool>,
}

impl ViewStore {
    /// Changes the view.
    pub fn change(self, f: impl FnOnce(&mut ViewDef)) {
        self.now.update(f);
    }

    /// Drops unsaved changes.
    pub fn reset(self) {
        self.now.set(self.base.get_untracked());
    }
}

/// The view of an object type's page, for as long as the component lives: the saved one, or with
/// `None` the default list or board.
#[must_use]
pub fn use_view(
    schema: Memo<Arc<Schema>>,
    object: Memo<Arc<Object>>,
    view: Option<RecordId>,
    board: bool,
) -> ViewStore {
    let (engine, nav) = (engine(), nav());
    let key = object.with_untracked(|object| object.key.clone());
    let own = match view {
        Some(id) => Route::View(key.clone(), id),
        None if board => Route::Board(key.clone()),
        None => Route::List(key.clone()),
    };
    let unsaved = if board { "board" } else { "default" };
    let storage = format!("view.{key}.{}", view.map_or_else(|| unsaved.to_owned(), |id| id.to_string()));
    let storage = StoredValue::new(storage);
    let saved = memo(move |_| {
        let id = view?;
        engine.state.with(|state| state.views.iter().find(|view| view.id == id).cloned())
    });
    let repair = move |view| repaired(view, &schema.get_untracked(), &object.get_untracked());
    let base = memo(move |_| match saved.get() {
        Some(saved) => repaired(saved.view, &schema.get(), &object.get()),
        None if board => default_board(&object.get()),
        None => default_view(&object.get()),
    });
    let remembered = parameter().or_else(|| storage.with_value(|key| local::get(key)));
    let start = remembered.and_then(|text| ViewDef::from_text(&text)).map_or_else(|| base.get_untracked(), repair);
    let now = RwSignal::new(start);
    let changed = memo(move |_| now.with(|now| base.with(|base| now != base)));
    // The saved view itself became another (saved from here, in another tab, undone): without changes
    // of one's own one sees it at once.
    effect(move |before: Option<ViewDef>| {
        let base = base.get();
        if before.is_some_and(|before| before != base && now.with_untracked(|now| *now == before)) {
            now.set(base.clone());
        }
        base
    });
    let here = move || nav.route.with_untracked(|route| *route == own);
    // Back and forward through changes.
    effect({
        let here = here.clone();
        move |before: Option<String>| {
            let address = nav.address.get();
            if before.is_some_and(|before| before != address) && here() {
                let wanted = parameter().and_then(|text| ViewDef::from_text(&text)).map(repair);
                if let Some(wanted) = wanted.filter(|wanted| now.with_untracked(|now| now != wanted)) {
                    now.set(wanted);
                }
            }
            address
        }
    });
    // What was changed goes into the address and is remembered.
    effect(move |before: Option<Option<String>>| {
        let text = changed.get().then(|| now.with(ViewDef::to_text));
        if before.as_ref() != Some(&text) {
            storage.with_value(|key| match &text {
                Some(text) => local::set(key, text),
                None => local::remove(key),
            });
            if here() && parameter() != text {
                nav.set_query(PARAMETER, text.as_deref(), true);
            }
        }
        text
    });
    ViewStore { now, saved, base, changed }
}

fn parameter() -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(PARAMETER)
}
