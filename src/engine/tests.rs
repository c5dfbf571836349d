//! The engine without a browser: every test drives it through messages, as the UI does.

mod crash;
mod events;
mod jobs;
mod timing;
mod together;
mod trouble;
mod workspace;

use std::rc::Rc;

use super::Engine;
use crate::db::query::{Filter, Path, Query, Sort};
use crate::db::show::{Live, RecordShow, Spec};
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::standard::{COMPANY, company_field};
use crate::model::value::Value;
use crate::platform::double::{Bytes, Double, World};
use crate::protocol::codec;
use crate::protocol::edit::{Done, Edit, Target};
use crate::protocol::fault::Fault;
use crate::protocol::request::{FromEngine, Reply, Request, ToEngine};
use crate::protocol::show::State;

/// A tab: an engine, and what it said.
pub(super) struct Tab {
    pub(super) world: Rc<World>,
    pub(super) platform: Double,
    pub(super) engine: Engine<Double>,
    pub(super) heard: Vec<FromEngine>,
    told: Option<State>,
    next: u32,
}

impl Tab {
    /// A tab whose engine was asked nothing yet.
    pub(super) fn closed(world: &Rc<World>) -> Self {
        let platform = world.tab();
        let engine = Engine::new(platform.clone());
        let ear = engine.clone();
        world.listen(platform.id, Rc::new(move |message| ear.hear(message)));
        Self { world: Rc::clone(world), platform, engine, heard: Vec::new(), told: None, next: 1 }
    }

    /// A tab with its storage open.
    pub(super) fn open(world: &Rc<World>) -> Self {
        let mut tab = Self::closed(world);
        let open = Request::Open { zone: "Europe/Berlin".into(), locale: "en".into() };
        assert!(matches!(tab.ask(open), Some(Ok(Reply::Ready(..)))));
        tab
    }

    /// Sends a request without waiting.
    pub(super) fn tell(&mut self, request: Request) -> u32 {
        self.tell_with(request, Vec::new())
    }

    /// The same, with files.
    pub(super) fn tell_with(&mut self, request: Request, files: Vec<Bytes>) -> u32 {
        let id = self.next;
        self.next += 1;
        self.engine.receive(&codec::encode(&ToEngine { id, request }), files);
        id
    }

    /// The answer to a request, if one came.
    pub(super) fn answer(&mut self, id: u32) -> Option<Result<Reply, Fault>> {
        self.collect();
        self.heard.iter().find_map(|message| match message {
            FromEngine::Reply(this, answer) if *this == id => Some(answer.clone()),
            _ => None,
        })
    }

    fn collect(&mut self) {
        for bytes in self.platform.posted.take() {
            let message = codec::decode(&bytes).expect("decodes");
            if let FromEngine::State(state) | FromEngine::Reply(_, Ok(Reply::Ready(state, _))) = &message {
                self.told = Some(state.as_ref().clone());
            }
            self.heard.push(message);
        }
    }

    /// Sends a request and runs until nothing moves.
    pub(super) fn ask(&mut self, request: Request) -> Option<Result<Reply, Fault>> {
        let id = self.tell(request);
        self.world.run();
        self.answer(id)
    }

    pub(super) fn commit(&mut self, edits: Vec<Edit>) -> Result<Done, Fault> {
        match self.ask(Request::Commit { command: "test.edit".into(), edits }).expect("answered") {
            Ok(Reply::Done(done)) => Ok(done),
            Ok(other) => panic!("{other:?}"),
            Err(fault) => Err(fault),
        }
    }

    pub(super) fn company(&mut self, id: u128, name: &str) {
        let cells = vec![(company_field::NAME, Value::text(name))];
        self.commit(vec![Edit::Create { object: COMPANY, id: RecordId(id), cells }]).expect("created");
    }

    pub(super) fn rename(&mut self, id: u128, name: &str) -> Result<Done, Fault> {
        self.commit(vec![set(id, company_field::NAME, Value::text(name))])
    }

    /// A record as a live query shows it first.
    pub(super) fn record(&mut self, object: ObjectId, id: RecordId) -> Option<RecordShow> {
        self.collect();
        self.heard.clear();
        let sub = self.next + 1_000_000;
        self.ask(Request::Subscribe(sub, Spec::Record(object, id)));
        self.tell(Request::Unsubscribe(sub));
        self.heard.iter().find_map(|message| match message {
            FromEngine::Live(this, Live::Record(record)) if *this == sub => Some(record.as_deref().cloned()),
            _ => None,
        })?
    }

    pub(super) fn name(&mut self, id: u128) -> Option<String> {
        let record = self.record(COMPANY, RecordId(id)).filter(|record| !record.deleted)?;
        Some(record.title)
    }

    /// Names of all live companies.
    pub(super) fn names(&mut self) -> Vec<String> {
        let spec = companies(0..10_000);
        match self.ask(Request::Rows(Box::new(spec))) {
            Some(Ok(Reply::Rows(rows))) => rows.rows.into_iter().map(|row| row.title).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// The workspace as the UI was told last.
    pub(super) fn state(&mut self) -> State {
        self.collect();
        self.told.clone().expect("a state")
    }
}

pub(super) fn set(id: u128, field: FieldId, value: Value) -> Edit {
    Edit::Set { object: COMPANY, target: Target::one(RecordId(id)), cells: vec![(field, value)] }
}

/// A live list of companies by name.
pub(super) fn companies(window: core::ops::Range<u32>) -> Spec {
    let name = Path::Field(company_field::NAME);
    let sort = vec![Sort { path: name, descending: false }];
    let query = Query { sort, filter: Filter::default(), ..Query::of(COMPANY) };
    Spec::List { query, columns: vec![name], window, aggregates: Vec::new() }
}
