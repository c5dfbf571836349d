//! Start-up.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Engine;
use super::calendar::Calendar;
use super::core_state::{Phase, newest, slim};
use super::disk::{BOOT, Boot, DEVICE, Device, SCHEMA, SETTINGS, UNDO, chunk_key, fault};
use super::usage::NEXT;
use crate::codec::envelope::Kind;
use crate::codec::{CodecError, chunk, frame};
use crate::db::UndoStack;
use crate::model::arrange::Arrange as _;
use crate::model::hlc::{ClientId, Clock};
use crate::model::id::ObjectId;
use crate::model::op::Tx;
use crate::platform::Platform;
use crate::platform::store::{Area, Change, Durability, Entry, Key, Span, Store as _, StoreError};
use crate::protocol::fault::Fault;
use crate::protocol::request::Reply;
use crate::protocol::settings::Settings;
use crate::protocol::show::{Rows, State, Trouble};

/// Chunks read by one request: their decoding is interrupted by other work at least this often.
const CHUNKS_A_SPAN: u32 = 4;

/// Work on data is interrupted after so long, for requests that wait.
pub(super) const SLICE_MS: f64 = 4.0;

/// What the small values say, read before anything else.
#[derive(Default)]
struct Meta {
    device: Option<Device>,
    settings: Option<Settings>,
    schema: Vec<Tx>,
    boot: Option<Boot>,
    /// The numbers of the next usage events, by their keys.
    events: Vec<Entry>,
}

/// Storage as it was found.
pub(super) struct Found {
    /// This tab's number among those that are open.
    seat: u32,
    meta: Meta,
}

/// Parts of storage that could not be read.
#[derive(Default)]
pub(super) struct Bad {
    /// Where they stood, and their bytes.
    values: Vec<(Area, Key, Vec<u8>)>,
    frames: u32,
    chunks: u32,
    /// Object types with a chunk among them.
    objects: Vec<ObjectId>,
    /// Written by a newer version: nothing may be written over it.
    newer: bool,
}

impl Bad {
    fn add(&mut self, area: Area, entry: Entry, error: CodecError) {
        self.newer |= matches!(error, CodecError::Newer(_));
        match area {
            Area::Frames => self.frames += 1,
            Area::Chunks => {
                self.chunks += 1;
                let number = entry.0.first_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes));
                self.objects.push(ObjectId(number));
            }
            _ => {}
        }
        self.values.push((area, entry.0, entry.1));
    }
}

impl<P: Platform> Engine<P> {
    /// Begins to open storage before the UI, which still loads itself, asks for it.
    pub fn prepare(&self) {
        if self.inner.core.borrow().phase == Phase::Closed {
            self.inner.core.borrow_mut().phase = Phase::Opening;
            self.spawn(async |engine: Self| engine.look().await);
        }
    }

    /// Answers with the boot record; the rest of the data follows.
    pub(super) async fn open(self, id: u32, zone: String, locale: String) {
        let phase = {
            let mut core = self.inner.core.borrow_mut();
            core.calendar = Calendar::new(self.platform().zone(&zone));
            core.locale = locale;
            core.phase
        };
        if matches!(phase, Phase::Loading | Phase::Loaded) {
            return self.say_ready(id);
        }
        self.inner.openers.borrow_mut().push(id);
        if phase == Phase::Closed {
            self.inner.core.borrow_mut().phase = Phase::Opening;
            return self.look().await;
        }
        self.found().await;
    }

    /// Opens storage and reads what says what is in it.
    async fn look(&self) {
        // Asked for first, so that a tab that is alone leads before it reads.
        self.spawn(async |engine: Self| {
            engine.platform().lead().await;
            let loaded = {
                let mut core = engine.inner.core.borrow_mut();
                core.leads = true;
                core.phase == Phase::Loaded
            };
            if loaded {
                // Who led before may have gone without a word of what it folded last.
                engine.mend().await;
            }
        });
        let found = self.find_storage().await;
        *self.inner.found.borrow_mut() = Some(found);
        self.found().await;
    }

