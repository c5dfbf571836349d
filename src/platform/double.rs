//! A world for tests: storage in memory that can fail, crash and be shared by several tabs, a clock
//! that moves when told, and an executor that runs until nothing moves.

use core::cell::{Cell, RefCell};
use core::cmp::Ordering;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::seal::{Plain, Seal};
use super::store::{Area, Change, Durability, Entry, Key, Span, Store, StoreError};
use super::{File, Platform};
use crate::model::collate::Strength;

type Task = Pin<Box<dyn Future<Output = ()>>>;
type Ear = Rc<dyn Fn(Vec<u8>)>;

/// What the tabs of a browser share.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) disk: RefCell<BTreeMap<(Area, Key), Vec<u8>>>,
    /// The next commits fail with this.
    pub(crate) failing: RefCell<Option<StoreError>>,
    /// After so many more commits, the browser is killed: nothing is written any more.
    pub(crate) commits_left: Cell<Option<u32>>,
    pub(crate) commits: Cell<u32>,
    now_ms: Cell<u64>,
    seed: Cell<u64>,
    /// A newer version in another tab has asked for storage to be closed.
    pub(crate) taken_over: Cell<bool>,
    /// The next messages between tabs are lost.
    pub(crate) deaf: Cell<bool>,
    /// Bytes of the largest message between tabs.
    pub(crate) largest_message: Cell<usize>,
    moved: Cell<bool>,
    tasks: RefCell<Vec<(usize, Task)>>,
    tabs: RefCell<Vec<(usize, Ear)>>,
    mail: RefCell<Vec<(usize, Vec<u8>)>>,
    leader: Cell<Option<usize>>,
    next_tab: Cell<usize>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Rc<Self> {
        let world = Self::default();
        world.now_ms.set(1_795_312_593_648);
        world.seed.set(seed.wrapping_mul(2).wrapping_add(1));
        Rc::new(world)
    }

    /// A browser started again on the same disk.
    pub(crate) fn reborn(&self) -> Rc<Self> {
        let world = Self::new(self.seed.get());
        *world.disk.borrow_mut() = self.disk.borrow().clone();
        world.now_ms.set(self.now_ms.get() + 1000);
        world
    }

    /// A platform for a new tab.
    pub(crate) fn tab(self: &Rc<Self>) -> Double {
        let id = self.next_tab.get();
        self.next_tab.set(id + 1);
        Double { id, world: Rc::clone(self), posted: Rc::default() }
    }

    /// Delivers what other tabs say to `ear`.
    pub(crate) fn listen(&self, tab: usize, ear: Ear) {
        self.tabs.borrow_mut().push((tab, ear));
    }

    /// Ends a tab at once.
    pub(crate) fn close(&self, tab: usize) {
        self.tasks.borrow_mut().retain(|(owner, _)| *owner != tab);
        self.tabs.borrow_mut().retain(|(id, _)| *id != tab);
        if self.leader.get() == Some(tab) {
            self.leader.set(None);
        }
    }

    /// Runs until nothing moves but the clock.
    pub(crate) fn run(&self) {
        self.rounds(usize::MAX);
    }

    /// Gives every task this many chances to go on, or until nothing moves.
    pub(crate) fn rounds(&self, count: usize) {
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..count {
            self.moved.set(false);
            for (from, message) in self.mail.take() {
                let tabs: Vec<_> = self.tabs.borrow().clone();
                for (_, ear) in tabs.into_iter().filter(|(id, _)| *id != from) {
                    ear(message.clone());
                    self.moved.set(true);
                }
            }
            for (owner, mut task) in self.tasks.take() {
                if task.as_mut().poll(&mut context).is_pending() {
                    self.tasks.borrow_mut().push((owner, task));
                } else {
                    self.moved.set(true);
                }
            }
            if !self.moved.get() && self.mail.borrow().is_empty() {
                return;
            }
        }
    }

    /// Lets time pass, in steps, and runs what it wakes.
    pub(crate) fn pass(&self, ms: u64) {
        for _ in 0..ms.div_ceil(500) {
            self.now_ms.set(self.now_ms.get() + 500.min(ms));
            self.run();
        }
    }

    fn random(&self) -> u64 {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        let state = self.seed.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.seed.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    async fn once(&self) {
        let mut waited = false;
        poll_fn(|_| {
            if std::mem::replace(&mut waited, true) {
                self.moved.set(true);
                Poll::Ready(())
            } else {
                self.moved.set(true);
                Poll::Pending
            }
        })
        .await;
    }
}

/// The platform of one tab.
#[derive(Clone)]
pub(crate) struct Double {
    pub(crate) id: usize,
    pub(crate) world: Rc<World>,
    /// What was said to the UI.
    pub(crate) posted: Rc<RefCell<Vec<Vec<u8>>>>,
}

