//! `places`: which places are named in the corpus.

use jiff::civil::Date;

use crate::table::column::table;

table! {
    /// A row for each place of the corpus, those in most articles first.
    Places, PlaceRow<'a>, key(place_id) {
        /// the number of the place in the corpus, from 0
        place_id: u32,
        /// its name in the gazetteers, else the form that is used most
        name: &'a str,
        /// other forms of the name, the most frequent first
        variants: Vec<String>,
        /// a stable outside id, such as `wikidata:Q159`
        link: Option<&'a str>,
        /// what refines the type: `country`, `city`, `region` …
        subtype: Option<&'a str>,
        /// the country as ISO 3166-1 has it, two letters
        country: Option<&'a str>,
        /// degrees north
        latitude: Option<f64>,
        /// degrees east
        longitude: Option<f64>,
        /// the number of articles that name the place
        articles: u32,
        /// the number of mentions
        mentions: u32,
        /// the first day on which an article names it
        first_date: Option<Date>,
        /// the last day
        last_date: Option<Date>,
    }
}
