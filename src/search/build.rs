//! Building an index of many documents at once.

use super::index::Index;
use super::phone::{Phones, pack};
use super::rank::info;
use super::segment::{Segment, occurrence};
use super::tokenize::Tokenizer;
use super::{FieldKind, FieldSpec, SearchError};

/// Marks the end of a chain of blocks, and an empty place of the hash table.
const NONE: u32 = u32::MAX;
/// Occurrences filed at a time.
const BATCH: usize = 256;
/// Bytes of the first block of a word's occurrences: room for one and the number of the next block. Most words
/// occur once.
const FIRST_BLOCK: u16 = 8;
const LARGEST_BLOCK: u16 = 256;
/// Bytes of a block that name the next one.
const LINK: usize = 4;

/// Builds an [`Index`] of documents given in ascending order, in slices of the caller's choice:
/// [`push`](Self::push) each, then [`step`](Self::step) until it says that all is done, then
/// [`finish`](Self::finish). `finish` alone does what is left in one go.
#[derive(Debug)]
pub struct Builder {
    fields: Vec<FieldSpec>,
    tokenizer: Tokenizer,
    terms: Vec<Term>,
    letters: Vec<u8>,
    /// Open addressing: hash and number of terms.
    table: Vec<(u32, u32)>,
    /// Blocks of occurrences, chained by term.
    blocks: Vec<u8>,
    digits: String,
    waiting: Batch,
    phones: Phones,
    docs: Vec<u32>,
    sorting: Option<Sorting>,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    /// The first eight bytes, to compare without looking further.
    beginning: u64,
    start: u32,
    last_doc: u32,
    /// First block, and where the next byte goes and must end.
    head: u32,
    at: u32,
    end: u32,
    /// Size of the block being filled.
    block: u16,
    len: u8,
    last_info: u8,
}

/// Occurrences not yet filed.
#[derive(Debug, Default)]
struct Batch {
    letters: Vec<u8>,
    occurrences: Vec<Waiting>,
}

#[derive(Debug, Clone, Copy)]
struct Waiting {
    beginning: u64,
    hash: u32,
    doc: u32,
    start: u32,
    /// The term it probably is.
    guess: u32,
    len: u8,
    info: u8,
}

impl Batch {
    fn push(&mut self, word: &[u8], doc: u32, info: u8) {
        let beginning = beginning(word);
        let start = self.letters.len() as u32;
        let hash = hash(word, beginning);
        self.letters.extend_from_slice(word);
        self.occurrences.push(Waiting { beginning, hash, doc, start, guess: NONE, len: word.len() as u8, info });
    }
}

/// The second half of the work: terms in order, moved to the segment.
#[derive(Debug)]
struct Sorting {
    /// Terms by their first two bytes; sorted fully only when their turn comes.
    order: Vec<u32>,
    bucket_ends: Vec<u32>,
    next_bucket: usize,
    segment: Segment,
}

impl Builder {
    /// A builder for documents with these fields; see [`Index::new`].
    pub fn new(fields: Vec<FieldSpec>) -> Self {
        Self {
            fields,
            tokenizer: Tokenizer::default(),
            terms: Vec::new(),
            letters: Vec::new(),
            table: vec![(0, NONE); 1 << 10],
            blocks: Vec::new(),
            digits: String::new(),
            waiting: Batch::default(),
            phones: Phones::default(),
            docs: Vec::new(),
            sorting: None,
        }
    }

