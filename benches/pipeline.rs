//! Every stage by itself and the whole job, on one thread, in bytes of text per second; each iteration asserts its answer.
//!
//! `corpus/` is always measured. Reuters-21578 is too where `../shared` holds it; else its benches say that they are skipped.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use dateline::{
    Article, Articles, Attributor, Chunk, Dater, Error, ExtractOptions, Format, Gazetteer, Output, Pipeline,
    ReadOptions, Resolver, Segmenter, Table, Tagger, extract,
};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const REUTERS: &str = "../shared/data/news/reuters21578.jsonl.gz";
/// Articles of Reuters-21578 that a stage is measured on; the whole job is measured on all.
const SAMPLE: usize = 2_000;

#[derive(Clone, Copy, Debug)]
enum Data {
    Corpus,
    Reuters,
}

const BOTH: [Data; 2] = [Data::Corpus, Data::Reuters];

static CORPUS: LazyLock<Vec<Article>> = LazyLock::new(|| read("corpus", usize::MAX));
static SAMPLED: LazyLock<Vec<Article>> = LazyLock::new(|| read(REUTERS, SAMPLE));

fn read(path: &str, most: usize) -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if !path.exists() {
        return Vec::new();
    }
    Articles::open([path], ReadOptions::default())
        .take(most)
        .map(|article| article.expect("the data can be read"))
        .collect()
}

/// The articles, unless they are not there.
fn articles(data: Data) -> Option<&'static [Article]> {
    let articles = match data {
        Data::Corpus => &*CORPUS,
        Data::Reuters => &*SAMPLED,
    };
    if articles.is_empty() {
        eprintln!("skipped: {REUTERS} is not there");
        return None;
    }
    Some(articles)
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|article| article.text().len()).sum::<usize>())
}

/// Runs `rows` over all articles, asserting that it gives the same number of rows every time and at least `least` an article.
fn stage(bencher: Bencher<'_, '_>, articles: &[Article], least: usize, rows: impl Fn(usize) -> usize + Sync) {
    let all = || (0..articles.len()).map(&rows).sum::<usize>();
    let known = all();
    assert!(known >= least * articles.len(), "{known} rows of {} articles", articles.len());
    bencher.counter(bytes(articles)).bench(|| assert_eq!(all(), known));
}

#[divan::bench(args = BOTH)]
fn segment(bencher: Bencher<'_, '_>, data: Data) {
    let Some(articles) = articles(data) else { return };
    let segmenter = Segmenter::new();
    stage(bencher, articles, 40, |index| segmenter.segment(articles[index].text()).token_count());
}

#[divan::bench(args = BOTH)]
fn date(bencher: Bencher<'_, '_>, data: Data) {
    let Some(articles) = articles(data) else { return };
    let (segmenter, dater) = (Segmenter::new(), Dater::new());
    let segments: Vec<_> = articles.iter().map(|article| segmenter.segment(article.text())).collect();
    stage(bencher, articles, 1, |index| {
        let article = &articles[index];
        dater.date(article.text(), &segments[index], article.date).len()
    });
}

#[divan::bench(args = BOTH)]
fn tag(bencher: Bencher<'_, '_>, data: Data) {
    let Some(articles) = articles(data) else { return };
    let (segmenter, tagger) = (Segmenter::new(), Tagger::new(Arc::new(Gazetteer::embedded())));
    let segments: Vec<_> = articles.iter().map(|article| segmenter.segment(article.text())).collect();
    stage(bencher, articles, 3, |index| tagger.tag(articles[index].text(), &segments[index]).len());
}

#[divan::bench(args = BOTH)]
fn resolve(bencher: Bencher<'_, '_>, data: Data) {
    let Some(articles) = articles(data) else { return };
    let pipeline = Pipeline::new();
    let documents: Vec<_> = articles.iter().map(|article| pipeline.annotate(article.clone())).collect();
    let resolver = Resolver::new(Arc::new(Gazetteer::embedded()));
    stage(bencher, articles, 2, |index| {
        let document = &documents[index];
        resolver
            .resolve(
                document.article.text(),
                &document.segments,
                &document.mentions,
                &document.quotes,
                document.article.date,
            )
            .entities()
            .count()
    });
}

#[divan::bench(args = BOTH)]
fn attribute(bencher: Bencher<'_, '_>, data: Data) {
    let Some(articles) = articles(data) else { return };
    let pipeline = Pipeline::new();
    let documents: Vec<_> = articles.iter().map(|article| pipeline.annotate(article.clone())).collect();
    let attributor = Attributor::new();
    stage(bencher, articles, 1, |index| {
        let document = &documents[index];
        attributor.attribute(document.article.text(), &document.segments, &document.mentions).len()
    });
}

/// Counts bytes, keeps none.
struct Nowhere(u64);

impl Output for Nowhere {
    fn write(&mut self, _: Table, _: Format, rows: Chunk) -> Result<(), Error> {
        self.0 += rows.bytes().expect("CSV has bytes").len() as u64;
        Ok(())
    }
}

/// From the file on disk to the bytes of all tables as CSV, on one thread beside the reader's and the writer's.
#[divan::bench(args = BOTH, sample_count = 5)]
fn end_to_end(bencher: Bencher<'_, '_>, data: Data) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(match data {
        Data::Corpus => "corpus",
        Data::Reuters => REUTERS,
    });
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return;
    }
    let pipeline = Pipeline::new();
    let mut options = ExtractOptions::default();
    options.jobs = 1;
    let run = || {
        let mut output = Nowhere(0);
        let articles = Articles::open([&path], ReadOptions::default());
        let summary = extract(articles, &pipeline, &options, &mut output, &mut |_| {}).expect("nothing is written");
        (summary, output.0)
    };
    let (known, written) = run();
    let articles = match data {
        Data::Corpus => 48,
        Data::Reuters => 19_043,
    };
    assert_eq!((known.rows(Table::Articles), known.rows(Table::Errors)), (articles, 0));
    bencher.counter(BytesCount::new(known.bytes)).bench(|| {
        let (summary, bytes) = run();
        assert_eq!((summary, bytes), (known.clone(), written));
    });
}
