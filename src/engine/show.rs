//! What the UI is shown without asking again: live queries and the state of the workspace.

use super::Engine;
use super::core_state::{Core, Phase, Sub, context};
use crate::db::show::{Live, Rows, Spec};
use crate::db::view::ViewDef;
use crate::db::{Changes, Database, LiveList};
use crate::model::arrange::Arrange as _;
use crate::model::id::ObjectId;
use crate::model::schema::Hue;
use crate::model::standard::{TAG, USER, VIEW, tag_field, view_field};
use crate::model::value::Value;
use crate::platform::Platform;
use crate::protocol::request::{FromEngine, SubId};
use crate::protocol::show::{Link, SavedView, State};

/// News of live queries is held back until so long after the last.
const PUSH_MS: f64 = 8.0;

/// What the UI was told of the workspace.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) state: State,
    /// The boot record's page, until the tables are there.
    pub(super) page: Option<Box<(Spec, Rows)>>,
}

impl<P: Platform> Engine<P> {
    pub(super) fn post_live(&self, id: SubId, live: Live) {
        self.post(&FromEngine::Live(id, live));
    }

    pub(super) fn subscribe(&self, id: SubId, spec: Spec) {
        let mut core = self.inner.core.borrow_mut();
        if let Spec::List { window, columns, .. } = &spec
            && window.start == 0
            && !columns.is_empty()
        {
            core.last_list = Some(spec.clone());
            core.boot_stale = true;
        }
        core.subs.insert(id, Sub { list: LiveList::new(spec.clone()), spec });
        let ready = core.phase == Phase::Loaded;
        drop(core);
        if ready {
            self.show_first(id);
        }
    }

    pub(super) fn show_first(&self, id: SubId) {
        let now = self.platform().now_ms();
        let live = self.inner.core.borrow_mut().ask(id, now, LiveList::first);
        if let Some(live) = live {
            self.post_live(id, live);
        }
    }

    pub(super) fn move_window(&self, id: SubId, to: core::ops::Range<u32>) {
        let now = self.platform().now_ms();
        let live = {
            let mut core = self.inner.core.borrow_mut();
            if let Some(Sub { spec: Spec::List { window, .. }, .. }) = core.subs.get_mut(&id) {
                window.clone_from(&to);
            }
            if core.phase != Phase::Loaded {
                if let Some(sub) = core.subs.get_mut(&id) {
                    sub.list = LiveList::new(sub.spec.clone());
                }
                return;
            }
            core.ask(id, now, |list, db, ctx| list.set_window(to, db, ctx))
        };
        if let Some(live) = live {
            self.post_live(id, live);
        }
    }

    /// Answers every live query anew.
    pub(super) fn show_all(&self) {
        if self.inner.core.borrow().phase != Phase::Loaded {
            return;
        }
        let ids: Vec<SubId> = self.inner.core.borrow().subs.keys().copied().collect();
        ids.into_iter().for_each(|id| self.show_first(id));
    }

    /// Answers anew the live queries that depend on the day.
    pub(super) fn show_moving(&self) {
        let core = self.inner.core.borrow();
        let ids: Vec<SubId> = core.subs.iter().filter(|(_, sub)| sub.list.moves()).map(|(id, _)| *id).collect();
        drop(core);
        ids.into_iter().for_each(|id| self.show_first(id));
    }

    /// Tells live queries what changed: when it is written, or after [`PUSH_MS`], whichever comes first;
    /// at most once in [`PUSH_MS`].
    pub(super) fn push_soon(&self) {
        if std::mem::replace(&mut self.inner.core.borrow_mut().push_planned, true) {
            return;
        }
        self.spawn(async |engine: Self| {
            engine.platform().turn().await;
            let rest = {
                let core = engine.inner.core.borrow();
                let since = engine.platform().ticks_ms() - core.last_push;
                if core.log.is_writing() { PUSH_MS } else { PUSH_MS - since }
            };
            if rest > 0.0 {
                engine.platform().sleep(rest.ceil() as u32).await;
            }
            engine.push();
        });
    }

    /// What was edited is written: tells live queries of it, unless they were told just now.
    pub(super) fn push_if_due(&self) {
        let last = self.inner.core.borrow().last_push;
        if self.platform().ticks_ms() - last >= PUSH_MS {
            self.push();
        }
    }

    fn push(&self) {
        let now = self.platform().now_ms();
        let mut core = self.inner.core.borrow_mut();
        if !std::mem::take(&mut core.push_planned) {
            return;
        }
        core.last_push = self.platform().ticks_ms();
        let changes = std::mem::take(&mut core.pending);
        let behind = (core.search.is_behind(), core.order.is_behind());
        if core.phase != Phase::Loaded {
            return;
        }
        let Core { subs, db, settings, calendar, search, phase, .. } = &mut *core;
        let ctx = context(settings, calendar, search, *phase, now);
        let news: Vec<_> =
            subs.iter_mut().filter_map(|(id, sub)| Some((*id, sub.list.refresh(db, &changes, &ctx)?))).collect();
        drop(core);
        for (id, live) in news {
            self.post_live(id, live);
        }
        self.show_state(Some(&changes));
        match behind {
            (true, _) => self.spawn(async |engine: Self| engine.catch_up().await),
            (false, true) => self.learn_order(),
            _ => {}
        }
    }

