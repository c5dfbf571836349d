//! The index itself: parts, changes, queries.

use std::cell::RefCell;

use super::buffer::Buffer;
use super::fuzzy;
use super::merge::Merge;
use super::phone::{PhoneMatch, Phones};
use super::prepared::{self, Prepared};
use super::query::{Word, parse};
use super::rank::{self, Points, Room, Scores};
use super::segment::Segment;
use super::{FieldSpec, TYPO_BELOW};

/// Numbers of parts: of none, of the buffer, of the first segment.
const NOWHERE: u8 = 0;
const IN_BUFFER: u8 = 1;
const FIRST_SEGMENT: u8 = 2;

/// Live documents up to which a segment takes in a full buffer at once; a few milliseconds at most.
const SMALL: usize = 2048;

/// Segments, at most, that wait to be merged when idle.
const MAX_WAITING: usize = 8;

/// A segment with so many live documents, or an eighth of all, stays as it is: a few more places to look a word up
/// in cost less than making one segment of all, which takes twice its memory.
pub const PART: usize = 16_384;

/// One document found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub doc: u32,
    /// Its points; comparable within one answer only.
    pub score: u32,
    /// The fields that have words of the query: bit `n` for field `n`.
    pub fields: u16,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// The best, best first; equal ones by document.
    pub hits: Vec<Hit>,
    /// How many documents there are in all.
    pub total: usize,
}

/// Documents and their words. See the module's documentation.
#[derive(Debug)]
pub struct Index {
    fields: Vec<FieldSpec>,
    points: Points,
    /// By document: the part that has its present words.
    owner: Vec<u8>,
    live: usize,
    buffer: Buffer,
    /// Largest first, roughly.
    segments: Vec<Segment>,
    merge: Option<Merge>,
    prepared: Prepared,
    room: RefCell<Room>,
}

impl Index {
    /// An index without documents, whose documents have these fields. More important fields should come first:
    /// from the sixteenth on they are not told apart.
    pub fn new(fields: Vec<FieldSpec>) -> Self {
        let points = Points::new(&fields);
        Self {
            fields,
            points,
            owner: Vec::new(),
            live: 0,
            buffer: Buffer::default(),
            segments: Vec::new(),
            merge: None,
            prepared: Prepared::default(),
            room: RefCell::default(),
        }
    }

    /// An index of one segment.
    pub(super) fn of(fields: Vec<FieldSpec>, mut segment: Segment, docs: &[u32]) -> Self {
        let mut index = Self::new(fields);
        segment.id = FIRST_SEGMENT;
        segment.live = docs.len();
        index.live = docs.len();
        for doc in docs {
            *index.owner_mut(*doc) = FIRST_SEGMENT;
        }
        index.segments.push(segment);
        index
    }

