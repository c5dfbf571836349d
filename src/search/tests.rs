//! The index against a naive reading of the same documents; laws; ranking; highlighting.

mod oracle;
mod ranking;

use super::*;
use oracle::{Atom, Corpus, Random};
use std::collections::BTreeMap;

fn specs() -> Vec<FieldSpec> {
    let field = |weight, kind| FieldSpec { weight, kind };
    vec![
        field(200, FieldKind::Text),
        field(100, FieldKind::Text),
        field(100, FieldKind::Phone),
        field(20, FieldKind::Text),
    ]
}

fn texts(doc: &[(usize, String)]) -> impl Iterator<Item = (usize, &str)> {
    doc.iter().map(|(field, text)| (*field, &**text))
}

fn built(docs: &BTreeMap<u32, Vec<(usize, String)>>) -> Index {
    let mut builder = Builder::new(specs());
    for (doc, fields) in docs {
        builder.push(*doc, texts(fields)).unwrap();
    }
    while builder.step(7) {}
    builder.finish()
}

/// Asks both, and compares the documents, their order and the top of it.
fn agree(index: &Index, corpus: &Corpus, atoms: &[Atom], context: &str) {
    let query = oracle::typed(atoms);
    let results = index.search(&query, usize::MAX >> 1, None);
    let expected = corpus.search(atoms, |_| true);
    let mut found: Vec<u32> = results.hits.iter().map(|hit| hit.doc).collect();
    assert!(
        results.hits.windows(2).all(|pair| (pair[1].score, pair[0].doc) < (pair[0].score, pair[1].doc)
            || (pair[1].score == pair[0].score && pair[0].doc < pair[1].doc)),
        "best first: {query:?} {context}"
    );
    found.sort_unstable();
    assert_eq!(found, expected, "{query:?} {context}");
    assert_eq!(results.total, expected.len(), "{query:?} {context}");
    let top = index.search(&query, 3, None);
    assert_eq!(top.hits, results.hits[..results.hits.len().min(3)], "{query:?} {context}");
    assert_eq!(top.total, results.total);
    let odd = |doc: u32| doc % 2 == 1;
    let filtered = index.search(&query, usize::MAX >> 1, Some(&odd));
    let mut found: Vec<u32> = filtered.hits.iter().map(|hit| hit.doc).collect();
    found.sort_unstable();
    assert_eq!(found, corpus.search(atoms, odd), "odd {query:?} {context}");
}

#[test]
fn finds_what_a_scan_finds() {
    for seed in 1..150 {
        let mut random = Random::new(seed);
        let corpus = Corpus::random(&mut random, 1 + seed as usize % 40);
        let index = built(&corpus.docs);
        for _ in 0..40 {
            let atoms = corpus.query(&mut random);
            agree(&index, &corpus, &atoms, &format!("seed {seed}"));
        }
    }
}

#[test]
fn answers_do_not_depend_on_history() {
    for seed in 1..3 {
        let mut random = Random::new(seed * 7919);
        let mut corpus = Corpus::random(&mut random, 600);
        let mut index = built(&corpus.docs);
        for round in 0..10 {
            for _ in 0..700 {
                let doc = random.below(1500) as u32;
                if random.below(5) == 0 {
                    index.remove(doc);
                    corpus.docs.remove(&doc);
                } else {
                    let fields = corpus.document(&mut random);
                    index.update(doc, texts(&fields));
                    corpus.docs.insert(doc, fields);
                }
                if round % 3 == 0 {
                    index.maintain(5);
                }
            }
            assert_eq!(index.len(), corpus.docs.len());
            let fresh = built(&corpus.docs);
            for _ in 0..6 {
                let atoms = corpus.query(&mut random);
                let query = oracle::typed(&atoms);
                assert_eq!(index.search(&query, 50, None), fresh.search(&query, 50, None), "{query:?} seed {seed}");
                agree(&index, &corpus, &atoms, &format!("seed {seed} round {round}"));
            }
        }
        while index.maintain(1000) {}
        assert!(index.search("", 9, None).hits.is_empty());
        let all: Vec<u32> = corpus.docs.keys().copied().collect();
        for doc in all {
            index.remove(doc);
        }
        assert!(index.is_empty());
        assert_eq!(index.search("a", 9, None).total, 0);
    }
}

#[test]
fn many_small_segments_are_merged_without_upkeep() {
    let mut random = Random::new(5);
    let mut corpus = Corpus { words: Corpus::random(&mut random, 1).words, ..Corpus::default() };
    let mut index = Index::new(specs());
    for doc in 0..24_000u32 {
        let fields = vec![(0, corpus.words[random.below(corpus.words.len())].clone())];
        index.update(doc, texts(&fields));
        corpus.docs.insert(doc, fields);
    }
    for _ in 0..20 {
        let atoms = corpus.query(&mut random);
        agree(&index, &corpus, &atoms, "24,000 updates");
    }
}

