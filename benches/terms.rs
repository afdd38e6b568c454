//! Terms: loading them, and finding them in text over ready tokens, on one thread; and what ten thousand of them cost the whole.
//!
//! Terms are made here: every fourth one is a pair of words that stand side by side in the text, every other begins with a word of the text
//! and goes on with one that is made up, so that no term can be told from its first word. The text is Reuters-21578 where `../shared`
//! holds it, else `corpus/`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline::{Article, Matcher, Pipeline, Terms};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

mod texts;
use texts::{ARTICLES, TEXTS};

const SIZES: [usize; 2] = [10_000, 1_000_000];

fn main() {
    divan::main();
}

/// Distinct terms, as many as asked for.
fn terms(count: usize) -> Vec<String> {
    let words = || TEXTS.iter().flat_map(|(text, _)| text.split(|c: char| !c.is_ascii_alphabetic()));
    let words: Vec<&str> = words().filter(|word| word.len() > 2).collect();
    let mut state = 1u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    let mut terms = BTreeSet::new();
    while terms.len() < count {
        let at = next(words.len() - 1);
        let term = if terms.len() % 4 == 0 {
            format!("{} {}", words[at], words[at + 1])
        } else {
            let made_up: String =
                (0..4).map(|_| ["ka", "lo", "mi", "tur", "ben", "sha", "vo", "rin"][next(8)]).collect();
            format!("{} {made_up}", words[at])
        };
        terms.insert(term);
    }
    terms.into_iter().collect()
}

static LISTS: LazyLock<[(usize, Vec<String>); 2]> = LazyLock::new(|| SIZES.map(|size| (size, terms(size))));

fn list(size: usize) -> &'static [String] {
    &LISTS.iter().find(|(of, _)| *of == size).expect("the list of that size").1
}

fn matcher(size: usize) -> Matcher {
    let mut terms = Terms::new();
    for (index, term) in list(size).iter().enumerate() {
        terms.add(term, ["economy", "climate", "crime"][index % 3]).expect("the term is right");
    }
    terms.build().expect("there is room")
}

/// Reads a file of so many terms and compiles them.
#[divan::bench(args = SIZES, sample_count = 3)]
fn load(bencher: Bencher<'_, '_>, size: usize) {
    let folder = tempfile::tempdir().expect("the folder of temporary files can be written");
    let file = folder.path().join("terms.csv");
    let rows = list(size).join(",economy\n") + ",economy\n";
    std::fs::write(&file, rows).expect("the folder of temporary files can be written");
    bencher.counter(ItemsCount::new(size)).bench_local(|| {
        let mut terms = Terms::new();
        terms.add_file(&file).expect("the terms are right");
        assert_eq!(terms.len(), size);
        terms.build().expect("there is room")
    });
}

/// Finds them.
#[divan::bench(args = SIZES, sample_count = 10)]
fn find(bencher: Bencher<'_, '_>, size: usize) {
    let matcher = matcher(size);
    let bytes: usize = TEXTS.iter().map(|(text, _)| text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let found: usize = TEXTS.iter().map(|(text, segments)| matcher.find(text, segments).len()).sum();
        assert!(found > 0);
        found
    });
}

/// The whole pipeline without terms and with so many.
#[divan::bench(args = [0, SIZES[0]], sample_count = 5)]
fn whole(bencher: Bencher<'_, '_>, size: usize) {
    let mut pipeline = Pipeline::new();
    if size > 0 {
        pipeline = pipeline.with_matcher(matcher(size));
    }
    let articles: Vec<Article> = TEXTS
        .iter()
        .take(ARTICLES / 8)
        .map(|(text, _)| Article::new("a", text.clone()).expect("a short text"))
        .collect();
    let bytes: usize = articles.iter().map(|article| article.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let mut matches = 0;
        pipeline.annotate_all(articles.clone(), |_| {}, |document| matches += document.matches.len());
        assert_eq!(matches > 0, size > 0);
    });
}
