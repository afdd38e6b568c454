//! Focus: the country that an article is about.
//!
//! Every name of a place, a people or an organisation whose country is known is a voice for that country; what stands
//! early is heard twice, as news tells first what it is about. The country with the most voices is the article's, if it
//! has a large enough share of them.

use std::collections::BTreeMap;

use super::EntityRow;
use crate::entity::{Form, Mentions};
use crate::gazetteer::Country;
use crate::gazetteer::kinds::{EntityType, Subtype};

/// The names of so many sentences are heard twice.
const EARLY: usize = 3;
/// The voices of a place or people, each time it is named.
const PLACE: u32 = 2;
/// The voices of an organisation.
const ORGANISATION: u32 = 1;
/// With fewer voices no country is what the article is about.
const FEWEST: u32 = 3;
/// Nor with a smaller share of all, in percent.
const SMALLEST_SHARE: u32 = 40;

/// The country that the entities of an article, by their names, are most of; of equals the one named first. Only names
/// are heard, no pronouns. None in an article on the world, where no country has two fifths.
pub(super) fn focus(entities: &[EntityRow], mentions: &Mentions) -> Option<Country> {
    let mut voices: BTreeMap<&str, u32> = BTreeMap::new();
    let mut first: Vec<(u32, Country)> = Vec::new();
    for entity in entities {
        let Some(country) = &entity.identity.country else { continue };
        let weight = match entity.kind {
            EntityType::Loc => PLACE,
            EntityType::Misc if entity.subtype == Some(Subtype::Nationality) => PLACE,
            EntityType::Org => ORGANISATION,
            _ => continue,
        };
        let names = entity.mentions.iter().map(|id| mentions.get(*id)).filter(|mention| mention.form() == Form::Name);
        let heard = names.map(|name| if name.sentence().index() < EARLY { 2 * weight } else { weight }).sum::<u32>();
        *voices.entry(country.as_str()).or_default() += heard;
        let start = entity.mentions.first().map_or(u32::MAX, |first| mentions.get(*first).span().start());
        first.push((start, *country));
    }
    let all: u32 = voices.values().sum();
    // Of equals the one that is named first.
    first.sort_by_key(|(start, _)| *start);
    let voice = |country: &Country| voices.get(country.as_str()).copied().unwrap_or_default();
    let (_, best) = first.iter().rev().max_by_key(|(_, country)| voice(country))?;
    (voice(best) >= FEWEST && voice(best) * 100 >= all * SMALLEST_SHARE).then_some(*best)
}
