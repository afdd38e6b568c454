//! `sentences`.

use super::Rows;
use crate::table::column::table;

table! {
    /// A row for each sentence.
    Sentences, SentenceRow<'a>, key(article_id, sentence_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the sentence in the article, from 0
        sentence_id: u32,
        /// the number of its paragraph, from 0
        paragraph: u32,
        /// its first code point in `articles.text`
        start: u32,
        /// the code point after its last
        end: u32,
        /// whether all of it stands inside quotation marks
        in_quote: bool,
        /// the sentence
        text: &'a str,
    }
}

impl Rows<'_> {
    /// The rows of the sentences.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceRow<'_>> {
        self.document.view().sentences().map(|sentence| {
            let (start, end) = self.points_of(sentence.span());
            SentenceRow {
                article_id: self.id(),
                sentence_id: sentence.id().get(),
                paragraph: sentence.paragraph().id().get(),
                start,
                end,
                in_quote: sentence.in_quote(),
                text: sentence.text(),
            }
        })
    }
}