    /// Takes over the documents of another index of the same fields, which has none that this one has.
    pub fn append(&mut self, other: Self) {
        for mut segment in other.segments {
            let id = self.free_id();
            for (doc, owner) in (0..).zip(&other.owner) {
                if *owner == segment.id {
                    *self.owner_mut(doc) = id;
                }
            }
            segment.id = id;
            self.live += segment.live;
            self.segments.push(segment);
        }
        self.prepared.void();
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Bytes of memory in use.
    pub fn bytes(&self) -> usize {
        self.owner.capacity()
            + self.buffer.bytes()
            + self.segments.iter().map(Segment::bytes).sum::<usize>()
            + self.prepared.bytes()
            + self.room.borrow().bytes()
    }

    /// How many answers are kept ready.
    #[cfg(test)]
    pub(super) fn prepared(&self) -> usize {
        self.prepared.len()
    }

    /// Adds a document, or replaces its words: its texts, with the number of the field of each. Takes effect at
    /// once.
    pub fn update<'t>(&mut self, doc: u32, texts: impl IntoIterator<Item = (usize, &'t str)>) {
        self.remove(doc);
        self.prepared.void();
        self.buffer.insert(&self.fields, doc, texts);
        *self.owner_mut(doc) = IN_BUFFER;
        self.live += 1;
        if self.buffer.is_full() {
            self.empty_buffer();
        }
    }

    /// Removes a document. One that is not there is no error.
    pub fn remove(&mut self, doc: u32) {
        let Some(owner) = self.owner.get_mut(doc as usize) else { return };
        match std::mem::replace(owner, NOWHERE) {
            NOWHERE => return,
            IN_BUFFER => self.buffer.remove(doc),
            id => {
                if let Some(segment) = self.segments.iter_mut().find(|segment| segment.id == id) {
                    segment.live -= 1;
                    segment.stale = true;
                }
                if let Some(merge) = &mut self.merge {
                    merge.changed(id);
                }
            }
        }
        self.live -= 1;
        self.prepared.void();
    }

    /// Does part of the upkeep that changes make necessary, about `budget` words of the dictionary (a thousand
    /// take well under a millisecond), then prepares answers, one a call. Returns whether more is left. Call it
    /// when idle; if it is never called, what must be done is done, all at once, when it can wait no longer.
    pub fn maintain(&mut self, budget: usize) -> bool {
        if self.merge.is_none() {
            self.start_merge();
        }
        let Some(merge) = &mut self.merge else { return self.prepare() };
        if merge.step(&self.segments, &self.owner, budget) {
            return true;
        }
        self.finish_merge();
        true
    }

    /// The documents that have all words of `query`, the best `limit` of them; only those that pass `filter`, if
    /// there is one.
    pub fn search(&self, query: &str, limit: usize, filter: Option<&dyn Fn(u32) -> bool>) -> Results {
        let words = parse(query);
        if words.is_empty() {
            return Results::default();
        }
        if let ([word], None, true) = (words.as_slice(), filter, limit <= prepared::BEST)
            && word.phone.is_none()
            && let Some(ready) = self.prepared.get(&word.text)
        {
            let hits = ready.hits.iter().take(limit).copied().collect();
            return Results { hits, total: ready.total };
        }
        let exact = self.find(&words, false, limit, filter);
        if exact.total < TYPO_BELOW && words.iter().any(|word| word.forgiving) {
            return self.find(&words, true, limit, filter);
        }
        exact
    }

    /// Looks up the next answer to keep ready. Returns whether there was one.
    fn prepare(&mut self) -> bool {
        let Some(typed) = self.prepared.next(&self.segments) else { return false };
        let word = Word { text: typed.clone(), phone: None, forgiving: false };
        let results = self.find(&[word], false, prepared::BEST, None);
        self.prepared.put(typed, results);
        true
    }

    fn find(&self, words: &[Word], typos: bool, limit: usize, filter: Option<&dyn Fn(u32) -> bool>) -> Results {
        let mut room = self.room.borrow_mut();
        let mut scores = Scores::new(self.owner.len(), &mut room, &self.points);
        let mut phones: Vec<(u32, u8, u16)> = Vec::new();
        for (nth, word) in words.iter().enumerate() {
            if nth > 0 {
                scores.next_word();
            }
            // The words of a run of digits share one number: look for it once.
            if nth == 0 || words[nth - 1].phone != word.phone {
                self.find_phone(word, &mut phones);
            }
            for (doc, info, points) in &phones {
                scores.add(*doc, *info, *points);
            }
            for segment in &self.segments {
                self.find_in_segment(segment, word, typos, &mut scores);
            }
            self.find_in_buffer(word, typos, &mut scores);
        }
        let (best, total) = scores.best(limit, filter);
        let hits = best.into_iter().map(|(points, doc, fields)| Hit { doc, score: points.into(), fields }).collect();
        Results { hits, total }
    }

    fn find_in_segment(&self, segment: &Segment, word: &Word, typos: bool, scores: &mut Scores) {
        let typed = word.text.as_bytes();
        if typos && word.forgiving {
            for range in fuzzy::ranges(segment, &word.text) {
                for at in range {
                    let full = segment.word(at);
                    if !full.starts_with(typed) {
                        self.add_all(segment, at, rank::typo_points(typed.len(), full.len()), scores);
                    }
                }
            }
        }
        for at in segment.prefix(typed) {
            self.add_all(segment, at, rank::prefix_points(typed.len(), segment.word(at).len()), scores);
        }
    }

    #[inline]
    fn add_all(&self, segment: &Segment, at: usize, points: u16, scores: &mut Scores) {
        if segment.stale {
            scores.add_all(segment.occurrences(at), points, |doc| self.owner[doc as usize] == segment.id);
        } else {
            scores.add_all(segment.occurrences(at), points, |_| true);
        }
    }

    fn find_in_buffer(&self, word: &Word, typos: bool, scores: &mut Scores) {
        let typed = word.text.as_bytes();
        for (doc, full, info) in self.buffer.words() {
            if full.starts_with(typed) {
                scores.add(doc, info, rank::prefix_points(typed.len(), full.len()));
            } else if typos && word.forgiving {
                let points = rank::typo_points(typed.len(), full.len());
                if std::str::from_utf8(full).is_ok_and(|full| fuzzy::begins_with_one_error(full, &word.text)) {
                    scores.add(doc, info, points);
                }
            }
        }
    }

    /// The documents that have the number that `word` is part of: document, place, points.
    fn find_phone(&self, word: &Word, found: &mut Vec<(u32, u8, u16)>) {
        found.clear();
        let Some(needle) = word.phone else { return };
        let mut find = |phones: &Phones, id: u8| {
            phones.find(needle, |doc, info, how| {
                if self.owner[doc as usize] == id {
                    let points = match how {
                        PhoneMatch::Whole => rank::EXACT,
                        PhoneMatch::Part(grade) => rank::phone_points(grade),
                    };
                    found.push((doc, info, points));
                }
            });
        };
        for segment in &self.segments {
            find(&segment.phones, segment.id);
        }
        find(&self.buffer.phones, IN_BUFFER);
    }

    fn owner_mut(&mut self, doc: u32) -> &mut u8 {
        let doc = doc as usize;
        if doc >= self.owner.len() {
            self.owner.resize(doc + 1, NOWHERE);
        }
        &mut self.owner[doc]
    }

    fn free_id(&self) -> u8 {
        (FIRST_SEGMENT..=u8::MAX)
            .find(|id| self.segments.iter().all(|segment| segment.id != *id))
            .expect("segments double in size, so there are never hundreds")
    }

    /// Makes the buffer a segment, or takes it into the last if that is small.
    fn empty_buffer(&mut self) {
        let mut segment = self.buffer.to_segment();
        segment.id = self.free_id();
        for doc in self.buffer.docs() {
            self.owner[*doc as usize] = segment.id;
        }
        self.buffer = Buffer::default();
        let merging = |id| self.merge.as_ref().is_some_and(|merge| merge.takes(id));
        let takes_in = self.segments.last().is_some_and(|last| last.live < SMALL && !merging(last.id));
        self.segments.push(segment);
        if takes_in {
            let last_two: Vec<&Segment> = self.segments.iter().rev().take(2).collect();
            let merge = Merge::new(&last_two);
            self.replace(merge);
        } else if self.waiting().count() > MAX_WAITING {
            self.finish_merge();
            self.start_merge();
            self.finish_merge();
        }
    }

    /// The segments that are too small to stay.
    fn waiting(&self) -> impl Iterator<Item = &Segment> {
        let part = PART.max(self.live / 8);
        self.segments.iter().filter(move |segment| segment.live < part)
    }

    /// Starts to merge the last of the segments that do not stay, as many as keep each at least twice as large as all
    /// after it together.
    fn start_merge(&mut self) {
        let waiting: Vec<&Segment> = self.waiting().collect();
        let mut after = 0;
        let mut first = waiting.len();
        for (at, segment) in waiting.iter().enumerate().rev() {
            if at + 1 < waiting.len() && segment.live <= 2 * after {
                first = at;
            }
            after += segment.live;
        }
        if first < waiting.len() {
            self.merge = Some(Merge::new(&waiting[first..]));
        }
    }

    fn finish_merge(&mut self) {
        if let Some(merge) = self.merge.take() {
            self.replace(merge);
        }
    }

    /// Puts the result of a merge in the place of what it merged.
    fn replace(&mut self, merge: Merge) {
        let id = self.free_id();
        let place = self.segments.iter().position(|segment| merge.takes(segment.id)).unwrap_or(0);
        let taken: Vec<u8> = self.segments.iter().map(|segment| segment.id).filter(|id| merge.takes(*id)).collect();
        let merged = merge.finish(&self.segments, &mut self.owner, id);
        self.segments.retain(|segment| !taken.contains(&segment.id));
        self.segments.insert(place, merged);
    }
}
