//! `quote_occurrences`: where a quotation is printed.

use crate::table::column::table;

table! {
    /// A row for each quotation of an article: which one of the corpus it is.
    QuoteOccurrences, QuoteOccurrenceRow<'a>, key(article_id, quote_id) {
        /// the quotation of the corpus
        unique_id: u32 => UniqueQuotes,
        /// the article
        article_id: &'a str => Articles,
        /// the quotation of the article
        quote_id: u32 => Quotes,
        /// its length beside that of the longest form, from 0 to 1
        coverage: f64,
    }
}
