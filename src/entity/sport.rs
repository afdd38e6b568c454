//! Teams that news calls by their place: which sport an article is on tells which team "Leeds" or "England" is.
//!
//! The gazetteers have clubs under their place and an ending that names the sport ("Leeds FC"), and national teams under the country.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Identity, MentionRow};
use crate::gazetteer::kinds::{EntityType, Subtype};
use crate::gazetteer::{Entry, Gazetteer};
use crate::segment::View;

/// A sport with teams that are called by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sport {
    AmericanFootball,
    AustralianRules,
    Baseball,
    Basketball,
    Cricket,
    Football,
    Hockey,
    RugbyLeague,
    RugbyUnion,
}

/// Words in small letters that tell of a sport, sorted, with how much they tell.
const WORDS: &[(&str, Sport, u32)] = &[
    ("afl", Sport::AustralianRules, 2),
    ("baseball", Sport::Baseball, 2),
    ("basketball", Sport::Basketball, 2),
    ("batsman", Sport::Cricket, 1),
    ("batsmen", Sport::Cricket, 1),
    ("bowled", Sport::Cricket, 1),
    ("bowler", Sport::Cricket, 1),
    ("bowling", Sport::Cricket, 1),
    ("bullpen", Sport::Baseball, 1),
    ("bundesliga", Sport::Football, 2),
    ("cricket", Sport::Cricket, 2),
    ("fa", Sport::Football, 1),
    ("fifa", Sport::Football, 2),
    ("goalie", Sport::Hockey, 1),
    ("goalkeeper", Sport::Football, 1),
    ("goalless", Sport::Football, 1),
    ("goals", Sport::Football, 1),
    ("halftime", Sport::Football, 1),
    ("hockey", Sport::Hockey, 2),
    ("homer", Sport::Baseball, 1),
    ("homered", Sport::Baseball, 1),
    ("inning", Sport::Baseball, 1),
    ("lbw", Sport::Cricket, 1),
    ("midfielder", Sport::Football, 1),
    ("mlb", Sport::Baseball, 2),
    ("nba", Sport::Basketball, 2),
    ("nfl", Sport::AmericanFootball, 2),
    ("nhl", Sport::Hockey, 2),
    ("overs", Sport::Cricket, 1),
    ("pitcher", Sport::Baseball, 1),
    ("puck", Sport::Hockey, 1),
    ("quarterback", Sport::AmericanFootball, 1),
    ("rbi", Sport::Baseball, 1),
    ("scrum", Sport::RugbyUnion, 1),
    ("soccer", Sport::Football, 2),
    ("striker", Sport::Football, 1),
    ("touchdown", Sport::AmericanFootball, 1),
    ("touchdowns", Sport::AmericanFootball, 1),
    ("uefa", Sport::Football, 2),
    ("wicket", Sport::Cricket, 1),
    ("wickets", Sport::Cricket, 1),
];

/// So much must words tell of a sport.
const TOLD: u32 = 2;

impl Sport {
    /// The ending of the names that the gazetteers have clubs of places under.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::AmericanFootball => &["NFL"],
            Self::AustralianRules => &["AFL"],
            Self::Baseball => &["MLB"],
            Self::Basketball => &["NBA"],
            Self::Cricket => &["CCC", "County Cricket Club"],
            Self::Football => &["FC"],
            Self::Hockey => &["NHL"],
            Self::RugbyLeague => &["RLFC", "NRL"],
            Self::RugbyUnion => &["RFC"],
        }
    }

    /// What national teams are called.
    const fn national(self) -> Option<&'static str> {
        match self {
            Self::Football => Some("national football team"),
            Self::Cricket => Some("national cricket team"),
            Self::RugbyUnion => Some("national rugby union team"),
            _ => None,
        }
    }

    /// The sport that most words of a text tell of.
    fn of(view: View<'_>) -> Option<Self> {
        let mut told: BTreeMap<Self, u32> = BTreeMap::new();
        let mut last_rugby = false;
        let mut lower = String::new();
        for sentence in view.sentences() {
            for token in sentence.tokens().filter(|token| token.is_word()) {
                lower.clear();
                lower.extend(token.text().chars().map(|letter| letter.to_ascii_lowercase()));
                if let Ok(at) = WORDS.binary_search_by_key(&lower.as_str(), |word| word.0) {
                    *told.entry(WORDS[at].1).or_default() += WORDS[at].2;
                }
                if last_rugby {
                    let kind = if lower == "league" { Self::RugbyLeague } else { Self::RugbyUnion };
                    *told.entry(kind).or_default() += 2;
                }
                if lower == "rules" && token.prev().is_some_and(|before| before.is("australian")) {
                    *told.entry(Self::AustralianRules).or_default() += 4;
                }
                last_rugby = lower == "rugby";
            }
        }
        let best = told.into_iter().rev().max_by_key(|&(_, weight)| weight);
        best.filter(|&(_, weight)| weight >= TOLD).map(|(sport, _)| sport)
    }
}

/// What stands before a country as a place: "in England".
const WHERE: &[&str] = &["across", "around", "at", "from", "in", "near", "of", "to", "throughout"];

/// Gives teams under the names of their places the links of the teams.
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
    let Some(sport) = Sport::of(view) else { return };
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
        let place = before.is_some_and(|word| WHERE.iter().any(|place| word.is(place)) || word.text() == ",");
        if let Some(Some(entry)) = known.get(text).filter(|_| nations.contains(text) && !place) {
            become_team(row, *entry);
        }
    }
}

fn become_team(row: &mut MentionRow, entry: Entry<'_>) {
    row.subtype = Some(Subtype::Team);
    row.identity = Identity::of(entry);
}

/// The team of a sport that a place's name stands for.
fn team<'a>(gazetteer: &'a Gazetteer, text: &str, sport: Sport) -> Option<Entry<'a>> {
    let find = |name: &str| gazetteer.find(name).find(|entry| entry.subtype() == Some(Subtype::Team));
    let country = gazetteer.find(text).find(|entry| entry.subtype() == Some(Subtype::Country));
    let national =
        country.zip(sport.national()).and_then(|(country, team)| find(&format!("{} {team}", country.canonical())));
    national.or_else(|| sport.endings().iter().find_map(|ending| find(&format!("{text} {ending}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|word| word.0), "{WORDS:?}");
    }
}