#[test]
fn documents_must_ascend() {
    let mut builder = Builder::new(specs());
    builder.push(3, [(0, "a")]).unwrap();
    assert_eq!(builder.push(3, [(0, "b")]), Err(SearchError::NotAscending { doc: 3, last: 3 }));
    let index = builder.finish();
    assert_eq!(index.search("a", 9, None).total, 1);
    assert_eq!(index.search("b", 9, None).total, 0, "a refused document leaves nothing behind");
}

#[test]
fn finds_what_people_type() {
    let mut index = Index::new(specs());
    let docs: [&[(usize, &str)]; 8] = [
        &[(0, "Zoë Müller"), (1, "zoe.mueller@example.com"), (2, "+44 20 7946 0958")],
        &[(0, "Seán O’Brien"), (1, "L'Oréal"), (2, "020 7946-0959")],
        &[(0, "李小龙"), (3, "中村 東京支社")],
        &[(0, "علي كريم"), (2, "۰۹۱۲۳۴۵۶۷۸۹")],
        &[(0, "Фёдор Достоевский")],
        &[(0, "Straße & Söhne GmbH"), (2, "7946 0958")],
        &[(0, "Anna Smith"), (2, "(0044)2079460958")],
        &[(0, "Jonathan Anderson"), (3, "order 020 of 2024")],
    ];
    for (doc, fields) in (0u32..).zip(docs) {
        index.update(doc, fields.iter().copied());
    }
    for (query, expected) in [
        ("zoe", &[0][..]),
        ("ZOË mull", &[0]),
        ("zoe.mueller@example.com", &[0]),
        ("example.com", &[0]),
        ("obrien", &[1]),
        ("O'Brien", &[1]),
        ("brien", &[1]),
        ("oreal", &[1]),
        ("小龙", &[2]),
        ("中", &[2]),
        ("علی", &[3]),
        ("کریم", &[3]),
        ("09123456789", &[3]),
        ("+98 912 345 6789", &[3]),
        ("федор", &[4]),
        ("strasse sohne", &[5]),
        ("+44 20 7946 0958", &[0, 6, 5]),
        ("020 7946 0958", &[0, 6, 5]),
        ("02079460958", &[0, 6, 5]),
        ("7946 0958", &[5, 0, 6]),
        ("79460959", &[1]),
        ("anna 0958", &[6]),
        ("020 2024", &[7]),
        ("andersen jonathan", &[7]),
        ("smiht", &[6]),
        ("ana smith", &[]),
        ("anna smth", &[6]),
        ("anna xsmith", &[6]),
        ("", &[]),
        ("  .,- ", &[]),
        ("zzz", &[]),
    ] {
        let found: Vec<u32> = index.search(query, 20, None).hits.iter().map(|hit| hit.doc).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn says_which_fields_matched() {
    let mut index = Index::new(specs());
    index.update(4, [(0, "Acme Ltd"), (1, "sales@acme.com"), (2, "+1 212 555 0100"), (3, "ltd")]);
    let fields = |query: &str| index.search(query, 1, None).hits[0].fields;
    assert_eq!(fields("acme"), 0b0011);
    assert_eq!(fields("acme ltd"), 0b1011);
    assert_eq!(fields("555"), 0b0100);
}

#[test]
fn highlights_what_was_found() {
    for (text, query, expected) in [
        ("Anna Smith", "an", "[An]na Smith"),
        ("Anna Smith", "smi AN", "[An]na [Smi]th"),
        ("Zoë Müller", "mull", "Zoë [Müll]er"),
        ("Zoe\u{308} Muller", "zoe", "[Zoe\u{308}] Muller"),
        ("Straße", "stras", "[Straß]e"),
        ("O’Brien", "obr", "[O’Br]ien"),
        ("L'Oréal", "oreal", "L'[Oréal]"),
        ("Smith", "smiht", "[Smith]"),
        ("Smith Smyth", "smith", "[Smith] Smyth"),
        ("+44 20 7946 0958", "02079460958", "+44 [20 7946 0958]"),
        ("+44 20 7946 0958", "7946", "+44 20 [7946] 0958"),
        ("東京支社", "京", "東[京]支社"),
        ("Anna", "bob", "Anna"),
        ("", "a", ""),
        ("Anna", "", "Anna"),
    ] {
        let mut shown = text.to_owned();
        for range in highlight(text, query).into_iter().rev() {
            shown.insert(range.end, ']');
            shown.insert(range.start, '[');
        }
        assert_eq!(shown, expected, "{query:?} in {text:?}");
    }
}

#[test]
fn what_is_found_is_highlighted() {
    for seed in 1..60 {
        let mut random = Random::new(seed * 31);
        let corpus = Corpus::random(&mut random, 10);
        let index = built(&corpus.docs);
        for _ in 0..30 {
            let query = oracle::typed(&corpus.query(&mut random));
            for hit in index.search(&query, 20, None).hits {
                let ranges: usize = corpus.docs[&hit.doc].iter().map(|(_, text)| highlight(text, &query).len()).sum();
                assert!(ranges > 0, "{query:?} found {:?}, seed {seed}", corpus.docs[&hit.doc]);
            }
        }
    }
}

/// With `KONTOR_TIMING=1` prints what building and asking cost; asserts nothing about time.
#[test]
fn timing() {
    use std::io::Write as _;
    use std::time::Instant;
    if std::env::var_os("KONTOR_TIMING").is_none() {
        return;
    }
    let mut random = Random::new(1);
    let letters: Vec<char> = "aeiourstnlmdkbgp".chars().collect();
    let words: Vec<String> =
        (0..20_000).map(|_| (0..3 + random.below(6)).map(|_| letters[random.below(letters.len())]).collect()).collect();
    let docs: Vec<Vec<(usize, String)>> = (0..100_000)
        .map(|doc| {
            let mut some =
                |count: usize| (0..count).map(|_| &*words[random.below(words.len())]).collect::<Vec<_>>().join(" ");
            let phone = format!("+44 20 {:04} {:04}", doc % 9973, doc % 10_007);
            vec![(0, some(2)), (1, format!("{}{doc}@{}.com", some(1), some(1))), (2, phone), (3, some(8))]
        })
        .collect();
    let mut err = std::io::stderr();
    let start = Instant::now();
    let mut builder = Builder::new(specs());
    for (doc, fields) in docs.iter().enumerate() {
        builder.push(doc as u32, texts(fields)).unwrap();
    }
    let pushed = start.elapsed();
    let index = builder.finish();
    writeln!(err, "build {:?} (push {pushed:?}), {} bytes", start.elapsed(), index.bytes()).unwrap();
    for query in ["s", "sa", "sal", "sale", "a t", "sale rem", "salet remo", "+44 20 79", "0958"] {
        let start = Instant::now();
        let total = index.search(query, 20, None).total;
        writeln!(err, "{query:12} {:?}, {total} found", start.elapsed()).unwrap();
    }
}

#[test]
fn parts_put_together_answer_like_one_index() {
    let mut random = Random::new(21);
    let corpus = Corpus::random(&mut random, 400);
    let (mut first, mut second) = (Corpus::default(), Corpus::default());
    for (doc, fields) in &corpus.docs {
        let half = if *doc < 200 { &mut first } else { &mut second };
        half.docs.insert(*doc, fields.clone());
    }
    let mut index = built(&first.docs);
    index.append(built(&second.docs));
    assert_eq!(index.len(), 400);
    for round in 0..60 {
        let atoms = corpus.query(&mut random);
        agree(&index, &corpus, &atoms, &format!("round {round}"));
        if round == 30 {
            while index.maintain(7) {}
        }
    }
}

#[test]
fn prepared_answers_are_those_of_looking() {
    let letters = ["a", "b", "ä", "e", "é", "3"];
    let mut random = Random::new(11);
    let mut corpus = Corpus::default();
    for doc in 0..6000 {
        let mut word = || (0..=random.below(4)).map(|_| letters[random.below(letters.len())]).collect::<String>();
        corpus.docs.insert(doc, vec![(0, format!("{} {}", word(), word())), (3, word())]);
    }
    let mut index = built(&corpus.docs);
    let queries: Vec<String> =
        letters.iter().flat_map(|a| letters.iter().map(move |b| format!("{a}{b}")).chain([(*a).to_owned()])).collect();
    let ask = |index: &Index| -> Vec<_> { queries.iter().map(|query| index.search(query, 20, None)).collect() };
    let looked = ask(&index);
    while index.maintain(1000) {}
    assert!(index.prepared() > 3, "{} are ready", index.prepared());
    assert_eq!(ask(&index), looked);
    index.update(17, [(0, "aa bb")]);
    assert_eq!(index.prepared(), 0);
    corpus.docs.insert(17, vec![(0, "aa bb".to_owned())]);
    assert_eq!(ask(&index), ask(&built(&corpus.docs)));
    index.remove(17);
    while index.maintain(1000) {}
    corpus.docs.remove(&17);
    assert_eq!(ask(&index), ask(&built(&corpus.docs)));
}
