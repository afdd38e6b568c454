//! `organisations`: which organisations are named in the corpus.

use jiff::civil::Date;

use crate::table::column::table;

table! {
    /// A row for each organisation of the corpus, those in most articles first.
    Organisations, OrganisationRow<'a>, key(organisation_id) {
        /// the number of the organisation in the corpus, from 0
        organisation_id: u32,
        /// its name in the gazetteers, else the form that is used most
        name: &'a str,
        /// other forms of the name, the most frequent first
        variants: Vec<String>,
        /// a stable outside id, such as `wikidata:Q159`
        link: Option<&'a str>,
        /// what refines the type: `company`, `party` …
        subtype: Option<&'a str>,
        /// the country as ISO 3166-1 has it, two letters
        country: Option<&'a str>,
        /// the number of articles that name the organisation
        articles: u32,
        /// the number of these without copies of one another
        articles_unique: u32,
        /// the number of mentions
        mentions: u32,
        /// the number of quotations whose speaker the organisation is
        quotes: u32,
        /// the number of different ones: what was said once and printed often counts one
        quotes_unique: u32,
        /// the number of words of all these quotations
        words_quoted: u32,
        /// the number of publishers that name the organisation
        publishers: u32,
        /// the first day on which an article names the organisation
        first_date: Option<Date>,
        /// the last day
        last_date: Option<Date>,
        /// whether several could be meant: a surname alone, where more than one has it
        ambiguous: bool,
        /// why most of its articles are of one: `link`, `name` or `acronym`
        rule: &'static str,
        /// how sure that is, the mean over its articles
        confidence: f64,
    }
}
