//! L1: what becomes of edits that meet. The tables themselves only need stamps (see
//! [`db`](crate::db)): the newest write of a cell stands. This module keeps the rest: which write lost to one
//! whose author had not seen it, so that nothing disappears unseen.
//!
//! A [`Register`] is a set of writes, and merging is union; so it is commutative, associative and idempotent by
//! construction, and everything said about it (the winner, the conflicts) is a function of the set.

use std::collections::BTreeMap;

use crate::model::hlc::Hlc;
use crate::model::id::{FieldId, ObjectId, RecordId};
use crate::model::value::Value;

/// Registers kept at most; beyond it those without a conflict are forgotten. A device meets that many cells
/// written one by one only in bulk edits, which no other device has contested by then.
const KEPT: usize = 65_536;

/// One write of a group of cells that merge as a whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Write {
    /// What its author saw, by field.
    pub before: Vec<(FieldId, Value)>,
    /// What it wrote, by field.
    pub after: Vec<(FieldId, Value)>,
}

impl Write {
    /// Whether whoever made this write had seen the other.
    fn saw(&self, other: &Self) -> bool {
        other.after.iter().all(|(field, value)| {
            self.before.iter().find(|(seen, _)| seen == field).is_some_and(|(_, seen)| seen == value)
        })
    }
}

/// The writes of one group of one record, by stamp.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Register {
    writes: BTreeMap<Hlc, Write>,
}

impl Register {
    /// Takes a write in. One with a stamp that is known already is the same write.
    pub fn add(&mut self, stamp: Hlc, write: Write) {
        self.writes.entry(stamp).or_insert(write);
    }

    /// Takes all writes of another register in.
    pub fn merge(&mut self, other: &Self) {
        for (stamp, write) in &other.writes {
            self.writes.entry(*stamp).or_insert_with(|| write.clone());
        }
    }

    /// The write that stands: the newest.
    #[must_use]
    pub fn winner(&self) -> Option<(Hlc, &Write)> {
        self.writes.last_key_value().map(|(stamp, write)| (*stamp, write))
    }

    /// The writes that lost without their successor having seen them, and wrote something else than what
    /// stands, oldest first.
    pub fn losers(&self) -> impl Iterator<Item = (Hlc, &Write)> {
        let winner = self.winner();
        self.writes.iter().filter_map(move |(stamp, write)| {
            let (newest, standing) = winner?;
            let seen = self
                .writes
                .range(*stamp..)
                .skip(1)
                .any(|(later, next)| later.client == stamp.client || next.saw(write));
            (*stamp != newest && !seen && write.after != standing.after).then_some((*stamp, write))
        })
    }
}

/// Something that a merge decided and a person may decide otherwise.
#[derive(Clone, PartialEq, Debug)]
pub enum Conflict {
    /// Two edits of the same group of cells; one stands, the other does not.
    Edit {
        /// The object type.
        object: ObjectId,
        /// The record.
        record: RecordId,
        /// The edit that stands.
        stands: Hlc,
        /// The edit that does not.
        lost: Hlc,
        /// The cells: the field, what stands, what was lost, and what was there before that.
        cells: Vec<(FieldId, Value, Value, Value)>,
    },
    /// A record was deleted on one device and later edited on another, and so kept.
    Removal {
        /// The object type.
        object: ObjectId,
        /// The record.
        record: RecordId,
        /// The deletion.
        removed: Hlc,
    },
}

impl Conflict {
    /// What a list of conflicts is ordered by: the record, then the time.
    #[must_use]
    pub fn key(&self) -> (ObjectId, RecordId, Hlc) {
        match self {
            Self::Edit { object, record, lost, .. } => (*object, *record, *lost),
            Self::Removal { object, record, removed } => (*object, *record, *removed),
        }
    }
}

/// Names a group of a record: the object type, the record, the smallest field of the group.
pub type GroupKey = (ObjectId, RecordId, FieldId);

/// All registers of a database.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Contests {
    registers: BTreeMap<GroupKey, Register>,
}

impl Contests {
    /// Takes a write in.
    pub fn add(&mut self, group: GroupKey, stamp: Hlc, write: Write) {
        self.registers.entry(group).or_default().add(stamp, write);
        if self.registers.len() > KEPT {
            self.registers.retain(|_, register| register.losers().next().is_some());
        }
    }

    /// Takes the writes of another device in.
    pub fn merge(&mut self, other: &Self) {
        for (group, register) in &other.registers {
            self.registers.entry(*group).or_default().merge(register);
        }
    }

    /// Forgets a conflict: somebody has seen it.
    pub fn settle(&mut self, group: GroupKey) {
        self.registers.remove(&group);
    }

    /// Every edit that was lost.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut all = Vec::new();
        for ((object, record, _), register) in &self.registers {
            let Some((stands, standing)) = register.winner() else { continue };
            for (lost, write) in register.losers() {
                let find = |list: &[(FieldId, Value)], field: FieldId| {
                    list.iter().find(|(id, _)| *id == field).map_or(Value::Empty, |(_, value)| value.clone())
                };
                let cells = write.after.iter().map(|(field, value)| {
                    (*field, find(&standing.after, *field), value.clone(), find(&write.before, *field))
                });
                all.push(Conflict::Edit {
                    object: *object,
                    record: *record,
                    stands,
                    lost,
                    cells: cells.filter(|(_, stands, lost, _)| stands != lost).collect(),
                });
            }
        }
        all
    }
}