    async fn find_storage(&self) -> Result<Found, Fault> {
        match self.platform().open().await {
            Ok(store) => {
                *self.inner.store.borrow_mut() = Some(store.clone());
                self.spawn(async move |engine: Self| {
                    let error = store.closed().await;
                    engine.storage_closed(error);
                });
            }
            Err(StoreError::Unavailable) => self.inner.core.borrow_mut().trouble = Some(Trouble::MemoryOnly),
            Err(error) => return Err(fault(error)),
        }
        let seat = self.platform().seat().await;
        Ok(Found { seat, meta: self.read_meta().await? })
    }

    /// Answers those who asked for storage, once it is found and there is somebody who did.
    async fn found(&self) {
        if self.inner.openers.borrow().is_empty() {
            return;
        }
        let Some(found) = self.inner.found.take() else { return };
        let Found { seat, meta } = match found {
            Ok(found) => found,
            Err(fault) => {
                self.inner.core.borrow_mut().phase = Phase::Closed;
                return self.inner.openers.take().into_iter().for_each(|id| self.reply(id, Err(fault.clone())));
            }
        };
        let known = meta.device.is_some();
        let device = meta.device.unwrap_or_else(|| {
            let id = ClientId((self.platform().random() as u64 & 0xFF_FFFF_FFFF).max(1));
            Device { id, layout: Vec::new(), checkpoints: 0 }
        });
        self.go_on_numbering(device.id, &meta.events).await;
        let layout = known.then(|| device.layout.clone());
        let first = if known { None } else { Some(self.put_own(Kind::Device, DEVICE, &device).await) };
        {
            let mut core = self.inner.core.borrow_mut();
            core.phase = Phase::Loading;
            core.settings = meta.settings.unwrap_or_default();
            core.clock = Clock::new(device.id.seated(seat), 0);
            core.undo = UndoStack::new(core.settings.me, core.clock.client());
            for tx in &meta.schema {
                core.clock.observe(tx.stamp);
                core.db.apply(tx);
            }
            let settings = core.settings.clone();
            let (state, page, letters) =
                meta.boot.map_or_else(Default::default, |boot| (boot.state, boot.page, boot.letters));
            core.order.expect(letters);
            let state = State {
                schema: core.db.schema().clone(),
                settings,
                client: device.id,
                loaded: false,
                searchable: false,
                trouble: core.trouble.clone(),
                ..state
            };
            core.shown.state = state;
            // Said with the answer, so that the list is on screen at once; who asks for it later, while the
            // tables are loaded, waits for the end of a slice of work.
            core.shown.page = page.map(|(spec, rows)| Box::new((spec, Rows { partial: true, ..rows })));
        }
        self.inner.openers.take().into_iter().for_each(|id| self.say_ready(id));
        if let Some(change) = first {
            // Should this fail, so does the first edit, which says so.
            let _ = self.write(vec![change], Durability::Relaxed).await;
        }
        self.load(device.checkpoints, layout).await;
    }

    async fn read_meta(&self) -> Result<Meta, Fault> {
        let mut meta = Meta::default();
        let Some(store) = self.store() else { return Ok(meta) };
        let (mut entries, mut frames) = (Vec::new(), Vec::new());
        // At one moment, so that it can be said whether the boot record knows all frames.
        let spans = vec![Span::all(Area::Meta), Span::all(Area::Frames)];
        let read = store.read(spans, async |at, found| if at == 0 { entries = found } else { frames = found });
        read.await.map_err(fault)?;
        for (key, bytes) in entries {
            let newer = match key.as_slice() {
                DEVICE => self.unwrap_own(Kind::Device, &bytes).await.map(|device| meta.device = Some(device)),
                SETTINGS => {
                    self.unwrap_own(Kind::Settings, &bytes).await.map(|settings| meta.settings = Some(settings))
                }
                SCHEMA => self
                    .unwrap(Kind::Schema, &bytes)
                    .await
                    .and_then(|content| frame::decode(&content))
                    .map(|schema| meta.schema = schema),
                // Derived: where it does not fit, it is made anew.
                BOOT => {
                    meta.boot = self.unwrap_own(Kind::Boot, &bytes).await.ok();
                    Ok(())
                }
                key if key.starts_with(NEXT) => {
                    meta.events.push((key.to_vec(), bytes));
                    Ok(())
                }
                _ => Ok(()),
            };
            if let Err(CodecError::Newer(_)) = newer {
                return Err(Fault::StorageNewer);
            }
        }
        if let Some(boot) = &mut meta.boot {
            // An edit was acknowledged since: its page would show what was before.
            let known = |(key, _): &Entry| boot.frames.contains(key);
            if !frames.iter().all(known) {
                boot.page = None;
            }
        }
        Ok(meta)
    }

