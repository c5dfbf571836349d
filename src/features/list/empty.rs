//! What a list says when it has no rows: nothing yet, nothing that fits, or something missing first.

use leptos::prelude::*;

use super::state::ListState;
use crate::client::act::{Flow, actions};
use crate::client::live::use_totals;
use crate::db::query::{Filter, Query};
use crate::i18n::en::{filter as words, list as text};
use crate::model::schema::{FieldKind, Object};
use crate::model::standard;
use crate::ui::columns::object_icon;
use crate::ui::create::creator;
use crate::ui::filter::tree;
use crate::ui::kit::button::{Button, Look};
use crate::ui::kit::empty_state::EmptyState;
use crate::ui::kit::icon::Icon;
use crate::ui::kit::reactive::memo;
use crate::ui::names;
use crate::ui::nav::nav;
use crate::ui::route::Route;
use crate::ui::text::{count, t, ta, word};

/// The state of a list without rows.
#[component]
pub fn Empty(
    /// What the parts of the page share.
    state: ListState,
) -> impl IntoView {
    move || {
        let filtered = state.query.with(|query| !query.text.is_empty() || tree::count(&query.filter) > 0);
        if filtered { view! { <Filtered state /> }.into_any() } else { view! { <Nothing state /> }.into_any() }
    }
}

/// Filters that leave nothing: offers to clear them, or to drop the one that stands in the way.
#[component]
fn Filtered(state: ListState) -> impl IntoView {
    let object = names::one(&state.object.get_untracked()).to_lowercase();
    // How many there would be without each of the conditions.
    let without = Signal::derive(move || {
        state.query.with(|query| {
            let count = tree::children(&query.filter).map_or(0, <[Filter]>::len);
            let one_less = |at: usize| {
                let mut query = query.clone();
                tree::remove(&mut query.filter, &[at]);
                query
            };
            if matches!(query.filter, Filter::All(_)) && count > 1 {
                (0..count).map(one_less).collect()
            } else {
                Vec::<Query>::new()
            }
        })
    });
    let totals = use_totals(without);
    let best = memo(move |_| {
        let totals = totals.get();
        totals.into_iter().enumerate().filter(|(_, total)| *total > 0).max_by_key(|(_, total)| *total)
    });
    let label = move |at: usize| {
        state.query.with(|query| {
            let condition = tree::condition(&query.filter, &[at])?;
            Some(names::path(&state.schema.get(), &state.object.get(), condition.path))
        })
    };
    let hint = move || {
        let Some((at, total)) = best.get() else { return t(text::FILTERED_HINT) };
        match label(at) {
            Some(field) => ta(text::WITHOUT, &[("field", word(field)), ("n", count(total))]),
            None => t(text::FILTERED_HINT),
        }
    };
    let clear = move |_| {
        actions().by_hand("list.clear_filter", || {
            state.view.change(|view| view.filter = Filter::default());
            state.find.set(String::new());
            state.finding.set(false);
            Flow::DONE
        });
    };
    let drop_one = move || {
        let (at, _) = best.get()?;
        let field = label(at)?;
        let drop = move |_| {
            actions().by_hand("list.filter", || {
                let wanted = state.query.with_untracked(|query| tree::at(&query.filter, &[at]).cloned());
                state.view.change(|view| {
                    // Conditions without a value are not in the query; find the one that is meant.
                    let place = tree::children(&view.filter)
                        .and_then(|nodes| nodes.iter().position(|node| Some(node) == wanted.as_ref()));
                    if let Some(place) = place {
                        tree::remove(&mut view.filter, &[place]);
                    }
                });
                Flow::DONE
            });
        };
        Some(view! { <Button label=ta(text::DROP, &[("field", word(field))]) look=Look::Secondary on:click=drop /> })
    };
    let title = ta(text::FILTERED, &[("object", word(object))]);
    view! {
        <EmptyState icon=Icon::Filter title=title text=hint>
            <Button label=t(words::CLEAR) icon=Icon::Close look=Look::Soft on:click=clear />
            {move || drop_one().into_any()}
        </EmptyState>
    }
}

/// No record at all. Where records belong to others of which there is none either, those come first.
#[component]
fn Nothing(state: ListState) -> impl IntoView {
    let object = state.object.get_untracked();
    let first = prerequisite(&state.schema.get_untracked(), &object);
    let asked = first.clone();
    let totals = use_totals(Signal::derive(move || asked.iter().map(|object| Query::of(object.id)).collect()));
    let missing = memo(move |_| totals.with(|totals| totals.first() == Some(&0)));
    move || {
        let object = object.clone();
        match first.clone().filter(|_| missing.get()) {
            Some(first) => {
                let (one, many) = (names::one(&first), names::many(&object).to_lowercase());
                let first_word = one.to_lowercase();
                let title = ta(text::FIRST, &[("one", word(&first_word)), ("many", word(many))]);
                let hint = ta(
                    text::FIRST_HINT,
                    &[("object", word(names::one(&object).to_lowercase())), ("one", word(first_word))],
                );
                let id = first.id;
                let create = move |_| creator().open(id, Vec::new());
                view! {
                <EmptyState icon=object_icon(&first) title=title text=hint>
                    <Button label=ta(text::NEW, &[("object", word(one.to_lowercase()))]) icon=Icon::Plus look=Look::Primary on:click=create />
                    <ImportButton />
                </EmptyState>
            }
            .into_any()
            }
            None => {
                let many = names::many(&object).to_lowercase();
                let id = object.id;
                let create = move |_| creator().open(id, Vec::new());
                let sample = move |_| {
                    let actions = actions();
                    if !actions.run("sample.load", actions.last_input()) {
                        nav().go(&Route::Start);
                    }
                };
                view! {
                <EmptyState icon=object_icon(&object) title=ta(text::NOTHING, &[("objects", word(many))]) text=t(hint_of(&object))>
                    <Button
                        label=ta(text::NEW, &[("object", word(names::one(&object).to_lowercase()))])
                        icon=Icon::Plus
                        look=Look::Secondary
                        on:click=create
                    />
                    <Button label=t(text::SAMPLE) look=Look::Secondary on:click=sample />
                </EmptyState>
            }
            .into_any()
            }
        }
    }
}

#[component]
fn ImportButton() -> impl IntoView {
    view! { <Button label=t(text::IMPORT) icon=Icon::Import look=Look::Secondary on:click=move |_| nav().go(&Route::Import) /> }
}

/// What records of this type belong to: a deal to a company.
fn prerequisite(schema: &crate::model::schema::Schema, object: &Object) -> Option<Object> {
    if object.id != standard::DEAL {
        return None;
    }
    let field = object.fields.iter().find(|field| matches!(field.kind, FieldKind::Relation { .. }))?;
    schema.object(field.kind.target()?).cloned()
}

fn hint_of(object: &Object) -> crate::i18n::Message {
    match object.id {
        standard::ACTIVITY => text::HINT_ACTIVITY,
        standard::PERSON => text::HINT_PERSON,
        standard::COMPANY => text::HINT_COMPANY,
        standard::DEAL => text::HINT_DEAL,
        standard::LEAD => text::HINT_LEAD,
        _ => text::HINT_OTHER,
    }
}
