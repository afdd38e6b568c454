//! Reading ahead: articles in batches.
//!
//! A batch is what one thread annotates at a time, and what a journal counts as written: small enough that many are in
//! work, large enough that handing it over costs nothing beside the work. Since its end is told by the articles alone,
//! a run that is resumed meets the same batches again.

use crate::article::Article;
use crate::error::Error;

/// A batch ends at so many bytes of text …
const BATCH_BYTES: usize = 1 << 18;
/// … or so many articles: enough to hide the cost of handing it over.
const BATCH_ARTICLES: usize = 128;

/// Articles that are read, and what could not be.
pub(super) type Batch = Vec<Result<Article, Error>>;

/// Joins articles to batches. Where one ends is told by the articles alone. The article that reaches the bytes is the
/// last of its batch, so a long one is always last.
pub(super) struct Batches<A>(pub(super) A);

impl<A: Iterator<Item = Result<Article, Error>>> Iterator for Batches<A> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let (mut batch, mut bytes) = (Batch::new(), 0);
        while bytes < BATCH_BYTES && batch.len() < BATCH_ARTICLES {
            let Some(article) = self.0.next() else { break };
            bytes += article.as_ref().map_or(0, |article| article.text().len());
            batch.push(article);
        }
        (!batch.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_end_at_bytes_or_articles() {
        let long = || Article::new("long", "Rain. ".repeat(BATCH_BYTES / 6 + 1));
        let short = || Article::new("short", "Sun.");
        let articles = [long(), short(), long()].into_iter().chain((0..200).map(|_| short()));
        let sizes: Vec<usize> = Batches(articles).map(|batch| batch.len()).collect();
        assert_eq!(sizes, [1, 2, 128, 72]);
    }
}
