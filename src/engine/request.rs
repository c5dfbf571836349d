//! Which request goes where.

use super::Engine;
use super::core_state::Phase;
use super::disk::SETTINGS;
use super::find::Asked;
use crate::codec::envelope::Kind;
use crate::db::UndoStack;
use crate::platform::Platform;
use crate::platform::store::Durability;
use crate::protocol::fault::Fault;
use crate::protocol::request::{Reply, Request, ToEngine};
use crate::protocol::settings::Settings;
use crate::usage::batch::Batch;

impl<P: Platform> Engine<P> {
    pub(super) fn carry_out(&self, message: ToEngine, files: Vec<P::File>) {
        let id = message.id;
        // What the page sends of itself keeps nobody waiting.
        if !matches!(message.request, Request::Usage(_) | Request::Flush | Request::Storage) {
            self.inner.core.borrow_mut().busy_at = self.platform().ticks_ms();
        }
        match message.request {
            Request::Open { zone, locale } => self.spawn(async move |engine: Self| engine.open(id, zone, locale).await),
            Request::Subscribe(sub, spec) => self.subscribe(sub, spec),
            Request::Window(sub, window) => self.move_window(sub, window),
            Request::Unsubscribe(sub) => {
                self.inner.core.borrow_mut().subs.remove(&sub);
            }
            Request::Rows(spec) => self.spawn(async move |engine: Self| engine.rows(id, *spec).await),
            Request::Ids(query) => {
                let answer = self.read(|core, ctx| Reply::Ids(core.db.ids(&query, ctx)));
                self.reply(id, Ok(answer));
            }
            Request::Commit { command, edits } => self.commit(id, command, &edits),
            Request::Undo => self.undo(id),
            Request::Redo => self.redo(id),
            Request::UndoTx(tx) => self.undo_tx(id, tx),
            Request::Search { text, object, limit, generation } => {
                self.find(Asked { id, text, object, limit, generation });
            }
            Request::Timeline { object, record, limit } => {
                self.spawn(async move |engine: Self| engine.timeline(id, object, record, limit).await);
            }
            Request::Configure(settings) => {
                self.spawn(async move |engine: Self| engine.configure(id, *settings).await);
            }
            Request::Storage => self.spawn(async move |engine: Self| engine.storage(id).await),
            Request::Sample { contacts, seed } => self.sample(id, contacts, seed),
            Request::Import(request) => self.import(id, *request, files),
            Request::ExportCsv(spec) => self.spawn(async move |engine: Self| engine.export_csv(id, *spec).await),
            Request::ExportAll => self.spawn(async move |engine: Self| engine.export_all(id).await),
            Request::CancelJob => {
                self.cancel_job();
                self.reply(id, Ok(Reply::Ok));
            }
            Request::Erase => self.spawn(async move |engine: Self| engine.erase(id).await),
            Request::Usage(bytes) => {
                // Packed by the page of the same build; what cannot be read has no events.
                let events = Batch::decode(&bytes).unwrap_or_default().events;
                self.reply(id, Ok(Reply::Ok));
                self.spawn(async move |engine: Self| engine.keep_usage(events).await);
            }
            Request::Flush => self.spawn(async move |engine: Self| {
                engine.flush().await;
                engine.write_boot().await;
                engine.reply(id, Ok(Reply::Ok));
            }),
        }
    }

    /// Answers a question from memory.
    fn read<T>(&self, question: impl FnOnce(&super::core_state::Core, &crate::db::Context<'_>) -> T) -> T {
        let core = self.inner.core.borrow();
        question(&core, &core.context(self.platform().now_ms()))
    }

    async fn configure(&self, id: u32, settings: Settings) {
        let change = self.put_own(Kind::Settings, SETTINGS, &settings).await;
        let written = self.write(vec![change], Durability::Relaxed).await;
        self.take_settings(settings.clone());
        self.tell_settings(&settings);
        self.reply(id, written.map(|()| Reply::Ok).map_err(super::disk::fault));
    }

    /// Lives by new settings, from here or from another tab.
    pub(super) fn take_settings(&self, settings: Settings) {
        {
            let mut core = self.inner.core.borrow_mut();
            if core.settings.me != settings.me {
                // Another user has other things to undo.
                core.undo = UndoStack::new(settings.me, core.clock.client());
                let tail: Vec<_> = core.tail.values().cloned().collect();
                tail.iter().for_each(|tx| core.undo.feed(tx));
                core.mine = tail.into_iter().filter(|tx| tx.author == settings.me).map(|tx| (tx.stamp, tx)).collect();
            }
            core.settings = settings;
            if core.phase != Phase::Loaded {
                return;
            }
        }
        self.show_state(None);
        self.show_moving();
    }

    /// For what cannot be done in this state.
    pub(super) fn refuse(&self, id: u32, fault: Fault) {
        self.reply(id, Err(fault));
    }
}
