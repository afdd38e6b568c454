//! `duplicates`: which articles are others again.

use crate::table::column::table;

table! {
    /// A row for each article that is, in whole or in part, an earlier one again.
    Duplicates, DuplicateRow<'a>, key(article_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the earliest article of the group
        duplicate_of: &'a str => Articles,
        /// `exact` (the same words), `reprint` (edited or cut) or `excerpt` (a small part)
        kind: &'static str,
        /// the share of runs of three words that both have, of all that either has
        similarity: f64,
    }
}
