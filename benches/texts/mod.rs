//! Texts with their tokens, for what looks for names and terms: Reuters-21578 where `../shared` holds it, else `corpus/`.

use std::path::Path;
use std::sync::LazyLock;

use dateline::{Articles, ReadOptions, Segmenter, Segments};

const REUTERS: &str = "../shared/data/news/reuters21578.jsonl.gz";
pub(crate) const ARTICLES: usize = 4_000;

pub(crate) static TEXTS: LazyLock<Vec<(String, Segments)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = Some(root.join(REUTERS)).filter(|path| path.exists()).unwrap_or(root.join("corpus"));
    let articles = Articles::open([path], ReadOptions::default()).take(ARTICLES);
    let segmenter = Segmenter::new();
    articles
        .map(|article| article.expect("the data can be read").text().to_owned())
        .map(|text| (segmenter.segment(&text), text))
        .map(|(segments, text)| (text, segments))
        .collect()
});
