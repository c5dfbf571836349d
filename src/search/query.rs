//! Reading what was typed.

use super::phone::Needle;
use super::tokenize::Tokenizer;

/// Most words of a query that are looked for.
const MAX_WORDS: usize = 24;

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// The run of digits that the word is part of, as a telephone number: a document with that number has all the
    /// run's words.
    pub(super) phone: Option<Needle>,
    /// Whether one error is forgiven.
    pub(super) forgiving: bool,
}

/// The words of a query.
pub(super) fn parse(query: &str) -> Vec<Word> {
    let mut tokenizer = Tokenizer::with_origins();
    tokenizer.read(query);
    let mut words: Vec<Word> = Vec::new();
    // First word of the present run of digits, and the bytes of the query where it starts and ends.
    let mut run: Option<(usize, usize, usize)> = None;
    let mut position = None;
    for token in tokenizer.tokens() {
        // What follows an apostrophe is in the word before it already.
        if position.replace(token.position) == Some(token.position) {
            continue;
        }
        if words.len() == MAX_WORDS {
            break;
        }
        let text = tokenizer.text(*token).to_owned();
        let origin = tokenizer.origin(*token, text.len());
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        run = match run {
            Some((first, start, end)) if digits && only_phone_signs(&query[end..origin.start]) => {
                Some((first, start, origin.end))
            }
            before => {
                end_run(query, &mut words, before);
                digits.then(|| {
                    let signs = query[..origin.start].trim_end_matches(['+', '(']).len();
                    (words.len(), signs, origin.end)
                })
            }
        };
        let forgiving = !digits && text.chars().count() >= super::fuzzy::MIN_LETTERS;
        words.push(Word { text, phone: None, forgiving });
    }
    end_run(query, &mut words, run);
    words
}

fn end_run(query: &str, words: &mut [Word], run: Option<(usize, usize, usize)>) {
    if let Some((first, start, end)) = run {
        let needle = Needle::new(&query[start..end]);
        for word in &mut words[first..] {
            word.phone = needle;
        }
    }
}

/// Whether `between`, the text between two groups of digits, may stand inside one telephone number.
pub(super) fn only_phone_signs(between: &str) -> bool {
    between.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-' | '‑' | '–' | '.' | '/' | '(' | ')'))
}