    fn say_ready(&self, id: u32) {
        let core = self.inner.core.borrow();
        let ready = Reply::Ready(Box::new(core.shown.state.clone()), core.shown.page.clone());
        drop(core);
        self.reply(id, Ok(ready));
    }

    /// Reads tables and log as they were at one moment, and builds the rest from them.
    async fn load(&self, checkpoints: u32, layout: Option<Vec<(ObjectId, u32)>>) {
        let mut bad = Bad::default();
        let mut frames: Vec<Entry> = Vec::new();
        let mut undo: Vec<Tx> = Vec::new();
        self.inner.core.borrow_mut().log.checkpoints = checkpoints;
        if let Some(store) = self.store() {
            let leads = self.inner.core.borrow().leads;
            self.inner.core.borrow_mut().layout_known = leads;
            let mut spans = vec![Span::all(Area::Frames), Span::under(Area::History, UNDO)];
            let layout = layout.unwrap_or_default();
            spans.extend(self.chunk_spans(layout.clone()));
            let areas: Vec<Area> = spans.iter().map(|span| span.area).collect();
            let (bad, frames, undo) = (&mut bad, &mut frames, &mut undo);
            let read = store
                .read(spans, async |at, entries| match areas[at] {
                    Area::Frames => *frames = entries,
                    Area::History => {
                        for (_, bytes) in entries {
                            let kept =
                                self.unwrap(Kind::Undo, &bytes).await.and_then(|content| frame::decode(&content));
                            // Derived from the log, which is intact: without it, less can be undone.
                            *undo = kept.unwrap_or_default();
                        }
                    }
                    _ => self.load_chunks(entries, &layout, bad).await,
                })
                .await;
            if let Err(error) = read {
                self.inner.core.borrow_mut().trouble = Some(Trouble::CannotWrite(fault(error)));
            }
        }
        let txs = self.decode_frames(frames, &mut bad).await;
        {
            let mut core = self.inner.core.borrow_mut();
            for object in &bad.objects {
                core.db.mark_dirty(*object);
            }
            for tx in undo {
                let tx = Rc::new(tx);
                core.clock.observe(tx.stamp);
                core.undo.feed(&tx);
                core.keep_mine(tx);
            }
        }
        self.replay(txs).await;
        self.set_aside(bad).await;
        self.learn_order();
        self.inner.core.borrow_mut().db.settle();
        self.loaded();
        self.build_search().await;
        self.idle_loop();
    }

    fn chunk_spans(&self, mut layout: Vec<(ObjectId, u32)>) -> Vec<Span> {
        // The object type of the last view comes first.
        let core = self.inner.core.borrow();
        if let Some((crate::db::show::Spec::List { query, .. }, _)) = core.shown.page.as_deref() {
            layout.arrange_by_key(|(object, _)| *object != query.object);
        }
        let mut spans = Vec::new();
        let mut known: Vec<ObjectId> = layout.iter().map(|(object, _)| *object).collect();
        for (object, count) in layout {
            for first in (0..count.max(1)).step_by(CHUNKS_A_SPAN as usize) {
                let next = first + CHUNKS_A_SPAN;
                let to = if next < count { chunk_key(object, next) } else { chunk_key(ObjectId(object.0 + 1), 0) };
                spans.push(Span { area: Area::Chunks, from: chunk_key(object, first), to: Some(to) });
            }
        }
        // Chunks of object types that the layout does not name: between those that it does.
        known.arrange();
        let mut from = chunk_key(ObjectId(0), 0);
        for object in known {
            let to = chunk_key(object, 0);
            if from < to {
                spans.push(Span { area: Area::Chunks, from, to: Some(to) });
            }
            from = chunk_key(ObjectId(object.0 + 1), 0);
        }
        spans.push(Span { area: Area::Chunks, from, to: None });
        spans
    }