/// A file in memory.
#[derive(Clone)]
pub(crate) struct Bytes {
    pub(crate) name: String,
    pub(crate) content: Rc<Vec<u8>>,
    pub(crate) world: Rc<World>,
}

impl File for Bytes {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn len(&self) -> u64 {
        self.content.len() as u64
    }

    async fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        self.world.once().await;
        let to = (to as usize).min(self.content.len());
        Ok(self.content[(from as usize).min(to)..to].to_vec())
    }
}

impl Store for Double {
    async fn commit(&self, changes: Vec<Change>, _: Durability) -> Result<(), StoreError> {
        self.world.once().await;
        if let Some(left) = self.world.commits_left.get() {
            if left == 0 {
                return core::future::pending().await;
            }
            self.world.commits_left.set(Some(left - 1));
        }
        if let Some(error) = self.world.failing.borrow().clone() {
            return Err(error);
        }
        if self.world.taken_over.get() {
            return Err(StoreError::Failed("InvalidStateError".into()));
        }
        let mut disk = self.world.disk.borrow_mut();
        let taken =
            |change: &Change| matches!(change, Change::Add(area, key, _) if disk.contains_key(&(*area, key.clone())));
        if changes.iter().any(taken) {
            return Err(StoreError::Taken);
        }
        self.world.commits.set(self.world.commits.get() + 1);
        for change in changes {
            match change {
                Change::Put(area, key, value) | Change::Add(area, key, value) => {
                    disk.insert((area, key), value);
                }
                Change::Delete(area, key) => {
                    disk.remove(&(area, key));
                }
                Change::Clear(span) => disk.retain(|(area, key), _| *area != span.area || !span.contains(key)),
            }
        }
        Ok(())
    }

    async fn read(&self, spans: Vec<Span>, mut each: impl AsyncFnMut(usize, Vec<Entry>)) -> Result<(), StoreError> {
        let disk = self.world.disk.borrow().clone();
        for (at, span) in spans.iter().enumerate() {
            self.world.once().await;
            let found = disk.iter().filter(|((area, key), _)| *area == span.area && span.contains(key));
            each(at, found.map(|((_, key), value)| (key.clone(), value.clone())).collect()).await;
        }
        Ok(())
    }

    async fn closed(&self) -> StoreError {
        poll_fn(|_| if self.world.taken_over.get() { Poll::Ready(()) } else { Poll::Pending }).await;
        StoreError::Newer
    }
}

impl Platform for Double {
    type Store = Self;
    type File = Bytes;

    fn seal(&self) -> impl Seal {
        Plain
    }

    async fn open(&self) -> Result<Self, StoreError> {
        self.world.once().await;
        match self.world.failing.borrow().clone() {
            Some(error @ (StoreError::Unavailable | StoreError::Blocked | StoreError::Newer)) => Err(error),
            _ => Ok(self.clone()),
        }
    }

    fn now_ms(&self) -> u64 {
        self.world.now_ms.get()
    }

    fn ticks_ms(&self) -> f64 {
        self.world.now_ms.get() as f64
    }

    fn random(&self) -> u128 {
        u128::from(self.world.random()) << 64 | u128::from(self.world.random())
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.world.moved.set(true);
        self.world.tasks.borrow_mut().push((self.id, Box::pin(task)));
    }

    async fn turn(&self) {
        self.world.once().await;
    }

    async fn sleep(&self, ms: u32) {
        let until = self.world.now_ms.get() + u64::from(ms);
        poll_fn(|_| if self.world.now_ms.get() >= until { Poll::Ready(()) } else { Poll::Pending }).await;
        self.world.moved.set(true);
    }

    fn post(&self, message: Vec<u8>) {
        self.posted.borrow_mut().push(message);
    }

    fn broadcast(&self, message: &[u8]) {
        self.world.largest_message.set(self.world.largest_message.get().max(message.len()));
        if !self.world.deaf.get() {
            self.world.mail.borrow_mut().push((self.id, message.to_vec()));
        }
    }

    async fn lead(&self) {
        poll_fn(|_| match self.world.leader.get() {
            None => {
                self.world.leader.set(Some(self.id));
                Poll::Ready(())
            }
            Some(leader) if leader == self.id => Poll::Ready(()),
            Some(_) => Poll::Pending,
        })
        .await;
    }

    async fn seat(&self) -> u32 {
        self.id as u32
    }

    fn zone(&self, _: &str) -> Box<dyn Fn(i64) -> i32> {
        Box::new(|_| 60)
    }

    fn collator(&self, _: &str) -> Box<dyn FnMut(&str, &str, Strength) -> Ordering> {
        Box::new(|a, b, strength| match strength {
            Strength::Variant => a.cmp(b),
            _ => a.to_lowercase().cmp(&b.to_lowercase()),
        })
    }

    async fn estimate(&self) -> (u64, u64, bool) {
        (1, 2, false)
    }
}
