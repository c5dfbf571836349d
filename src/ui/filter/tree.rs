//! A filter as a tree that is edited in place. A node is addressed by its positions from the root.

use super::operator::is_complete;
use crate::db::query::{Condition, Filter};

/// The node at an address.
#[must_use]
pub fn at<'a>(filter: &'a Filter, address: &[usize]) -> Option<&'a Filter> {
    let Some((first, rest)) = address.split_first() else { return Some(filter) };
    children(filter)?.get(*first).and_then(|child| at(child, rest))
}

/// The condition at an address.
#[must_use]
pub fn condition<'a>(filter: &'a Filter, address: &[usize]) -> Option<&'a Condition> {
    if let Some(Filter::Is(condition)) = at(filter, address) { Some(condition) } else { None }
}

/// Changes the node at an address; nothing happens where there is none.
pub fn update(filter: &mut Filter, address: &[usize], change: impl FnOnce(&mut Filter)) {
    let Some((first, rest)) = address.split_first() else { return change(filter) };
    if let Some(child) = children_mut(filter).and_then(|children| children.get_mut(*first)) {
        update(child, rest, change);
    }
}

/// Adds a node to the group at an address, and returns the new node's address.
pub fn push(filter: &mut Filter, address: &[usize], node: Filter) -> Vec<usize> {
    let mut place = address.to_vec();
    update(filter, address, |group| {
        if children(group).is_none() {
            *group = Filter::All(vec![group.clone()]);
        }
        if let Some(children) = children_mut(group) {
            place.push(children.len());
            children.push(node);
        }
    });
    place
}

/// Takes a node away; groups that become empty go with it, but for the root.
pub fn remove(filter: &mut Filter, address: &[usize]) {
    let Some((last, group)) = address.split_last() else {
        *filter = Filter::default();
        return;
    };
    let mut empty = false;
    update(filter, group, |group| {
        if let Some(children) = children_mut(group).filter(|children| *last < children.len()) {
            children.remove(*last);
            empty = children.is_empty();
        }
    });
    if empty && !group.is_empty() {
        remove(filter, group);
    }
}

/// Switches the group at an address between all and any.
pub fn set_any(filter: &mut Filter, address: &[usize], any: bool) {
    update(filter, address, |group| {
        if let Some(children) = children_mut(group) {
            let children = core::mem::take(children);
            *group = if any { Filter::Any(children) } else { Filter::All(children) };
        }
    });
}

/// Number of conditions.
#[must_use]
pub fn count(filter: &Filter) -> usize {
    match filter {
        Filter::All(children) | Filter::Any(children) => children.iter().map(count).sum(),
        Filter::Not(child) => count(child),
        Filter::Is(_) | Filter::Among(_) => 1,
    }
}

/// The filter without conditions that lack their value still, so that they hide nothing.
#[must_use]
pub fn effective(filter: &Filter) -> Filter {
    match filter {
        Filter::All(children) => Filter::All(kept(children)),
        Filter::Any(children) => Filter::Any(kept(children)),
        Filter::Not(child) => Filter::Not(Box::new(effective(child))),
        Filter::Is(_) | Filter::Among(_) => filter.clone(),
    }
}

fn kept(children: &[Filter]) -> Vec<Filter> {
    let whole = |child: &&Filter| !matches!(child, Filter::Is(condition) if !is_complete(&condition.test));
    children.iter().filter(whole).map(effective).collect()
}

/// The nodes of a group.
#[must_use]
pub fn children(filter: &Filter) -> Option<&[Filter]> {
    match filter {
        Filter::All(children) | Filter::Any(children) => Some(children),
        Filter::Not(_) | Filter::Is(_) | Filter::Among(_) => None,
    }
}

fn children_mut(filter: &mut Filter) -> Option<&mut Vec<Filter>> {
    match filter {
        Filter::All(children) | Filter::Any(children) => Some(children),
        Filter::Not(_) | Filter::Is(_) | Filter::Among(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::query::{Path, Test};
    use crate::model::id::FieldId;

    fn leaf(id: u32) -> Filter {
        Filter::is(Path::Field(FieldId(id)), Test::Filled)
    }

    #[test]
    fn nodes_are_added_changed_and_taken_away_by_address() {
        let mut filter = Filter::default();
        assert_eq!(push(&mut filter, &[], leaf(1)), [0]);
        assert_eq!(push(&mut filter, &[], Filter::Any(vec![])), [1]);
        assert_eq!(push(&mut filter, &[1], leaf(2)), [1, 0]);
        assert_eq!(push(&mut filter, &[1], leaf(3)), [1, 1]);
        assert_eq!(count(&filter), 3);
        assert_eq!(at(&filter, &[1, 1]), Some(&leaf(3)));
        assert_eq!(at(&filter, &[1, 1, 0]), None);
        set_any(&mut filter, &[1], false);
        assert_eq!(at(&filter, &[1]), Some(&Filter::All(vec![leaf(2), leaf(3)])));
        remove(&mut filter, &[1, 0]);
        remove(&mut filter, &[1, 0]);
        assert_eq!(filter, Filter::All(vec![leaf(1)]), "the group that became empty is gone");
        remove(&mut filter, &[7]);
        assert_eq!(filter, Filter::All(vec![leaf(1)]));
        remove(&mut filter, &[0]);
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn conditions_without_a_value_hide_nothing() {
        let open = Filter::is(Path::Field(FieldId(1)), Test::Contains(String::new()));
        let filter = Filter::All(vec![open.clone(), Filter::Any(vec![open, leaf(2)])]);
        assert_eq!(effective(&filter), Filter::All(vec![Filter::Any(vec![leaf(2)])]));
    }
}
