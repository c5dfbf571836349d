//! What comes first, as data.

use super::*;

/// Documents of a query in the order expected: each is (name, second field, notes). A document that should not be
/// found is not listed.
type Case = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

const CASES: &[Case] = &[
    // All of a word, before its beginning, before an error.
    ("anna", &[("Anna", "", ""), ("Annabel", "", ""), ("Annabelinda", "", "")]),
    ("smith", &[("Smith", "", ""), ("Smithson", "", ""), ("Smiht", "", "")]),
    // The title, before other fields, before notes.
    ("acme", &[("Acme", "", ""), ("", "Acme", ""), ("", "", "Acme")]),
    // Typing a title: the beginning of a name, before a whole word in a note.
    ("rob", &[("Robert", "", ""), ("", "", "we met rob at the fair in town")]),
    // The first word of a field, before later ones.
    ("martin", &[("Martin Lee Jones", "", ""), ("Lee Martin Jones", "", ""), ("Lee Jones Martin", "", "")]),
    // A short field, before a long one.
    ("globex", &[("Globex", "", ""), ("Globex Trading", "", ""), ("Globex Trading House of the North", "", "")]),
    // Words as typed, before the other way round, before other fields.
    ("anna smith", &[("Anna Smith", "", ""), ("Smith Anna", "", ""), ("Anna", "smith", "")]),
    ("anna smith", &[("Anna Smith Jones", "", ""), ("Anna Jones Smith", "", "")]),
    // Without an error, before any with one, wherever that is.
    ("smith berlin", &[("", "", "the smith has moved to berlin some years ago"), ("Smyth Berlin", "", "")]),
    // Equal ones by document.
    ("lee", &[("Lee", "", ""), ("Lee", "", ""), ("Lee", "", "")]),
];

#[test]
fn orders_as_expected() {
    for (query, docs) in CASES {
        // In the order expected, in reverse where they differ, and built at once.
        let equal = docs.iter().all(|doc| *doc == docs[0]);
        for reverse in [false, true] {
            let mut index = Index::new(specs());
            let mut builder = Builder::new(specs());
            for nth in 0..docs.len() {
                let doc = if reverse && !equal { docs.len() - 1 - nth } else { nth };
                let (name, second, notes) = docs[doc];
                let fields = [(0, name), (1, second), (3, notes)];
                index.update(nth as u32, fields);
                builder.push(nth as u32, fields).unwrap();
            }
            let mut expected: Vec<u32> = (0..docs.len() as u32).collect();
            if reverse && !equal {
                expected.reverse();
            }
            for index in [index, builder.finish()] {
                let hits = index.search(query, 10, None).hits;
                let found: Vec<u32> = hits.iter().map(|hit| hit.doc).collect();
                assert_eq!(found, expected, "{query:?} in {docs:?}, reverse {reverse}: {hits:?}");
            }
        }
    }
}
