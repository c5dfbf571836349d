//! A record's history, told: edits that follow each other become one item, and the days a record
//! spent in each stage are counted from it.

use crate::db::show::{Cell, Link};
use crate::model::id::{FieldId, OptionId};
use crate::model::value::Value;
use crate::protocol::timeline::{Entry, Event};

/// One thing to tell.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// When it happened, in milliseconds since 1970 (UTC); of several edits the last.
    pub at: i64,
    /// Who did it.
    pub author: Option<Link>,
    /// What happened. Edits that were folded name each field once, from its first to its last value.
    pub event: Event,
}

/// What a history can be narrowed to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Notes and activities, and other records that were linked.
    Linked,
    /// Edits.
    Changed,
    /// Creation, deletion, restoring.
    Life,
}

/// Edits by one person with less than this between them are one item, in milliseconds.
const TOGETHER: i64 = 30 * 60 * 1000;

impl Item {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.event {
            Event::Changed(_) => Kind::Changed,
            Event::Linked { .. } => Kind::Linked,
            Event::Created | Event::Deleted | Event::Restored => Kind::Life,
        }
    }
}

/// A history (newest first) as items (newest first).
#[must_use]
pub fn tell(entries: &[Entry]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut last_at = 0;
    for entry in entries {
        let at = entry.stamp.unix_ms();
        let author = |link: &Option<Link>| link.as_ref().map(|link| link.id);
        if let (Some(Item { event: Event::Changed(newer), author: by, .. }), Event::Changed(older)) =
            (items.last_mut(), &entry.event)
        {
            if author(by) == author(&entry.author) && last_at - at < TOGETHER {
                fold(newer, older);
                last_at = at;
                continue;
            }
        }
        last_at = at;
        items.push(Item { at, author: entry.author.clone(), event: entry.event.clone() });
    }
    // What was changed and changed back is nothing to tell.
    items.retain(
        |item| !matches!(&item.event, Event::Changed(changes) if changes.iter().all(|(_, from, to)| from == to)),
    );
    for item in &mut items {
        if let Event::Changed(changes) = &mut item.event {
            changes.retain(|(_, from, to)| from != to);
        }
    }
    items
}

/// Puts older changes under newer ones of the same item.
fn fold(newer: &mut Vec<(FieldId, Cell, Cell)>, older: &[(FieldId, Cell, Cell)]) {
    for (field, from, to) in older {
        match newer.iter_mut().find(|(known, ..)| known == field) {
            Some((_, first, _)) => *first = from.clone(),
            None => newer.push((*field, from.clone(), to.clone())),
        }
    }
}

/// The days a record spent with each choice of a field, in the order they were entered. `now` and
/// `created` are milliseconds since 1970; `current` is what stands there now.
#[must_use]
pub fn days_with(
    entries: &[Entry],
    field: FieldId,
    current: Option<OptionId>,
    created: i64,
    now: i64,
) -> Vec<(OptionId, u32)> {
    const DAY: i64 = 86_400_000;
    let choice = |cell: &Cell| if let Cell::Value(Value::Option(id)) = cell { Some(*id) } else { None };
    // Oldest first: the moment, what was left, what was entered.
    let mut moves: Vec<(i64, Option<OptionId>, Option<OptionId>)> = Vec::new();
    for entry in entries.iter().rev() {
        if let Event::Changed(changes) = &entry.event {
            let found = changes.iter().filter(|(changed, from, to)| *changed == field && from != to);
            moves.extend(found.map(|(_, from, to)| (entry.stamp.unix_ms(), choice(from), choice(to))));
        }
    }
    let mut spent: Vec<(OptionId, i64)> = Vec::new();
    let mut add = |id: Option<OptionId>, time: i64| {
        let Some(id) = id else { return };
        match spent.iter_mut().find(|(known, _)| *known == id) {
            Some((_, sum)) => *sum += time.max(0),
            None => spent.push((id, time.max(0))),
        }
    };
    let mut since = created;
    for (at, from, _) in &moves {
        add(*from, at - since);
        since = *at;
    }
    add(moves.last().map_or(current, |(_, _, to)| *to), now - since);
    spent.into_iter().map(|(id, time)| (id, (time / DAY) as u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hlc::{ClientId, Hlc};
    use crate::model::id::{ObjectId, RecordId};

    const A: FieldId = FieldId(1);
    const B: FieldId = FieldId(2);

    fn text(text: &str) -> Cell {
        Cell::Value(Value::Text(text.into()))
    }

    fn stage(id: u32) -> Cell {
        Cell::Value(Value::Option(OptionId(id)))
    }

    fn entry(minutes: i64, who: u128, event: Event) -> Entry {
        let author = Some(Link { object: ObjectId(8), id: RecordId(who), title: "x".into(), deleted: false });
        let stamp = Hlc { time: ((minutes * 60_000) as u64) << 16, client: ClientId(1) };
        Entry { stamp, author, command: "record.edit".into(), event }
    }

    fn changed(changes: &[(FieldId, &str, &str)]) -> Event {
        Event::Changed(changes.iter().map(|(field, from, to)| (*field, text(from), text(to))).collect())
    }

    #[test]
    fn edits_that_follow_each_other_become_one() {
        let entries = [
            entry(100, 1, changed(&[(A, "2", "3")])),
            entry(95, 1, changed(&[(B, "x", "y")])),
            entry(90, 1, changed(&[(A, "1", "2")])),
            entry(30, 1, changed(&[(A, "0", "1")])),
            entry(29, 2, changed(&[(A, "", "0")])),
            entry(0, 2, Event::Created),
        ];
        let items = tell(&entries);
        assert_eq!(items.len(), 4);
        assert_eq!(items[0].event, changed(&[(A, "1", "3"), (B, "x", "y")]));
        assert_eq!(items[0].at, 100 * 60_000);
        assert_eq!(items[1].event, changed(&[(A, "0", "1")]), "too long before");
        assert_eq!(items[2].event, changed(&[(A, "", "0")]), "somebody else");
        assert_eq!(items[3].kind(), Kind::Life);
    }

    #[test]
    fn what_was_changed_back_is_not_told() {
        let there_and_back = [entry(2, 1, changed(&[(A, "2", "1")])), entry(1, 1, changed(&[(A, "1", "2")]))];
        assert_eq!(tell(&there_and_back), []);
    }

    #[test]
    fn days_in_each_stage_add_up() {
        let day = 24 * 60;
        let go = |from, to| Event::Changed(vec![(A, stage(from), stage(to))]);
        let entries = [
            entry(9 * day, 1, go(1, 2)),
            entry(5 * day, 1, go(2, 1)),
            entry(2 * day, 1, go(1, 2)),
            entry(0, 1, Event::Created),
        ];
        let now = 10 * day * 60_000;
        let days = days_with(&entries, A, Some(OptionId(2)), 0, now);
        assert_eq!(days, [(OptionId(1), 2 + 4), (OptionId(2), 3 + 1)]);
        assert_eq!(days_with(&[], A, Some(OptionId(7)), 0, now), [(OptionId(7), 10)]);
        assert_eq!(days_with(&[], A, None, 0, now), []);
    }
}
