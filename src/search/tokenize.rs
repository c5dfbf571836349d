//! Cutting text into words.
//!
//! A word is a run of letters and digits, folded (see [`crate::model::fold`]). An apostrophe inside a word is
//! dropped, and what follows it is also a word: "L'Oréal" gives "loreal" and "oreal". A Chinese character or
//! Japanese kana is a word by itself, since those scripts have no spaces. So an e-mail address gives the parts of
//! its name and of its domain, and typed as a whole it finds them all.

use crate::model::fold::{Folded, fold_char};

/// Longest word kept, in bytes; longer ones are cut. Queries are cut alike, so they still match.
const MAX_WORD: usize = 40;

/// By byte: the lower-case letter or digit, or one of the two below.
const PLAIN: [u8; 256] = {
    let mut table = [NOT_PLAIN; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b'\'' => NOT_PLAIN,
            _ if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            _ => SEPARATOR,
        };
        byte += 1;
    }
    table
};
const SEPARATOR: u8 = 0;
/// Needs folding, or is an apostrophe.
const NOT_PLAIN: u8 = 0xFF;

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
    /// Words without what was between them; valid UTF-8.
    words: Vec<u8>,
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
        if self.origins.is_none() && self.read_plain(text) {
            return;
        }
        self.words.clear();
        self.tokens.clear();
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

    /// The same for ASCII without apostrophes, which most text is. Returns whether this text is.
    fn read_plain(&mut self, text: &str) -> bool {
        let mut start = 0;
        let mut position = 0;
        for byte in text.bytes() {
            match PLAIN[usize::from(byte)] {
                SEPARATOR => {
                    let end = self.words.len();
                    if end > start {
                        let cut = end.min(start + MAX_WORD);
                        self.tokens.push(Token { start: start as u32, end: cut as u32, position });
                        position += 1;
                        start = end;
                    }
                }
                NOT_PLAIN => return false,
                letter => self.words.push(letter),
            }
        }
        let end = self.words.len();
        if end > start {
            let cut = end.min(start + MAX_WORD);
            self.tokens.push(Token { start: start as u32, end: cut as u32, position });
        }
        true
    }

    /// The words of the last text, in order.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The letters of a word.
    pub(super) fn word(&self, token: Token) -> &[u8] {
        &self.words[token.start as usize..token.end as usize]
    }

    /// The letters of a word, as text.
    pub(super) fn text(&self, token: Token) -> &str {
        std::str::from_utf8(self.word(token)).unwrap_or_default()
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
        self.words.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
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
                // A byte that continues a character has 10 in its highest bits.
                while cut < end && self.words[cut] & 0xC0 == 0x80 {
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
