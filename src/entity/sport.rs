//! Teams that news calls by their place: which sport an article is on tells which team "Leeds" or "England" is.
//!
//! The gazetteers have clubs under their place and an ending that names the sport ("Leeds FC"), and national teams
//! under the country. Words of the whole text tell the sport, each with a weight; the heaviest wins if it weighs
//! [`TOLD`].
//!
//! - "The striker scored; two goals for Leeds": football, so Leeds FC.
//! - "The bowler took four wickets for Essex": cricket, so Essex CCC.
//! - "Leeds won": no sport is told, so no link.
//!
//! Rugby counts by the word behind it: "rugby league" is one game, any other "rugby" the union's. A team whose place no
//! gazetteer has with the sport's ending keeps no link.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Identity, MentionRow};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};
use crate::lexicon::en::place;
use crate::lexicon::en::sport::{Sport, TELLING};
use crate::lexicon::index::word;
use crate::segment::View;

/// So much must words tell of a sport.
const TOLD: u32 = 2;

/// The sport that most words of a text tell of; one walk over its tokens.
fn played(view: View<'_>) -> Option<Sport> {
    let mut told = [0; Sport::ALL.len()];
    let mut last_rugby = false;
    for token in view.tokens().filter(|token| token.is_word()) {
        let word = token.hash();
        if let (Some(sport), weight) = TELLING.find(word) {
            told[sport as usize] += weight;
        }
        if last_rugby {
            let kind = if word == word!("league") { Sport::RugbyLeague } else { Sport::RugbyUnion };
            told[kind as usize] += 2;
        }
        if word == word!("rules") && token.prev().is_some_and(|before| before.is("australian")) {
            told[Sport::AustralianRules as usize] += 4;
        }
        last_rugby = word == word!("rugby");
    }
    let best = Sport::ALL.into_iter().rev().max_by_key(|sport| told[*sport as usize]);
    best.filter(|sport| told[*sport as usize] >= TOLD)
}

/// Gives teams under the names of their places the links of the teams. Besides teams, organisations of which nothing is
/// known are tried. Of a country that is a team in one place, the mentions without a preposition or comma before them
/// become it, too.
pub(super) fn link(view: View<'_>, gazetteer: &Gazetteer, rows: &mut [MentionRow]) {
    let is_team = |row: &MentionRow| {
        row.form == Form::Name
            && !row.own
            && row.identity.link.is_none()
            && (row.subtype == Some(Subtype::Team)
                || row.kind == EntityType::Org && row.identity.canonical.is_none() && row.subtype.is_none())
    };
    if !rows.iter().any(is_team) {
        return;
    }
    let Some(sport) = played(view) else { return };
    let mut known: BTreeMap<&str, Option<Entry<'_>>> = BTreeMap::new();
    let mut nations = BTreeSet::new();
    for row in rows.iter_mut().filter(|row| is_team(row)) {
        let text = &view.text()[row.span];
        let Some(entry) = *known.entry(text).or_insert_with(|| team(gazetteer, text, sport)) else { continue };
        if row.kind == EntityType::Loc {
            nations.insert(text);
        }
        become_team(row, entry);
    }
    // A country that is a side once is one wherever nothing shows the place.
    for row in rows.iter_mut().filter(|row| row.subtype == Some(Subtype::Country) && !row.own) {
        let text = &view.text()[row.span];
        let before = view.token(row.tokens.0).prev().filter(|before| before.sentence().id() == row.sentence);
        let place =
            before.is_some_and(|word| place::BEFORE_COUNTRIES.iter().any(|place| word.is(place)) || word.text() == ",");
        if let Some(Some(entry)) = known.get(text).filter(|_| nations.contains(text) && !place) {
            become_team(row, *entry);
        }
    }
}

/// Makes it that team, of whatever type it is.
fn become_team(row: &mut MentionRow, entry: Entry<'_>) {
    row.subtype = Some(Subtype::Team);
    row.identity = Identity::of(entry);
}

/// The team of a sport that a place's name stands for: the national one of a country, else the club of the place.
fn team<'a>(gazetteer: &'a Gazetteer, text: &str, sport: Sport) -> Option<Entry<'a>> {
    let find = |name: &str| gazetteer.find(name).find(|entry| entry.subtype() == Some(Subtype::Team));
    let country = gazetteer.find(text).find(|entry| entry.subtype() == Some(Subtype::Country));
    let national =
        country.zip(sport.national()).and_then(|(country, team)| find(&format!("{} {team}", country.canonical())));
    national.or_else(|| sport.endings().iter().find_map(|ending| find(&format!("{text} {ending}"))))
}

#[cfg(test)]
mod tests {
    use super::played;
    use crate::lexicon::en::sport::Sport;
    use crate::segment::Segmenter;

    #[test]
    fn words_tell_the_sport_of_a_text() {
        let of = |text: &str| played(Segmenter::new().segment(text).view(text));
        assert_eq!(of("The bowler took four wickets."), Some(Sport::Cricket));
        assert_eq!(of("The rugby league season opens."), Some(Sport::RugbyLeague));
        assert_eq!(of("An Australian rules match was played, and a striker watched."), Some(Sport::AustralianRules));
        assert_eq!(of("The striker left."), None);
    }
}
