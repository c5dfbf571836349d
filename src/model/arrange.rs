//! Sorting of lists that are short, or sorted rarely.
//!
//! The standard library's sorts are as quick as can be, and large: every type of item and every comparison compiles
//! five to fifteen kilobytes anew, which in a program that is downloaded is the wrong bargain but for columns and
//! dictionaries. Here one sort of positions serves all; what is compiled for each use is the comparison.

use core::cmp::Ordering;

/// Stable sorts of slices.
pub trait Arrange<T> {
    /// Sorts by a comparison.
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts by the items' own order.
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        sort(&mut order, &|a, b| compare(&self[a as usize], &self[b as usize]));
        put_in_order(self, &mut order);
    }
}

#[inline(never)]
fn sort(order: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

/// Moves every item to its place: `order` names, place by place, the position that its item has now.
fn put_in_order<T>(items: &mut [T], order: &mut [u32]) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = core::mem::replace(&mut order[at], at as u32) as usize;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 7u32;
        for len in 0..200usize {
            let mut items: Vec<(u32, usize)> = (0..len)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24 & 15, at)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            items.arrange_by_key(|(key, _)| *key);
            assert_eq!(items, expected, "{len} items");
            items.arrange();
            expected.sort_unstable();
            assert_eq!(items, expected);
        }
    }
}
