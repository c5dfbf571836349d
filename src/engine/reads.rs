//! Storage as a whole: how much there is, and deleting it all. And lists read once.

use super::Engine;
use super::disk::fault;
use crate::db::CHUNK_ROWS;
use crate::db::show::{Rows, Spec};
use crate::platform::Platform;
use crate::platform::store::{Area, Change, Durability, Span, Store as _};
use crate::protocol::request::Reply;
use crate::protocol::settings::StorageInfo;

/// Rows made ready between looks at the clock.
const SLICE_ROWS: usize = 64;

impl<P: Platform> Engine<P> {
    /// A list, once, however long: made ready in slices, so that edits are not held up.
    pub(super) async fn rows(&self, id: u32, spec: Spec) {
        let Spec::List { query, columns, window, aggregates } = spec else {
            return self.reply(id, Ok(Reply::Rows(Rows::default())));
        };
        let (mut answer, found) = {
            let core = self.inner.core.borrow();
            let ctx = core.context(self.platform().now_ms());
            let found = core.db.found(&query, window.clone(), &ctx);
            let nothing = window.start..window.start;
            let rest = Spec::List { query: query.clone(), columns: Vec::new(), window: nothing, aggregates };
            (core.db.rows(&rest, &ctx), found)
        };
        let mut since = self.platform().ticks_ms();
        for some in found.chunks(SLICE_ROWS) {
            {
                let core = self.inner.core.borrow();
                answer.rows.extend(some.iter().map(|row| core.db.row_of(query.object, &columns, *row)));
            }
            since = self.give_way(since).await;
        }
        self.reply(id, Ok(Reply::Rows(answer)));
    }

    /// How much is stored, and for what.
    pub(super) async fn storage(&self, id: u32) {
        let (used, quota, persistent) = self.platform().estimate().await;
        let mut bytes = [0_u64; 4];
        if let Some(store) = self.store() {
            let areas = [Area::Frames, Area::Chunks, Area::History, Area::Usage];
            // One area at a time, so that at no moment all of storage is in memory.
            for (area, sum) in areas.into_iter().zip(&mut bytes) {
                let counted = store.read(vec![Span::all(area)], async |_, entries| {
                    *sum = entries.iter().map(|(_, value)| value.len() as u64).sum();
                });
                if let Err(error) = counted.await {
                    return self.reply(id, Err(fault(error)));
                }
            }
        }
        let info = {
            let core = self.inner.core.borrow();
            let objects = core.db.objects();
            StorageInfo {
                used,
                quota,
                persistent,
                records: objects
                    .iter()
                    .map(|object| (*object, core.db.live(*object), core.db.trashed(*object)))
                    .collect(),
                frames: core.log.folded_next.len() as u32,
                chunks: objects.iter().map(|object| core.db.len(*object).div_ceil(CHUNK_ROWS)).sum(),
                bytes,
            }
        };
        self.reply(id, Ok(Reply::Storage(info)));
    }

    /// Deletes everything on this device, here and in the other tabs.
    pub(super) async fn erase(&self, id: u32) {
        // The numbers of events go on where they were, for as long as a tab knows this device.
        let next = match self.look_up_next_event().await {
            Ok(next) => next,
            Err(error) => return self.reply(id, Err(fault(error))),
        };
        let clear = Area::ALL.into_iter().map(|area| Change::Clear(Span::all(area))).collect();
        match self.write(clear, Durability::Strict).await {
            Ok(()) => {
                self.forget_all(next);
                self.tell_erased(next);
                self.reply(id, Ok(Reply::Ok));
            }
            Err(error) => self.reply(id, Err(fault(error))),
        }
    }
}
