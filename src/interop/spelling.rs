//! Names that are nearly another name: `GTXPro` and `GTX Pro`, `technolgy` and `technology`.

use crate::model::fold::fold_into;

/// How two spellings differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Likeness {
    /// In spaces, signs, case or accents alone.
    SameLetters,
    /// In one or two letters of a word long enough for that to be a slip.
    Slip,
}

/// A spelling without spaces, signs, case and accents.
pub(crate) fn letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded.retain(char::is_alphanumeric);
    folded
}

/// Spellings to compare others with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Each spelling, its letters, and how often it occurs.
    names: Vec<(String, Vec<char>, u32)>,
}

impl Known {
    pub(crate) fn add(&mut self, name: &str, count: u32) {
        let letters: Vec<char> = letters(name).chars().collect();
        if !letters.is_empty() {
            self.names.push((name.to_owned(), letters, count));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the very spelling is among them.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|(other, ..)| other == name)
    }

    /// The spelling most like `name` that occurs at least `times` times; none when it is among them.
    pub(crate) fn nearest(&self, name: &str, times: u32) -> Option<(&str, Likeness)> {
        if self.has(name) { None } else { self.most_like(name, times) }
    }

    /// The other spelling most like `name` that occurs at least `times` times.
    pub(crate) fn nearest_other(&self, name: &str, times: u32) -> Option<&str> {
        self.most_like(name, times).map(|(other, _)| other)
    }

    fn most_like(&self, name: &str, times: u32) -> Option<(&str, Likeness)> {
        let letters: Vec<char> = letters(name).chars().collect();
        let allowed = match letters.len() {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        let digits = |word: &[char]| word.iter().filter(|c| c.is_numeric()).copied().collect::<Vec<char>>();
        let mut best: Option<(usize, &str)> = None;
        for (other, spelled, count) in &self.names {
            // Model 100 and Model 200 are two things, not a slip.
            let far = spelled.len().abs_diff(letters.len()) > allowed;
            if other == name || *count < times || far || digits(spelled) != digits(&letters) {
                continue;
            }
            let distance = distance(&letters, spelled, allowed);
            if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, other));
            }
        }
        best.map(|(distance, other)| (other, if distance == 0 { Likeness::SameLetters } else { Likeness::Slip }))
    }
}

/// Edit distance with exchanged neighbours counted once (optimal string alignment), or more than
/// `limit` as soon as it must be.
fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    if a == b {
        return 0;
    }
    if limit == 0 {
        return 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return limit + 1;
        }
        before = core::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// Trades as they are usually called in English.
const TRADES: &str = "accounting|advertising|aerospace|agriculture|automotive|banking|biotechnology|chemicals|construction|\
    consulting|consumer goods|defense|education|electronics|employment|energy|engineering|entertainment|fashion|finance|\
    financial services|food|furniture|government|healthcare|hospitality|insurance|legal|logistics|machinery|\
    manufacturing|marketing|media|medical|mining|nonprofit|pharmaceuticals|publishing|real estate|recreation|retail|\
    security|services|shipping|software|sports|technology|telecommunications|textiles|tourism|transportation|travel|\
    utilities|wholesale";

/// Countries as they are usually called in English.
const COUNTRIES: &str = "Afghanistan|Albania|Algeria|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|\
    Belarus|Belgium|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Bulgaria|Cambodia|Cameroon|Canada|Chile|China|\
    Colombia|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Dominican Republic|Ecuador|Egypt|El Salvador|\
    Estonia|Ethiopia|Finland|France|Georgia|Germany|Ghana|Greece|Guatemala|Honduras|Hong Kong|Hungary|Iceland|India|\
    Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Korea|Kuwait|Kyrgyzstan|Latvia|\
    Lebanon|Libya|Liechtenstein|Lithuania|Luxembourg|Malaysia|Malta|Mexico|Moldova|Mongolia|Montenegro|Morocco|\
    Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Nigeria|North Macedonia|Norway|Oman|Pakistan|\
    Panama|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Senegal|Serbia|Singapore|\
    Slovakia|Slovenia|South Africa|South Korea|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|\
    Thailand|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|\
    Uzbekistan|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe";

/// Usual spellings for a standard field, by its key.
pub(crate) fn usual(key: &str) -> Known {
    let words = match key {
        "industry" => TRADES,
        "country" => COUNTRIES,
        _ => "",
    };
    let mut known = Known::default();
    for word in words.split('|').filter(|word| !word.is_empty()) {
        known.add(word, u32::MAX);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_names() {
        let mut known = Known::default();
        for name in ["GTX Pro", "GTX Plus Pro", "GTX Basic", "MG Special", "GTK 500", "Anna Snelling", "technology"] {
            known.add(name, 10);
        }
        let table = [
            ("GTXPro", Some(("GTX Pro", Likeness::SameLetters))),
            ("gtx-pro", Some(("GTX Pro", Likeness::SameLetters))),
            ("technolgy", Some(("technology", Likeness::Slip))),
            ("Ana Snelling", Some(("Anna Snelling", Likeness::Slip))),
            ("Anan Snelling", Some(("Anna Snelling", Likeness::Slip))),
            ("GTX Pro", None),
            ("GTK 400", None),
            ("GTX", None),
            ("Retail", None),
        ];
        for (name, expected) in table {
            assert_eq!(known.nearest(name, 1), expected, "{name}");
        }
        assert_eq!(known.nearest("technolgy", 11), None);
        assert_eq!(usual("country").nearest("Philipines", 1), Some(("Philippines", Likeness::Slip)));
        assert_eq!(usual("industry").nearest("technolgy", 1), Some(("technology", Likeness::Slip)));
    }
}