    async fn load_chunks(&self, entries: Vec<Entry>, layout: &[(ObjectId, u32)], bad: &mut Bad) {
        let mut since = self.platform().ticks_ms();
        for entry in entries {
            let read = self.unwrap(Kind::Chunk, &entry.1).await.and_then(|content| chunk::decode(&content));
            match read {
                Ok(block) => {
                    let mut core = self.inner.core.borrow_mut();
                    core.clock.observe(newest(&block));
                    let first = core.db.len(block.object) == 0;
                    core.db.load_block(&block);
                    let known = layout.iter().find(|(object, chunks)| first && *object == block.object && *chunks > 1);
                    if let Some((object, chunks)) = known {
                        core.db.expect_chunks(*object, *chunks);
                    }
                }
                Err(error) => bad.add(Area::Chunks, entry, error),
            }
            since = self.give_way(since).await;
        }
    }

    async fn decode_frames(&self, frames: Vec<Entry>, bad: &mut Bad) -> Vec<Tx> {
        let mut txs = Vec::new();
        for entry in frames {
            match self.unwrap(Kind::Frame, &entry.1).await.and_then(|content| frame::decode(&content)) {
                Ok(found) => {
                    txs.extend(found);
                    self.inner.core.borrow_mut().log.folded_next.insert(entry.0, entry.1.len());
                }
                Err(error) => bad.add(Area::Frames, entry, error),
            }
        }
        txs
    }

    /// Applies transactions, bulk ones in parts, in the order of their stamps.
    pub(super) async fn replay(&self, mut txs: Vec<Tx>) {
        // Stable, so that the parts of a bulk change keep their order.
        txs.arrange_by_key(|tx| tx.stamp);
        let mut whole: BTreeMap<_, Tx> = BTreeMap::new();
        let mut since = self.platform().ticks_ms();
        for tx in txs {
            self.inner.core.borrow_mut().apply(&tx);
            let slim = slim(&tx);
            whole.entry(tx.stamp).and_modify(|whole| whole.ops.extend(slim.ops.iter().cloned())).or_insert(slim);
            since = self.give_way(since).await;
        }
        let mut core = self.inner.core.borrow_mut();
        for tx in whole.into_values() {
            core.note(Rc::new(tx));
        }
    }

    /// Moves what could not be read out of the way, so that it is neither lost nor met again.
    async fn set_aside(&self, bad: Bad) {
        if bad.values.is_empty() {
            return;
        }
        let records = bad.chunks * crate::db::CHUNK_ROWS;
        self.inner.core.borrow_mut().trouble = Some(if bad.newer {
            Trouble::CannotWrite(Fault::StorageNewer)
        } else {
            Trouble::Quarantined { frames: bad.frames, chunks: bad.chunks, records }
        });
        if bad.newer {
            // What a newer version wrote stays where it is, and nothing of ours goes beside it.
            return;
        }
        let mut changes = Vec::new();
        for (area, key, bytes) in bad.values {
            let mut aside = area.name().as_bytes().to_vec();
            aside.push(b'/');
            aside.extend(&key);
            changes.push(Change::Put(Area::Quarantine, aside, bytes));
            changes.push(Change::Delete(area, key));
        }
        // Should this fail, they are met again at the next start, and this is tried again.
        let _ = self.write(changes, Durability::Relaxed).await;
    }

    /// Gives way to requests that wait, when work has gone on long enough since `since`.
    pub(super) async fn give_way(&self, since: f64) -> f64 {
        if self.platform().ticks_ms() - since < SLICE_MS {
            return since;
        }
        self.platform().turn().await;
        // An edit that came in is written before this goes on.
        self.log_idle().await;
        self.platform().ticks_ms()
    }

    /// Everything is in memory: answers what waited.
    fn loaded(&self) {
        {
            let mut core = self.inner.core.borrow_mut();
            core.phase = Phase::Loaded;
            core.pending = crate::db::Changes::default();
            core.shown.page = None;
            core.busy_at = self.platform().ticks_ms();
        }
        self.show_state(None);
        self.show_all();
        for message in self.inner.heard.take() {
            self.hear(message);
        }
        for (message, files) in self.inner.waiting.take() {
            self.handle(message, files);
        }
    }
}
