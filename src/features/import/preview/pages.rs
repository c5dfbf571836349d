//! The rows held by the preview: pages around what is visible, asked for as they come into view.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use crate::features::import::wizard::Wizard;
use crate::protocol::import::RowShow;
use crate::ui::kit::reactive::effect;

/// Rows a page.
const PAGE: u32 = 100;
/// Pages held at most.
const HELD: usize = 12;

/// The rows of the file and filter on screen.
#[derive(Clone, Copy)]
pub struct Pages {
    /// Rows that pass the filter.
    pub total: RwSignal<u32>,
    /// Whether `total` is known.
    pub known: RwSignal<bool>,
    held: RwSignal<BTreeMap<u32, Arc<Vec<RowShow>>>>,
    asked: StoredValue<BTreeSet<u32>>,
    visible: StoredValue<Range<u32>>,
    /// Answers to questions of an earlier file, filter or plan are dropped.
    turn: StoredValue<u32>,
    wizard: Wizard,
}

impl Pages {
    /// Rows as the wizard wants them, asked for anew whenever they no longer hold.
    pub fn new(wizard: Wizard) -> Self {
        let pages = Self {
            total: RwSignal::new(0),
            known: RwSignal::new(false),
            held: RwSignal::new(BTreeMap::new()),
            asked: StoredValue::new(BTreeSet::new()),
            visible: StoredValue::new(0..PAGE),
            turn: StoredValue::new(0),
            wizard,
        };
        effect(move |before: Option<(u32, crate::protocol::import::RowFilter)>| {
            let now = (wizard.file.get(), wizard.filter.get());
            wizard.round.track();
            // The same rows with new verdicts replace the old ones when they are here: nothing flashes.
            if before != Some(now) {
                pages.held.set(BTreeMap::new());
                pages.known.set(false);
                let rows =
                    wizard.plan.with_untracked(|plan| plan.files.get(now.0 as usize).map_or(0, |file| file.rows));
                pages.total.set(if now.1 == crate::protocol::import::RowFilter::All { rows } else { 0 });
            }
            pages.turn.update_value(|turn| *turn = turn.wrapping_add(1));
            pages.asked.set_value(BTreeSet::new());
            pages.want(pages.visible.get_value());
            now
        });
        pages
    }

    /// The row at a position, when it is held; tracked.
    pub fn row(self, at: u32) -> Option<RowShow> {
        self.held.with(|held| held.get(&(at / PAGE))?.get((at % PAGE) as usize).cloned())
    }

    /// Asks for what is not there yet of a range.
    pub fn want(self, range: Range<u32>) {
        self.visible.set_value(range.clone());
        let last = range.end.max(range.start + 1) - 1;
        for page in range.start / PAGE..=last / PAGE {
            let new = self.asked.try_update_value(|asked| asked.insert(page)).unwrap_or(false);
            if new {
                self.fetch(page);
            }
        }
    }

    fn fetch(self, page: u32) {
        let wizard = self.wizard;
        let turn = self.turn.get_value();
        let (file, filter) = (wizard.file.get_untracked(), wizard.filter.get_untracked());
        leptos::task::spawn_local(async move {
            let start = page * PAGE;
            let answer = wizard.rows(file, filter, start..start + PAGE).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            let Some(answer) = answer else {
                self.asked.update_value(|asked| {
                    asked.remove(&page);
                });
                return;
            };
            self.total.set(answer.total);
            self.known.set(true);
            let visible = self.visible.get_value().start / PAGE;
            self.held.update(|held| {
                held.insert(page, Arc::new(answer.rows));
                while held.len() > HELD {
                    let far = held.keys().copied().max_by_key(|held| held.abs_diff(visible));
                    if let Some(far) = far {
                        held.remove(&far);
                        self.asked.update_value(|asked| {
                            asked.remove(&far);
                        });
                    }
                }
            });
        });
    }
}
