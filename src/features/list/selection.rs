//! Which rows are selected. All rows of a list are selected without knowing them: as everything the
//! query finds, but for those taken out again.

use std::collections::BTreeSet;

use crate::db::edit::Target;
use crate::db::query::Query;
use crate::model::id::RecordId;

/// The selected rows of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Selection {
    /// These.
    Only(BTreeSet<RecordId>),
    /// All that the query finds, but for these.
    AllBut(BTreeSet<RecordId>),
}

impl Default for Selection {
    fn default() -> Self {
        Self::Only(BTreeSet::new())
    }
}

impl Selection {
    /// Every row.
    #[must_use]
    pub fn all() -> Self {
        Self::AllBut(BTreeSet::new())
    }

    /// Whether a row is selected.
    #[must_use]
    pub fn contains(&self, id: RecordId) -> bool {
        match self {
            Self::Only(ids) => ids.contains(&id),
            Self::AllBut(ids) => !ids.contains(&id),
        }
    }

    /// How many rows of `total` are selected.
    #[must_use]
    pub fn count(&self, total: u32) -> u32 {
        match self {
            Self::Only(ids) => ids.len() as u32,
            Self::AllBut(ids) => total.saturating_sub(ids.len() as u32),
        }
    }

    /// Selects a row or takes it out.
    pub fn set(&mut self, id: RecordId, on: bool) {
        match self {
            Self::Only(ids) if on => {
                ids.insert(id);
            }
            Self::Only(ids) => {
                ids.remove(&id);
            }
            Self::AllBut(ids) if on => {
                ids.remove(&id);
            }
            Self::AllBut(ids) => {
                ids.insert(id);
            }
        }
    }

    /// Turns a row over.
    pub fn toggle(&mut self, id: RecordId) {
        let on = !self.contains(id);
        self.set(id, on);
    }

    /// The records an edit is about. Everything a query finds stays a query, so that 100,000 rows are
    /// never listed.
    #[must_use]
    pub fn target(&self, query: &Query) -> Target {
        match self {
            Self::Only(ids) => Target::Records(ids.iter().copied().collect()),
            Self::AllBut(ids) => {
                Target::Found { query: Box::new(query.clone()), except: ids.iter().copied().collect() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::standard;

    const A: RecordId = RecordId(1);
    const B: RecordId = RecordId(2);

    #[test]
    fn rows_go_in_and_out_of_both_forms() {
        for mut selection in [Selection::default(), Selection::all()] {
            let start = selection.contains(A);
            selection.toggle(A);
            assert_ne!(selection.contains(A), start);
            selection.set(A, true);
            selection.set(A, true);
            assert!(selection.contains(A));
            selection.set(A, false);
            assert!(!selection.contains(A));
            assert_eq!(selection.contains(B), start);
        }
    }

    #[test]
    fn counts_and_targets() {
        let query = Query::of(standard::PERSON);
        let mut some = Selection::default();
        some.toggle(B);
        some.toggle(A);
        assert_eq!((some.count(10), some.target(&query)), (2, Target::Records(vec![A, B])));
        let mut all = Selection::all();
        all.toggle(A);
        let expect = Target::Found { query: Box::new(query.clone()), except: vec![A] };
        assert_eq!((all.count(10), all.target(&query)), (9, expect));
        assert_eq!(Selection::all().count(0), 0);
    }
}