    /// Adds a document: its texts with the number of the field of each. Documents must ascend.
    pub fn push<'t>(&mut self, doc: u32, texts: impl IntoIterator<Item = (usize, &'t str)>) -> Result<(), SearchError> {
        if let Some(last) = self.docs.last().copied().filter(|last| *last >= doc) {
            return Err(SearchError::NotAscending { doc, last });
        }
        self.docs.push(doc);
        let mut tokenizer = std::mem::take(&mut self.tokenizer);
        for (field, text) in texts {
            match self.fields.get(field).map(|field| field.kind) {
                Some(FieldKind::Text) => {
                    tokenizer.read(text);
                    let words = tokenizer.tokens().len();
                    for token in tokenizer.tokens() {
                        let info = info(field, token.position, words);
                        self.waiting.push(tokenizer.word(*token), doc, info);
                    }
                }
                Some(FieldKind::Phone) => {
                    let number = pack(text, &mut self.digits);
                    if number != 0 {
                        self.phones.push(number, doc, info(field, 0, 1));
                    }
                }
                None => {}
            }
        }
        self.tokenizer = tokenizer;
        if self.waiting.occurrences.len() >= BATCH {
            self.take_waiting();
        }
        Ok(())
    }

    /// Files the waiting occurrences. What they need lies all over memory: first everything is fetched, in loops
    /// whose steps do not depend on each other, so that the processor waits for many places at a time; then the
    /// work is done on what is in its cache by then.
    fn take_waiting(&mut self) {
        while (self.terms.len() + self.waiting.occurrences.len()) * 2 >= self.table.len() {
            self.grow();
        }
        let mut waiting = std::mem::take(&mut self.waiting);
        let mask = self.table.len() - 1;
        for waiting in &mut waiting.occurrences {
            waiting.guess = self.table[waiting.hash as usize & mask].1;
        }
        let mut fetched = 0;
        for waiting in &waiting.occurrences {
            if let Some(term) = self.terms.get(waiting.guess as usize) {
                fetched ^= term.at;
            }
        }
        for waiting in &waiting.occurrences {
            if let Some(term) = self.terms.get(waiting.guess as usize) {
                fetched ^= u32::from(self.blocks[term.at as usize]);
            }
        }
        std::hint::black_box(fetched);
        for occurrence in &waiting.occurrences {
            let start = occurrence.start as usize;
            self.occurs(&waiting.letters[start..start + usize::from(occurrence.len)], occurrence);
        }
        waiting.occurrences.clear();
        waiting.letters.clear();
        self.waiting = waiting;
    }

    fn occurs(&mut self, word: &[u8], waiting: &Waiting) {
        let (doc, info) = (waiting.doc, waiting.info);
        let at = self.term(word, waiting.hash, waiting.beginning);
        let term = &mut self.terms[at];
        if term.last_doc == doc && term.last_info == info && term.head != NONE {
            // Again in a place that is not told apart: once is enough.
            return;
        }
        let difference = if term.head == NONE { doc } else { doc - term.last_doc };
        term.last_doc = doc;
        term.last_info = info;
        let (bytes, len) = occurrence(difference, info);
        for byte in &bytes[..len] {
            if term.at == term.end {
                chain(term, &mut self.blocks);
            }
            self.blocks[term.at as usize] = *byte;
            term.at += 1;
        }
    }

    /// The number of a term, new or known.
    fn term(&mut self, word: &[u8], hash: u32, beginning: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let (known, at) = self.table[place];
            if at == NONE {
                break;
            }
            if known == hash {
                let term = &self.terms[at as usize];
                if term.beginning == beginning
                    && usize::from(term.len) == word.len()
                    && (word.len() <= 8 || self.letters[term.start as usize + 8..][..word.len() - 8] == word[8..])
                {
                    return at as usize;
                }
            }
            place = (place + 1) & mask;
        }
        self.table[place] = (hash, self.terms.len() as u32);
        self.terms.push(Term {
            beginning,
            start: self.letters.len() as u32,
            last_doc: 0,
            head: NONE,
            at: 0,
            end: 0,
            block: 0,
            len: word.len() as u8,
            last_info: 0,
        });
        self.letters.extend_from_slice(word);
        self.terms.len() - 1
    }

    fn grow(&mut self) {
        let mask = self.table.len() * 2 - 1;
        let old = std::mem::replace(&mut self.table, vec![(0, NONE); mask + 1]);
        for (hash, at) in old.into_iter().filter(|(_, at)| *at != NONE) {
            let mut place = hash as usize & mask;
            while self.table[place].1 != NONE {
                place = (place + 1) & mask;
            }
            self.table[place] = (hash, at);
        }
    }

    /// Does part of the work that follows the last [`push`](Self::push), about `budget` words of the dictionary
    /// (a thousand take well under a millisecond). Returns whether more is left. No document may be pushed after
    /// the first call.
    pub fn step(&mut self, budget: usize) -> bool {
        let Some(sorting) = &mut self.sorting else {
            self.take_waiting();
            self.table = Vec::new();
            self.sorting = Some(self.start_sorting());
            return true;
        };
        let mut done = 0;
        while sorting.next_bucket + 1 < sorting.bucket_ends.len() && done < budget {
            let start = sorting.bucket_ends[sorting.next_bucket] as usize;
            let end = sorting.bucket_ends[sorting.next_bucket + 1] as usize;
            sorting.next_bucket += 1;
            done += end - start;
            let (terms, letters) = (&self.terms, &self.letters);
            let word = |at: u32| {
                let term = &terms[at as usize];
                &letters[term.start as usize..term.start as usize + usize::from(term.len)]
            };
            let bucket = &mut sorting.order[start..end];
            let key = |at: u32| terms[at as usize].beginning;
            bucket.sort_unstable_by(|a, b| key(*a).cmp(&key(*b)).then_with(|| word(*a).cmp(word(*b))));
            for at in bucket {
                copy_chain(&terms[*at as usize], &self.blocks, sorting.segment.writer());
                sorting.segment.end_word(word(*at));
            }
        }
        sorting.next_bucket + 1 < sorting.bucket_ends.len()
    }

    /// Parts the terms by their first two bytes.
    fn start_sorting(&self) -> Sorting {
        let bucket = |term: &Term| {
            let word = &self.letters[term.start as usize..];
            let second = if term.len > 1 { word[1] } else { 0 };
            usize::from(word[0]) << 8 | usize::from(second)
        };
        let mut ends = vec![0u32; (1 << 16) + 1];
        for term in &self.terms {
            ends[bucket(term) + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut next = ends.clone();
        let mut order = vec![0; self.terms.len()];
        for (at, term) in self.terms.iter().enumerate() {
            let place = &mut next[bucket(term)];
            order[*place as usize] = at as u32;
            *place += 1;
        }
        let segment = Segment::with_capacity(self.terms.len(), self.letters.len(), self.blocks.len() / 2);
        Sorting { order, bucket_ends: ends, next_bucket: 0, segment }
    }

    /// The index of all documents pushed.
    pub fn finish(mut self) -> Index {
        while self.step(usize::MAX) {}
        let mut segment = self.sorting.map(|sorting| sorting.segment).unwrap_or_default();
        segment.phones = self.phones;
        drop((self.terms, self.letters, self.blocks));
        segment.shrink();
        Index::of(self.fields, segment, &self.docs)
    }
}

/// Gives a term its next block.
#[cold]
fn chain(term: &mut Term, blocks: &mut Vec<u8>) {
    let next = blocks.len() as u32;
    if term.head == NONE {
        term.head = next;
    } else {
        let end = term.end as usize;
        blocks[end..end + LINK].copy_from_slice(&next.to_le_bytes());
    }
    term.block = next_block(term.block);
    term.at = next;
    term.end = next + u32::from(term.block) - LINK as u32;
    blocks.resize(blocks.len() + usize::from(term.block), 0);
}

/// Size of the block that follows one of `size` bytes in a chain; of the first if 0.
fn next_block(size: u16) -> u16 {
    if size == 0 { FIRST_BLOCK } else { (size * 2).min(LARGEST_BLOCK) }
}

fn copy_chain(term: &Term, blocks: &[u8], out: &mut Vec<u8>) {
    let mut start = term.head as usize;
    let mut size = next_block(0);
    loop {
        let end = start + usize::from(size) - LINK;
        let last = end == term.end as usize;
        // Byte by byte: most chains are one short block.
        for byte in &blocks[start..if last { term.at as usize } else { end }] {
            out.push(*byte);
        }
        if last {
            return;
        }
        let mut link = [0; LINK];
        link.copy_from_slice(&blocks[end..end + LINK]);
        start = u32::from_le_bytes(link) as usize;
        size = next_block(size);
    }
}

/// The first eight bytes as a number that sorts like them. (A loop, because in wasm a call to copy a few bytes
/// costs more than the bytes.)
fn beginning(word: &[u8]) -> u64 {
    let mut number = 0;
    for byte in word.iter().take(8) {
        number = number << 8 | u64::from(*byte);
    }
    number << (8 * (8 - word.len().min(8))).min(63)
}

/// Multiply and rotate: short words, no adversary.
fn hash(word: &[u8], beginning: u64) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = (beginning ^ word.len() as u64).wrapping_mul(FACTOR);
    for byte in word.iter().skip(8) {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    // The low bits choose the place, so mix the high ones into them.
    hash = (hash ^ (hash >> 32)).wrapping_mul(FACTOR);
    (hash >> 32) as u32
}
