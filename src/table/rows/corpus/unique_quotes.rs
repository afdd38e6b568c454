//! `unique_quotes`: what was said once, however often it is printed.

use jiff::civil::Date;

use crate::table::column::table;

table! {
    /// A row for each quotation of the corpus, all its occurrences taken together, in the order of the first of them.
    UniqueQuotes, UniqueQuoteRow<'a>, key(unique_id) {
        /// the number of the quotation in the corpus, from 0
        unique_id: u32,
        /// the longest form
        text: &'a str,
        /// the name of the speaker that most occurrences have
        speaker: Option<&'a str>,
        /// that person
        person_id: Option<u32> => People,
        /// all names that it is given to, the most frequent first
        speakers: Vec<String>,
        /// how often it is printed
        occurrences: u32,
        /// how often without articles that are copies of one another
        occurrences_unique: u32,
        /// the number of articles that print it
        articles: u32,
        /// the number of publishers that print it
        publishers: u32,
        /// the first day on which it was printed
        first_date: Option<Date>,
        /// the last day
        last_date: Option<Date>,
    }
}
