//! Segmenting beside the `sentencex` crate, on the same text in the same run, on one thread, in bytes of text per second.
//!
//! `sentencex` finds sentences only; Dateline finds paragraphs, tokens and quotation marks as well. Each iteration asserts its answer.

use std::path::Path;
use std::sync::LazyLock;

use dateline::{Articles, ReadOptions, Segmenter};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// The texts of a source, where it is there.
fn texts(source: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
    if !path.exists() {
        eprintln!("skipped: {source} is not there");
        return Vec::new();
    }
    let articles = Articles::open([path], ReadOptions::default());
    articles.map(|article| article.expect("the data can be read").text().to_owned()).collect()
}

static CORPUS: LazyLock<Vec<String>> = LazyLock::new(|| texts("corpus"));
static REUTERS: LazyLock<Vec<String>> = LazyLock::new(|| texts("../shared/data/news/reuters21578.jsonl.gz"));

#[derive(Clone, Copy, Debug)]
enum Data {
    Corpus,
    Reuters,
}

const BOTH: [Data; 2] = [Data::Corpus, Data::Reuters];

fn bench(bencher: Bencher<'_, '_>, data: Data, count: impl Fn(&str) -> usize + Sync) {
    let texts: &[String] = match data {
        Data::Corpus => &CORPUS,
        Data::Reuters => &REUTERS,
    };
    if texts.is_empty() {
        return;
    }
    let all = || texts.iter().map(|text| count(text)).sum::<usize>();
    let known = all();
    assert!(known > 5 * texts.len(), "{known} in {} texts", texts.len());
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| assert_eq!(all(), known));
}

/// Paragraphs, sentences, tokens, quotation marks.
#[divan::bench(args = BOTH, sample_count = 10)]
fn dateline(bencher: Bencher<'_, '_>, data: Data) {
    let segmenter = Segmenter::new();
    bench(bencher, data, |text| segmenter.segment(text).sentence_count());
}

/// Sentences.
#[divan::bench(args = BOTH, sample_count = 10)]
fn sentencex(bencher: Bencher<'_, '_>, data: Data) {
    bench(bencher, data, |text| ::sentencex::segment("en", text).len());
}
