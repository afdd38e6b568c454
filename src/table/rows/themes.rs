//! `themes`: how much an article holds of each theme.

use std::collections::BTreeMap;

use super::Rows;
use crate::table::column::table;

table! {
    /// A row for each theme of the user whose terms or patterns an article holds.
    Themes, ThemeRow<'a>, key(article_id, theme) {
        /// the article
        article_id: &'a str => Articles,
        /// the theme
        theme: &'a str,
        /// how often its terms and patterns stand in the article
        matches: u64,
        /// how often of these inside what somebody is quoted with
        in_quotes: u64,
    }
}

impl Rows<'_> {
    /// The rows of the themes, by name.
    pub fn themes(&self) -> impl Iterator<Item = ThemeRow<'_>> {
        let mut themes: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        if !self.document.matches.is_empty() {
            let mut quoted: Vec<_> = self.sure_quotes().flat_map(|quote| quote.pieces().iter().copied()).collect();
            quoted.sort_by_key(|piece| piece.start());
            // Quotations may lie in each other: the furthest end of all that start before.
            let mut end = 0;
            let ends: Vec<u32> = quoted
                .iter()
                .map(|piece| {
                    end = end.max(piece.end());
                    end
                })
                .collect();
            for found in self.document.matches.iter() {
                let (matches, in_quotes) = themes.entry(found.theme()).or_default();
                let before = quoted.partition_point(|piece| piece.start() <= found.span().start());
                let is_quoted = before.checked_sub(1).is_some_and(|last| ends[last] >= found.span().end());
                *matches += 1;
                *in_quotes += u64::from(is_quoted);
            }
        }
        themes.into_iter().map(|(theme, (matches, in_quotes))| ThemeRow {
            article_id: self.id(),
            theme,
            matches,
            in_quotes,
        })
    }
}