    /// Tells the UI the state of the workspace if it is not what it was told last. Of the records only
    /// what `changes` concern is looked at; all, without them.
    pub(super) fn show_state(&self, changes: Option<&Changes>) {
        let mut core = self.inner.core.borrow_mut();
        let mut state = std::mem::take(&mut core.shown.state);
        let before = state.clone();
        core.fill(&mut state, changes);
        let news = state != before;
        core.shown.state = state.clone();
        core.boot_stale |= news;
        drop(core);
        if news {
            self.post(&FromEngine::State(Box::new(state)));
        }
    }
}

impl Core {
    /// Asks a live query something.
    fn ask(
        &mut self,
        id: SubId,
        now: u64,
        question: impl FnOnce(&mut LiveList, &Database, &crate::db::Context<'_>) -> Live,
    ) -> Option<Live> {
        let Self { subs, db, settings, calendar, search, phase, .. } = self;
        let ctx = context(settings, calendar, search, *phase, now);
        subs.get_mut(&id).map(|sub| question(&mut sub.list, db, &ctx))
    }

    fn fill(&self, state: &mut State, changes: Option<&Changes>) {
        let concerned = |object: ObjectId| changes.is_none_or(|changes| changes.of(object).is_some());
        if changes.is_none_or(|changes| changes.schema) {
            state.schema = self.db.schema().clone();
        }
        state.settings = self.settings.clone();
        state.undo = self.undo.undo_target().map(|(_, command)| command.to_owned());
        state.redo = self.undo.redo_target().map(|(_, command)| command.to_owned());
        state.loaded = self.phase == Phase::Loaded;
        state.searchable = self.search.is_ready();
        state.trouble = self.trouble.clone();
        state.client = self.clock.client().device();
        if self.phase != Phase::Loaded {
            return;
        }
        if concerned(USER) {
            state.users = self.links(USER);
        }
        if concerned(TAG) {
            state.tags = self
                .links(TAG)
                .into_iter()
                .map(|link| (self.hue(&link), link))
                .map(|(hue, link)| (link, hue))
                .collect();
        }
        if concerned(VIEW) {
            state.views = self.views();
        }
    }

    /// Every live record of a small object type, by title.
    fn links(&self, object: ObjectId) -> Vec<Link> {
        let rows = (0..self.db.len(object)).filter(|row| !self.db.is_deleted(object, *row));
        let mut links: Vec<Link> = rows.map(|row| self.db.link(object, self.db.id(object, row))).collect();
        links.arrange_by(|a, b| a.title.cmp(&b.title).then(a.id.cmp(&b.id)));
        links
    }

    fn hue(&self, tag: &Link) -> Hue {
        let Some(row) = self.db.row(TAG, tag.id) else { return Hue::default() };
        let Value::Option(option) = self.db.value(TAG, row, tag_field::HUE) else { return Hue::default() };
        let field = self.db.schema().field(TAG, tag_field::HUE);
        let choices = field.map(|field| field.kind.options()).unwrap_or_default();
        choices.iter().find(|choice| choice.id == option).map_or(Hue::default(), |choice| choice.hue)
    }

    fn views(&self) -> Vec<SavedView> {
        let mut views: Vec<(f64, SavedView)> = (0..self.db.len(VIEW))
            .filter(|row| !self.db.is_deleted(VIEW, *row))
            .filter_map(|row| self.view(row))
            .collect();
        views.arrange_by(|(a, one), (b, other)| a.total_cmp(b).then(one.id.cmp(&other.id)));
        views.into_iter().map(|(_, view)| view).collect()
    }

    /// A saved view and its position. One whose object or definition this version does not know is
    /// left out.
    fn view(&self, row: u32) -> Option<(f64, SavedView)> {
        let is = |field| self.db.value(VIEW, row, field) == Value::Bool(true);
        let object = self.db.schema().by_key(self.db.text(VIEW, row, view_field::OBJECT))?.id;
        let position = match self.db.value(VIEW, row, view_field::POSITION) {
            Value::Number(position) => position,
            _ => f64::MAX,
        };
        let view = SavedView {
            id: self.db.id(VIEW, row),
            object,
            name: self.db.text(VIEW, row, view_field::NAME).to_owned(),
            view: ViewDef::from_text(self.db.text(VIEW, row, view_field::DEFINITION))?,
            pinned: is(view_field::PINNED),
            shared: is(view_field::SHARED),
        };
        Some((position, view))
    }
}
