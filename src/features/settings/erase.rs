//! Erasing everything, once the word is typed.

use leptos::prelude::*;

use crate::client::act::{Flow, actions};
use crate::client::bridge::engine;
use crate::i18n::en::{common, settings as text};
use crate::protocol::request::Request;
use crate::ui::commit::say_fault;
use crate::ui::fault_text::fault_text;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::Field;
use crate::ui::kit::text_input::TextInput;
use crate::ui::local;
use crate::ui::recent::recent;
use crate::ui::text::{count, t, ta, word};
use crate::usage::event::Outcome;

/// The dialog.
#[component]
pub fn EraseDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// How many records there are.
    #[prop(into)]
    records: Signal<u32>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let confirmed = Signal::derive(move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(&t(text::ERASE_WORD))));
    let close = move || {
        open.set(false);
        typed.set(String::new());
    };
    let erase = move || {
        if confirmed.get_untracked() {
            close();
            actions().by_hand("settings.erase", || Flow::later(erase_all()));
        }
    };
    view! {
        <Dialog
            open
            on_close=move |()| close()
            title=t(text::ERASE_TITLE)
            close_label=t(common::CLOSE)
            on_submit=move |()| erase()
            footer=move || {
                view! {
                    <Button label=t(common::CANCEL) look=Look::Secondary on:click=move |_| close() />
                    <Button
                        label=t(text::ERASE_DO)
                        look=Look::DangerFill
                        disabled=Signal::derive(move || !confirmed.get())
                        on:click=move |_| erase()
                    />
                }
            }
        >
            <p>{move || ta(text::ERASE_TEXT, &[("n", count(records.get()))])}</p>
            <Field label=ta(text::ERASE_TYPE, &[("word", word(t(text::ERASE_WORD)))])>
                <TextInput value=typed on_input=move |text| typed.set(text) autofocus=true />
            </Field>
        </Dialog>
    }
}

/// Erases, forgets what the interface remembers, and begins anew.
async fn erase_all() -> Outcome {
    match engine().call(Request::Erase).await {
        Ok(_) => {
            recent().clear();
            local::remove("last");
            crate::ui::remembered::forget();
            // Another origin would be refused; this is the same page.
            let _started = window().location().set_href("/");
            Outcome::Done
        }
        Err(fault) => {
            say_fault(&fault_text(&fault));
            Outcome::Failed
        }
    }
}
