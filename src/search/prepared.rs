//! Answers kept ready. One or two letters are the beginning of words in a good part of all documents, and to
//! rank those takes a millisecond or more; a person who searches types them every time. So the best documents
//! for such beginnings are looked up when idle. Any change of the index makes the answers void.

use crate::model::arrange::Arrange as _;
use std::collections::BTreeMap;

use super::index::Results;
use super::segment::Segment;

/// Answers hold so many documents.
pub(super) const BEST: usize = 50;

/// Letters of the beginnings that are prepared, at most.
const LETTERS: usize = 2;

/// Bytes of occurrences from which on a beginning is worth preparing: those of about two thousand documents.
const HEAVY: usize = 4096;

/// Answers by what is typed.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    answers: BTreeMap<String, Results>,
    /// What is still to be looked up; `None` before it is known.
    wanted: Option<Vec<String>>,
}

impl Prepared {
    pub(super) fn get(&self, typed: &str) -> Option<&Results> {
        self.answers.get(typed)
    }

    /// Forgets everything, because the index changed.
    pub(super) fn void(&mut self) {
        if self.wanted.is_some() {
            *self = Self::default();
        }
    }

    /// The next beginning to look up; `None` when all are ready.
    pub(super) fn next(&mut self, segments: &[Segment]) -> Option<String> {
        self.wanted
            .get_or_insert_with(|| {
                let mut wanted = Vec::new();
                // What is frequent in all is met in the first, which is one of the largest.
                if let Some(segment) = segments.first() {
                    collect(segments, &mut String::new(), 0..segment.len(), &mut wanted);
                }
                // Longer beginnings are typed after shorter ones, so shorter ones are taken first.
                wanted.arrange_by_key(|text: &String| core::cmp::Reverse(text.chars().count()));
                wanted
            })
            .pop()
    }

    pub(super) fn put(&mut self, typed: String, results: Results) {
        self.answers.insert(typed, results);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.answers.len()
    }

    pub(super) fn bytes(&self) -> usize {
        let one = |results: &Results| results.hits.capacity() * size_of::<super::Hit>() + 64;
        self.answers.values().map(one).sum()
    }
}

/// The beginnings of a range of the first segment's words, which agree in `typed`, one letter longer, where they are
/// frequent.
fn collect(segments: &[Segment], typed: &mut String, mut range: core::ops::Range<usize>, wanted: &mut Vec<String>) {
    let segment = &segments[0];
    while let Some(first) = range.clone().next() {
        let next = core::str::from_utf8(segment.word(first)).ok().and_then(|word| word[typed.len()..].chars().next());
        let Some(next) = next else {
            // The word that is just this beginning.
            range.start += 1;
            continue;
        };
        let depth = typed.len();
        typed.push(next);
        let inner = segment.narrow(range.clone(), depth, &typed.as_bytes()[depth..]);
        range.start = inner.end;
        let bytes = |segment: &Segment| segment.occurrence_bytes(&segment.prefix(typed.as_bytes()));
        if segments.iter().map(bytes).sum::<usize>() >= HEAVY {
            wanted.push(typed.clone());
            if typed.chars().count() < LETTERS {
                collect(segments, typed, inner, wanted);
            }
        }
        typed.truncate(depth);
    }
}
