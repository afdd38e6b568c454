//! `matches`: which terms and patterns of the user stand in the text.

use super::Rows;
use crate::table::column::table;

table! {
    /// A row for each place where a term or pattern of the user stands.
    Matches, MatchRow<'a>, key(article_id, match_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the match in the article, from 0
        match_id: u32,
        /// the sentence that it starts in
        sentence_id: u32 => Sentences,
        /// its first code point in `articles.text`
        start: u32,
        /// the code point after its last
        end: u32,
        /// what matches, as it stands in the text
        text: &'a str,
        /// the term as its file has it, or the name of the pattern
        term: &'a str,
        /// the theme that its file gives it, else the name of the file
        theme: &'a str,
        /// the file that lists it
        source: Option<&'a str>,
    }
}

impl Rows<'_> {
    /// The rows of what matches.
    pub fn matches(&self) -> impl Iterator<Item = MatchRow<'_>> {
        self.document.matches.iter().map(|found| {
            let (start, end) = self.points_of(found.span());
            MatchRow {
                article_id: self.id(),
                match_id: found.id().get(),
                sentence_id: found.sentence().get(),
                start,
                end,
                text: &self.text[found.span()],
                term: found.term(),
                theme: found.theme(),
                source: Some(found.source()).filter(|source| !source.is_empty()),
            }
        })
    }
}
