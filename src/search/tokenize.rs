//! Cutting text into words.
//!
//! A word is a run of letters and digits, folded (see [`crate::model::fold`]). An apostrophe inside a word is
//! dropped, and what follows it is also a word: "L'Oréal" gives "loreal" and "oreal". A Chinese character or
//! Japanese kana is a word by itself, since those scripts have no spaces. So an e-mail address gives the parts of
//! its name and of its domain, and typed as a whole it finds them all.

use crate::model::fold::{Folded, fold_char};

/// Longest word kept, in bytes; longer ones are cut. Queries are cut alike, so they still match.
const MAX_WORD: usize = 40;

/// A word of the last text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// Number of the word in the text.
    pub(super) position: u32,
}

/// Words of one text at a time; the buffers are reused.
#[derive(Debug, Default)]
pub(super) struct Tokenizer {
    words: String,
    tokens: Vec<Token>,
    /// For every byte of `words` the bytes of the text it came from, if asked for.
    origins: Option<Vec<(u32, u32)>>,
    /// Starts, in `words`, of what follows an apostrophe in the word being read.
    inner: Vec<u32>,
}

impl Tokenizer {
    /// A tokenizer that remembers where words came from.
    pub(super) fn with_origins() -> Self {
        Self { origins: Some(Vec::new()), ..Self::default() }
    }

    /// Cuts `text`; the words of the text before are forgotten.
    pub(super) fn read(&mut self, text: &str) {
        self.words.clear();
        self.tokens.clear();
        if let Some(origins) = &mut self.origins {
            origins.clear();
        }
        if self.origins.is_none() && text.bytes().all(|byte| byte.is_ascii() && byte != b'\'') {
            self.read_plain(text);
            return;
        }
        let mut state = State::default();
        for (at, c) in text.char_indices() {
            let origin = (at as u32, (at + c.len_utf8()) as u32);
            match fold_char(c) {
                // What folds to nothing (a mark, a joiner) belongs to the letter before it.
                Folded::Nothing => self.extend_origin(origin.1),
                Folded::One(c) => self.take(&mut state, c, origin),
                Folded::Many(many) => many.chars().for_each(|c| self.take(&mut state, c, origin)),
                Folded::Lower(c) => c.to_lowercase().for_each(|c| self.take(&mut state, c, origin)),
            }
        }
        self.end_word(&mut state);
    }

    /// The same for ASCII without apostrophes, which most text is.
    fn read_plain(&mut self, text: &str) {
        self.words.push_str(text);
        self.words.make_ascii_lowercase();
        let mut start = None;
        let mut position = 0;
        for (at, byte) in text.bytes().chain(std::iter::once(b' ')).enumerate() {
            match (start, byte.is_ascii_alphanumeric()) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    let end = at.min(from + MAX_WORD) as u32;
                    self.tokens.push(Token { start: from as u32, end, position });
                    position += 1;
                    start = None;
                }
                _ => {}
            }
        }
    }

    /// The words of the last text, in order.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The letters of a word.
    pub(super) fn word(&self, token: Token) -> &str {
        &self.words[token.start as usize..token.end as usize]
    }

    /// The bytes of the text that the first `bytes` bytes of a word came from. Empty without origins.
    pub(super) fn origin(&self, token: Token, bytes: usize) -> std::ops::Range<usize> {
        let start = token.start as usize;
        let last = (start + bytes).min(token.end as usize).max(start + 1) - 1;
        self.origins.as_ref().map_or(0..0, |origins| origins[start].0 as usize..origins[last].1 as usize)
    }

    #[inline]
    fn take(&mut self, state: &mut State, c: char, origin: (u32, u32)) {
        if c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric()) {
            if !c.is_ascii() && stands_alone(c) {
                self.end_word(state);
                self.push(c, origin);
                self.end_word(state);
                return;
            }
            if state.apostrophe {
                state.apostrophe = false;
                self.inner.push(self.words.len() as u32);
            }
            self.push(c, origin);
        } else if c == '\'' && !state.apostrophe && self.words.len() > state.start {
            state.apostrophe = true;
        } else {
            self.end_word(state);
        }
    }

    #[inline]
    fn push(&mut self, c: char, origin: (u32, u32)) {
        self.words.push(c);
        if let Some(origins) = &mut self.origins {
            origins.resize(self.words.len(), origin);
        }
    }

    fn extend_origin(&mut self, end: u32) {
        if let Some(last) = self.origins.as_mut().and_then(|origins| origins.last_mut())
            // Only where nothing came between.
            && end - last.1 <= 4
        {
            last.1 = end;
        }
    }

    #[inline]
    fn end_word(&mut self, state: &mut State) {
        state.apostrophe = false;
        let end = self.words.len();
        if end > state.start {
            let cut = |start: usize| {
                let mut cut = end.min(start + MAX_WORD);
                while !self.words.is_char_boundary(cut) {
                    cut -= 1;
                }
                cut as u32
            };
            self.tokens.push(Token { start: state.start as u32, end: cut(state.start), position: state.position });
            for start in self.inner.drain(..) {
                self.tokens.push(Token { start, end: cut(start as usize), position: state.position });
            }
            state.start = end;
            state.position += 1;
        }
    }
}

#[derive(Default)]
struct State {
    /// Start of the word being read.
    start: usize,
    position: u32,
    /// The last character was an apostrophe inside a word.
    apostrophe: bool,
}

/// Han and kana, written without spaces.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
