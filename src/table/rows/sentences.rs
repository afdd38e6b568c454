//! `sentences`.

use super::Rows;
use crate::document::CodePoints;
use crate::segment::View;
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
        sentences(self.id(), self.document.view(), &self.points)
    }
}

/// The rows of the sentences of an article.
pub(in crate::table) fn sentences<'a>(
    article_id: &'a str,
    view: View<'a>,
    points: &CodePoints<'a>,
) -> impl Iterator<Item = SentenceRow<'a>> {
    view.sentences().map(|sentence| SentenceRow {
        article_id,
        sentence_id: sentence.id().get(),
        paragraph: sentence.paragraph().id().get(),
        start: points.at(sentence.span().start()),
        end: points.at(sentence.span().end()),
        in_quote: sentence.in_quote(),
        text: sentence.text(),
    })
}
