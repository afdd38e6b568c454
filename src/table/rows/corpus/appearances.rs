//! `appearances`: which entity of which article is who or what of the corpus.

use crate::table::column::table;

table! {
    /// A row for each person, organisation and place of an article: who or what of the corpus that is.
    Appearances, AppearanceRow<'a>, key(article_id, entity_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the entity
        entity_id: u32 => Entities,
        /// the person, if it is one
        person_id: Option<u32> => People,
        /// the organisation, if it is one
        organisation_id: Option<u32> => Organisations,
        /// the place, if it is one
        place_id: Option<u32> => Places,
        /// the number of mentions in the article
        mentions: u32,
        /// the number of quotations in the article
        quotes: u32,
        /// what decided it, as in the table of people or organisations
        rule: &'static str,
        /// how often such a decision is right
        confidence: f64,
    }
}
