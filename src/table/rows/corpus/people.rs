//! `people`: who is named in the corpus.

use jiff::civil::Date;

use crate::table::column::table;

table! {
    /// A row for each person of the corpus, those in most articles first.
    People, PersonRow<'a>, key(person_id) {
        /// the number of the person in the corpus, from 0
        person_id: u32,
        /// the full name that is used most
        name: &'a str,
        /// other forms of the name, the most frequent first
        variants: Vec<String>,
        /// a stable outside id, such as `wikidata:Q159`
        link: Option<&'a str>,
        /// `female` or `male`, where the text says so or the forename is near certain
        gender: Option<&'a str>,
        /// what tells: `title`, `kinship`, `noun`, `pronoun`, `forename`, or `told` by the user
        gender_from: Option<&'a str>,
        /// the role that articles give most
        role: Option<&'a str>,
        /// at, for or in what it is held
        affiliation: Option<&'a str>,
        /// the country as ISO 3166-1 has it, two letters
        country: Option<&'a str>,
        /// the number of articles that name the person
        articles: u32,
        /// the number of these without copies of one another
        articles_unique: u32,
        /// the number of mentions
        mentions: u32,
        /// the number of quotations whose speaker the person is
        quotes: u32,
        /// the number of different ones: what was said once and printed often counts one
        quotes_unique: u32,
        /// the number of words of all these quotations
        words_quoted: u32,
        /// the number of publishers that name the person
        publishers: u32,
        /// the first day on which an article names the person
        first_date: Option<Date>,
        /// the last day
        last_date: Option<Date>,
        /// whether several could be meant: a surname alone, where more than one has it
        ambiguous: bool,
        /// why most of its articles are of one: `link`, `full-name`, `name-form` (an initial, nickname, middle name or
        /// other spelling), `surname`, `alone` or `told`
        rule: &'static str,
        /// how sure that is, the mean over its articles
        confidence: f64,
    }
}
