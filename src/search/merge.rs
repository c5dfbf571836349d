//! Making one segment of several, in slices, while they are still searched.

use super::segment::{Segment, write_occurrence};

/// A merge under way.
#[derive(Debug)]
pub(super) struct Merge {
    /// Numbers of the segments merged, and the next word of each.
    inputs: Vec<(u8, usize)>,
    out: Segment,
    occurrences: Vec<(u32, u8)>,
    /// Whether a document of the inputs changed since the start.
    stale: bool,
}

impl Merge {
    /// A merge of `segments`.
    pub(super) fn new(segments: &[&Segment]) -> Self {
        let (mut words, mut bytes, mut occurrences) = (0, 0, 0);
        for segment in segments {
            let sizes = segment.sizes();
            words += sizes.0;
            bytes += sizes.1;
            occurrences += sizes.2;
        }
        Self {
            inputs: segments.iter().map(|segment| (segment.id, 0)).collect(),
            out: Segment::with_capacity(words, bytes, occurrences),
            occurrences: Vec::new(),
            stale: false,
        }
    }

    /// Notes that a document of segment `id` has changed: its words may have been copied already.
    pub(super) fn changed(&mut self, id: u8) {
        self.stale |= self.takes(id);
    }

    /// Whether segment `id` is being merged.
    pub(super) fn takes(&self, id: u8) -> bool {
        self.inputs.iter().any(|(input, _)| *input == id)
    }

    /// Merges about `budget` words. Returns whether more are left. `owner` says which segment has a document.
    pub(super) fn step(&mut self, segments: &[Segment], owner: &[u8], budget: usize) -> bool {
        let sources: Vec<&Segment> =
            self.inputs.iter().filter_map(|(id, _)| segments.iter().find(|segment| segment.id == *id)).collect();
        for _ in 0..budget {
            let next = sources
                .iter()
                .zip(&self.inputs)
                .filter(|(source, (_, at))| *at < source.len())
                .map(|(source, (_, at))| source.word(*at))
                .min();
            let Some(word) = next else { return false };
            self.occurrences.clear();
            for (source, (id, at)) in sources.iter().zip(&mut self.inputs) {
                if *at < source.len() && source.word(*at) == word {
                    self.occurrences.extend(source.occurrences(*at).filter(|(doc, _)| owner[*doc as usize] == *id));
                    *at += 1;
                }
            }
            // Each input is ascending already and a document is in one of them only.
            self.occurrences.sort_by_key(|(doc, _)| *doc);
            let mut before = 0;
            for (doc, info) in &self.occurrences {
                write_occurrence(self.out.writer(), doc - before, *info);
                before = *doc;
            }
            self.out.end_word(word);
        }
        true
    }

    /// The merged segment, with number `id`, and takes the documents of its inputs over to it.
    pub(super) fn finish(mut self, segments: &[Segment], owner: &mut [u8], id: u8) -> Segment {
        while self.step(segments, owner, usize::MAX) {}
        let inputs: Vec<u8> = self.inputs.iter().map(|(input, _)| *input).collect();
        for segment in segments.iter().filter(|segment| inputs.contains(&segment.id)) {
            for (number, doc, info) in segment.phones.iter() {
                if owner[doc as usize] == segment.id {
                    self.out.phones.push(number, doc, info);
                }
            }
        }
        for owner in owner.iter_mut().filter(|owner| inputs.contains(owner)) {
            *owner = id;
            self.out.live += 1;
        }
        self.out.id = id;
        self.out.stale = self.stale;
        self.out.shrink();
        self.out
    }
}
