//! `entities`: whom and what an article names.

use std::borrow::Cow;

use super::Rows;
use crate::coref::{Gender, GenderFrom};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::table::column::table;

table! {
    /// A row for each person, organisation, place or other entity that an article names.
    Entities, EntityRow<'a>, key(article_id, entity_id) {
        /// the article
        article_id: &'a str => Articles,
        /// the number of the entity in the article, from 0
        entity_id: u32,
        /// the fullest form of its name in the article
        name: Cow<'a, str>,
        /// `PER`, `ORG`, `LOC` or `MISC`
        r#type: EntityType,
        /// what refines the type
        subtype: Option<Subtype>,
        /// its main name, where a gazetteer knows it: United States for `US` and `U.S.`
        canonical: Option<&'a str>,
        /// a stable outside id, such as `wikidata:Q159`
        link: Option<&'a str>,
        /// `male` or `female`, of persons, where the text shows it
        gender: Option<Gender>,
        /// what shows it: `title`, `kinship`, `noun`, `pronoun` or `forename`
        gender_from: Option<GenderFrom>,
        /// the country that it is, or is of or in: ISO 3166-1 alpha-2
        country: Option<&'a str>,
        /// of a place that a gazetteer knows: degrees north, WGS 84
        latitude: Option<f64>,
        /// degrees east
        longitude: Option<f64>,
        /// the number of its mentions
        mentions: u64,
        /// the number of quotations whose speaker it is
        quotes: u32,
        /// the first code point of its first mention
        first_start: u32,
    }
}

impl Rows<'_> {
    /// The rows of the entities.
    pub fn entities(&self) -> impl Iterator<Item = EntityRow<'_>> {
        let (chains, mentions) = (&self.document.chains, &self.document.mentions);
        let mut quotes = vec![0; chains.entities().count()];
        for speaker in self.sure_quotes().filter_map(|quote| chains.speaker_of(quote.id())) {
            quotes[speaker.id().index()] += 1;
        }
        chains.entities().map(move |entity| {
            let first = entity.mentions().first().map_or(entity.name(), |first| mentions.get(*first).span());
            let kept = entity.mentions().iter().filter(|id| self.is_sure(mentions.get(**id).confidence()));
            EntityRow {
                article_id: self.id(),
                entity_id: entity.id().get(),
                name: self.name(entity.id()),
                r#type: entity.kind(),
                subtype: entity.subtype(),
                canonical: entity.canonical(),
                link: entity.link(),
                gender: entity.gender(),
                gender_from: entity.gender_from(),
                country: entity.country(),
                latitude: entity.coordinates().map(|(latitude, _)| latitude),
                longitude: entity.coordinates().map(|(_, longitude)| longitude),
                mentions: kept.count() as u64,
                quotes: quotes[entity.id().index()],
                first_start: self.points.at(first.start()),
            }
        })
    }
}
