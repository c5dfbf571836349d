//! Putting a cell right, or all cells that say the same.

use leptos::prelude::*;
use web_sys::Element;

use super::cell::PreviewColumn;
use crate::features::import::wizard::wizard;
use crate::features::import::words;
use crate::i18n::en::import as text;
use crate::protocol::import::{CellShow, Change, Reason, ValueTo};
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::popover::{Popover, Popup};
use crate::ui::kit::text_input::TextInput;
use crate::ui::text::{t, ta, word};

#[derive(Clone, PartialEq, Debug, Default)]
struct Subject {
    row: u32,
    column: u32,
    label: String,
    text: String,
    problem: Option<Reason>,
}

/// The cell that is being put right.
#[derive(Clone, Copy)]
pub struct Fixing {
    popup: Popup,
    subject: RwSignal<Subject>,
    draft: RwSignal<String>,
}

impl Fixing {
    /// No cell yet.
    pub fn new() -> Self {
        Self { popup: Popup::new(), subject: RwSignal::default(), draft: RwSignal::default() }
    }

    /// Opens beside a cell.
    pub fn open(self, beside: &Element, row: u32, column: &PreviewColumn, cell: &CellShow) {
        let subject = Subject {
            row,
            column: column.at,
            label: column.label.clone(),
            text: cell.text.clone(),
            problem: cell.problem,
        };
        self.draft.set(cell.text.clone());
        self.subject.set(subject);
        self.popup.open_at(beside);
    }
}

/// The layer beside the cell.
#[component]
pub fn Fix(
    /// The cell.
    fixing: Fixing,
) -> impl IntoView {
    let wizard = wizard();
    let Fixing { popup, subject, draft } = fixing;
    let send = move |change: Change| {
        popup.close();
        wizard.change("import.fix", wizard.file.get_untracked(), change);
    };
    let one = move || {
        let (row, column) = subject.with_untracked(|subject| (subject.row, subject.column));
        send(Change::Cell { row, column, text: draft.get_untracked().trim().to_owned() });
    };
    let all = move |to: ValueTo| {
        let (column, value) = subject.with_untracked(|subject| (subject.column, subject.text.clone()));
        send(Change::Value { column, value, to });
    };
    let all_like = move || {
        let typed = draft.get_untracked().trim().to_owned();
        all(if typed.is_empty() { ValueTo::Empty } else { ValueTo::Text(typed) });
    };
    let title = move || {
        subject.with(|subject| match subject.problem {
            Some(reason) => {
                let why = word(t(words::reason(reason)));
                ta(text::IS_BAD, &[("value", word(subject.text.clone())), ("why", why)])
            }
            None => subject.label.clone(),
        })
    };
    view! {
        <Popover popup label=t(text::FIX_TITLE) class="fix">
            <form
                class="col imp-fix"
                on:submit=move |event| {
                    event.prevent_default();
                    one();
                }
            >
                <div class="med wrap" dir="auto">{move || title().into_any()}</div>
                <TextInput value=draft on_input=move |typed| draft.set(typed) label=t(text::NEW_TEXT) autofocus=true />
                <p class="meta mute">{t(text::FIX_HINT)}</p>
                <div class="row row-1 row-wrap">
                    <Button label=t(text::ONLY_HERE) look=Look::Soft small=true kbd="↵" submit=true />
                    <Button label=t(text::ALL_LIKE_IT) small=true on:click=move |_| all_like() />
                    <Button label=t(text::LEAVE_EMPTY) small=true on:click=move |_| all(ValueTo::Empty) />
                    <Button label=t(text::KEEP_AS_NOTE) small=true on:click=move |_| all(ValueTo::Note) />
                </div>
            </form>
        </Popover>
    }
}
