//! What the engine holds in memory.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::calendar::Calendar;
use super::find::Search;
use super::log::Log;
use super::order::TextOrder;
use super::show::Shown;
use super::tabs::Tabs;
use super::usage::Events;
use crate::db::show::Spec;
use crate::db::{Changes, Context, Database, LiveList, UndoStack};
use crate::model::hlc::{Clock, Hlc};
use crate::model::op::{Action, Tx, TxId};
use crate::model::standard;
use crate::protocol::request::SubId;
use crate::protocol::settings::Settings;
use crate::protocol::show::Trouble;

/// How far start-up has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phase {
    Closed,
    /// Storage is being opened; what kind of workspace it holds is not known yet.
    Opening,
    Loading,
    Loaded,
}

/// The memory of an engine.
pub(super) struct Core {
    pub(super) phase: Phase,
    pub(super) db: Database,
    pub(super) clock: Clock,
    pub(super) settings: Settings,
    pub(super) undo: UndoStack,
    /// Transactions that can be undone or done again, without the cells of bulk creations.
    pub(super) mine: BTreeMap<TxId, Rc<Tx>>,
    /// Transactions since the last checkpoint, of all tabs, likewise.
    pub(super) tail: BTreeMap<TxId, Rc<Tx>>,
    pub(super) log: Log,
    pub(super) subs: BTreeMap<SubId, Sub>,
    /// What live queries were not told yet.
    pub(super) pending: Changes,
    pub(super) push_planned: bool,
    pub(super) last_push: f64,
    pub(super) search: Search,
    pub(super) order: TextOrder,
    pub(super) calendar: Calendar,
    pub(super) locale: String,
    pub(super) shown: Shown,
    pub(super) trouble: Option<Trouble>,
    /// The list that was opened last: the boot record holds its first page.
    pub(super) last_list: Option<Spec>,
    /// The boot record on disk is older than what it would hold now.
    pub(super) boot_stale: bool,
    /// This tab folds the log.
    pub(super) leads: bool,
    /// Chunks on disk hold the rows in the order this engine has them.
    pub(super) layout_known: bool,
    pub(super) checkpointing: bool,
    /// When something was last asked or changed (platform ticks).
    pub(super) busy_at: f64,
    pub(super) job: Job,
    pub(super) tabs: Tabs,
    pub(super) events: Events,
}

/// A live query.
pub(super) struct Sub {
    pub(super) list: LiveList,
    pub(super) spec: Spec,
}

/// The running job, if any.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Job {
    #[default]
    None,
    Running,
    /// Asked to stop.
    Cancelled,
}

impl Core {
    pub(super) fn new() -> Self {
        let settings = Settings::default();
        Self {
            phase: Phase::Closed,
            db: Database::new(standard::schema()),
            clock: Clock::new(crate::model::hlc::ClientId::default(), 0),
            undo: UndoStack::new(settings.me, crate::model::hlc::ClientId::default()),
            settings,
            mine: BTreeMap::new(),
            tail: BTreeMap::new(),
            log: Log::default(),
            subs: BTreeMap::new(),
            pending: Changes::default(),
            push_planned: false,
            last_push: 0.0,
            search: Search::default(),
            order: TextOrder::default(),
            calendar: Calendar::default(),
            locale: String::new(),
            shown: Shown::default(),
            trouble: None,
            last_list: None,
            boot_stale: false,
            leads: false,
            layout_known: false,
            checkpointing: false,
            busy_at: 0.0,
            job: Job::None,
            tabs: Tabs::default(),
            events: Events::default(),
        }
    }

    /// The circumstances of a question asked now.
    pub(super) fn context(&self, now_ms: u64) -> Context<'_> {
        context(&self.settings, &self.calendar, &self.search, self.phase, now_ms)
    }

    /// Applies a transaction of any tab to everything in memory but the tables' live queries, which
    /// are told later. Parts of a bulk change are not noted: [`Core::note`] is for the whole.
    pub(super) fn apply(&mut self, tx: &Tx) -> Changes {
        self.clock.observe(tx.stamp);
        let changes = self.db.apply(tx);
        self.search.changed(&self.db, &changes);
        self.order.changed(&self.db, &changes);
        self.pending.merge(changes.clone());
        self.boot_stale = true;
        changes
    }

    /// Merges the records of a chunk into those that are there.
    pub(super) fn merge(&mut self, block: &crate::model::block::Block) {
        self.clock.observe(newest(block));
        let changes = self.db.load_block(block);
        self.search.changed(&self.db, &changes);
        self.pending.merge(changes);
        self.boot_stale = true;
    }

    /// Keeps a transaction for undo and for history.
    pub(super) fn note(&mut self, tx: Rc<Tx>) {
        self.undo.feed(&tx);
        self.tail.insert(tx.stamp, Rc::clone(&tx));
        self.keep_mine(tx);
    }

    pub(super) fn keep_mine(&mut self, tx: Rc<Tx>) {
        if tx.author == self.settings.me {
            self.mine.insert(tx.stamp, tx);
            while self.mine.len() > MINE {
                self.mine.pop_first();
            }
        }
    }
}

/// Transactions kept for undo.
const MINE: usize = 1000;

/// As [`Core::context`], for when parts of the core are borrowed otherwise.
pub(super) fn context<'a>(
    settings: &Settings,
    calendar: &'a Calendar,
    search: &'a Search,
    phase: Phase,
    now_ms: u64,
) -> Context<'a> {
    Context {
        now_ms: now_ms as i64,
        today: calendar.day(now_ms as i64),
        week_start: settings.week_start,
        me: settings.me,
        zone: calendar,
        text: Some(search),
        partial: phase != Phase::Loaded,
    }
}

/// A transaction without the cells of the records it created in bulk: enough to undo it and to tell
/// of it.
pub(super) fn slim(tx: &Tx) -> Tx {
    let ops = tx.ops.iter().map(|op| match &op.action {
        Action::CreateMany(block) => {
            let ids = crate::model::block::Block { object: block.object, ids: block.ids.clone(), ..Default::default() };
            crate::model::op::Op { action: Action::CreateMany(Box::new(ids)), ..*op }
        }
        _ => op.clone(),
    });
    Tx { ops: ops.collect(), command: tx.command.clone(), ..*tx }
}

/// The newest stamp of a block's records.
pub(super) fn newest(block: &crate::model::block::Block) -> Hlc {
    block.past.iter().flat_map(|past| past.updated.iter().copied()).max().unwrap_or_default()
}
