//! Which words of a text a query fits, and how well. Without regard to case and accents.

use crate::model::arrange::Arrange as _;
use crate::model::fold::fold;

/// How a text fits a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// The smaller, the better.
    pub cost: u32,
    /// Byte ranges of the text that the query's words matched, in order, not overlapping.
    pub ranges: Vec<(usize, usize)>,
}

/// Fits every word of the query somewhere in the text, at the start of a word where possible.
/// `None` when one of them is not in it. An empty query fits everything.
#[must_use]
pub fn fit(text: &str, query: &str) -> Option<Fit> {
    let letters = Letters::of(text);
    let mut cost = 0;
    let mut ranges = Vec::new();
    for word in fold(query).split_whitespace() {
        let (at, penalty) = letters.find(word)?;
        cost += penalty + at as u32;
        ranges.push(letters.range(at, word.len()));
    }
    ranges.arrange();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    Some(Fit { cost, ranges: merged })
}

/// The ranges of a text that fit any of the query's words at the start of a word: what a search hit
/// shows marked.
#[must_use]
pub fn marks(text: &str, query: &str) -> Vec<(usize, usize)> {
    let words: Vec<String> = fold(query).split_whitespace().map(str::to_owned).collect();
    let fits: Vec<Fit> = words.iter().filter_map(|word| fit(text, word)).filter(|fit| fit.cost < IN_WORD).collect();
    let mut ranges: Vec<_> = fits.into_iter().flat_map(|fit| fit.ranges).collect();
    ranges.arrange();
    ranges.dedup_by(|next, kept| next.0 < kept.1);
    ranges
}

/// Added when a word fits only inside of another.
const IN_WORD: u32 = 10_000;

/// A folded text that knows where each of its bytes came from.
struct Letters {
    folded: String,
    /// For each byte of `folded`: start and end of the character it came from.
    from: Vec<(usize, usize)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut from = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
            from.resize(folded.len(), (at, at + c.len_utf8()));
        }
        Self { folded, from }
    }

    /// Where a word fits best, and what that costs.
    fn find(&self, word: &str) -> Option<(usize, u32)> {
        let starts_word =
            |at: usize| self.folded[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        let mut inside = None;
        for (at, _) in self.folded.match_indices(word) {
            if starts_word(at) {
                return Some((at, 0));
            }
            inside = inside.or(Some((at, IN_WORD)));
        }
        inside
    }

    fn range(&self, at: usize, len: usize) -> (usize, usize) {
        (self.from[at].0, self.from[at + len - 1].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, query: &str) -> Option<Vec<String>> {
        fit(text, query).map(|fit| fit.ranges.iter().map(|(a, b)| text[*a..*b].to_owned()).collect())
    }

    #[test]
    fn words_fit_in_any_order_and_without_accents() {
        assert_eq!(shown("Go to Deals", "deal go"), Some(vec!["Go".into(), "Deal".into()]));
        assert_eq!(shown("Valérie Monnier", "VALE"), Some(vec!["Valé".into()]));
        assert_eq!(shown("Straße", "strass"), Some(vec!["Straß".into()]));
        assert_eq!(shown("Go to Deals", "x"), None);
        assert_eq!(shown("anything", ""), Some(vec![]));
    }

    #[test]
    fn the_start_of_a_word_is_better_than_its_middle() {
        let cost = |text| fit(text, "art").map(|fit| fit.cost);
        assert!(cost("Art of sale") < cost("The art"));
        assert!(cost("The art") < cost("Start"));
        assert_eq!(marks("Start", "art"), vec![]);
        assert_eq!(marks("The art", "art"), vec![(4, 7)]);
    }

    #[test]
    fn overlapping_ranges_are_joined() {
        assert_eq!(shown("abcabd", "ab abc"), Some(vec!["abc".into()]));
    }
}
