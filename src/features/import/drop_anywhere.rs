//! Files can be dropped anywhere on the window.

use leptos::ev::DragEvent;
use leptos::prelude::*;
use web_sys::File;

use super::wizard::{Stage, wizard};
use crate::client::bridge::engine;
use crate::i18n::en::import as text;
use crate::model::id::ObjectId;
use crate::ui::kit::flow::Show;
use crate::ui::kit::hooks::{Listen, use_window_event};
use crate::ui::kit::reactive::memo;
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::text::t;

/// Watches for files that are dragged over the window, shows that they can be dropped, and begins an
/// import with them. Part of the shell.
#[component]
pub fn DropAnywhere() -> impl IntoView {
    let wizard = wizard();
    // Entering a child leaves its parent: only the difference says whether they are still here.
    let depth = RwSignal::new(0_i32);
    let over = memo(move |_| depth.get() > 0);
    let active = Listen { may_prevent: true, ..Listen::default() };
    use_window_event::<DragEvent>("dragenter", active, move |event| {
        if has_files(&event) {
            event.prevent_default();
            depth.update(|depth| *depth += 1);
        }
    });
    use_window_event::<DragEvent>("dragleave", active, move |event| {
        if has_files(&event) {
            depth.update(|depth| *depth = (*depth - 1).max(0));
        }
    });
    use_window_event::<DragEvent>("dragover", active, move |event| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    use_window_event::<DragEvent>("drop", active, move |event| {
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        depth.set(0);
        let files = event.data_transfer().and_then(|data| data.files()).map(|files| list(&files)).unwrap_or_default();
        wizard.begin(files, object_here());
    });
    let words = move || match wizard.stage.get() {
        Stage::Running => t(text::BUSY),
        _ => t(text::LET_GO),
    };
    view! {
        <Show when=move || over.get()>
            <div class="drop-veil" aria-hidden="true">{move || words().into_any()}</div>
        </Show>
    }
}

/// The files of a list.
pub fn list(files: &web_sys::FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// The object type whose list or board is on screen.
fn object_here() -> Option<ObjectId> {
    let key = nav().route.with_untracked(|route| match route {
        Route::List(key) | Route::Board(key) | Route::View(key, _) => Some(key.clone()),
        _ => None,
    })?;
    engine().state.with_untracked(|state| state.schema.by_key(&key).map(|object| object.id))
}
